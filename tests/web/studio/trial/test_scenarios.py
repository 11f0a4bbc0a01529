"""Scenarios in the studio: saved from a trial, played, shown on the diagram, renamed and taken away."""

from collections.abc import Callable

from tests.web.conftest import Person
from tests.web.studio.trial.conftest import KEEP, PAGE, SCENARIOS, STORIES, TASK, asked, begin, put, read, step


def test_what_was_played_is_saved_as_a_scenario_that_holds(ana: Person) -> None:
    assert "Hanya percobaan yang sudah berakhir" in ana.get(KEEP).text
    asked(ana)
    step(ana, deed="service", element="kirim", jawaban="0")
    page = ana.get(KEEP).text
    assert "4 langkah ini membawa permohonan ke “Izin terbit”" in page
    fields = {
        "at": "4",
        "read": read(page),
        "judul": " Dari  percobaan ",
        "judul_en": "",
        "lewat": ["periksa", "kirim"],
    }
    taken = ana.post(KEEP, **fields, nama="terbit")
    assert (taken.status_code, "sudah ada" in taken.text) == (409, True)
    assert 'value="Dari percobaan"' in taken.text
    saved = ana.post(KEEP, **fields, nama="dari_percobaan")
    assert saved.headers["Location"].endswith(f"{SCENARIOS}/dari_percobaan")
    one = ana.get(f"{SCENARIOS}/dari_percobaan").text
    assert "telah disimpan dan terpenuhi" in one
    assert ">terpenuhi<" in one
    text = ana.get("/studio/1/berkas/bpmn/scenarios.toml").text
    assert text.startswith(STORIES)
    assert 'passes = ["periksa", "kirim"]' in text
    assert 'value="dari_percobaan"' in ana.get(KEEP).text
    stale = ana.post(KEEP, **fields, nama="lagi")
    assert stale.status_code == 409


def test_scenarios_are_played_and_shown_with_what_they_go_through(ana: Person) -> None:
    page = ana.get(SCENARIOS).text
    assert "belum dimainkan" in page
    assert "Izin &lt;i&gt;terbit&lt;/i&gt;" in page
    assert ana.post(SCENARIOS).status_code == 303
    page = ana.get(SCENARIOS).text
    assert "1 skenario tidak terpenuhi" in page
    assert "Langkah 2 (Dikerjakan: Menerbitkan izin): “Menerbitkan izin”" in page
    assert 'id="belum-f_kurang"' in page
    assert "Tidak lengkap (dari “Lengkap?” ke “Mengajukan izin”)" in page
    assert 'class="mark never"' in page
    assert 'aria-label="Mengajukan izin: dalam 2 skenario"' in page


def test_one_comes_near_to_what_is_never_played(ana: Person) -> None:
    ana.post(SCENARIOS)
    page = ana.get(SCENARIOS).text
    assert (
        '<input type="hidden" name="skenario" value="terbit"><input type="hidden" name="sebelum" value="g_lengkap">'
        in page
    )
    ana.post(f"{PAGE}/buka", skenario="terbit", sebelum="g_lengkap")
    assert f'href="{TASK}/periksa"' in ana.get(PAGE).text
    assert ana.post(f"{PAGE}/buka", skenario="tiada").status_code == 404


def test_one_scenario_says_why_it_does_not_hold(ana: Person) -> None:
    page = ana.get(f"{SCENARIOS}/salah").text
    assert "tidak terpenuhi" in page
    assert "Langkah 2 (Dikerjakan: Menerbitkan izin): “Menerbitkan izin”" in page
    assert ana.get(f"{SCENARIOS}/tiada").status_code == 404
    assert "does not hold" in speak(ana, f"{SCENARIOS}/salah")


def speak(person: Person, path: str) -> str:
    person.post("/bahasa/en", next="/")
    return person.get(path).text


def test_a_scenario_is_renamed_and_taken_away_after_a_question(ana: Person) -> None:
    one = ana.get(f"{SCENARIOS}/salah").text
    bad = ana.post(f"{SCENARIOS}/salah/nama", nama="A B", read=read(one))
    assert (bad.status_code, "huruf kecil" in bad.text) == (400, True)
    assert ana.post(f"{SCENARIOS}/salah/nama", nama="keliru", read=read(one)).status_code == 303
    sure = ana.get(f"{SCENARIOS}/keliru/buang").text
    stale = ana.post(f"{SCENARIOS}/keliru/buang", read=read(one))
    assert (stale.status_code, "sejak Anda membacanya" in stale.text) == (409, True)
    assert ana.post(f"{SCENARIOS}/keliru/buang", read=read(sure)).status_code == 303
    assert "keliru" not in ana.get("/studio/1/berkas/bpmn/scenarios.toml").text
    assert ana.get(f"{SCENARIOS}/keliru/buang").status_code == 404


def test_scenarios_that_cannot_be_read_are_told_of(ana: Person) -> None:
    put(ana, "bpmn/scenarios.toml", b"[[story")
    page = ana.get(SCENARIOS)
    assert (page.status_code, "scenarios.toml" in page.text) == (200, True)
    assert ana.get(PAGE).status_code == 200
    put(ana, "bpmn/scenarios.toml", b"")
    assert "belum memiliki skenario" in ana.get(SCENARIOS).text


def test_who_decides_may_look_and_not_play(ana: Person, come: Callable[[str], Person]) -> None:
    begin(ana)
    releaser = come("penerbit")
    assert "Hanya analis yang dapat mencoba" in releaser.get(PAGE).text
    assert releaser.get(SCENARIOS).status_code == 200
    assert releaser.post(SCENARIOS).status_code == 303
    page = releaser.get(f"{SCENARIOS}/terbit").text
    assert "/buang" not in page
    for path in (PAGE, f"{PAGE}/langkah", f"{PAGE}/mundur", f"{PAGE}/buka", KEEP, f"{SCENARIOS}/terbit/buang"):
        assert releaser.post(path).status_code == 403, path


def test_the_deploy_page_names_the_scenarios_that_fail(ana: Person) -> None:
    ana.post(SCENARIOS)
    page = ana.get("/studio/1/terbit").text
    assert f'href="{SCENARIOS}/salah"' in page
    assert "is not open" not in page
