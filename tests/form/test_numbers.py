"""Numbers as people write them: never read a thousand times too large or too small."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.form.numbers import editable, read_number, read_or_keep, shown
from app.model.errors import LajurError


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("0", 0),
        ("007", 7),
        ("1250", 1250),
        ("-3", -3),
        ("−3", -3),
        ("+3", 3),
        (" 12 ", 12),
        ("12,5", 12.5),
        ("12.5", 12.5),
        ("1234,5", 1234.5),
        ("1234.5", 1234.5),
        ("1.234,5", 1234.5),
        ("1,234.5", 1234.5),
        ("1.234.567", 1234567),
        ("1,234,567", 1234567),
        ("1.234.567,25", 1234567.25),
        ("0,125", 0.125),
        ("0.125", 0.125),
        ("1234,567", 1234.567),
        ("5,0", 5),
        ("999999999999999", 999999999999999),
    ],
)
def test_indonesian_and_plain_numbers_are_read(written, number):
    read = read_number(written)
    assert read == number
    assert type(read) is type(number)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "abc",
        "1.2.3",
        "1,23,456",
        "1.23,45.6",
        "1 234",
        "1e5",
        "NaN",
        "inf",
        "٣",
        "1.",
        ".5",
        "--1",
        "0x1",
        "1.234,5,6",
    ],
)
def test_what_is_no_number_is_refused_with_an_example(written):
    with pytest.raises(LajurError, match="Enter a number, such as"):
        read_number(written)


@pytest.mark.parametrize("written", ["1.234", "1,234", "-12.500"])
def test_a_number_that_could_mean_two_things_is_asked_back(written):
    with pytest.raises(LajurError, match=r"^Is .* meant as"):
        read_number(written)


def test_the_question_shows_both_ways_to_write_it():
    with pytest.raises(LajurError) as error:
        read_number("1.234")
    assert str(error.value) == "Is 1.234 meant as 1234 or as 1,2340? Please write it that way."
    assert [read_number("1234"), read_number("1,2340")] == [1234, 1.234]


@pytest.mark.parametrize("decimals", [0, 1, 2])
def test_where_three_decimals_do_not_fit_thousands_are_meant(decimals):
    assert read_number("15.000", decimals) == 15000
    assert read_number("15,000", decimals) == 15000


def test_a_number_with_more_digits_than_survive_is_refused():
    for written in ("1" * 16, "1" * 5000, "0,0000000000000001", "12345678,87654321"):
        with pytest.raises(LajurError, match="at most 15 digits"):
            read_number(written)


def test_what_cannot_be_read_is_kept_for_the_person_to_correct():
    assert read_or_keep("dua", None) == "dua"
    assert read_or_keep("2", None) == 2


def test_numbers_are_shown_in_the_way_of_the_reader():
    assert shown(1234567.5, "id") == "1.234.567,5"
    assert shown(1234567.5, "en") == "1,234,567.5"
    assert shown(2026, "id") == "2026"
    assert shown(-10000, "id") == "-10.000"
    assert shown(Decimal("0.5"), "id") == "0,5"


@given(
    st.one_of(st.integers(-(10**15) + 1, 10**15 - 1), st.decimals(-(10**9), 10**9, places=4).map(float)),
    st.sampled_from(["id", "en"]),
)
def test_what_an_input_shows_is_read_back_as_the_same_number(number, locale):
    assert read_number(editable(number, locale)) == number
