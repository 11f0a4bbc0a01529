"""The blueprint of the pages that need no sign-in."""

from flask import Blueprint

room = Blueprint("public", __name__)
