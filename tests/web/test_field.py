"""The page for the field: its headers, its state, its photos."""

from io import BytesIO
from uuid import UUID

import pytest
from PIL import Image

from app.model.bundle import Bundle
from app.model.definition import Deployment
from tests.web.conftest import Person, Walk, permit_bundle
from tests.web.test_drafts import fetch

PHOTO = {"id": str(UUID(int=1)), "taken_at": "2026-03-17T09:00:00+07:00", "lat": "-0.02", "lon": "109.3"}


def jpeg() -> BytesIO:
    out = BytesIO()
    Image.new("RGB", (20, 10)).save(out, "JPEG")
    out.seek(0)
    return out


@pytest.fixture
def outside(walk: Walk) -> Walk:
    """A case that waits at a check that is done in the field."""
    files, row = dict(permit_bundle().files), b'<camunda:property name="row" value="2" />'
    offline = row + b'<camunda:property name="offline" value="true" />'
    bundle = Bundle({**files, "bpmn/process.bpmn": files["bpmn/process.bpmn"].replace(row, offline)})
    with walk.office.store.writing() as unit:
        unit.add_bundle(bundle)
        unit.add_deployment(Deployment("izin_kecil", 2, bundle.digest, "system", walk.began))
        unit.commit()
    walk.start()
    walk.apply()
    return walk


@pytest.fixture
def work(outside: Walk) -> int:
    return outside.task("periksa")


@pytest.fixture
def person(outside: Walk) -> Person:
    return outside.come("operator")


def test_the_page_of_the_task_leads_to_the_page_for_the_field(person: Person, work: int) -> None:
    assert f'href="/lapangan/{work}"' in person.get(f"/tugas/{work}").text


def test_this_page_alone_may_have_a_service_worker_and_ask_where_it_is(person: Person, work: int) -> None:
    headers = person.get(f"/lapangan/{work}").headers
    policy = headers["Content-Security-Policy"].split("; ")
    assert "worker-src 'self'" in policy
    assert "img-src 'self' data: blob:" in policy
    assert "script-src 'self'" in policy
    assert "geolocation=(self)" in headers["Permissions-Policy"]
    headers = person.get(f"/tugas/{work}").headers
    assert "worker-src" not in headers["Content-Security-Policy"]
    assert "geolocation=()" in headers["Permissions-Policy"]


def test_the_service_worker_stands_at_the_root(person: Person) -> None:
    answer = person.get("/luring.js")
    assert answer.mimetype == "text/javascript"
    assert "/lapangan" in answer.text


def test_a_task_that_is_not_done_in_the_field_has_no_such_page(walk: Walk, come) -> None:
    walk.start()
    work = walk.task("ajukan")
    assert come("pemohon").get(f"/lapangan/{work}").status_code == 404
    assert come("pemohon").get(f"/lapangan/{work}/keadaan").status_code == 404


def test_the_device_is_told_whether_the_task_is_open_and_how_to_send(person: Person, work: int) -> None:
    state = person.get(f"/lapangan/{work}/keadaan").json
    assert state is not None
    assert state["open"] is True
    assert state["person"] == 3
    person.token = state["token"]
    assert fetch(person, f"/tugas/{work}/draf", catatan="x").status_code == 200


def test_the_device_is_told_who_was_faster(outside: Walk, person: Person, work: int) -> None:
    outside.do("operator2", "periksa", hasil="kurang")
    state = person.get(f"/lapangan/{work}/keadaan").json
    assert state is not None
    assert state["open"] is False
    assert state["words"] == "Contoh Maharani, S.Si. menyelesaikan tugas ini pada 17 Maret 2026, 09.00 WIB."
    page = person.get(f"/lapangan/{work}").text
    assert "Contoh Maharani, S.Si. menyelesaikan tugas ini" in page
    assert "data-field" not in page


def test_the_device_is_told_who_has_taken_on_the_task(outside: Walk, person: Person, work: int) -> None:
    outside.come("operator2").post(f"/tugas/{work}/ambil")
    state = person.get(f"/lapangan/{work}/keadaan").json
    assert state is not None
    assert state["words"] == "Contoh Maharani, S.Si. sudah mengambil tugas ini."


def test_the_device_is_told_that_a_task_is_closed_that_nobody_has_completed(
    outside: Walk, person: Person, work: int
) -> None:
    outside.do("pemohon", "tarik", alasan="Rencana perluasan ditunda.")
    state = person.get(f"/lapangan/{work}/keadaan").json
    assert state is not None
    assert state["words"] == "Tugas ini sudah tidak terbuka."


def test_a_photo_is_shown_with_its_place_and_time(outside: Walk, person: Person, work: int) -> None:
    sent = {**PHOTO, "accuracy": "12.4"}
    first = fetch(person, f"/lapangan/{work}/foto", file=(jpeg(), "depan.jpg"), **sent)
    again = fetch(person, f"/lapangan/{work}/foto", file=(jpeg(), "depan.jpg"), **sent)
    assert first.status_code == again.status_code == 201
    assert first.json == again.json
    page = outside.case("operator").text
    assert page.count('class="preview"') == 1
    assert "Diambil pada 17 Maret 2026, 09.00 WIB" in page
    assert 'href="geo:-0.02,109.3"' in page
    assert "± 12 m" in page


def test_a_photo_without_a_position_says_so(outside: Walk, person: Person, work: int) -> None:
    sent = {"id": PHOTO["id"], "taken_at": PHOTO["taken_at"]}
    assert fetch(person, f"/lapangan/{work}/foto", file=(jpeg(), "depan.jpg"), **sent).status_code == 201
    assert "tanpa posisi" in outside.case("operator").text


@pytest.mark.parametrize("wrong", [{"lat": "utara"}, {"taken_at": "kemarin"}, {"id": "1"}, {}])
def test_a_photo_that_cannot_be_is_refused_in_words(person: Person, work: int, wrong: dict[str, str]) -> None:
    answer = fetch(person, f"/lapangan/{work}/foto", file=(jpeg(), "depan.jpg"), **{**PHOTO, **wrong})
    assert answer.status_code == 422
    assert answer.json == {"words": "Tempat atau waktu foto ini tidak mungkin benar."}


def test_a_photo_without_a_file_is_no_photo(person: Person, work: int) -> None:
    assert fetch(person, f"/lapangan/{work}/foto", **PHOTO).status_code == 400
