"""The visible part of a signature."""

from datetime import datetime
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
from pypdf import PdfReader

from reports.letters.stamp import stamp_pdf

AT = datetime(2026, 11, 25, 10, 30, tzinfo=ZoneInfo("Asia/Pontianak"))


def text(data: bytes) -> str:
    return PdfReader(BytesIO(data)).pages[0].extract_text()


def test_it_says_who_as_what_and_when_in_the_zone_of_the_office():
    said = text(stamp_pdf(208, 45, "Plh. Kepala Dinas", "Dr. Contoh Pratama, M.Si.", AT))

    assert said.splitlines() == [
        "Ditandatangani secara elektronik oleh",
        "Plh. Kepala Dinas",
        "Dr. Contoh Pratama, M.Si.",
        "25 November 2026, 10.30 WIB",
    ]


def test_a_simulation_shouts():
    assert "SIMULASI TTE – TIDAK SAH" in text(stamp_pdf(208, 45, "Kepala", "Contoh", AT, "SIMULASI TTE – TIDAK SAH"))


def test_the_same_facts_give_the_same_bytes():
    assert stamp_pdf(208, 45, "Kepala", "Contoh", AT) == stamp_pdf(208, 45, "Kepala", "Contoh", AT)


@pytest.mark.parametrize(
    "name", ["x" * 10_000, "<b>a</b> &amp;", "\u202eabc العربية", "👩‍👩‍👧‍👦 🏭", "a\0b\x07\ud800", ""]
)
def test_whatever_a_name_looks_like_it_stays_in_its_place(name: str):
    page = PdfReader(BytesIO(stamp_pdf(208, 45, name, name, AT))).pages[0]

    assert (float(page.mediabox.width), float(page.mediabox.height)) == (208, 45)
    assert len(page.extract_text()) < 300


def test_a_long_post_is_set_smaller_and_then_shortened():
    post = "Kepala Seksi Kerjasama, Pengawasan, dan Promosi Investasi Industri pada Dinas Perindustrian dan Perdagangan"
    said = text(stamp_pdf(208, 45, post, "Contoh", AT)).splitlines()[1]

    assert said.endswith("…")
    assert post.startswith(said[:-1])
    assert text(stamp_pdf(208, 45, post[:60], "Contoh", AT)).splitlines()[1] == post[:60].strip()
