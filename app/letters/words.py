"""How Indonesian letters write numbers and days: in words, and in numerals."""

from datetime import date
from decimal import ROUND_HALF_UP, Decimal

#: The largest number that can be written in words is one less than this.
LIMIT = 10**15
MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_DIGITS = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
_THOUSANDS = ("", " ribu", " juta", " miliar", " triliun")


def in_words(number: Decimal) -> str:
    """A number in words (terbilang): `seratus dua puluh lima koma nol lima`. Raises ValueError from `LIMIT` on."""
    whole, _, rest = f"{abs(number):f}".partition(".")
    if int(whole) >= LIMIT:
        raise ValueError(whole)
    rest = rest.rstrip("0")
    words = _whole(int(whole))
    if rest:
        words += " koma " + " ".join(_DIGITS[int(digit)] for digit in rest)
    return f"minus {words}" if number < 0 else words


def _whole(number: int) -> str:
    if number == 0:
        return _DIGITS[0]
    words = []
    for power in range(len(_THOUSANDS) - 1, -1, -1):
        group = number // 1000**power % 1000
        if group == 1 and power == 1:
            words.append("seribu")
        elif group:
            words.append(_below_thousand(group) + _THOUSANDS[power])
    return " ".join(words)


def _below_thousand(number: int) -> str:
    words = []
    hundreds, rest = divmod(number, 100)
    if hundreds:
        words.append("seratus" if hundreds == 1 else f"{_DIGITS[hundreds]} ratus")
    if rest in (10, 11):
        words.append(("sepuluh", "sebelas")[rest - 10])
    elif 11 < rest < 20:
        words.append(f"{_DIGITS[rest - 10]} belas")
    else:
        tens, ones = divmod(rest, 10)
        words += [f"{_DIGITS[tens]} puluh"] if tens else []
        words += [_DIGITS[ones]] if ones else []
    return " ".join(words)


def in_numerals(number: Decimal, places: int | None = None) -> str:
    """A number as Indonesians write it: `1.234.567,5`. `places` after the comma are filled up or rounded (half up)."""
    if places is not None:
        number = number.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    whole, _, rest = f"{abs(number):f}".partition(".")
    rest = rest if places is not None else rest.rstrip("0")
    grouped = f"{int(whole):,}".replace(",", ".") + (f",{rest}" if rest else "")
    return f"-{grouped}" if number < 0 and grouped.strip("0.,") else grouped


def rupiah(number: Decimal) -> str:
    """Money: `Rp1.250.000`, with sen only when there are some."""
    sign = "-" if number < 0 else ""
    return f"{sign}Rp{in_numerals(abs(number), None if number == number.to_integral_value() else 2)}"


def day_of_week(day: date) -> str:
    return DAYS[day.weekday()]


def day_in_numerals(day: date) -> str:
    """`25 November 2026`."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def day_in_words(day: date) -> str:
    """As minutes say it: `dua puluh lima bulan November tahun dua ribu dua puluh enam`."""
    return f"{_whole(day.day)} bulan {MONTHS[day.month - 1]} tahun {_whole(day.year)}"
