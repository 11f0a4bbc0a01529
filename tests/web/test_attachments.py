"""Files leave as downloads, and only to those who may see the case."""

from io import BytesIO

import pytest
from PIL import Image

from tests.web.conftest import Walk
from tests.web.test_task import PDF


@pytest.fixture
def attached(walk: Walk) -> Walk:
    """A case with one attachment, which has the id 1."""
    walk.start()
    walk.apply(file_denah=(BytesIO(PDF), "../dénah “baru”; x=1.pdf"))
    return walk


def test_a_file_is_sent_as_a_download_and_nothing_in_it_may_run(attached: Walk, come) -> None:
    answer = come("operator").get("/berkas/1")
    assert answer.data == PDF
    headers = answer.headers
    assert headers["Content-Type"] == "application/pdf"
    assert headers["Content-Length"] == str(len(PDF))
    assert headers["Content-Security-Policy"] == "default-src 'none'; sandbox; frame-ancestors 'none'"
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Cache-Control"] == "no-store"


def test_its_name_is_written_safely(attached: Walk, come) -> None:
    headers = come("operator").get("/berkas/1").headers
    disposition = headers["Content-Disposition"]
    assert disposition.startswith("attachment; filename=")
    assert "filename*=UTF-8''d%C3%A9nah" in disposition
    assert "/" not in disposition
    assert ";x" not in disposition.replace(" ", "").partition("filename*")[0].partition(";")[2]


def test_the_applicant_gets_his_file_and_nobody_elses(attached: Walk, come) -> None:
    assert come("pemohon").get("/berkas/1").status_code == 200
    assert come("pemohon2").get("/berkas/1").status_code == 404
    assert come("pemohon").get("/berkas/2").status_code == 404


def jpeg() -> bytes:
    out = BytesIO()
    Image.new("RGB", (2000, 1000), "green").save(out, "JPEG")
    return out.getvalue()


@pytest.fixture
def pictured(walk: Walk) -> Walk:
    """A case with one picture, which has the id 1."""
    walk.start()
    assert walk.apply(file_denah=(BytesIO(jpeg()), "denah.jpg")).status_code == 303
    return walk


@pytest.mark.parametrize(("path", "size"), [("kecil", (320, 160)), ("lihat", (1600, 800))])
def test_a_picture_is_shown_reduced_and_its_original_stays(pictured: Walk, come, path: str, size) -> None:
    person = come("operator")
    answer = person.get(f"/berkas/1/{path}")
    assert answer.mimetype == "image/jpeg"
    assert Image.open(BytesIO(answer.data)).size == size
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox; frame-ancestors 'none'"
    assert answer.headers["Cache-Control"] == "private, max-age=86400, immutable"
    again = person.client.get(f"/berkas/1/{path}", headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert person.get("/berkas/1").data == jpeg()


def test_a_case_shows_a_preview_of_its_pictures(pictured: Walk) -> None:
    page = pictured.case("operator").text
    assert 'src="/berkas/1/kecil" alt="Pratinjau denah.jpg"' in page
    assert 'href="/berkas/1/lihat"' in page


def test_a_document_is_opened_where_nothing_in_it_may_run(attached: Walk, come) -> None:
    answer = come("operator").get("/berkas/1/lihat")
    assert answer.data == PDF
    assert answer.headers["Content-Type"] == "application/pdf"
    assert answer.headers["Content-Disposition"].startswith("inline; ")
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox; frame-ancestors 'none'"
    assert come("operator").get("/berkas/1/kecil").status_code == 404


def test_previews_are_for_those_who_may_open_the_file(pictured: Walk, come) -> None:
    for path in ("kecil", "lihat"):
        assert come("pemohon2").get(f"/berkas/1/{path}").status_code == 404


def test_a_picture_that_is_damaged_is_told_in_words(walk: Walk, come) -> None:
    walk.start()
    walk.apply(file_denah=(BytesIO(jpeg()[:700]), "denah.jpg"))
    answer = come("operator").get("/berkas/1/lihat")
    assert answer.status_code == 415
    assert "berkasnya dapat diunduh" in answer.text
