"""Numbers and days in words and numerals, checked against a reader that knows nothing of the writer."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random

import pytest

from app.letters.words import (
    DAYS,
    LIMIT,
    MONTHS,
    day_in_numerals,
    day_in_words,
    day_of_week,
    in_numerals,
    in_words,
    rupiah,
)

DIGITS = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
ONES = dict(zip(DIGITS, range(10), strict=True))
SCALES = {"ribu": 10**3, "juta": 10**6, "miliar": 10**9, "triliun": 10**12}


def read(words: str) -> int:
    """The number that Indonesian words mean."""
    total = group = 0
    last = 0
    for word in words.split():
        if word in SCALES:
            total, group, last = total + (group + last) * SCALES[word], 0, 0
        elif word == "seribu":
            total += 1000
        elif word in ("sepuluh", "sebelas", "seratus"):
            group += {"sepuluh": 10, "sebelas": 11, "seratus": 100}[word]
        elif word in ("belas", "puluh", "ratus"):
            group += {"belas": 10 + last, "puluh": 10 * last, "ratus": 100 * last}[word]
            last = 0
        else:
            last = ONES[word]
    return total + group + last


def test_every_number_below_a_hundred_thousand_is_written_in_words_that_mean_it():
    assert [number for number in range(100_000) if read(in_words(Decimal(number))) != number] == []


def test_no_two_numbers_below_a_hundred_thousand_are_written_alike():
    assert len({in_words(Decimal(number)) for number in range(100_000)}) == 100_000


def test_large_numbers_are_written_in_words_that_mean_them():
    chance = Random(6)  # noqa: S311 - the same numbers every time
    numbers = [chance.randrange(LIMIT) for _ in range(20_000)]
    numbers += [power + by for exponent in range(15) for power in [10**exponent] for by in (-1, 0, 1)]

    assert [number for number in numbers if read(in_words(Decimal(number))) != number] == []


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("0", "nol"),
        ("1", "satu"),
        ("10", "sepuluh"),
        ("11", "sebelas"),
        ("19", "sembilan belas"),
        ("21", "dua puluh satu"),
        ("100", "seratus"),
        ("111", "seratus sebelas"),
        ("1000", "seribu"),
        ("1001", "seribu satu"),
        ("2026", "dua ribu dua puluh enam"),
        ("11000", "sebelas ribu"),
        ("100000", "seratus ribu"),
        ("101000", "seratus satu ribu"),
        ("1000000", "satu juta"),
        ("1001000", "satu juta seribu"),
        ("185000000000", "seratus delapan puluh lima miliar"),
        ("-7", "minus tujuh"),
        ("66.67", "enam puluh enam koma enam tujuh"),
        ("0.50", "nol koma lima"),
        ("3.05", "tiga koma nol lima"),
        ("5E+1", "lima puluh"),
    ],
)
def test_a_number_in_words(number: str, words: str):
    assert in_words(Decimal(number)) == words


def test_numbers_of_a_quadrillion_have_no_words():
    with pytest.raises(ValueError):
        in_words(Decimal(LIMIT))


@pytest.mark.parametrize(
    ("number", "places", "written"),
    [
        ("0", None, "0"),
        ("999", None, "999"),
        ("1000", None, "1.000"),
        ("1234567.5", None, "1.234.567,5"),
        ("-1234.5", None, "-1.234,5"),
        ("50", 2, "50,00"),
        ("66.665", 2, "66,67"),
        ("-0.001", 2, "0,00"),
        ("2.50", None, "2,5"),
        ("1E+6", None, "1.000.000"),
        ("1234.5", 0, "1.235"),
    ],
)
def test_a_number_in_numerals(number: str, places: int | None, written: str):
    assert in_numerals(Decimal(number), places) == written


@pytest.mark.parametrize(
    ("number", "written"),
    [("185000000000", "Rp185.000.000.000"), ("0", "Rp0"), ("12.5", "Rp12,50"), ("-5000", "-Rp5.000")],
)
def test_money(number: str, written: str):
    assert rupiah(Decimal(number)) == written


def every_day() -> list[date]:
    return [date(1990, 1, 1) + timedelta(days) for days in range(80 * 366)]


def test_every_day_is_written_the_same_in_words_and_in_numerals():
    for day in every_day():
        number, month, year = day_in_numerals(day).split()
        words, rest = day_in_words(day).split(" bulan ")
        assert (read(words), rest) == (int(number), f"{month} tahun {in_words(Decimal(int(year)))}")
        assert date(int(year), MONTHS.index(month) + 1, int(number)) == day


def test_the_days_of_the_week_go_round():
    days = [day_of_week(day) for day in every_day()]

    assert day_of_week(date(2026, 11, 25)) == "Rabu"
    assert days[:7] == [*DAYS]  # 1 January 1990 was a Monday
    assert all(days[at] == DAYS[at % 7] for at in range(len(days)))


def test_the_opening_of_minutes():
    assert day_in_words(date(2026, 11, 25)) == "dua puluh lima bulan November tahun dua ribu dua puluh enam"
