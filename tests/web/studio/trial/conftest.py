"""An analyst at a copy of the small permit that can be played, and short words for what he does there."""

import re
from collections.abc import Callable
from dataclasses import replace
from json import dumps

import pytest

from app.library.stories import read_stories
from app.ports import Office
from app.wiring import rehearsed, stage_for
from tests.web.conftest import Person

STORIES = """[defaults.ajukan]
perusahaan_nama = "PT <b>Contoh</b>"
nib = "9999000000011"
file_denah = [{ name = "denah.pdf", media_type = "application/pdf", digest = "DIGEST", size = 9 }]

[services.kirim]
siinas_pesan_id = "S-1"

[[story]]
name = "terbit"
title = "Izin <i>terbit</i>"
title_en = "The permit is issued"
starts_at = "2026-03-17T09:00:00+07:00"
steps = [
  { task = "ajukan" },
  { task = "periksa", answers = { hasil = "lengkap", nilai_uji = 9 } },
  { task = "terbitkan" },
]
ends = "e_terbit"
passes = ["kirim"]

[[story]]
name = "salah"
title = "Salah"
steps = [{ task = "ajukan" }, { task = "terbitkan" }]
ends = "e_terbit"
""".replace("DIGEST", "ab" * 32)
FORM = {"type": "default", "id": "terbitkan", "schemaVersion": 19, "components": []}
PAGE, KEEP, TASK = "/studio/1/coba", "/studio/1/coba/simpan", "/studio/1/coba/tugas"
SCENARIOS = "/studio/1/skenario"


@pytest.fixture
def office(office: Office) -> Office:
    return replace(office, stories=read_stories, stage=stage_for, rehearse=rehearsed)


def put(person: Person, path: str, data: bytes) -> None:
    headers = {"If-Match": "*", "X-CSRFToken": person.token}
    assert person.client.put(f"/studio/1/berkas/{path}", data=data, headers=headers).status_code == 200


@pytest.fixture
def ana(come: Callable[[str], Person]) -> Person:
    """An analyst at a copy that has no errors."""
    person = come("analis")
    person.get("/studio")
    person.post("/studio/mulai", sop="izin_kecil")
    put(person, "forms/terbitkan.form", dumps(FORM).encode())
    put(person, "bpmn/scenarios.toml", STORIES.encode())
    person.get(PAGE)
    return person


def at(page: str) -> str:
    found = re.search(r'name="at" value="(\d+)"', page)
    return found[1] if found else "0"


def begin(ana: Person) -> str:
    assert ana.post(PAGE).status_code == 303
    return ana.get(PAGE).text


def do(ana: Person, element: str, **answers: object) -> str:
    """Complete a task, and see the trial."""
    seen = at(ana.get(f"{TASK}/{element}").text)
    answer = ana.post(f"{TASK}/{element}", at=seen, **answers)
    assert answer.status_code == 303, answer.text
    return ana.get(PAGE).text


def step(ana: Person, **fields: str) -> tuple[int, str]:
    """Press a button of the trial; answers the status and the page that follows."""
    answer = ana.post(f"{PAGE}/langkah", at=at(ana.get(PAGE).text), **fields)
    return answer.status_code, answer.text if answer.status_code != 303 else ana.get(PAGE).text


def asked(ana: Person) -> str:
    """A trial in which the system has just been asked."""
    begin(ana)
    do(ana, "ajukan", perusahaan_nama="PT Contoh", nib="9999000000011")
    do(ana, "periksa", hasil="lengkap", nilai_uji="9")
    return do(ana, "terbitkan")


def read(page: str) -> str:
    return re.search(r'name="read" value="([0-9a-f]*)"', page)[1]
