"""In what two sets of answers differ is told in words a reader can compare."""

from app.facts import sections, sheet
from app.facts.compare import differences
from app.facts.write import dumped, put


def test_lists_boxes_choices_and_groups_are_told() -> None:
    facts = {"groups": {"a": "x"}, "applicant_words": {"t": "Halo"}, "follow_up": {"after": ["e"]}, "legal_basis": []}
    told = {}
    for key, change in {
        "dasar-hukum": {"legal_basis": [{"text": "UU 1\nUU 2", "status": "berlaku"}]},
        "kata-pemohon": {"applicant_notices:t": True},
        "lanjutan": {"follow_up:after": ["e", "f"]},
        "lajur": {"groups:a": ""},
    }.items():
        asked = sheet(sections()[key], facts, None)
        (each,) = differences(asked, asked.values, {**asked.values, **change})
        told[key] = (each.one, each.other, each.within is not None)
    assert told == {
        "dasar-hukum": ("", "1. UU 1, UU 2 · berlaku", False),
        "kata-pemohon": ("", "✓", True),
        "lanjutan": ("e", "e\nf", False),
        "lajur": ("x", "", True),
    }


def test_values_are_written_as_toml_in_one_line() -> None:
    value = {"a b": [True, 1, 1.5, 'x"\\\n\x01'], "c": {"d": False}}
    assert dumped(value) == '{"a b" = [true, 1, 1.5, "x\\"\\\\\\n\\u0001"], c = {d = false}}'
    assert put("a = 1", ("b",), 2) == "a = 1\nb = 2\n"
    assert put("", ("t", "a"), 1) == "[t]\na = 1\n"
