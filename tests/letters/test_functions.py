"""The functions a template has besides those of FEEL."""

from collections.abc import Callable

import pytest

from app.letters import fill
from app.model.paper import Facts
from tests.letters.conftest import FACTS, template_of, text_of

Told = Callable[..., str]
CHOICES = {"sifat": {"biasa": "Biasa", "segera": "Segera"}}


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ('tanggal("2026-11-25")', "25 November 2026"),
        ('tanggal("2026-11-25T23:30:00Z")', "26 November 2026"),
        ('tanggal("2026-11-25T23:30:00")', "25 November 2026"),
        ('tanggal(date("2026-11-25"))', "25 November 2026"),
        ('tanggal(date and time("2026-11-25T23:30:00Z"))', "26 November 2026"),
        ('tanggal_terbilang("2026-11-25")', "dua puluh lima bulan November tahun dua ribu dua puluh enam"),
        ('hari("2026-11-25")', "Rabu"),
        ('jam("2026-11-25T02:30:00Z")', "09.30"),
        ("terbilang(125)", "seratus dua puluh lima"),
        ("terbilang(bilangan: 125)", "seratus dua puluh lima"),
        ("angka(1234567.5)", "1.234.567,5"),
        ("angka(50, 2)", "50,00"),
        ("angka(1/3, 99)", "0,333333333333"),
        ("rupiah(185000000000)", "Rp185.000.000.000"),
        ('pilihan("sifat", "segera")', "Segera"),
        ('pilihan("sifat", ["segera", "lain"])', "Segera, lain"),
        ('pilihan("apa", "segera")', "segera"),
        ('pilihan("sifat", 1)', ""),
        ("centang(true)", "☒"),
        ("centang(null)", "☐"),
        ('centang_pilihan("sifat", "segera")', "☐ Biasa\n☒ Segera"),
        ('centang_pilihan("sifat", ["biasa", "segera"])', "☒ Biasa\n☒ Segera"),
        ('nip("198405052009011005")', "19840505 200901 1 005"),
        ('nip("12 34")', "12 34"),
    ],
)
def test_a_function(expression: str, text: str):
    facts = Facts(FACTS.date, choices=CHOICES, zone=FACTS.zone)

    [paragraph] = fill(template_of(f"[{{{{ {expression} }}}}]"), {}, facts).blocks

    assert text_of(paragraph) == f"[{text}]"


@pytest.mark.parametrize(
    "expression",
    [
        'tanggal("besok")',
        "tanggal(1)",
        "tanggal(null)",
        'jam("2026-11-25")',
        'terbilang("satu")',
        "terbilang(10**15)",
        "angka(10**6000, 2)",
        "terbilang()",
        "terbilang(1, 2)",
        "terbilang(angka: 1)",
        "rupiah([])",
        "nip(1)",
        "pilihan({}, 1)",
    ],
)
def test_what_does_not_fit_is_printed_as_nothing(told: Told, expression: str):
    assert told(f"[{{{{ {expression} }}}}]") == "[]"
