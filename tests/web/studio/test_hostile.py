"""Every entrance of the studio for files, and everything an enemy would send through it: refused with a sentence.

What a working copy may hold though it is no diagram is kept as bytes; every page goes on telling of it calmly.
"""

import re
from io import BytesIO
from json import dumps
from time import perf_counter

import pytest

from app.library.spreadsheet import read_grids
from tests.hostile.archives import ARCHIVES, DIAGRAMS, FILES, HUGE, archive
from tests.web.conftest import Person

#: Seconds in which whatever is sent is answered, on a busy machine.
PATIENCE = 8


@pytest.fixture
def ana(come, office) -> Person:
    object.__setattr__(office, "grids", read_grids)
    person = come("analis")
    person.get("/studio")
    person.post("/studio/mulai", sop="izin_kecil")
    return person


def calm(answer, began: float) -> None:
    """Answered in time, not with an error of ours, and without anything of the server's files in it."""
    assert answer.status_code < 500, answer.text[:300]
    assert "root:x:" not in answer.text
    assert "<script>alert" not in answer.text
    assert perf_counter() - began < PATIENCE


def seen(person: Person) -> str:
    return re.search(r'name="read" value="([0-9a-f]{64})">\s*<label>', person.get("/studio/1").text)[1]


def upload(person: Person, path: str, name: str, data: bytes, **fields: str):
    answer = person.post(path, file=(BytesIO(data), name), **fields)
    answer.request.environ["wsgi.input"].close()  # what is large the test client has put into a file
    return answer


def the_pages_stay(person: Person) -> None:
    pages = ("diagram", "semua.zip", "formulir", "fakta", "surat", "banding", "terbit", "uji-mundur")
    for path in ("/studio", "/studio/1", *(f"/studio/1/{page}" for page in pages)):
        began = perf_counter()
        answer = person.get(path)
        assert answer.status_code == 200, path
        if path.endswith("zip"):
            assert answer.data.startswith(b"PK")
        else:
            calm(answer, began)
    began = perf_counter()
    for page in ("formulir/periksa", "fakta/umum", "fakta/mutu-baku", "teks/bpmn/sop.toml", "teks/forms/periksa.form"):
        calm(person.get(f"/studio/1/{page}"), began)


def nothing_comes_of_it(ana: Person, come) -> None:
    """Nobody can propose, deploy, play or back-test the working copy."""
    rina, wish = come("penerbit"), {"read": seen(ana), "over": "1", "note": "x"}
    rina.get("/studio/1/terbit")
    for person, deed in ((ana, "usul"), (rina, "terbitkan"), (ana, "terbit/skenario"), (ana, "uji-mundur")):
        began = perf_counter()
        answer = person.post(f"/studio/1/{deed}", **wish)
        calm(answer, began)
        assert answer.status_code in {400, 409, 422}, deed


@pytest.mark.no_cover  # other tests measure what it walks through, and measuring doubles its time
@pytest.mark.parametrize("name", [*DIAGRAMS, "huge"])
def test_a_hostile_diagram_is_told_of_at_every_entrance(ana: Person, come, name: str) -> None:
    data = DIAGRAMS.get(name, HUGE)
    token = {"X-CSRFToken": ana.token, "Accept": "application/json"}
    began = perf_counter()
    answer = ana.client.post("/studio/1/masalah", data=data, headers=token)
    calm(answer, began)
    assert any(finding["severity"] == "error" and finding["sentence"] for finding in answer.json["findings"])
    asked = {"fix": "made_executable", "element": "p", "xml": data.decode("utf-8", "replace")}
    calm(
        ana.client.post("/studio/1/perbaiki", data=dumps(asked), headers=token, content_type="application/json"), began
    )
    calm(upload(ana, "/studio/bawa", "x.bpmn", data), began)
    saved = ana.client.put(
        "/studio/1/berkas/bpmn/process.bpmn", data=data, headers={"X-CSRFToken": ana.token, "If-Match": "*"}
    )
    calm(saved, began)
    if saved.status_code == 200:
        nothing_comes_of_it(ana, come)
    calm(upload(ana, "/studio/1/unggah", "x.bpmn", data, read=seen(ana)), began)
    the_pages_stay(ana)


@pytest.mark.parametrize("name", ARCHIVES)
def test_a_hostile_zip_is_refused_at_every_entrance(ana: Person, name: str) -> None:
    data = ARCHIVES[name]
    for path, fields in (("/studio/1/unggah", {"read": seen(ana)}), ("/studio/bawa", {})):
        began = perf_counter()
        answer = upload(ana, path, "semua.zip", data, **fields)
        calm(answer, began)
        if not name.startswith("with a diagram"):
            assert answer.status_code in {400, 413, 422}, (path, answer.status_code)
    the_pages_stay(ana)


@pytest.mark.parametrize("name", FILES)
def test_other_hostile_files_are_kept_and_told_of(ana: Person, name: str) -> None:
    for data in FILES[name]:
        began = perf_counter()
        calm(upload(ana, "/studio/1/unggah", name, data, read=seen(ana)), began)
        the_pages_stay(ana)


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "x.exe", "..\\x.form", ".form", "a/b.form", "x.form\0.png", "sop.toml.exe", "ä.form"]
)
def test_a_file_that_no_sop_has_is_refused_by_its_name(ana: Person, name: str) -> None:
    answer = upload(ana, "/studio/1/unggah", name, b"{}", read=seen(ana))
    assert answer.status_code in {400, 422}


#: Files that are no table, by what is wrong with them.
TABLES = {**ARCHIVES, "long": b"No;Kegiatan\n" * 6000, "quotes": b'"' * 100_000, "nul": b"\0", "huge": HUGE[:1000]}


@pytest.mark.parametrize("name", TABLES)
def test_a_hostile_table_is_refused(ana: Person, name: str) -> None:
    data, began = TABLES[name], perf_counter()
    for file in ("x.xlsx", "x.csv"):
        answer = upload(ana, "/studio/tabel", file, data)
        calm(answer, began)
        assert answer.status_code in {400, 413, 422}


def test_what_is_no_answer_of_the_editor_is_refused(ana: Person) -> None:
    headers = {"X-CSRFToken": ana.token, "Accept": "application/json"}
    for body in (
        "",
        "[]",
        "{}",
        '{"fix": 1, "element": [], "xml": null}',
        "{",
        '{"xml": "\\ud800", "fix": "", "element": ""}',
    ):
        answer = ana.client.post("/studio/1/perbaiki", data=body, headers=headers, content_type="application/json")
        assert 400 <= answer.status_code < 500, body
    assert ana.client.post("/studio/1/perbaiki", data="x", headers=headers).status_code in {400, 415}


def test_a_zip_of_a_whole_repository_brings_its_litter_in_vain(ana: Person) -> None:
    files = {
        "utama/bpmn/x/process.bpmn": b"<a/>",
        "utama/bpmn/x/sop.toml": b"",
        "__MACOSX/._x": b"",
        "utama/.DS_Store": b"",
    }
    assert upload(ana, "/studio/bawa", "x.zip", archive(files)).headers["Location"] == "/studio/2"
