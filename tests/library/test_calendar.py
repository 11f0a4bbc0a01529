"""Working days of Kalimantan Barat: national holidays, cuti bersama and days of the office."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from app.library.calendar import working_calendar
from app.model.errors import Refused

#: National holidays of 2026 by the joint decree (SKB 1497/2025, 2/2025, 5/2025).
NATIONAL = """
    2026-01-01 2026-01-16 2026-02-17 2026-03-19 2026-03-21 2026-03-22 2026-04-03 2026-04-05 2026-05-01
    2026-05-14 2026-05-27 2026-05-31 2026-06-01 2026-06-16 2026-08-17 2026-08-25 2026-12-25
"""
CUTI_BERSAMA = "2026-02-16 2026-03-18 2026-03-20 2026-03-23 2026-03-24 2026-05-15 2026-05-28 2026-12-24"


def test_the_days_off_of_2026_are_those_of_the_joint_decree() -> None:
    days_off = working_calendar(years=range(2026, 2027)).days_off
    assert sorted(days_off) == sorted(map(date.fromisoformat, (NATIONAL + CUTI_BERSAMA).split()))
    assert days_off[date(2026, 8, 17)] == "Hari Kemerdekaan Republik Indonesia"
    assert days_off[date(2026, 12, 24)] == "Cuti bersama Natal"


@pytest.mark.parametrize(
    ("start", "working_days", "due"),
    [
        ("2026-03-17", 3, "2026-03-27"),
        ("2026-03-17", 5, "2026-03-31"),
        ("2026-05-12", 5, "2026-05-21"),
        ("2026-08-14", 5, "2026-08-24"),
        ("2026-11-20", 5, "2026-11-27"),
        ("2026-12-22", 5, "2026-12-31"),
    ],
)
def test_the_promise_ends_after_so_many_working_days(start: str, working_days: int, due: str) -> None:
    assert working_calendar().after(date.fromisoformat(start), working_days) == date.fromisoformat(due)


@pytest.mark.parametrize(
    ("start", "due"), [("2026-03-17", "2026-03-25"), ("2026-05-12", "2026-05-20"), ("2026-12-22", "2026-12-30")]
)
def test_an_office_that_works_on_cuti_bersama_is_done_earlier(tmp_path: Path, start: str, due: str) -> None:
    (tmp_path / "2026.toml").write_text("cuti_bersama_counts = true")
    calendar = working_calendar(tmp_path)
    assert calendar.after(date.fromisoformat(start), 5) == date.fromisoformat(due)


def test_only_years_with_a_decree_are_known() -> None:
    calendar = working_calendar()
    assert calendar.years == {2026}
    assert calendar.knows(date(2026, 12, 31))
    assert not calendar.knows(date(2027, 1, 4))


def test_days_of_a_year_without_a_decree_are_estimated() -> None:
    calendar = working_calendar(years=range(2027, 2028))
    assert not calendar.is_working(date(2027, 8, 17))
    assert date(2027, 5, 18) in calendar.days_off  # cuti bersama, as the package expects it


def test_an_office_adds_and_removes_days_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "2026.toml").write_text(
        """
        [extra]
        2026-01-28 = "Hari jadi provinsi"
        [removed]
        2026-12-24 = "Piket akhir tahun"
        2026-05-01 = "Piket"
        """
    )
    calendar = working_calendar(tmp_path, range(2026, 2027))
    assert calendar.days_off[date(2026, 1, 28)] == "Hari jadi provinsi"
    assert calendar.is_working(date(2026, 12, 24))
    assert calendar.is_working(date(2026, 5, 1))
    assert not calendar.is_working(date(2026, 3, 18))
    assert calendar.years == {2026}


def test_an_office_can_load_the_decree_of_a_new_year(tmp_path: Path) -> None:
    (tmp_path / "2027.toml").write_text(
        """
        decree = "SKB 2027"
        [cuti_bersama]
        2027-02-05 = "Cuti bersama Imlek"
        """
    )
    calendar = working_calendar(tmp_path)
    assert calendar.years == {2026, 2027}
    leave = {day for day, name in calendar.days_off.items() if day.year == 2027 and name.startswith("Cuti")}
    assert leave == {date(2027, 2, 5)}


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('[extra]\n2025-01-28 = "x"', r"2026\.toml, line 2: “extra\.2025-01-28” must be a day of 2026"),
        ('[extra]\n28-01-2026 = "x"', r"“extra\.28-01-2026” must be a day of 2026, as in 2026-12-24"),
        ("[libur]", "“libur” is not known here"),
        ('cuti_bersama_counts = "ya"', "“cuti_bersama_counts” must be true or false"),
    ],
)
def test_a_file_that_cannot_be_understood_is_refused(tmp_path: Path, text: str, sentence: str) -> None:
    (tmp_path / "2026.toml").write_text(text)
    with pytest.raises(Refused, match=sentence):
        working_calendar(tmp_path)


def test_the_holidays_package_is_imported_only_when_a_calendar_is_made() -> None:
    code = "import sys, app.library.calendar; sys.exit('holidays' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
