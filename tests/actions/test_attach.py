"""Attaching files: what is taken, under which name, and who may."""

from io import BytesIO

import pytest

from app.actions.attach import UnsupportedFile, attach, safe_name
from app.actions.look import attachment
from app.model.errors import Ended, NotFound
from tests.actions.conftest import Desk

PDF = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xd9"
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00\x1f\x15\xc4\x89"


@pytest.mark.parametrize(
    ("name", "data", "media_type"),
    [
        ("akta.pdf", PDF, "application/pdf"),
        ("foto.JPG", JPEG, "image/jpeg"),
        ("denah.png", PNG, "image/png"),
    ],
)
def test_a_file_is_kept_by_its_digest_and_stands_in_the_history(
    desk: Desk, name: str, data: bytes, media_type: str
) -> None:
    case = desk.start()
    kept = attach(desk.office, case.id, BytesIO(data), name, by=desk.people["siti"], element="ajukan")
    assert (kept.media_type, kept.size, kept.name) == (media_type, len(data), name)
    assert desk.kinds(case)[-1] == "attachment:added ajukan"
    found, stream = attachment(desk.office, kept.id, desk.people["opi"])
    assert found == kept
    assert stream.read() == data


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("halaman.pdf", b"<html><script>alert(1)</script>"),
        ("akta.exe", PDF),
        ("akta.html", PDF),
        ("foto.png", JPEG),
        ("kosong.pdf", b""),
        ("akta", PDF),
    ],
)
def test_a_file_that_is_not_what_its_name_says_is_refused(desk: Desk, name: str, data: bytes) -> None:
    case = desk.start()
    with pytest.raises(UnsupportedFile):
        attach(desk.office, case.id, BytesIO(data), name, by=desk.people["siti"])
    assert desk.now(case) == case


def test_nobody_attaches_to_the_case_of_somebody_else(desk: Desk) -> None:
    case = desk.start()
    with pytest.raises(NotFound):
        attach(desk.office, case.id, BytesIO(PDF), "a.pdf", by=desk.people["budi"])
    with pytest.raises(NotFound):
        attach(desk.office, 999, BytesIO(PDF), "a.pdf", by=desk.people["siti"])


def test_nothing_is_attached_to_an_ended_case(desk: Desk) -> None:
    case = desk.started("tolak")
    with pytest.raises(Ended):
        attach(desk.office, case.id, BytesIO(PDF), "a.pdf", by=desk.people["siti"])


def test_a_file_of_somebody_else_is_not_found(desk: Desk) -> None:
    case = desk.start()
    kept = attach(desk.office, case.id, BytesIO(PDF), "a.pdf", by=desk.people["siti"])
    with pytest.raises(NotFound):
        attachment(desk.office, kept.id, desk.people["budi"])
    with pytest.raises(NotFound):
        attachment(desk.office, 999, desk.people["siti"])


def test_an_applicant_opens_no_file_that_the_office_has_added(desk: Desk) -> None:
    case = desk.started()
    inside = attach(desk.office, case.id, BytesIO(PDF), "telaah.pdf", by=desk.people["opi"], element="periksa")
    asked = attach(desk.office, case.id, BytesIO(PNG), "denah.png", by=desk.people["opi"], element="jawab")
    with pytest.raises(NotFound):
        attachment(desk.office, inside.id, desk.people["siti"])
    assert attachment(desk.office, asked.id, desk.people["siti"])[0] == asked
    assert attachment(desk.office, inside.id, desk.people["oka"])[0] == inside


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\a\\akta.pdf", "akta.pdf"),
        ('a"b;c.pdf', "abc.pdf"),
        ("baris\r\nbaru.pdf", "barisbaru.pdf"),
        ("  .tersembunyi.pdf ", "tersembunyi.pdf"),
        ("x" * 300 + ".pdf", "x" * 120 + ".pdf"),
        ("...", "berkas"),
    ],
)
def test_names_are_made_safe(given: str, kept: str) -> None:
    assert safe_name(given) == kept
