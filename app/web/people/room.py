"""The blueprint of the pages about people."""

from flask import Blueprint

room = Blueprint("people", __name__)
