"""The documents of a case as its pages list them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.model.document import Document, DocumentState
from app.web.shared.languages import Lazy, lazy_gettext
from app.web.shared.words import Chip

STATES: Mapping[DocumentState, tuple[Lazy, str]] = {
    DocumentState.FILED: (lazy_gettext("Issued"), "good"),
    DocumentState.SIGNED: (lazy_gettext("Signed"), "good"),
    DocumentState.REPLACED: (lazy_gettext("Replaced"), "warn"),
    DocumentState.REVOKED: (lazy_gettext("Revoked"), "bad"),
    DocumentState.CANCELLED: (lazy_gettext("Cancelled"), "bad"),
}
BEING_MADE = (lazy_gettext("Being made"), "calm")
NOT_MADE = (lazy_gettext("Not made yet"), "quiet")
STUCK = (lazy_gettext("Could not be made"), "bad")


@dataclass(frozen=True)
class Letter:
    """A document; `old` is the one it stands in the place of, `new` the one in its place. `may_be_made`: a button that
    lets a worker make the PDF is of use. `inside`: the reader belongs to the office."""

    it: Document
    title: str
    chip: Chip
    old: Document | None
    new: Document | None
    may_be_made: bool
    inside: bool


def letters(documents: Sequence[Document], *, inside: bool) -> list[Letter]:
    """The documents, the newest first."""
    by_id = {it.id: it for it in documents}
    newer = {it.replaces: it for it in documents if it.replaces}
    return [
        Letter(
            it,
            " ".join(it.title.split()),
            chip(it),
            by_id.get(it.replaces or 0),
            newer.get(it.id),
            inside and it.filed is None and it.ready_at is None,
            inside,
        )
        for it in reversed(documents)
    ]


def chip(it: Document) -> Chip:
    """How a document stands, in words."""
    unmade = STUCK if it.stuck else BEING_MADE if it.ready_at else NOT_MADE
    words, tone = STATES.get(it.state, unmade)
    return Chip(str(words), tone, it.note)
