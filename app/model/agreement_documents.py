"""Whether the documents in the books are those of which the history tells."""

from collections.abc import Iterator, Mapping, Sequence

from app.model.discrepancy import Code, Discrepancy, discrepancy
from app.model.document import Document
from app.model.event import microseconds
from app.model.implied import Implied, ImpliedDocument
from app.model.values import Json


def documents(case: str, kept: Sequence[Document], implied: Implied) -> Iterator[Discrepancy]:
    """What is wrong with the documents of a case. What was erased from the history cannot be compared any more."""
    rows = {it.id: it for it in kept}
    for number, told in implied.documents.items():
        if number not in rows:
            yield discrepancy(Code.DOCUMENT_MISSING, case, told.event, document=number)
            continue
        for column in _differing(rows[number], told):
            yield discrepancy(Code.DOCUMENT_DIFFERS, case, told.event, document=number, column=column)
    unknown = sorted(rows.keys() - implied.documents.keys())
    for number in unknown[implied.erased_documents :]:
        yield discrepancy(Code.DOCUMENT_UNLOGGED, case, None, document=number)


def _differing(it: Document, told: ImpliedDocument) -> Iterator[str]:
    said = told.origin
    kept: Mapping[str, tuple[Json, Json]] = {
        "element": (it.element, told.element),
        "issued_at": (microseconds(it.issued_at), told.at),
        "template": (it.template, said.get("template")),
        "kind": (it.kind.value, said.get("kind")),
        "visit": (it.visit, said.get("visit")),
        "date": (it.date.isoformat(), said.get("date")),
        "series": (it.series, said.get("series", "")),
        "serial": (it.serial, said.get("serial")),
        "number": (it.number, said.get("number", "")),
        "replaces": (it.replaces, said.get("replaces")),
        "applicant": (it.applicant, said.get("applicant", False)),
        "state": (it.state.value, told.state.value),
        "filed": (it.filed, told.filed),
        "signed": (it.signed, told.signed),
    }
    return (column for column, (here, there) in kept.items() if here != there)
