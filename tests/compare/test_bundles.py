"""Whole bundles compared: Izin Perluasan with a second review, and what holds for all of them."""

from json import dumps

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.compare import Kind, Part, compare
from app.library.shipped import shipped_bundle, shipped_sops
from app.model.bundle import DIAGRAM, SCENARIOS, SOP, Bundle
from tests.second_review import KEY, second_review

BEFORE = shipped_bundle(KEY)
#: Edits that do not touch each other: file, old bytes, new bytes, and the id that is then told.
EDITS = (
    (DIAGRAM, b'name="Tim Teknis"', b'name="Tim"', "lane_tim"),
    (
        DIAGRAM,
        b'<dc:Bounds x="3190" y="1085" width="210"',
        b'<dc:Bounds x="3180" y="1085" width="210"',
        "laporan_hasil",
    ),
    (DIAGRAM, b'name="BELUM SIAP" ', b"", "f_belum_siap"),
    (DIAGRAM, b"Abu-abu: tambahan.", b"Kelabu: tambahan.", "keterangan_tambahan"),
    (SOP, b'number = "530 / 02 / DPPESDM"', b'number = "530"', "identity"),
    (SOP, b"days = 5\n", b"days = 7\n", "clock"),
    ("forms/izin_tiada.form", b"", b"{}", "izin_tiada"),
    ("forms/ajukan_izin.form", b'"label": "Nama perusahaan"', b'"label": "Nama usaha"', "perusahaan_nama"),
    (SCENARIOS, b"# Acceptance stories", b"# Stories", "scenarios"),
)


def edited(numbers: frozenset[int]) -> Bundle:
    files = dict(BEFORE.files)
    for path, old, new, _ in (EDITS[number] for number in numbers):
        if old:
            assert files[path].count(old) >= 1, old
        files[path] = files[path].replace(old, new, 1) if old else new
    return Bundle(files)


@settings(max_examples=25, deadline=None)
@given(st.frozensets(st.integers(0, len(EDITS) - 1)))
def test_exactly_what_was_edited_is_told_and_backwards_the_other_way_round(numbers: frozenset[int]) -> None:
    after = edited(numbers)
    there, back = compare(BEFORE, after), compare(after, BEFORE)
    assert {change.id for change in there.changes} == {EDITS[number][3] for number in numbers}
    swapped = {Kind.ADDED: Kind.REMOVED, Kind.REMOVED: Kind.ADDED}
    assert {(change.id, swapped.get(change.kind, change.kind)) for change in back.changes} == {
        (change.id, change.kind) for change in there.changes
    }
    for one, other in zip(there.changes, back.changes, strict=True):
        if one.id == other.id:
            assert {(it.what, it.old, it.new) for it in one.details} == {
                (it.what, it.new, it.old) for it in other.details
            }


@pytest.mark.parametrize("sop", shipped_sops())
def test_nothing_differs_from_itself(sop: str) -> None:
    assert not compare(shipped_bundle(sop), shipped_bundle(sop))


def test_the_second_review_of_izin_perluasan_is_told_in_full() -> None:
    difference = compare(BEFORE, second_review())
    told = {(change.part, change.id): change for change in difference.changes}
    assert {key: change.kind for key, change in told.items()} == {
        (Part.DIAGRAM, "kolam"): Kind.MOVED,
        (Part.DIAGRAM, "lane_penelaah"): Kind.ADDED,
        (Part.DIAGRAM, "telaah_kedua"): Kind.ADDED,
        (Part.DIAGRAM, "f_periksa_hasil"): Kind.CHANGED,
        (Part.DIAGRAM, "f_telaah"): Kind.ADDED,
        (Part.FORM, "telaah_kedua"): Kind.ADDED,
        (Part.FACTS, "groups"): Kind.CHANGED,
        (Part.FACTS, "added"): Kind.CHANGED,
        (Part.SCENARIOS, "scenarios"): Kind.CHANGED,
    }
    lane = told[Part.FACTS, "groups"].details[0]
    assert (lane.what, lane.old, lane.new) == ("Penelaah", "", "penelaah")
    way = told[Part.DIAGRAM, "f_periksa_hasil"].details[0]
    assert (way.what, way.new) == ("to", "Menelaah surat pengantar untuk kedua kalinya")


def test_a_difference_is_told_to_programs_the_same_way_every_time() -> None:
    first, second = (dumps(compare(BEFORE, second_review()).as_json()) for _ in range(2))
    assert first == second
    assert '"kind": "added"' in first


def test_any_other_bytes_are_a_difference() -> None:
    for path, data in BEFORE.files.items():
        assert compare(BEFORE, BEFORE.replacing(path, data + b"\n")), path


def test_what_nobody_can_read_is_compared_all_the_same() -> None:
    garbage = Bundle(dict.fromkeys(BEFORE.files, b"\x00\xff<"))
    assert compare(BEFORE, garbage)
    assert compare(garbage, BEFORE)
