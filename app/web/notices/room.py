"""The blueprint of notices."""

from flask import Blueprint

room = Blueprint("notices", __name__)
