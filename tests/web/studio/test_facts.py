"""The pages of the facts: every section opens, saves what changed, and keeps what was typed when it cannot."""

import pytest
from lxml import html

from app.facts import sections
from tests.web.conftest import Person
from tests.web.test_hostile_boxes import CONTROLS

FILE = "/studio/1/berkas/bpmn/sop.toml"


def filled(page: str) -> dict[str, list[str]]:
    """What a browser would send of the form of a section, buttons left out."""
    (form,) = html.fromstring(page).xpath("//form[contains(@action, '/fakta/')]")
    sent: dict[str, list[str]] = {}
    for name, value in form.form_values():
        # lxml keeps the first line end of a textarea, which browsers leave out.
        sent.setdefault(name, []).append(value.removeprefix("\n"))
    return sent


def send(person: Person, section: str, **changes: object):
    address = f"/studio/1/fakta/{section}"
    fields = {**filled(person.get(address).text), **{name.replace("__", ":"): value for name, value in changes.items()}}
    return person.post(address, **{**fields, "csrf_token": person.token})


def held(person: Person) -> str:
    return person.get(FILE).text


def test_the_page_lists_all_sections(ana: Person) -> None:
    page = ana.get("/studio/1/fakta").text
    assert all(section.title in page for section in sections().values())


@pytest.mark.parametrize("section", sections())
def test_a_section_that_is_sent_as_it_came_changes_no_byte(ana: Person, section: str) -> None:
    before = ana.get(FILE).data
    assert send(ana, section).status_code == 303
    assert ana.get(FILE).data == before


def test_a_changed_fact_is_saved(ana: Person) -> None:
    before = held(ana)
    assert send(ana, "mutu-baku", rows__periksa__waktu="2 jam").status_code == 303
    assert held(ana) == before.replace('output = "Hasil pem', 'waktu = "2 jam"\noutput = "Hasil pem')


def test_what_is_missing_is_said_beside_the_field_and_what_was_typed_stays(ana: Person) -> None:
    before = held(ana)
    answer = send(ana, "identitas", identity__number="", identity__unit="Bidang <b>Baru</b>")
    assert answer.status_code == 422
    assert 'id="f-identity:number-error"' in answer.text
    assert "Bidang &lt;b&gt;Baru&lt;/b&gt;" in answer.text
    assert held(ana) == before


@pytest.mark.parametrize(
    ("section", "changes", "field"),
    [
        ("umum", {"title": "=1 +"}, "title"),
        ("mutu-baku", {"rows__periksa__number": "1"}, "rows:periksa:number"),
        ("mutu-baku", {"rows__terbitkan__waktu": "1 jam"}, "rows:terbitkan:number"),
        ("waktu-layanan", {"clock__days": ""}, "clock:days"),
        ("variabel", {"variables.1.name": "ambang"}, "variables.1.name"),
        ("variabel", {"variables.1.value": "null"}, "variables.1.value"),
        ("identitas", {"identity__unit": CONTROLS}, "identity:unit"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(ana: Person, section: str, changes: dict[str, str], field: str) -> None:
    answer = send(ana, section, **changes)
    assert answer.status_code == 422
    assert f'id="f-{field}-error"' in answer.text


def test_what_only_the_whole_file_shows_is_said_above(ana: Person) -> None:
    answer = send(ana, "umum", applicant_lane="lane_siinas")
    assert answer.status_code == 303
    assert send(ana, "lajur", groups__lane_siinas="").status_code == 422


def test_rows_come_go_and_move_without_being_saved(ana: Person) -> None:
    before = held(ana)
    page = send(ana, "dasar-hukum", _add="legal_basis").text
    assert 'name="legal_basis.0.text"' in page
    fields = {
        "csrf_token": ana.token,
        "legal_basis.0.text": "Satu",
        "legal_basis.1.text": "Dua",
        "_up": "legal_basis.1",
    }
    page = ana.post("/studio/1/fakta/dasar-hukum", **fields).text
    assert page.index("Dua") < page.index("Satu")
    fields = {**fields, "csrf_token": ana.token, "_down": "legal_basis.0", "_up": ""}
    page = ana.post("/studio/1/fakta/dasar-hukum", **fields).text
    assert page.index("Dua") < page.index("Satu")
    page = ana.post("/studio/1/fakta/dasar-hukum", **{**fields, "_down": "", "_remove": "legal_basis.0"}).text
    assert "Satu" not in page
    assert held(ana) == before


def test_who_was_slower_sees_both_and_may_insist(ana: Person, come) -> None:
    address = "/studio/1/fakta/identitas"
    mine = filled(ana.get(address).text)
    assert send(come("analis2"), "identitas", identity__agency="Dinas Kedua").status_code == 303
    answer = ana.post(address, **{**mine, "identity:agency": "Dinas Ketiga"})
    assert answer.status_code == 409
    assert "Contoh Saputra" in answer.text
    assert "Dinas Kedua" in answer.text
    assert "Dinas Ketiga" in answer.text
    again = filled(answer.text)
    assert again["identity:agency"] == ["Dinas Ketiga"]
    assert ana.post(address, **{**again, "csrf_token": ana.token}).status_code == 303
    assert 'agency = "Dinas Ketiga"' in held(ana)


def test_two_who_change_different_sections_do_not_meet(ana: Person, come) -> None:
    mine = filled(ana.get("/studio/1/fakta/identitas").text)
    assert send(come("analis2"), "umum", number_prefix="KK").status_code == 303
    answer = ana.post("/studio/1/fakta/identitas", **{**mine, "identity:agency": "Dinas Ketiga"})
    assert answer.status_code == 303
    assert 'number_prefix = "KK"' in held(ana)
    assert 'agency = "Dinas Ketiga"' in held(ana)


def test_who_only_looks_changes_nothing(ana: Person, come) -> None:
    other = come("penerbit")
    assert "disabled" in other.get("/studio/1/fakta/umum").text
    assert other.post("/studio/1/fakta/umum").status_code == 403


def test_there_is_no_other_section(ana: Person) -> None:
    assert ana.get("/studio/1/fakta/tiada").status_code == 404


def test_a_file_that_cannot_be_read_is_mended_as_text(ana: Person) -> None:
    box = html.fromstring(ana.get("/studio/1/teks/bpmn/sop.toml").text).get_element_by_id("text")
    read = html.fromstring(ana.get("/studio/1/teks/bpmn/sop.toml").text).xpath("//input[@name='read']/@value")[0]
    answer = ana.post("/studio/1/teks/bpmn/sop.toml", text="key = \n" + box.value, read=read)
    assert answer.status_code == 303
    assert "not valid TOML" in (page := ana.get("/studio/1/fakta/umum")).text or "bukan TOML" in page.text
    assert page.status_code == 422
    assert 'id="text-problem"' in ana.get("/studio/1/teks/bpmn/sop.toml").text
    stale = ana.post("/studio/1/teks/bpmn/sop.toml", text=box.value + "# akhir\n", read=read)
    assert stale.status_code == 409
    assert "+# akhir" in stale.text
    assert "# akhir" in html.fromstring(stale.text).get_element_by_id("text").value
