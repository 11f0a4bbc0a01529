"""The rows of the SOP have each a number of their own.

Reason: the number is how the official table and the diagram are held together. Source: house rule.
"""

from collections.abc import Iterator

from app.lint.subject import Subject
from app.model.finding import Finding, Severity


def check(subject: Subject) -> Iterator[Finding]:
    seen: dict[int, str] = {}
    for element, row in subject.sop.rows.items() if subject.sop else ():
        if row.number in seen:
            sentence = (
                f"sop.toml gives row {row.number} to both “{seen[row.number]}” and “{element}”; number them apart."
            )
            yield Finding("rows", Severity.ERROR, element, sentence, subject.diagram.line(element))
        seen.setdefault(row.number, element)
