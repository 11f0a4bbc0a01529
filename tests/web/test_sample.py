"""Sample data: in the demo a form is filled at a click as the stories answer it, moved to today; elsewhere never."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from flask import Flask

from app.actions.trial.samples import told_on
from app.library.stories import read_stories
from app.model.bundle import SCENARIOS
from app.model.definition import Deployment
from app.model.story import moved
from app.ports import Office
from app.web import WebSettings, create_app
from tests.web.conftest import MORNING, Person, permit_bundle

STORIES = b"""
[defaults.ajukan]
perusahaan_nama = "PT Contoh Sagu"
nib = "9999000000099"
tanggal_mulai = "2025-06-05"
waktu_survei = "2025-06-03T09:30:00+07:00"
file_denah = [{ name = "denah.pdf", digest = "0", size = 1, media_type = "application/pdf" }]

[[story]]
name = "biasa"
title = "Biasa"
starts_at = "2025-06-02T09:00:00+07:00"
steps = [{ wait = "P1D" }, { task = "ajukan" }, { wait = "P1D" }, { task = "periksa" }]
ends = "selesai"
"""


@pytest.fixture
def office(office: Office) -> Office:
    """The office, with an SOP that tells a story."""
    bundle = permit_bundle().replacing(SCENARIOS, STORIES)
    with office.store.writing() as unit:
        unit.add_bundle(bundle)
        unit.add_deployment(Deployment("izin_kecil", 2, bundle.digest, "system", MORNING))
        unit.commit()
    return replace(office, stories=read_stories)


@pytest.fixture
def app(office: Office) -> Flask:
    return create_app(office, WebSettings("a secret of thirty-two characters", secure=False, demo=True))


def test_a_form_is_filled_as_the_story_answers_it_and_nothing_is_sent_yet(walk, come) -> None:
    walk.start()
    person, task = come("pemohon"), walk.task("ajukan")
    assert "Isi dengan data contoh" in person.get(f"/tugas/{task}").text
    page = person.post(f"/tugas/{task}/contoh").text
    assert 'value="PT Contoh Sagu"' in page
    assert 'value="9999000000099"' in page
    assert walk.task("ajukan") == task


def test_dates_are_as_far_from_today_as_they_were_in_the_story(walk, come) -> None:
    walk.start()
    # The story does this task on 3 June 2025; today is 17 March 2026.
    page = come("pemohon").post(f"/tugas/{walk.task('ajukan')}/contoh").text
    assert 'value="2026-03-19"' in page
    assert 'value="2026-03-17T09:30"' in page


def test_its_files_are_attached_to_the_case_and_say_that_they_are_samples(walk, come) -> None:
    walk.start()
    person, task = come("pemohon"), walk.task("ajukan")
    page = person.post(f"/tugas/{task}/contoh").text
    assert "denah.pdf" in page
    with walk.office.store.reading() as reader:
        (file,) = reader.attachments(reader.instance_by_number(walk.number).id)
    assert (file.name, file.media_type, file.element) == ("denah.pdf", "application/pdf", "ajukan")
    answers = {"perusahaan_nama": "PT Contoh Sagu", "nib": "9999000000099", "file_denah": file.digest}
    assert person.post(f"/tugas/{task}", **answers).status_code == 303


def test_a_task_without_samples_offers_none(walk, come) -> None:
    walk.start()
    walk.apply()
    person, task = come("operator"), walk.task("periksa")
    assert "Isi dengan data contoh" not in person.get(f"/tugas/{task}").text
    assert person.post(f"/tugas/{task}/contoh").status_code == 404


def test_nobody_fills_in_the_task_of_another_lane(walk, come) -> None:
    walk.start()
    person, task = come("operator"), walk.task("ajukan")
    assert "Isi dengan data contoh" not in person.get(f"/tugas/{task}").text
    assert person.post(f"/tugas/{task}/contoh").status_code == 404


def test_outside_the_demo_there_is_no_sample_data(office: Office, walk, visitor) -> None:
    walk.start()
    earnest = create_app(office, WebSettings("a secret of thirty-two characters", secure=False))
    away = visitor()
    away.client.environ_base["REMOTE_ADDR"] = "203.0.113.7"
    for person in (Person(earnest.test_client()), away):
        person.sign_in("pemohon")
        assert "Isi dengan data contoh" not in person.get(f"/tugas/{walk.task('ajukan')}").text
        assert person.post(f"/tugas/{walk.task('ajukan')}/contoh").status_code == 404


def test_a_task_that_no_story_does_is_told_at_the_beginning() -> None:
    stories = read_stories(STORIES).values()
    assert told_on(stories, "periksa").date() == date(2025, 6, 4)
    assert told_on(stories, "tarik").date() == date(2025, 6, 2)


def test_only_dates_are_moved() -> None:
    answers = {"a": ["2026-01-31", "503/0117/IUI/2019", 7, True, None], "b": "2026-01-31T23:00:00+07:00", "c": "2026"}
    assert moved(answers, timedelta(days=1)) == {
        "a": ["2026-02-01", "503/0117/IUI/2019", 7, True, None],
        "b": "2026-02-01T23:00:00+07:00",
        "c": "2026",
    }
