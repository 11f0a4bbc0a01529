"""The events of an instance and its attachments: what is added and never changed."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from app.model.event import Event, Happening, microseconds, moment
from app.model.instance import Attachment
from app.store.codec import pack, unpack
from app.store.measure_tables import news
from app.store.session import Session
from app.store.tables import attachment, event, instance

#: Of an event, but for the case it belongs to.
COLUMNS = (
    event.c.number,
    event.c.at,
    event.c.kind,
    event.c.actor,
    event.c.element,
    event.c.flow,
    event.c.payload,
    event.c.salt,
    event.c.payload_digest,
    event.c.digest,
)
_EVENTS = (
    sa.select(instance.c.number, *COLUMNS)
    .select_from(event.join(instance))
    .where(event.c.instance_id == sa.bindparam("instance_id"), event.c.number > sa.bindparam("after"))
    .order_by(event.c.number)
)
_SOME_EVENTS = _EVENTS.limit(sa.bindparam("limit"))
_WRITE = sa.insert(event)
#: Who counts the figures of the archive finds it there, later.
_NEWS = sa.insert(news)
_ERASE = (
    sa.update(event)
    .where(event.c.instance_id == sa.bindparam("of_instance"), event.c.number == sa.bindparam("event_number"))
    .values(payload=None, salt=None)
)
_ATTACHMENTS = sa.select(
    attachment.c.id,
    attachment.c.instance_id,
    attachment.c.digest,
    attachment.c.name,
    attachment.c.media_type,
    attachment.c.size,
    attachment.c.element,
    attachment.c.added_by,
    attachment.c.added_at,
)
_ATTACHMENT = _ATTACHMENTS.where(attachment.c.id == sa.bindparam("id"))
_OF_INSTANCE = _ATTACHMENTS.where(attachment.c.instance_id == sa.bindparam("instance_id")).order_by(attachment.c.id)
_ATTACH = sa.insert(attachment).returning(attachment.c.id)


class History(Session):
    """See `app.ports.Reader` and `app.ports.Unit` for what each method promises."""

    def history(self, instance_id: int, *, after: int = 0, limit: int | None = None) -> Sequence[Event]:
        statement = _EVENTS if limit is None else _SOME_EVENTS
        rows = self.run(statement, {"instance_id": instance_id, "after": after, "limit": limit})
        return [_event(row) for row in rows]

    def write_events(self, instance_id: int, events: Sequence[Event]) -> None:
        if events:
            self.run(_WRITE, [_row(instance_id, event) for event in events])
            self.run(_NEWS, {"instance_id": instance_id, "events": events[-1].number})

    def erase_payload(self, instance_id: int, number: int) -> None:
        self.run(_ERASE, {"of_instance": instance_id, "event_number": number})

    def attachments(self, instance_id: int) -> Sequence[Attachment]:
        return [attachment_of(row) for row in self.run(_OF_INSTANCE, {"instance_id": instance_id})]

    def attachment(self, attachment_id: int) -> Attachment | None:
        row = self.run(_ATTACHMENT, {"id": attachment_id}).one_or_none()
        return attachment_of(row) if row else None

    def add_attachment(self, attachment: Attachment) -> Attachment:
        row = {
            "instance_id": attachment.instance,
            "digest": bytes.fromhex(attachment.digest),
            "name": attachment.name,
            "media_type": attachment.media_type,
            "size": attachment.size,
            "element": attachment.element,
            "added_by": attachment.added_by,
            "added_at": microseconds(attachment.added_at),
        }
        return replace(attachment, id=self.run(_ATTACH, row).scalar_one())


def _row(instance_id: int, event: Event) -> dict[str, Any]:
    return {
        "instance_id": instance_id,
        "number": event.number,
        "at": microseconds(event.at),
        "kind": event.kind.value,
        "actor": event.actor,
        "element": event.element,
        "flow": event.flow,
        "payload": pack(event.payload),
        "salt": event.salt,
        "payload_digest": event.payload_digest,
        "digest": event.digest,
    }


def _event(row: Sequence[Any]) -> Event:
    """An erased payload takes its salt with it: with the salt, short payloads could be guessed from the digest."""
    instance, number, at, kind, actor, element, flow, payload, salt, payload_digest, digest = row
    return Event(
        instance=instance,
        number=number,
        at=moment(at),
        kind=Happening(kind),
        actor=actor,
        element=element,
        flow=flow,
        payload=unpack(payload),
        salt=salt or b"",
        payload_digest=payload_digest,
        digest=digest,
    )


def attachment_of(row: Sequence[Any]) -> Attachment:
    """The attachment of a row, its columns in the order of the table."""
    attachment_id, instance, digest, name, media_type, size, element, added_by, added_at = row
    return Attachment(
        attachment_id, instance, digest.hex(), name, media_type, size, element, added_by, moment(added_at)
    )
