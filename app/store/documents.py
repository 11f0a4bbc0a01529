"""Documents: issued, leased to one worker at a time until they are filed, signed."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from app.model.document import CLOSED, Document, DocumentState, Signature
from app.model.event import microseconds, moment
from app.model.paper import Kind
from app.model.values import Json
from app.store.codec import from_json, stamp, to_json, when
from app.store.document_tables import HAS_SERIAL, IS_READY, IS_TO_SIGN, document
from app.store.session import Session

_DOCUMENTS = sa.select(document)
_BY_ID = _DOCUMENTS.where(document.c.id == sa.bindparam("id"))
_BY_CODE = _DOCUMENTS.where(document.c.code == sa.bindparam("code"))
_HOLD = _BY_ID.with_for_update()
_OF_CASE = _DOCUMENTS.where(document.c.instance_id == sa.bindparam("instance")).order_by(document.c.id)
_TO_SIGN = (
    _DOCUMENTS.where(IS_TO_SIGN, document.c.post.in_(sa.bindparam("posts", expanding=True)))
    .order_by(document.c.id)
    .limit(sa.bindparam("limit"))
)
_CLOSED = _DOCUMENTS.where(
    document.c.instance_id.in_(sa.bindparam("instances", expanding=True)),
    document.c.state.in_(sorted(state.value for state in CLOSED)),
).order_by(document.c.id)
_SERIALS = (
    sa.select(document.c.serial)
    .where(HAS_SERIAL, document.c.series == sa.bindparam("series"), document.c.year == sa.bindparam("year"))
    .order_by(document.c.serial)
)
_ADD = sa.insert(document).returning(document.c.id)
_SAVE = sa.update(document).where(document.c.id == sa.bindparam("document_id"))
_READY = sa.select(document.c.ready_at).where(IS_READY).order_by(document.c.ready_at).limit(1)
_NEXT = (
    _DOCUMENTS.where(IS_READY, document.c.ready_at <= sa.bindparam("now"))
    .order_by(document.c.ready_at, document.c.id)
    .limit(1)
    .with_for_update(skip_locked=True)
)


class Documents(Session):
    """See `app.ports.Reader` and `app.ports.Unit` for what each method promises."""

    def document(self, document_id: int) -> Document | None:
        return self._one_document(_BY_ID, {"id": document_id})

    def document_by_code(self, code: str) -> Document | None:
        return self._one_document(_BY_CODE, {"code": code})

    def hold_document(self, document_id: int) -> Document | None:
        return self._one_document(_HOLD, {"id": document_id})

    def documents(self, instance_id: int) -> Sequence[Document]:
        return [_document(row) for row in self.run(_OF_CASE, {"instance": instance_id}).mappings()]

    def documents_to_sign(self, posts: Iterable[str], *, limit: int) -> Sequence[Document]:
        found = self.run(_TO_SIGN, {"posts": sorted(set(posts)), "limit": limit})
        return [_document(row) for row in found.mappings()]

    def closed_documents(self, instances: Iterable[int]) -> Sequence[Document]:
        return [_document(row) for row in self.run(_CLOSED, {"instances": list(instances)}).mappings()]

    def document_serials(self, series: str, year: int) -> Sequence[int]:
        return list(self.run(_SERIALS, {"series": series, "year": year}).scalars())

    def next_document(self) -> datetime | None:
        return when(self.run(_READY).scalar_one_or_none())

    def add_document(self, document: Document) -> Document:
        return replace(document, id=self.run(_ADD, {**_fixed(document), **_standing(document)}).scalar_one())

    def save_document(self, document: Document) -> None:
        self.run(_SAVE, {"document_id": document.id, **_standing(document)})

    def lease_document(self, *, owner: str, now: datetime, until: datetime) -> Document | None:
        found = self._one_document(_NEXT, {"now": microseconds(now)})
        if found is None:
            return None
        leased = replace(found, owner=owner, ready_at=until, attempts=found.attempts + 1)
        self.save_document(leased)
        return leased

    def _one_document(self, statement: sa.Executable, parameters: dict[str, Any]) -> Document | None:
        row = self.run(statement, parameters).mappings().one_or_none()
        return _document(row) if row else None


def signature_data(signature: Signature) -> dict[str, Json]:
    """A signature as JSON."""
    told = {"by": signature.by, "at": signature.at.isoformat(), "level": signature.level}
    return {**told, "capacity": signature.capacity, "facts": dict(signature.facts)}


def _fixed(it: Document) -> dict[str, Any]:
    """What it says."""
    return {
        "instance_id": it.instance,
        "element": it.element,
        "visit": it.visit,
        "template": it.template,
        "kind": it.kind.value,
        "series": it.series,
        "year": it.year,
        "serial": it.serial,
        "number": it.number,
        "day": it.date.isoformat(),
        "code": it.code,
        "issued_at": microseconds(it.issued_at),
        "applicant": it.applicant,
        "replaces": it.replaces,
        "title": it.title,
        "subject": it.subject,
        "addressee": it.addressee,
        "signer": it.signer,
        "post": it.post,
        "data": to_json(dict(it.data)),
    }


def _standing(it: Document) -> dict[str, Any]:
    """What may change."""
    return {
        "state": it.state.value,
        "filed": bytes.fromhex(it.filed) if it.filed else None,
        "signed": bytes.fromhex(it.signed) if it.signed else None,
        "signature": to_json(signature_data(it.signature)) if it.signature else None,
        "ready_at": stamp(it.ready_at),
        "owner": it.owner,
        "attempts": it.attempts,
        "failure": it.failure,
        "note": it.note,
    }


def _signature(text: str) -> Signature:
    told = from_json(text)
    return Signature(told["by"], datetime.fromisoformat(told["at"]), told["level"], told["capacity"], told["facts"])


def _document(row: sa.RowMapping) -> Document:
    same = {name: row[name] for name in _SAME}
    return Document(
        **same,
        instance=row["instance_id"],
        kind=Kind(row["kind"]),
        date=date.fromisoformat(row["day"]),
        issued_at=moment(row["issued_at"]),
        state=DocumentState(row["state"]),
        data=from_json(row["data"]),
        filed=row["filed"].hex() if row["filed"] else None,
        signed=row["signed"].hex() if row["signed"] else None,
        signature=_signature(row["signature"]) if row["signature"] else None,
        ready_at=when(row["ready_at"]),
    )


#: Columns whose values are those of the fields of the same names.
_SAME = (
    *(
        "id",
        "element",
        "visit",
        "template",
        "title",
        "code",
        "subject",
        "addressee",
        "signer",
        "series",
        "year",
        "serial",
    ),
    *("number", "post", "applicant", "replaces", "note", "owner", "attempts", "failure"),
)
