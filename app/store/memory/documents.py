"""Documents in memory."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from app.model.document import Document, DocumentState
from app.store.codec import from_json, to_json
from app.store.memory.shelf import View


class Documents(View):
    """See `app.ports.Reader` and `app.ports.Unit` for what each method promises."""

    def document(self, document_id: int) -> Document | None:
        return self._shelf.documents.get(document_id)

    def hold_document(self, document_id: int) -> Document | None:
        return self.document(document_id)

    def document_by_code(self, code: str) -> Document | None:
        return next((it for it in self._shelf.documents.values() if it.code == code), None)

    def documents(self, instance_id: int) -> Sequence[Document]:
        return [it for _, it in sorted(self._shelf.documents.items()) if it.instance == instance_id]

    def documents_to_sign(self, posts: Iterable[str], *, limit: int) -> Sequence[Document]:
        wanted, filed = set(posts), DocumentState.FILED
        found = [it for _, it in sorted(self._shelf.documents.items()) if it.state is filed and it.post in wanted]
        return found[:limit]

    def closed_documents(self, instances: Iterable[int]) -> Sequence[Document]:
        wanted = set(instances)
        return [it for _, it in sorted(self._shelf.documents.items()) if it.instance in wanted and it.closed]

    def document_serials(self, series: str, year: int) -> Sequence[int]:
        own = (it for it in self._shelf.documents.values() if (it.series, it.year) == (series, year))
        return sorted(it.serial for it in own if it.serial is not None)

    def next_document(self) -> datetime | None:
        return min((it.ready_at for it in self._shelf.documents.values() if it.ready_at), default=None)

    def add_document(self, document: Document) -> Document:
        mine = (document.series, document.year, document.serial)
        for it in self._shelf.documents.values():
            if it.code == document.code or (it.serial is not None and (it.series, it.year, it.serial) == mine):
                raise self.conflict()
        kept = replace(document, id=self.next_number("document.id", 0), data=from_json(to_json(dict(document.data))))
        self._shelf.documents[kept.id] = kept
        return kept

    def save_document(self, document: Document) -> None:
        self._shelf.documents[document.id] = document

    def lease_document(self, *, owner: str, now: datetime, until: datetime) -> Document | None:
        waiting = ((it.ready_at, it.id, it) for it in self._shelf.documents.values() if it.ready_at)
        due = sorted(one for one in waiting if one[0] <= now)
        if not due:
            return None
        found = due[0][2]
        leased = replace(found, owner=owner, ready_at=until, attempts=found.attempts + 1)
        self._shelf.documents[found.id] = leased
        return leased
