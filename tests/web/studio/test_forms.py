"""The forms of a working copy: listed with who asks for them, added, copied, renamed, removed, and drawn as staff will
see them."""

import json
from io import BytesIO

import pytest
from lxml import html

from tests.web.conftest import Person

HERE = "/studio/1/formulir"


def file(person: Person, path: str):
    return person.get(f"/studio/1/berkas/{path}")


def put(person: Person, path: str, data: bytes) -> None:
    headers = {"X-CSRFToken": person.token, "If-Match": "*"}
    assert person.client.put(f"/studio/1/berkas/{path}", data=data, headers=headers).status_code == 200


def a_form(*components: dict[str, object], form: str = "periksa") -> bytes:
    named = [{"id": f"c{number}", **component} for number, component in enumerate(components)]
    return json.dumps({"id": form, "type": "default", "schemaVersion": 19, "components": named}).encode()


def preview(person: Person, form: str = "periksa", data: bytes | None = None, **fields: object) -> str:
    held = {"_schema": (BytesIO(data), "schema.json")} if data is not None else {}
    return person.post(f"{HERE}/{form}/pratinjau", **held, **fields).text


def test_the_list_says_which_task_asks_for_which_form(ana: Person) -> None:
    page = ana.get(HERE).text
    assert "ajukan" in page
    assert "Mengajukan izin" in page
    ana.post(HERE, name="cadangan")
    assert "tidak ada yang meminta" in ana.get(HERE).text or "nobody asks" in ana.get(HERE).text
    ana.post(f"{HERE}/periksa/hapus", read=file(ana, "forms/periksa.form").get_etag()[0])
    assert "chip bad" in ana.get(HERE).text


def test_a_new_form_is_empty_and_can_be_drawn(ana: Person) -> None:
    assert ana.post(HERE, name="baru").headers["Location"] == f"{HERE}/baru"
    assert json.loads(file(ana, "forms/baru.form").data)["id"] == "baru"
    assert ana.get(f"{HERE}/baru").status_code == 200


@pytest.mark.parametrize("name", ["", "a b", "../x", "1a", "x" * 101, "periksa"])
def test_a_name_that_no_form_may_have_is_refused(ana: Person, name: str) -> None:
    answer = ana.post(HERE, name=name)
    assert answer.status_code in (400, 409)
    assert "problem" in answer.text


def test_a_copy_has_the_questions_of_the_other(ana: Person) -> None:
    ana.post(HERE, name="periksa_lagi", like="periksa")
    copied = json.loads(file(ana, "forms/periksa_lagi.form").data)
    assert copied["id"] == "periksa_lagi"
    assert copied["components"] == json.loads(file(ana, "forms/periksa.form").data)["components"]


def test_what_is_no_json_is_not_copied(ana: Person) -> None:
    put(ana, "forms/periksa.form", b"[]")
    assert ana.post(HERE, name="lain", like="periksa").status_code == 400
    put(ana, "forms/periksa.form", b"{")
    assert ana.post(HERE, name="lain", like="periksa").status_code == 400


def test_a_new_name_is_written_into_the_diagram_and_nothing_else_changes(ana: Person) -> None:
    before = file(ana, "bpmn/process.bpmn").text
    assert ana.post(f"{HERE}/periksa/nama", name="telaah").status_code == 303
    after = file(ana, "bpmn/process.bpmn").text
    assert file(ana, "forms/periksa.form").status_code == 404
    assert 'formRef="telaah"' in after
    changed = [line for line in after.splitlines() if line not in before.splitlines()]
    assert len(changed) <= 2
    assert all("telaah" in line or "xmlns" in line for line in changed)
    assert "Memeriksa" in ana.get(HERE).text


def test_nothing_is_renamed_over_another_form(ana: Person) -> None:
    before = file(ana, "bpmn/process.bpmn").data
    assert ana.post(f"{HERE}/periksa/nama", name="ajukan").status_code == 409
    assert file(ana, "bpmn/process.bpmn").data == before
    assert ana.post(f"{HERE}/tiada/nama", name="apa").status_code == 404


def test_a_form_is_removed_when_that_was_confirmed(ana: Person) -> None:
    page = ana.get(f"{HERE}/periksa/hapus").text
    (read,) = html.fromstring(page).xpath("//input[@name='read']/@value")
    assert ana.post(f"{HERE}/periksa/hapus", read="x").status_code == 409
    assert ana.post(f"{HERE}/periksa/hapus", read=read).status_code == 303
    assert file(ana, "forms/periksa.form").status_code == 404
    assert ana.get(f"{HERE}/periksa/hapus").status_code == 404


def test_the_preview_draws_what_nobody_has_saved(ana: Person) -> None:
    data = a_form({"type": "textfield", "key": "warna", "label": "Warna", "properties": {"label_en": "Colour"}})
    assert "Warna" in preview(ana, data=data)
    assert "Colour" in preview(ana, data=data, _locale="en")
    assert "Try to send" in preview(ana, data=data, _locale="en")
    assert b"Warna" not in file(ana, "forms/periksa.form").data


def test_the_preview_checks_what_is_typed_and_keeps_nothing(ana: Person) -> None:
    data = a_form(
        {"type": "number", "key": "umur", "label": "Umur", "validate": {"required": True, "min": 17}},
        {"type": "filepicker", "key": "ktp", "label": "KTP", "validate": {"required": True}},
    )
    wrong = preview(ana, data=data, umur="12", _send="1")
    assert 'id="f-umur-error"' in wrong
    assert 'id="f-ktp-error"' in wrong
    right = preview(ana, data=data, umur="20", ktp=(BytesIO(b"x"), "ktp.pdf"), _send="1")
    assert "<dd>20</dd>" in right


def test_the_preview_without_javascript_shows_the_saved_form(ana: Person) -> None:
    assert "data-preview" in ana.get(f"{HERE}/periksa/pratinjau").text
    assert "data-preview" in preview(ana, _sample="1")
    assert "data-preview" in preview(ana, _fresh="1")
    assert ana.get(f"{HERE}/tiada/pratinjau").status_code == 404
    assert ana.get(f"{HERE}/tiada").status_code == 404


def test_what_the_server_does_not_draw_is_named_with_its_place(ana: Person) -> None:
    inner = {"type": "iframe", "id": "Bingkai", "label": "Peta"}
    data = a_form(
        {"type": "group", "label": "Lokasi", "components": [inner]},
        {"type": "html", "id": "Markah"},
        {"type": "bintang"},
    )
    page = preview(ana, data=data)
    assert "Lokasi › Peta" in page
    assert 'data-component="Bingkai"' in page
    assert 'data-component="Markah"' in page
    assert "bintang" in page
    put(ana, "forms/periksa.form", data)
    assert "Lokasi › Peta" in ana.get(HERE).text
    found = ana.client.post("/studio/1/masalah", headers={"X-CSRFToken": ana.token, "Accept": "application/json"}).json
    assert sum("periksa" in each["sentence"] for each in found["findings"]) == 3


HOSTILE = [
    "<script>alert(1)</script>",
    "\u202egnilaer",
    "x" * 10_000,
    "{{ 1 +",
    "=1 +",
    "{{ env }}",
    "javascript:alert(1)",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_labels_are_text_or_refused(ana: Person, text: str) -> None:
    page = preview(ana, data=a_form({"type": "textfield", "key": "a", "label": text}, {"type": "text", "text": text}))
    assert "<script>alert" not in page
    assert "javascript:alert" not in [link.get("href") for link in html.fromstring(page).iter("a")]
    assert "data-preview" in page


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"\xff", b"[" * 100_000, b'{"components": 1}'])
def test_what_is_no_form_is_said_in_a_sentence(ana: Person, data: bytes) -> None:
    page = preview(ana, data=data)
    assert 'class="problem"' in page
    put(ana, "forms/periksa.form", data)
    for address in (HERE, f"{HERE}/periksa", f"{HERE}/periksa/pratinjau"):
        assert ana.get(address).status_code == 200


def test_a_form_that_is_far_too_large_is_said_to_be(ana: Person) -> None:
    put(ana, "forms/periksa.form", b"x" * 1_100_000)
    assert 'class="problem"' in ana.get(f"{HERE}/periksa/pratinjau").text


def test_who_only_looks_sees_the_preview_and_changes_nothing(ana: Person, come) -> None:
    other = come("penerbit")
    page = other.get(f"{HERE}/periksa").text
    assert "data-preview" in page
    assert "data-form-editor" not in page
    assert other.post(HERE, name="x").status_code == 403


def test_only_the_editor_page_allows_style_elements(ana: Person) -> None:
    assert "style-src-elem 'self' 'unsafe-inline'" in ana.get(f"{HERE}/periksa").headers["Content-Security-Policy"]
    for address in (HERE, f"{HERE}/periksa/pratinjau", "/studio/1/fakta"):
        assert "unsafe-inline" not in ana.get(address).headers["Content-Security-Policy"]
