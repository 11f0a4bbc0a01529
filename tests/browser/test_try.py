"""An analyst tries a draft of Izin Perluasan: forms, a system that fails, the clock, steps back, and a new scenario."""

from typing import Any

import pytest

from tests.browser.conftest import Come
from tests.browser.desk import Visitor
from tests.browser.test_axe import VENDOR, in_every_light

pytestmark = pytest.mark.browser


def begun(analyst: Visitor) -> str:
    """The address of a fresh working copy."""
    analyst.page.goto("/studio")
    analyst.go(analyst.page.locator("form:has(input[value=izin_perluasan]) button"))
    return str(analyst.page.url)


def states(page: Any, state: str) -> list[str]:
    """The elements that the diagram marks so."""
    found: list[str] = page.locator(f"figure.diagram .node.state-{state}").evaluate_all(
        "nodes => nodes.map(node => node.dataset.element)"
    )
    return found


def sample(analyst: Visitor) -> None:
    """Complete the task that is open, with sample data."""
    analyst.go(analyst.page.locator("a[data-for]").first)
    if analyst.page.locator("[name=_sample]").count():
        analyst.go(analyst.page.locator("[name=_sample]"))
    analyst.go(analyst.page.locator(".actions.last button"))
    analyst.page.wait_for_url("**/coba#sekarang")


def test_a_draft_is_tried_and_becomes_a_scenario(come: Come) -> None:
    analyst, axe = come("analis"), (VENDOR / "axe.min.js").read_text("utf-8")
    page, copy = analyst.page, begun(analyst)
    page.goto(f"{copy}/coba")
    analyst.go(page.locator("form[action$='/coba'] button"))
    for _ in range(2):
        sample(analyst)
    assert states(page, "active") == ["data_industri"]
    assert "ajukan_izin" in states(page, "done")

    # The way is over when the time for the data is: that is a scenario of its own.
    analyst.go(page.get_by_role("button", name="Majukan jam ke sana"))
    page.get_by_text("Berakhir di: Lewat masa perbaikan").wait_for()
    analyst.go(page.get_by_role("button", name="Batalkan langkah terakhir"))
    # Whoever has a mouse goes to a task by the diagram.
    with page.expect_navigation():
        page.locator("[data-element=data_industri].leads-on").click()
    analyst.go(page.get_by_role("link", name="Kembali ke percobaan"))
    found = in_every_light(page, axe, "trial")

    # From a scenario near its end: a system fails, is asked again, and answers unlike usual.
    page.goto(f"{copy}/skenario/documents_only")
    found += in_every_light(page, axe, "scenario")
    analyst.go(page.get_by_role("button", name="Lanjutkan dari sini"))
    for _ in range(3):
        analyst.go(page.get_by_role("button", name="Batalkan langkah terakhir"))
    assert states(page, "active") == ["kirim_ba"]
    page.get_by_label("Gagal: menjadi kendala").check()
    analyst.go(page.get_by_role("button", name="Beri jawaban"))
    assert states(page, "incident") == ["kirim_ba"]
    analyst.go(page.get_by_role("button", name="Coba lagi"))
    analyst.go(page.get_by_role("button", name="Beri jawaban"))
    page.get_by_label("komitmen_terpenuhi = false").check()
    analyst.go(page.get_by_role("button", name="Beri jawaban"))
    page.get_by_label("Jawaban lain:").check()
    page.locator("textarea[name=nilai]").fill('hasil_izin = komitmen_lain\noss_kode_status = "45"')
    found += in_every_light(page, axe, "system")
    analyst.go(page.get_by_role("button", name="Beri jawaban"))
    page.get_by_text("Berakhir di: IP belum berlaku efektif: komitmen lain").wait_for()

    analyst.go(page.get_by_role("link", name="Simpan sebagai skenario"))
    page.get_by_label("Nama", exact=True).fill("komitmen_setelah_gangguan")
    page.get_by_label("Gantikan skenario yang bernama sama").uncheck()
    page.get_by_label("Judul (bahasa Indonesia)").fill("SIINas terganggu, lalu komitmen lain belum terpenuhi")
    found += in_every_light(page, axe, "keep")
    analyst.go(page.get_by_role("button", name="Simpan skenario"))
    page.get_by_text("telah disimpan dan terpenuhi").wait_for()

    page.goto(f"{copy}/skenario")
    analyst.go(page.get_by_role("button", name="Mainkan semua skenario sekarang"))
    page.get_by_text("19 skenario dimainkan dan terpenuhi").wait_for()
    assert page.locator(".mark.played").first.is_visible()
    assert page.get_by_label("SIINAS Mengirim Berita Acara Pemenuhan Komitmen Verifikasi Teknis: dalam").count() == 1
    found += in_every_light(page, axe, "scenarios")
    assert found == []


def test_without_scripts_the_figures_on_the_diagram_lead_on(come: Come) -> None:
    analyst = come("analis", scripts=False, width=390)
    page = analyst.page
    page.goto(f"{begun(analyst)}/coba")
    analyst.go(page.locator("form[action$='/coba'] button"))
    analyst.go(page.locator("figure.diagram a.tally"))
    analyst.go(page.locator("[name=_sample]"))
    analyst.go(page.locator(".actions.last button"))
    assert page.locator("a[data-for=ajukan_verifikasi]").count() == 1
