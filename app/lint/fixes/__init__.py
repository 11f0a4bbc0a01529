"""What can be mended at a click: one fix, one file. A fix touches only what it must, and every other byte stays."""

from app.lint.fixes.mended import Mended, NothingToMend
from app.lint.fixes.run import Offer, mended, offer

__all__ = ["Mended", "NothingToMend", "Offer", "mended", "offer"]
