"""The pages about people in a browser are at home on a telephone, whatever is unfolded."""

import pytest

from tests.browser.conftest import Come

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("width", [390, 1280])
def test_no_page_about_people_is_wider_than_its_window(come: Come, width: int):
    admin = come("admin", width=width)
    for address in ("/orang", "/orang?q=kadis", "/orang/baru", "/orang/5", "/orang/5/tutup", "/saya", "/saya/kode"):
        admin.page.goto(address)
        assert admin.overflow() <= 0, address
        admin.page.eval_on_selector_all("details", "all => all.forEach(one => (one.open = true))")
        assert admin.overflow() <= 0, address
