"""The house on paper: what holds on which day, and how numbers are written."""

from datetime import date

import pytest

from app.model.house import Holder, House, Letterhead, Post, Series, Valid

OLD, NEW = Letterhead("Pemerintah", "Dinas Lama"), Letterhead("Pemerintah", "Dinas Baru")
HOUSE = House(
    {"": ((Valid(date(2020, 1, 1)), OLD), (Valid(date(2026, 7, 1)), NEW)), "lain": ((Valid(date(2020, 1, 1)), OLD),)}
)


@pytest.mark.parametrize(
    ("sop", "day", "head"),
    [
        ("izin", date(2026, 6, 30), OLD),
        ("izin", date(2026, 7, 1), NEW),
        ("izin", date(2019, 12, 31), None),
        ("lain", date(2026, 7, 1), OLD),
    ],
)
def test_the_letterhead_is_that_of_the_day_and_of_the_sop(sop: str, day: date, head: Letterhead | None):
    assert HOUSE.letterhead(sop, day) == head


def test_a_post_is_held_up_to_the_last_day_and_vacant_after_it():
    post = Post("kadis", "Kepala Dinas", holders=((Valid(date(2025, 1, 1), date(2026, 3, 31)), Holder("Contoh")),))

    assert post.holder(date(2026, 3, 31)) == Holder("Contoh")
    assert post.holder(date(2026, 4, 1)) is None


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("500.9.2/{urut:4}/SPT/{tahun}", "500.9.2/0017/SPT/2026"),
        ("{urut}/{bulan_romawi}/{bulan}", "17/III/03"),
        ("{lain}/{urut:1}", "{lain}/17"),
        ("tanpa", "tanpa"),
    ],
)
def test_a_number_follows_the_pattern_of_its_series(pattern: str, text: str):
    assert Series("spt", "Surat tugas", pattern).text(17, date(2026, 3, 5)) == text
