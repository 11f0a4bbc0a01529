"""The SOPs that are in force, for those who work by them: what they say, and their documents to take away."""

from app.web.sops import pages
from app.web.sops.room import room

__all__ = ["pages", "room"]
