"""The blueprint of the SOPs."""

from flask import Blueprint

room = Blueprint("sops", __name__, url_prefix="/sop")
