"""The facts of `sop.toml` as something a person edits: sections drawn as forms, changes that leave all other bytes."""

from app.facts.apply import NotWritable, applied, read_facts
from app.facts.check import problems
from app.facts.sections import Section, sections
from app.facts.sheet import Sheet, sheet

__all__ = ["NotWritable", "Section", "Sheet", "applied", "problems", "read_facts", "sections", "sheet"]
