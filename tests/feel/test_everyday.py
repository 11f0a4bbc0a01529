"""Expressions as forms and diagrams of an office have them."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from app.feel import evaluate

KASUS = {
    "nib": "9120001234567",
    "kbli": "23123",
    "kbli_lama": "23123",
    "hasil": "tidak lengkap",
    "catatan": None,
    "kawasan_industri": False,
    "dokumen_lingkungan": "UKL-UPL",
    "kapasitas_sebelum": 1200,
    "kapasitas_sesudah": 1680,
    "investasi": 12_500_000_000,
    "modal": "PMDN",
    "skala": "menengah",
    "tenaga_kerja": {"laki_laki": 24, "perempuan": 11},
    "tgl_masuk": "2026-11-20",
    "selesai": "2026-11-24T09:30:00+07:00",
    "mesin": [
        {"nama": "bubut", "jumlah": 2, "nilai": 150.5},
        {"nama": "frais", "jumlah": 1, "nilai": 320},
    ],
    "dokumen": [
        {"nama": "NIB", "ada": "ada", "sesuai": True},
        {"nama": "NPWP", "ada": "tidak", "sesuai": None},
        {"nama": "IMB", "ada": "ada", "sesuai": False},
    ],
    "pemohon": {"nama": "PT Contoh Jaya", "surel": "kantor@contoh.example"},
}


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ('=hasil = "lengkap"', False),
        ('=hasil != "lengkap" and catatan = null', True),
        ("=not(kawasan_industri)", True),
        ("=kbli = kbli_lama", True),
        ("=kapasitas_sesudah - kapasitas_sebelum", 480),
        ("=(kapasitas_sesudah - kapasitas_sebelum) / kapasitas_sebelum * 100 >= 30", True),
        ("=round half up(investasi / 1000000000, 1)", 12.5),
        ('=if modal = "PMA" then "pusat" else if skala = "besar" then "provinsi" else "kabupaten"', "kabupaten"),
        ('=skala in ("kecil", "menengah")', True),
        ('=list contains(["SPPL", "UKL-UPL", "Amdal"], dokumen_lingkungan)', True),
        ("=tenaga_kerja.laki_laki + tenaga_kerja.perempuan", 35),
        ("=sum(mesin.nilai)", 470.5),
        ("=sum(for m in mesin return m.jumlah * m.nilai)", 621),
        ("=count(mesin) >= 1", True),
        ("=mesin[nilai > 200].nama", ["frais"]),
        ("=max(mesin.nilai)", 320),
        ('=every d in dokumen satisfies d.ada = "ada" and d.sesuai', False),
        ('=dokumen[ada = "tidak"].nama', ["NPWP"]),
        ('=string join(dokumen[sesuai = false].nama, ", ")', "IMB"),
        ('=count(dokumen[ada = "ada"]) / count(dokumen) > 0.5', True),
        ("=string length(nib) = 13", True),
        (r'=matches(nib, "^\d{13}$")', True),
        ('=upper case(substring(pemohon.nama, 4, 6)) + "."', "CONTOH."),
        ('=contains(pemohon.surel, "@")', True),
        ('=date(tgl_masuk) + duration("P5D")', "2026-11-25"),
        ("=date(tgl_masuk) <= today()", True),
        ('=day of week(date(tgl_masuk)) in ("Saturday", "Sunday")', False),
        ('=date and time(selesai) - now() > duration("P1D")', True),
        ('=get or else(catatan, "tanpa catatan")', "tanpa catatan"),
        ("=is defined(alasan)", False),
        ('=now() + duration("PT1H")', "2026-11-22T18:00:00+07:00"),
        ("${hasil == 'tidak lengkap' && investasi > 1000000}", True),
    ],
)
def test_everyday_expressions(text: str, value: object) -> None:
    now = datetime(2026, 11, 22, 10, 0, tzinfo=UTC)
    assert evaluate(text, KASUS, now=now, zone=ZoneInfo("Asia/Pontianak")) == value
