"""What is different between two bundles, in words a clerk reads, and drawn on the diagrams of both."""

from app.compare.bundles import compare
from app.compare.difference import Change, Detail, Difference, Kind, Line, Part
from app.compare.drawing import draw_marked

__all__ = ["Change", "Detail", "Difference", "Kind", "Line", "Part", "compare", "draw_marked"]
