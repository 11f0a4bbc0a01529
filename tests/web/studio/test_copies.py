"""The studio's way in, a working copy at a glance, and its files as scripts read and save them."""

from hashlib import sha256

import pytest

from tests.web.conftest import Person

FILE = "/studio/1/berkas/bpmn/sop.toml"


@pytest.fixture
def ana(come) -> Person:
    person = come("analis")
    person.get("/studio")
    assert person.post("/studio/mulai", sop="izin_kecil", title="Tinjauan kedua").headers["Location"] == "/studio/1"
    return person


def put(person: Person, data: bytes, **headers: str):
    return person.client.put(FILE, data=data, headers={"X-CSRFToken": person.token, **headers})


def test_a_working_copy_is_begun_and_listed(ana: Person) -> None:
    assert "Tinjauan kedua" in ana.get("/studio").text
    assert "bpmn/process.bpmn" in ana.get("/studio/1").text


def test_who_has_nothing_to_do_there_sees_no_studio(come) -> None:
    assert "/studio" not in come("operator").get("/").text
    assert come("operator").get("/studio").status_code == 403


def test_a_file_is_saved_by_who_names_what_he_has_read(ana: Person) -> None:
    before = ana.get(FILE)
    assert before.headers["Content-Disposition"].startswith("attachment")
    assert before.get_etag()[0] == sha256(before.data).hexdigest()
    answer = put(ana, b"# baru\n" + before.data, **{"If-Match": before.headers["ETag"]})
    assert answer.json["digest"] == sha256(b"# baru\n" + before.data).hexdigest()
    assert answer.json["words"].startswith("Tersimpan pukul")
    assert put(ana, b"", **{"If-Match": before.headers["ETag"], "Accept": "application/json"}).status_code == 409
    assert put(ana, b"", **{"If-Match": "*"}).status_code == 200


def test_without_saying_what_was_read_nothing_is_saved(ana: Person) -> None:
    assert put(ana, b"").status_code == 428
    assert ana.client.put(FILE, data=b"").status_code == 400


def test_a_file_that_is_not_there_is_not_found(ana: Person) -> None:
    assert ana.get("/studio/1/berkas/forms/tiada.form").status_code == 404


def test_it_takes_another_title_and_is_discarded(ana: Person) -> None:
    ana.post("/studio/1/judul", title="Loket kedua")
    assert "Loket kedua" in ana.get("/studio/1").text
    assert ana.post("/studio/1/buang").headers["Location"] == "/studio"
    assert "Loket kedua" not in ana.get("/studio").text
    assert ana.post("/studio/1/judul", title="x").status_code == 409
