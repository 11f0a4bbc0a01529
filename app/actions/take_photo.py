"""Attach a picture that was taken in the field, with the place and the time the device tells."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import IO

from app.actions import _rights
from app.actions._work import hold_work, must_be_open
from app.actions.attach import noted, stored
from app.model.desk import Photo
from app.model.errors import LajurError, NotFound
from app.model.instance import Attachment
from app.model.people import User
from app.model.values import Json
from app.ports import Office, Reader

#: What a device makes: 16 random bytes as a UUID.
PHOTO_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class NotAPhoto(LajurError):
    """The place or the time of this photo cannot be right."""

    status = 422


@dataclass(frozen=True, slots=True)
class Sighting:
    """What the device says of a photo. Degrees (WGS 84), metres; None when it knew no position.

    Raises NotAPhoto when it cannot be.
    """

    id: str
    taken_at: datetime
    lat: float | None = None
    lon: float | None = None
    accuracy: float | None = None

    def __post_init__(self) -> None:
        known = [value for value in (self.lat, self.lon, self.accuracy) if value is not None]
        whole = not known or (len(known) == 3 and _is_on_earth(*known))
        if not whole or PHOTO_ID.fullmatch(self.id) is None or self.taken_at.tzinfo is None:
            raise NotAPhoto


def take_photo(
    office: Office, work_id: int, stream: IO[bytes], name: str, sighting: Sighting, *, by: User
) -> Attachment:
    """Attach a photo to the case of a task. Sending the same photo (by its id) again is harmless.

    Raises what `attach` raises, and AlreadyDone when the task is not open any more.
    """
    with office.store.reading() as reader:
        work = reader.work_item(work_id)
        known = _taken(reader, sighting, work.instance, by) if work else None
    if work is None:
        raise NotFound
    if known:
        return known
    file = stored(office, work.instance, stream, name, by=by, element=work.element)
    with office.store.writing() as unit:
        held = hold_work(office, unit, work_id)
        _rights.must_work(held.definition, held.instance, held.work, by)
        # Again: the same photo may have come by another way while this one was stored.
        if known := _taken(unit, sighting, held.instance.id, by):
            return known
        must_be_open(held.work)
        attachment = noted(office, unit, held.instance, file, by=by, seen=_seen(sighting))
        at = sighting.taken_at.astimezone(UTC)
        place = (sighting.lat, sighting.lon, sighting.accuracy)
        unit.add_photo(Photo(sighting.id, held.instance.id, attachment.id, at, *place))
        unit.commit()
        return attachment


def _taken(reader: Reader, sighting: Sighting, instance_id: int, by: User) -> Attachment | None:
    """The attachment this photo has already become. Raises NotFound when its id belongs to another case or person."""
    photo = reader.photo(sighting.id)
    attachment = reader.attachment(photo.attachment) if photo else None
    if attachment and (attachment.instance != instance_id or attachment.added_by != by.id):
        raise NotFound
    return attachment


def _is_on_earth(lat: float, lon: float, accuracy: float) -> bool:
    return -90 <= lat <= 90 and -180 <= lon <= 180 and 0 <= accuracy < 1e7


def _seen(sighting: Sighting) -> dict[str, Json]:
    place: dict[str, Json] = {"lat": sighting.lat, "lon": sighting.lon, "accuracy": sighting.accuracy}
    known = place if sighting.lat is not None else {}
    return {"taken_at": sighting.taken_at.isoformat(), **known}
