"""What stands in an expression as it is: numbers, texts, dates, and how they leave it."""

import pytest

from app.feel import FeelSyntaxError, evaluate


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("42", 42),
        ("007", 7),
        (".5", 0.5),
        ("1.50", 1.5),
        ("1.2e3", 1200),
        ("25E-2", 0.25),
        ("-3", -3),
        ("--3", 3),
        ("true", True),
        ("false", False),
        ("null", None),
        ('"Pontianak"', "Pontianak"),
        ("[]", []),
        ('[1, "dua", [3]]', [1, "dua", [3]]),
        ("{}", {}),
        ('{nib: "9120", "nama usaha": null}', {"nib": "9120", "nama usaha": None}),
        ("9007199254740993", 9007199254740993),
        ("9223372036854775807", 9223372036854775807),
        ("1e30", 1e30),
        ("0.1 + 0.2", 0.3),
    ],
)
def test_a_literal_means_itself(text: str, value: object) -> None:
    assert evaluate(text, {}) == value
    assert type(evaluate(text, {})) is type(value)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        (r'"baris\nbaru"', "baris\nbaru"),
        (r'"\"kutip\" dan \\"', '"kutip" dan \\'),
        (r'"\t\r"', "\t\r"),
        (r'"\'"', "'"),
        (r'"\u00e9"', "é"),
        (r'"\U01F40E"', "🐎"),
        (r'"\uD83D\uDC0E"', "🐎"),
        (r'"\d{5}"', r"\d{5}"),
        (r'"\uD83D"', "�"),
    ],
)
def test_escapes_in_texts(text: str, value: str) -> None:
    assert evaluate(text, {}) == value


@pytest.mark.parametrize(
    "text",
    [
        "2026-11-20",
        "-0044-03-15",
        "999999999-12-31",
        "08:30:00",
        "08:30:00.125Z",
        "08:30:00+07:00",
        "2026-11-20T08:30:00",
        "2026-11-20T08:30:00-04:30",
        "P1Y2M",
        "-P3M",
        "P5DT2H30M4.5S",
        "PT0S",
    ],
)
def test_dates_times_and_durations_come_out_as_they_were_written(text: str) -> None:
    assert evaluate(f'@"{text}"', {}) == text


def test_a_named_zone_comes_out_as_the_offset_of_that_moment() -> None:
    assert evaluate('@"2026-07-01T12:00:00@Europe/Paris"', {}) == "2026-07-01T12:00:00+02:00"
    assert evaluate('@"2026-01-01T12:00:00@Europe/Paris"', {}) == "2026-01-01T12:00:00+01:00"
    assert evaluate('@"12:00:00@Asia/Pontianak"', {}) == "12:00:00+08:00"  # the offset of the first day of 1970


@pytest.mark.parametrize(
    "text",
    ['@"besok"', '@"2026-02-30"', '@"25:00:00"', '@"08:00:00+19:00"', '@"P"', '@"P1Y2D"', '@"2026-01-01T"', "@2026"],
)
def test_what_is_no_date_is_a_syntax_error(text: str) -> None:
    with pytest.raises(FeelSyntaxError):
        evaluate(text, {})


def test_comments_count_as_space() -> None:
    assert evaluate("1 /* satu */ + // tambah\n 2", {}) == 3


def test_a_number_too_large_for_decimal128_is_a_syntax_error() -> None:
    with pytest.raises(FeelSyntaxError, match="too large"):
        evaluate("1e9999", {})
