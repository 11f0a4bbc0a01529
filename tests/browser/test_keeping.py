"""Nothing typed is lost: drafts, a session that ends, a server that stops, a colleague who is faster, no scripts."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest

from app.actions.complete import complete
from tests.browser.desk import PATIENCE
from tests.browser.permit import House, jpeg, open_house

pytestmark = pytest.mark.browser

Enter = Callable[..., Any]


@pytest.fixture
def house() -> Iterator[House]:
    with open_house() as house:
        yield house


@pytest.fixture
def enter(browser: Any, house: House) -> Iterator[Enter]:
    """A tab in which somebody has signed in, at an address."""
    contexts = []

    def enter(login: str, address: str, *, scripts: bool = True, **options: Any) -> Any:
        context = browser.new_context(
            base_url=f"http://127.0.0.1:{house.port}", java_script_enabled=scripts, locale="id-ID", **options
        )
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        tab = context.new_page()
        tab.goto(f"/masuk?next={address}")
        sign_in(tab, login)
        return tab

    yield enter
    for context in contexts:
        context.close()


def press(tab: Any, control: Any) -> None:
    """Press what leads to another page, and wait until that page is there."""
    with tab.expect_navigation():
        control.click()


def sign_in(tab: Any, login: str) -> None:
    press(tab, tab.get_by_role("button", name=login.title()))


def until(holds: Callable[[], bool], seconds: float = PATIENCE / 1000) -> None:
    end = monotonic() + seconds
    while not holds():
        assert monotonic() < end
        sleep(0.02)


def said(tab: Any, words: str) -> None:
    tab.locator("[role=status]", has_text=words).first.wait_for()


def test_a_draft_is_saved_as_one_types_and_survives_a_reload_and_a_restart(house: House, enter: Enter) -> None:
    work = house.case()
    tab = enter("siti", f"/tugas/{work.id}")
    tab.get_by_label("Nama perusahaan").fill("PT Contoh Baja")
    tab.get_by_label("NIB").fill("99")
    said(tab, "Tersimpan pukul")
    until(lambda: house.answers(work, "siti").get("nib") == "99")
    house.stop()
    house.start()
    tab.reload()
    assert tab.get_by_label("Nama perusahaan").input_value() == "PT Contoh Baja"
    assert tab.get_by_label("NIB").input_value() == "99"
    said(tab, "Draf tersimpan")
    tab.get_by_text("Buang draf").click()
    press(tab, tab.get_by_role("button", name="Ya, buang"))
    said(tab, "Draf sudah dibuang.")
    assert tab.get_by_label("NIB").input_value() == ""
    assert house.answers(work, "siti") is None


def test_what_is_typed_while_the_server_is_away_is_sent_when_it_is_back(house: House, enter: Enter) -> None:
    work = house.case()
    tab = enter("siti", f"/tugas/{work.id}")
    house.stop()
    tab.get_by_label("NIB").fill("123")
    tab.get_by_label("NIB").blur()
    said(tab, "Belum tersimpan")
    house.start()
    tab.on("dialog", lambda dialog: dialog.accept())
    tab.reload()
    said(tab, "Tersimpan pukul")
    assert tab.get_by_label("NIB").input_value() == "123"
    assert house.answers(work, "siti")["nib"] == "123"


def test_after_the_session_has_ended_the_answers_are_there_again(house: House, enter: Enter) -> None:
    work = house.case()
    tab = enter("siti", f"/tugas/{work.id}")
    house.later = timedelta(hours=1)
    tab.get_by_label("NIB").fill("456")
    tab.get_by_label("NIB").blur()
    said(tab, "Sesi Anda sudah berakhir.")
    tab.on("dialog", lambda dialog: dialog.accept())
    press(tab, tab.get_by_role("link", name="Masuk lagi"))
    sign_in(tab, "siti")
    said(tab, "Tersimpan pukul")
    assert tab.get_by_label("NIB").input_value() == "456"


def test_without_scripts_the_sign_in_carries_the_answers_along(house: House, enter: Enter) -> None:
    work = house.case()
    tab = enter("siti", f"/tugas/{work.id}", scripts=False)
    tab.get_by_label("NIB").fill("789")
    tab.get_by_label("Nama perusahaan").fill("PT <b>&\"'")
    house.later = timedelta(hours=1)
    press(tab, tab.get_by_role("button", name="Selesaikan tugas"))
    assert "Isian Anda masih ada" in tab.inner_text("main")
    sign_in(tab, "siti")
    tab.wait_for_url(f"**/tugas/{work.id}")
    assert tab.get_by_label("NIB").input_value() == "789"
    assert tab.get_by_label("Nama perusahaan").input_value() == "PT <b>&\"'"
    tab.get_by_label("NIB").fill("9999000000011")
    press(tab, tab.get_by_role("button", name="Simpan draf"))
    assert "Tersimpan pukul" in tab.inner_text("main")
    press(tab, tab.get_by_role("button", name="Selesaikan tugas"))
    assert "Yang terjadi sekarang" in tab.inner_text("main")
    assert house.answers(work, "siti") is None


def test_who_was_too_slow_can_copy_what_he_typed(house: House, enter: Enter) -> None:
    work = house.checked()
    tab = enter("oka", f"/tugas/{work.id}")
    tab.get_by_label("Catatan").fill("Denah belum ada.")
    complete(house.office, work.id, {"hasil": "kurang"}, by=house.people["opi"])
    press(tab, tab.get_by_role("button", name="Selesaikan tugas"))
    tab.get_by_text("Opi menyelesaikan tugas ini pada").wait_for()
    assert "Catatan: Denah belum ada." in tab.get_by_role("textbox", name="Yang sudah Anda isi").input_value()


def test_a_file_is_sent_when_it_is_chosen_and_refused_at_once_when_it_is_too_large(
    house: House, enter: Enter, tmp_path: Path
) -> None:
    work = house.checked()
    tab = enter("opi", f"/tugas/{work.id}")
    assert "Masing-masing paling besar" in tab.inner_text("form.sheet")
    field = "input[type=file][name=foto]"
    large = tmp_path / "besar.jpg"
    large.write_bytes(bytes(10 * 1024 * 1024 + 1))
    tab.set_input_files(field, large)
    tab.get_by_role("alert").get_by_text("besar.jpg terlalu besar").wait_for()
    tab.set_input_files(field, {"name": "surat.docx", "mimeType": "application/msword", "buffer": b"x"})
    tab.get_by_role("alert").get_by_text("surat.docx").wait_for()
    assert house.attachments(work) == []
    tab.set_input_files(field, {"name": "depan.jpg", "mimeType": "image/jpeg", "buffer": jpeg()})
    tab.get_by_role("checkbox", name="depan.jpg").wait_for()
    said(tab, "Tersimpan pukul")
    tab.reload()
    assert tab.get_by_role("checkbox", name="depan.jpg").is_checked()
    assert tab.locator(".enclosures img").evaluate("image => image.decode().then(() => image.naturalWidth)") == 64
    [file] = house.attachments(work)
    tab.get_by_label("Tidak lengkap").check()
    press(tab, tab.get_by_role("button", name="Selesaikan tugas"))
    tab.get_by_role("heading", name="Yang terjadi sekarang").wait_for()
    assert house.variables(work)["foto"][0]["digest"] == file.digest
    assert tab.evaluate("Object.keys(sessionStorage).length") == 0


def test_the_field_works_without_a_signal_and_everything_arrives_once(house: House, enter: Enter) -> None:
    work = house.checked()
    place = {"latitude": -0.0263, "longitude": 109.3425, "accuracy": 12}
    tab = enter("opi", f"/lapangan/{work.id}", geolocation=place, permissions=["geolocation"])
    tab.get_by_text("Halaman ini dapat dibuka tanpa sinyal.").wait_for()
    tab.context.set_offline(True)
    house.stop()
    tab.reload()
    tab.get_by_label("Catatan").fill("Pagar belum ada.")
    tab.get_by_label("Lengkap", exact=True).check()
    for text in ("Retak", "Bocor", "Karat"):
        tab.get_by_role("button", name="Tambah").click()
        tab.get_by_label("Uraian").last.fill(text)
    tab.get_by_role("button", name="Hapus Temuan 2").click()
    photos = [{"name": f"{name}.jpg", "mimeType": "image/jpeg", "buffer": jpeg(name)} for name in ("red", "blue")]
    tab.set_input_files("input[type=file]", photos)
    said(tab, "2 foto menunggu sinyal")
    tab.reload()
    assert tab.get_by_label("Catatan").input_value() == "Pagar belum ada."
    assert tab.get_by_label("Uraian").nth(1).input_value() == "Karat"
    tab.get_by_label("Nilai uji").fill("5")
    tab.get_by_role("button", name="Selesaikan tugas").click()
    said(tab, "Tugas akan diselesaikan begitu ada sinyal")
    house.start()
    tab.context.set_offline(False)
    tab.get_by_role("heading", name="Yang terjadi sekarang").wait_for()
    files = house.attachments(work)
    assert sorted(file.name for file in files) == ["blue.jpg", "red.jpg"]
    known = house.variables(work)
    assert (known["catatan"], known["hasil"], known["nilai_uji"]) == ("Pagar belum ada.", "lengkap", 5)
    assert [row["uraian"] for row in known["temuan"]] == ["Retak", "Karat"]
    assert len(known["foto"]) == 2
    with house.office.store.reading() as reader:
        assert {(photo.lat, photo.lon, photo.accuracy) for photo in reader.photos(work.instance)} == {
            (-0.0263, 109.3425, 12)
        }


def test_when_somebody_else_was_faster_the_field_keeps_what_is_on_the_device(house: House, enter: Enter) -> None:
    work = house.checked()
    tab = enter("opi", f"/lapangan/{work.id}")
    tab.get_by_text("Halaman ini dapat dibuka tanpa sinyal.").wait_for()
    tab.context.set_offline(True)
    tab.get_by_label("Catatan").fill("Pagar belum ada.")
    tab.set_input_files("input[type=file]", {"name": "satu.jpg", "mimeType": "image/jpeg", "buffer": jpeg()})
    said(tab, "1 foto menunggu sinyal")
    complete(house.office, work.id, {"hasil": "kurang"}, by=house.people["oka"])
    tab.context.set_offline(False)
    said(tab, "Oka menyelesaikan tugas ini pada")
    said(tab, "tetap ada di perangkat ini")
    assert tab.get_by_label("Catatan").input_value() == "Pagar belum ada."
    assert tab.get_by_role("link", name="Simpan salinan").get_attribute("download") == "satu.jpg"
    assert house.attachments(work) == []
