"""What an analyst is told before a deploy: one rule, one file, in `app.lint.rules`."""

from app.lint.run import lint
from app.lint.subject import Subject

__all__ = ["Subject", "lint"]
