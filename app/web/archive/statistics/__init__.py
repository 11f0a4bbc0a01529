"""The statistics of the archive: the whole of an SOP in figures, each with the cases behind it."""

from app.web.archive.statistics import activities, cases, dotted, overview, rework, tables, variants

__all__ = ["activities", "cases", "dotted", "overview", "rework", "tables", "variants"]
