"""Files leave as downloads, and only to those who may see the case."""

from io import BytesIO

import pytest

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
