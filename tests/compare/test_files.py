"""Forms, facts, letters and scenarios compared."""

from json import dumps
from typing import Any

import pytest

from app.compare import Change, Kind, Part, compare
from app.compare.lines import MOST_LINES
from app.compare.lists import MOST, out_of_order, pairs
from app.model.bundle import SCENARIOS, SOP, Bundle

FORM = "forms/periksa.form"
LETTER = "reports/templates/periksa.md"
NAMA = {"type": "textfield", "id": "F1", "key": "nama", "label": "Nama", "validate": {"required": True}}
NIB = {"type": "textfield", "id": "F2", "key": "nib", "label": "NIB"}
PILIH = {
    "type": "select",
    "id": "F3",
    "key": "pilih",
    "label": "Pilih",
    "values": [{"value": "a", "label": "A"}, {"value": "b", "label": "B"}],
}


def form(*components: dict[str, Any], **more: Any) -> bytes:
    return dumps({"type": "default", "id": "periksa", "components": components, **more}).encode()


def changes(old: bytes, new: bytes, path: str = FORM) -> list[Change]:
    return list(compare(Bundle({path: old}), Bundle({path: new})).changes)


def told(change: Change) -> dict[str, tuple[str, str]]:
    return {detail.what: (detail.old, detail.new) for detail in change.details}


def test_fields_are_added_removed_and_changed() -> None:
    found = changes(form(NAMA, NIB), form({**NAMA, "label": "Nama usaha", "validate": {"required": False}}, PILIH))
    assert [(change.kind, change.id, change.name, change.type) for change in found] == [
        (Kind.CHANGED, "nama", "Nama usaha", "textfield"),
        (Kind.ADDED, "pilih", "Pilih", "select"),
        (Kind.REMOVED, "nib", "NIB", "textfield"),
    ]
    assert told(found[0]) == {"label": ("Nama", "Nama usaha"), "validate.required": ("true", "false")}
    assert {change.place for change in found} == {"periksa"}


def test_options_that_come_and_go_are_told_and_their_order() -> None:
    values = PILIH["values"]
    assert isinstance(values, list)
    (change,) = changes(form(PILIH), form({**PILIH, "values": [values[0], {"value": "c", "label": "C"}]}))
    assert told(change) == {"options": ("b = B", "c = C")}
    (change,) = changes(form(PILIH), form({**PILIH, "values": values[::-1]}))
    assert told(change) == {"options": ("a = A; b = B", "b = B; a = A")}


def test_a_field_that_stands_elsewhere_has_moved() -> None:
    (change,) = changes(form(NAMA, NIB, PILIH), form(NIB, PILIH, NAMA))
    assert (change.kind, change.id, told(change)) == (Kind.MOVED, "nama", {"order": ("", "")})


def test_a_field_in_another_group_has_moved_and_one_of_a_list_stands_behind_its_name() -> None:
    group = {"type": "group", "id": "G", "label": "Pemohon"}
    inner = {"type": "dynamiclist", "id": "L", "path": "mesin", "components": [NIB]}
    (change,) = changes(form({**group, "components": [NAMA]}, inner), form({**group, "components": []}, NAMA, inner))
    assert (change.kind, change.id, told(change)) == (Kind.MOVED, "nama", {"group": ("Pemohon", "")})
    (gone,) = changes(form(inner), form({**inner, "components": []}))
    assert (gone.kind, gone.id) == (Kind.REMOVED, "mesin.nib")


def test_layout_alone_is_moving() -> None:
    (change,) = changes(form({**NIB, "layout": {"row": "R1"}}), form({**NIB, "layout": {"row": "R2"}}))
    assert (change.kind, told(change)) == (Kind.MOVED, {"layout.row": ("R1", "R2")})


def test_two_fields_of_one_key_are_kept_apart() -> None:
    (change,) = changes(form(NIB, NIB), form(NIB, {**NIB, "label": "Lain"}))
    assert (change.id, told(change)) == ("nib (2)", {"label": ("NIB", "Lain")})


def test_what_a_form_says_of_itself_is_told() -> None:
    (change,) = changes(form(NIB), form(NIB, versionTag="2"))
    assert (change.type, told(change)) == ("form", {"versionTag": ("", "2")})
    (change,) = changes(form(NIB), form(NIB) + b"\n")
    assert (change.type, told(change)) == ("form", {"written": ("", "")})


@pytest.mark.parametrize("broken", [b"{", b"[]", b"\xff", b"[" * 100_000])
def test_a_form_that_cannot_be_read_is_compared_by_its_lines(broken: bytes) -> None:
    (change,) = changes(form(NIB), broken)
    assert (change.kind, change.id, change.details) == (Kind.CHANGED, "periksa", ())


@pytest.mark.parametrize("strange", [{"components": 5}, {"components": [5, "x", None]}, {"components": None}])
def test_a_strange_form_harms_nobody(strange: dict[str, Any]) -> None:
    (change,) = changes(form(NIB), dumps({"type": "default", "id": "periksa", **strange}).encode())
    assert (change.kind, change.id) == (Kind.REMOVED, "nib")


def test_groups_without_end_are_left_out() -> None:
    deep: dict[str, Any] = NIB
    for _ in range(60):
        deep = {"type": "group", "components": [deep]}
    assert all(change.kind is not Kind.REMOVED for change in changes(form(), form(deep)))


FACTS = """key = "izin"
equipment = ["Komputer", "Meja"]
[identity]
number = "1"
[groups]
l1 = "loket"
[rows.periksa]
number = 1
text = "Periksa"
[[letters]]
book = "masuk"
element = "periksa"
[[letters]]
book = "keluar"
element = "kirim"
"""


def fact(old: str, new: str) -> Change:
    assert old in FACTS
    (change,) = changes(FACTS.encode(), FACTS.replace(old, new).encode(), SOP)
    assert change.part is Part.FACTS
    return change


@pytest.mark.parametrize(
    ("old", "new", "kind", "name", "details"),
    [
        ('key = "izin"', 'key = "lain"', Kind.CHANGED, "key", {"key": ("izin", "lain")}),
        ('key = "izin"', "", Kind.REMOVED, "key", {"key": ("izin", "")}),
        ('["Komputer", "Meja"]', '["Komputer", "Kursi"]', Kind.CHANGED, "equipment", {"equipment": ("Meja", "Kursi")}),
        ('number = "1"', 'number = "2"', Kind.CHANGED, "identity", {"number": ("1", "2")}),
        ('l1 = "loket"', 'l1 = "kasi"', Kind.CHANGED, "groups", {"l1": ("loket", "kasi")}),
        ("number = 1\n", "number = 2\n", Kind.CHANGED, "rows.periksa", {"number": ("1", "2")}),
        ("[rows.periksa]", "[rows.lain]\n[rows.periksa]", Kind.ADDED, "rows.lain", {}),
        ("[rows.periksa]\nnumber = 1\n", "[rows.periksa]\n", Kind.CHANGED, "rows.periksa", {"number": ("1", "")}),
        ('element = "kirim"', 'element = "lapor"', Kind.CHANGED, "letters 2", {"element": ("kirim", "lapor")}),
        (
            '[[letters]]\nbook = "keluar"\nelement = "kirim"\n',
            "",
            Kind.REMOVED,
            "letters 2",
            {"book": ("keluar", ""), "element": ("kirim", "")},
        ),
        ("[identity]\n", "[identity]\nunit.nama = 3\n", Kind.ADDED, "identity.unit", {"nama": ("", "3")}),
        ("[identity]\n", "[clock]\ndays = 5\n[identity]\n", Kind.ADDED, "clock", {"days": ("", "5")}),
        ("[identity]\n", "\n\n[identity]\n", Kind.CHANGED, "", {"written": ("", "")}),
    ],
)
def test_facts_are_told_by_section_and_row(
    old: str, new: str, kind: Kind, name: str, details: dict[str, tuple[str, str]]
) -> None:
    change = fact(old, new)
    assert (change.kind, change.id, told(change)) == (kind, name, details)


def test_lists_inside_of_a_section_are_told_by_their_items() -> None:
    old, new = b'[follow_up]\nafter = ["a", "b"]\n', b'[follow_up]\nafter = ["b", "c"]\n'
    (change,) = changes(old, new, SOP)
    assert told(change) == {"after": ("a", "c")}


@pytest.mark.parametrize("broken", [b"key = ", b"\xff\xfe"])
def test_facts_that_cannot_be_read_are_compared_by_their_lines(broken: bytes) -> None:
    (change,) = changes(FACTS.encode(), broken, SOP)
    assert (change.type, change.details) == ("file", ())


def test_letters_and_scenarios_are_compared_by_line() -> None:
    old = "\n".join(f"baris {n}" for n in range(20)).encode()
    (change,) = changes(old, old.replace(b"baris 3\n", b"").replace(b"baris 15", b"lain"), LETTER)
    assert (change.part, change.id) == (Part.LETTER, "periksa")
    assert [f"{line.sign}{line.text}" for line in change.lines] == [
        *(" baris 1", " baris 2", "-baris 3", " baris 4", " baris 5", "…"),
        *(" baris 13", " baris 14", "-baris 15", "+lain", " baris 16", " baris 17"),
    ]
    (change,) = changes(old, b"x", SCENARIOS)
    assert change.part is Part.SCENARIOS


def test_what_is_no_text_or_too_long_has_no_lines() -> None:
    for other in (b"\xff", b"x\n" * MOST_LINES):
        (change,) = changes(b"x\n", other, LETTER)
        assert change.lines == ()


def test_whole_files_come_and_go() -> None:
    found = compare(Bundle({FORM: form(NIB)}), Bundle({LETTER: b"x"}))
    assert [(change.part, change.kind, change.id) for change in found.changes] == [
        (Part.FORM, Kind.REMOVED, "periksa"),
        (Part.LETTER, Kind.ADDED, "periksa"),
    ]
    assert found.as_json()["counts"] == {"added": 1, "removed": 1}


def test_long_lists_are_compared_by_place_in_no_time() -> None:
    old, new = [str(n) for n in range(MOST)], [str(-n) for n in range(MOST)]
    assert list(pairs(old, new)) == [(n, n) for n in range(MOST)]
    assert out_of_order([*old, "x"], ["x", *old]) == frozenset()
