"""Whatever lint says of a drawing, it can say it in Indonesian."""

from collections.abc import Iterator

import pytest
from babel.messages.pofile import read_po

from app.lint import lint
from app.lint.fixes import offer
from app.lint.run import checks, reason
from app.lint.supported import SUPPORTED
from app.model.errors import LajurError
from tests.lint.test_rules import BAD, subject_of
from tests.web.test_languages import MESSAGES


@pytest.fixture(scope="module")
def known() -> set[str]:
    with (MESSAGES / "messages.po").open("rb") as file:
        return {message.id for message in read_po(file, locale="id") if isinstance(message.id, str)}


def templates(words: LajurError) -> Iterator[str]:
    """The sentence and those that are told within it."""
    yield words.template
    for fact in words.facts.values():
        if hasattr(fact, "template"):
            yield from templates(fact)


def said() -> Iterator[LajurError]:
    for drawing in BAD:
        subject = subject_of(drawing)
        for finding in lint(subject):
            yield finding.says
            if found := offer(subject, finding):
                yield found.label
    yield from (reason(rule) for rule in checks())
    for support in SUPPORTED.values():
        yield from () if support.works else (support.title, support.sentence)


def test_every_finding_reason_and_fix_has_its_indonesian(known: set[str]) -> None:
    names = {"extension.inputOutput"}  # what is called by its tag alone is no sentence
    tags = {str(SUPPORTED[name].title) for name in names}
    assert {template for words in said() for template in templates(words)} - known - tags == set()
