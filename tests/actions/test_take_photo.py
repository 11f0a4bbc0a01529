"""Photos from the field: with place and time, and harmless to send twice."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO
from json import loads
from typing import IO, Any
from uuid import UUID

import pytest

from app.actions.take_photo import NotAPhoto, Sighting, take_photo
from app.model.errors import AlreadyDone, Forbidden, NotFound
from app.model.instance import Attachment
from tests.actions.conftest import Desk
from tests.actions.test_attach import JPEG

WIB = timezone(timedelta(hours=7))
TAKEN = datetime(2026, 3, 17, 10, 15, tzinfo=WIB)
HERE = Sighting(str(UUID(int=1)), TAKEN, -0.0263, 109.3425, 12.5)


def shoot(desk: Desk, work: int, sighting: Sighting = HERE, by: str = "opi", data: bytes = JPEG) -> Attachment:
    return take_photo(desk.office, work, BytesIO(data), "foto.jpg", sighting, by=desk.people[by])


def test_a_photo_becomes_an_attachment_with_place_and_time_beside_it(desk: Desk) -> None:
    case = desk.started()
    kept = shoot(desk, desk.open(case, "periksa").id)
    with desk.office.store.reading() as reader:
        [photo] = reader.photos(case.id)
    assert (photo.attachment, photo.lat, photo.lon, photo.accuracy) == (kept.id, -0.0263, 109.3425, 12.5)
    assert photo.taken_at == datetime(2026, 3, 17, 3, 15, tzinfo=UTC)
    event = desk.history(case)[-1]
    assert (event.kind, event.element) == ("attachment:added", "periksa")
    assert loads(event.payload or b"") | {"digest": ""} == {
        "digest": "",
        "name": "foto.jpg",
        "media_type": "image/jpeg",
        "size": len(JPEG),
        "taken_at": "2026-03-17T10:15:00+07:00",
        "lat": -0.0263,
        "lon": 109.3425,
        "accuracy": 12.5,
    }


def test_a_photo_without_a_position_is_taken_too(desk: Desk) -> None:
    case = desk.started()
    shoot(desk, desk.open(case, "periksa").id, Sighting(HERE.id, TAKEN))
    assert "lat" not in loads(desk.history(case)[-1].payload or b"")


def test_the_same_photo_sent_again_is_the_same_attachment(desk: Desk) -> None:
    case = desk.started()
    work = desk.open(case, "periksa").id
    first = shoot(desk, work)
    desk.do(case, "periksa", "opi", hasil="ya")
    before = desk.now(case)
    assert shoot(desk, work) == first
    assert desk.now(case) == before


def test_the_same_photo_that_comes_by_two_ways_at_once_is_kept_once(desk: Desk) -> None:
    case = desk.started()
    work = desk.open(case, "periksa").id

    class Slow:
        """A vault in which the other way is faster."""

        def put(self, stream: IO[bytes], *, limit: int) -> Any:
            shoot(desk, work)
            return desk.office.vault.put(stream, limit=limit)

    slow = replace(desk.office, vault=Slow())  # it only puts
    take_photo(slow, work, BytesIO(JPEG), "foto.jpg", HERE, by=desk.people["opi"])
    with desk.office.store.reading() as reader:
        assert len(reader.attachments(case.id)) == 1


def test_the_id_of_a_photo_of_somebody_else_leads_nowhere(desk: Desk) -> None:
    work = desk.open(desk.started(), "periksa").id
    shoot(desk, work)
    with pytest.raises(NotFound):
        shoot(desk, work, by="oka")


def test_photos_are_for_those_who_do_the_task_and_while_it_is_open(desk: Desk) -> None:
    case = desk.started()
    work = desk.open(case, "periksa").id
    with pytest.raises(Forbidden):
        shoot(desk, work, by="siti")
    with pytest.raises(NotFound):
        shoot(desk, 999)
    desk.do(case, "periksa", "opi", hasil="ya")
    with pytest.raises(AlreadyDone):
        shoot(desk, work)


@pytest.mark.parametrize(
    "wrong",
    [
        {"lat": 91.0, "lon": 0.0, "accuracy": 1.0},
        {"lat": 0.0, "lon": 181.0, "accuracy": 1.0},
        {"lat": 0.0, "lon": 0.0, "accuracy": -1.0},
        {"lat": float("nan"), "lon": 0.0, "accuracy": 1.0},
        {"lat": 1.0},
        {"id": "../../x"},
        {"taken_at": datetime(2026, 3, 17, 10, 15)},  # noqa: DTZ001 - a time without a zone is the point
    ],
)
def test_a_place_or_time_that_cannot_be_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(NotAPhoto):
        Sighting(**{"id": HERE.id, "taken_at": TAKEN, **wrong})
