"""The pages about people in a browser: at home on a telephone, and a second factor that signs."""

import pytest

from tests.browser.conftest import Come

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore::ResourceWarning")]


@pytest.mark.parametrize("width", [390, 1280])
def test_no_page_about_people_is_wider_than_its_window(come: Come, width: int):
    admin = come("admin", width=width)
    for address in ("/orang", "/orang?q=kadis", "/orang/baru", "/orang/5", "/orang/5/tutup", "/saya", "/saya/kode"):
        admin.page.goto(address)
        assert admin.overflow() <= 0, address
        admin.page.eval_on_selector_all("details", "all => all.forEach(one => (one.open = true))")
        assert admin.overflow() <= 0, address


@pytest.mark.parametrize("scripts", [True, False])
def test_a_person_is_added_and_handed_a_link(come: Come, scripts: bool):
    admin = come("admin", scripts=scripts)
    page, login = admin.page, f"sari{int(scripts)}"
    page.goto("/orang")
    admin.go(page.get_by_role("link", name="Tambah orang"))
    page.get_by_label("Nama beserta gelar").fill("Sari Contoh, S.T.")
    page.get_by_label("Nama pengguna").fill(login)
    page.get_by_label("Operator").check()
    admin.go(page.get_by_role("button", name="Tambah"))
    admin.go(page.get_by_role("button", name="Buat tautan sekali pakai"))
    link = page.locator("code.secret").inner_text()
    sari = come(scripts=scripts)
    sari.page.goto(link)
    for field in ("Kata sandi baru, 12 karakter atau lebih", "Ulangi kata sandi baru"):
        sari.page.get_by_label(field).fill("ikan berenang di langit")
    sari.go(sari.page.get_by_role("button", name="Pasang kata sandi"))
    sari.page.get_by_label("Nama pengguna").fill(login)
    sari.page.get_by_label("Kata sandi").fill("ikan berenang di langit")
    sari.go(sari.page.get_by_role("button", name="Masuk", exact=True))
    assert sari.page.get_by_role("link", name="Sari Contoh, S.T.").is_visible()
