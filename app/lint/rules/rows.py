"""The rows of the SOP have each a number of their own.

Source: house rule.
"""

from collections.abc import Iterator

from app.lint.subject import Subject
from app.model.errors import LajurError
from app.model.finding import Finding, Severity

REASON = "The number is how the official table and the diagram are held together."


def check(subject: Subject) -> Iterator[Finding]:
    seen: dict[int, str] = {}
    for element, row in subject.sop.rows.items() if subject.sop else ():
        if row.number in seen:
            sentence = "sop.toml gives row {row} to both “{one}” and “{other}”; number them apart."
            says = LajurError(sentence, row=row.number, one=seen[row.number], other=element)
            yield Finding("rows", Severity.ERROR, element, says, subject.diagram.line(element))
        seen.setdefault(row.number, element)
