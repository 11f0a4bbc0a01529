"""A section of a document: a heading with what stands below it."""

from collections.abc import Sequence
from typing import Protocol, TypeAlias

from reportlab.lib.units import mm
from reportlab.platypus import CondPageBreak, Flowable, HRFlowable, Spacer

from reports.fonts import Look
from reports.page import Heading
from reports.text import INK, paragraph
from reports.words import words

#: What stands below each other on the pages of a document.
Story: TypeAlias = "list[Flowable]"
#: A heading needs so much room for itself and the beginning of what it heads.
_ROOM = 35 * mm


class Spoken(Protocol):
    """What is written in a language."""

    @property
    def language(self) -> str: ...


def told_of(case: Spoken, key: str, **facts: object) -> str:
    """The words of a key of the file of a case in its language."""
    return words(f"case.{key}", case.language, **facts)


def section(title: str, mark: str, story: Sequence[Flowable], level: int = 0) -> Story:
    """A heading, which is in the bookmarks, and what stands below it. It does not stay behind at the foot of a page."""
    return [CondPageBreak(_ROOM), Heading(title, mark, level), Spacer(0, 2 * mm), *story]


def letterhead(office: str, unit: str = "") -> Story:
    """The name of an office above a double line, as its letters have it."""
    lines = [paragraph(office, 13, Look.BOLD, "center"), *([paragraph(unit, 10.5, align="center")] if unit else [])]
    double = [HRFlowable("100%", thick, color=INK, spaceBefore=0, spaceAfter=1.4) for thick in (1.6, 0.5)]
    return [*lines, Spacer(0, 2.5 * mm), *double]
