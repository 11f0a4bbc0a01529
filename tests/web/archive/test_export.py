"""Asking for an event log on a page, and taking it away when a worker has written it."""

import gzip
import json
import re
from threading import Event

import pytest

from app.actions.archive.export_job import KIND, write_log
from app.actions.run_job import run_next
from app.ports import Office
from tests.web.conftest import Person, Walk

FILE = re.compile(r'href="(/arsip/pekerjaan/\d+/hasil)"')
FOR_ALL = {"sop": "", "version": "", "started_from": "", "started_to": ""}


@pytest.fixture
def auditor(come, office: Office, walk: Walk) -> Person:
    """An auditor of an office with one case and a worker who writes event logs."""
    office.jobs[KIND] = write_log
    walk.start("pemohon")
    walk.do("pemohon", "ajukan", perusahaan_nama="PT Contoh Baja", nib="9999000000011")
    return come("auditor")


def taken_away(auditor: Person, office: Office, **fields: str) -> bytes:
    auditor.get("/arsip/ekspor")
    asked = auditor.post("/arsip/ekspor", **(FOR_ALL | fields))
    assert asked.status_code == 303
    assert run_next(office, "w", Event())
    page = auditor.get(asked.location).text
    assert "Log peristiwa untuk analisis proses" in page
    link = FILE.search(page)
    assert link, page
    return gzip.decompress(auditor.get(link[1]).data)


def test_a_worker_writes_the_log_and_the_auditor_takes_it_away(auditor: Person, office: Office) -> None:
    log = taken_away(auditor, office, format="xes").decode()
    assert '<string key="concept:name" value="IK-2026-00001"/>' in log
    assert "pemohon-1" in log
    assert "Siti Contoh" not in log


def test_names_are_written_only_when_they_are_asked_for(auditor: Person, office: Office) -> None:
    log = json.loads(taken_away(auditor, office, format="ocel", names="on"))
    assert "orang:Siti Contoh" in {it["id"] for it in log["objects"]}


def test_it_is_noted_that_the_auditor_has_read_the_cases(auditor: Person, office: Office) -> None:
    taken_away(auditor, office, format="xes")
    assert "IK-2026-00001" in auditor.get("/arsip/pembacaan").text


def test_only_the_chosen_cases_stand_in_it(auditor: Person, office: Office) -> None:
    log = taken_away(auditor, office, format="xes", started_to="2020-01-01", text="baja")
    assert b"<trace>" not in log


def test_the_search_hands_its_criteria_on(auditor: Person) -> None:
    page = auditor.get("/arsip?text=baja&sop=izin_kecil").text
    link = re.search(r'href="(/arsip/ekspor\?[^"]+)"', page)
    assert link
    form = auditor.get(link[1].replace("&amp;", "&")).text
    assert '<input type="hidden" name="text" value="baja">' in form
    assert '<option value="izin_kecil" selected>' in form


def test_what_makes_no_sense_is_told_at_its_field(auditor: Person) -> None:
    auditor.get("/arsip/ekspor")
    answer = auditor.post("/arsip/ekspor", **(FOR_ALL | {"version": "9", "started_from": "kemarin", "format": "?"}))
    assert answer.status_code == 422
    assert 'id="p-started_from"' in answer.text
    unknown = auditor.post("/arsip/ekspor", **(FOR_ALL | {"version": "9"}))
    assert unknown.status_code == 422
    assert 'id="p-version"' in unknown.text
    assert 'value="9"' in unknown.text


def test_an_account_that_is_gone_gets_no_log(auditor: Person, office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    auditor.get("/arsip/ekspor")
    asked = auditor.post("/arsip/ekspor", format="xes", **FOR_ALL)
    with office.store.writing() as unit:
        job = unit.hold_job(int(asked.location.rpartition("/")[2]))
        assert job
        unit.save_job(job.__class__(**{name: getattr(job, name) for name in job.__slots__} | {"requested_by": 999}))
        unit.commit()
    assert run_next(office, "w", Event())
    with office.store.reading() as reader:
        failed = reader.job(job.id)
    assert failed
    assert failed.state == "failed"
