"""What `sop.toml` names by id stands in the diagram.

Rows, additions, outcomes, words for the applicant, the service clock, letters, groups, connectors and the applicant's
lane. Source: house rule.
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain

from app.lint.subject import Subject
from app.model.errors import LajurError
from app.model.finding import Finding, Severity
from app.model.sop import Sop

REASON = "An id that was changed in the diagram alone would silently switch off its row or the service clock."


def check(subject: Subject) -> Iterator[Finding]:
    if subject.sop is None:
        return
    outline = subject.outline
    nodes: Mapping[str, object] = {**outline.elements, **outline.flows}
    places = chain(
        ((where, name, nodes) for where, name in _elements(subject.sop)),
        ((where, name, outline.lanes) for where, name in _lanes(subject.sop)),
    )
    for where, name, known in places:
        if name not in known:
            sentence = "sop.toml names “{id}” in {where}, but the diagram has no such id; correct it or remove it."
            yield Finding("sop_names", Severity.ERROR, name, LajurError(sentence, id=name, where=where))


def _elements(sop: Sop) -> Iterator[tuple[str, str]]:
    tables: tuple[tuple[str, Iterable[str]], ...] = (
        ("[rows]", sop.rows),
        ("[added]", sop.added),
        ("[outcomes]", sop.outcomes),
        ("[applicant_words]", sop.applicant_words),
        ("[applicant_words_en]", sop.applicant_words_en),
        ("applicant_notices", sorted(sop.applicant_notices)),
        ("[[letters]]", (rule.element for rule in sop.letters)),
        ("[[document_rules]]", (rule.element for rule in sop.document_rules)),
    )
    for where, names in tables:
        yield from ((where, name) for name in names)
    if sop.clock:
        yield from (("[clock]", name) for name in (sop.clock.starts, sop.clock.stops, *sorted(sop.clock.pauses)))


def _lanes(sop: Sop) -> Iterator[tuple[str, str]]:
    for where, names in (("[groups]", sop.groups), ("[connectors]", sop.connectors)):
        yield from ((where, name) for name in names)
    if sop.applicant_lane:
        yield "applicant_lane", sop.applicant_lane
