"""The blueprint of the desk."""

from flask import Blueprint

room = Blueprint("desk", __name__)
