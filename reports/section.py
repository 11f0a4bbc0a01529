"""A section of a document: a heading with what stands below it."""

from collections.abc import Sequence
from typing import Protocol, TypeAlias

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, Spacer

from reports.page import Heading
from reports.words import words

#: What stands below each other on the pages of a document.
Story: TypeAlias = "list[Flowable]"


class Spoken(Protocol):
    """What is written in a language."""

    @property
    def language(self) -> str: ...


def told_of(case: Spoken, key: str, **facts: object) -> str:
    """The words of a key of the file of a case in its language."""
    return words(f"case.{key}", case.language, **facts)


def section(title: str, mark: str, story: Sequence[Flowable]) -> Story:
    """A heading, which is in the bookmarks, and what stands below it."""
    return [Heading(title, mark), Spacer(0, 2 * mm), *story, Spacer(0, 6 * mm)]
