"""The service standard says what the process does: time, requirements, cost, product, staff.

Source: house rule, after UU 25/2009 article 21 and Permenpan RB 15/2014.
"""

from collections.abc import Iterator

from app.lint.subject import Subject
from app.model.contradictions import contradictions
from app.model.finding import Finding, Severity

REASON = "What an office promises in public and what its process does must be one and the same."


def check(subject: Subject) -> Iterator[Finding]:
    if subject.sop is None or subject.forms is None:
        return
    for found in contradictions(subject.sop, subject.outline, subject.forms):
        line = subject.diagram.line(found.element)
        yield Finding("service_standard", Severity.WARNING, found.element, found.sentence, line)
