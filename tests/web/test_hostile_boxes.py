"""Small boxes, control characters and far too much text: everybody gets his page, and nothing typed is lost."""

import pytest
from lxml import html

from tests.hostile.texts import TEXTS
from tests.web.conftest import Person

#: A form that shows again what was typed, by who has it: its address, the field, what else it needs.
BOXES = [
    ("", "/lacak", "number", {"code": "x"}),
    ("", "/pengaduan/status", "number", {"code": "x"}),
    ("", "/masuk", "login", {"password": "x"}),
    ("", "/pengaduan", "subject", {"sop": "izin_kecil", "text": "pendek"}),
    ("", "/pengaduan", "contact", {"sop": "izin_kecil", "text": "pendek"}),
    ("operator", "/pemberitahuan/pilihan", "address", {}),
    ("pengawas", "/permohonan/IK-2026-00001/koreksi", "variable", {"kind": "text", "text": "x", "reason": "x"}),
]
CONTROLS = "a\x00b\x1b[31mc\u202e\ud7ff"


def held(page: str, field: str) -> str:
    """What a page holds in a field."""
    (box,) = html.fromstring(page).xpath("//*[@name=$name]", name=field)
    return str(box.value)


@pytest.mark.parametrize(("login", "address", "field", "more"), BOXES)
def test_what_is_refused_is_shown_again_as_it_was_typed(login, address, field, more, walk, visitor, come) -> None:
    walk.start()
    person: Person = come(login) if login else visitor()
    person.get("/masuk")
    for text in (" ".join(TEXTS), "x" * 10_000):
        answer = person.post(address, **{**more, field: text})
        assert answer.status_code in (400, 401, 403, 404, 422), text
        assert held(answer.text, field) == text


def test_a_form_says_beside_the_field_what_cannot_be_kept(walk, come) -> None:
    walk.start()
    person, task = come("pemohon"), walk.task("ajukan")
    answer = person.post(f"/tugas/{task}", perusahaan_nama=CONTROLS, nib="9999000000011")
    assert answer.status_code == 422
    assert "tidak dapat disimpan" in answer.text


@pytest.mark.parametrize("much", ["x" * 10_000, "\u202e" * 10_000, "👩‍🏭" * 10_000])
def test_ten_thousand_letters_are_taken_or_refused_in_a_sentence(much: str, walk, come) -> None:
    walk.start()
    walk.apply()
    person, case = come("pengawas"), f"/permohonan/{walk.number}"
    for address, field in ((f"{case}/komentar", "text"), (f"{case}/pesan", "text"), (f"{case}/batal", "reason")):
        answer = person.post(address, **{field: much})
        assert answer.status_code in (400, 413), address
        assert html.fromstring(answer.text).xpath("string(//main)").strip()
