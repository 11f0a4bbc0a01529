"""What people come for, from the first click to the last: at both widths, in both languages, with scripts and without.

Each journey is made twice, so that every one of these is met; which go together differs from journey to journey.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from pyotp import TOTP

from app.actions.absences import add_absence, remove_absence
from app.actions.second_factor import drop_for
from tests.browser.backstage import NEEDED, SOP, Backstage
from tests.browser.conftest import Come
from tests.browser.desk import Visitor

pytestmark = pytest.mark.browser

ONE_WAY = ({"width": 390, "language": "en", "scripts": True}, {"width": 1280, "language": "id", "scripts": False})
OTHER_WAY = ({"width": 390, "language": "id", "scripts": False}, {"width": 1280, "language": "en", "scripts": True})


@dataclass(frozen=True)
class Guide:
    """Lets people come in, all in the same manner, and sees to it that every page they reach is in their language and
    no wider than their window."""

    come: Come
    manner: dict[str, Any]

    def __call__(self, login: str | None = None) -> "Walker":
        return Walker(self.come(login, **self.manner), self.manner["language"])


@dataclass(frozen=True)
class Walker:
    visitor: Visitor
    language: str

    @property
    def page(self) -> Any:
        return self.visitor.page

    def go(self, selector: str) -> None:
        """Press what leads to another page."""
        self.visitor.go(self.page.locator(selector).first)
        self.look()

    def open(self, address: str) -> None:
        self.page.goto(address)
        self.look()

    def look(self) -> None:
        assert self.page.locator("html").get_attribute("lang") == self.language
        assert self.visitor.overflow() <= 0, self.page.url

    def type(self, **texts: str) -> None:
        for name, text in texts.items():
            self.page.locator(f"main [name={name}]").first.fill(text)

    def reads(self, *words: str) -> None:
        shown = self.page.inner_text("main")
        assert [each for each in words if each not in shown] == []

    def says(self, indonesian: str, english: str) -> None:
        """One sentence as a token of the whole page."""
        self.reads(english if self.language == "en" else indonesian)

    def unfold(self, selector: str) -> None:
        fold = self.page.locator(selector).first
        if fold.get_attribute("open") is None:
            fold.locator("summary").click()


@pytest.fixture
def guide(request: pytest.FixtureRequest, come: Come) -> Guide:
    return Guide(come, request.param)


def each(ways: tuple[dict[str, Any], ...]) -> Any:
    return pytest.mark.parametrize("guide", ways, indirect=True, ids=["telephone", "desk"])


@each(OTHER_WAY)
def test_a_clerk_takes_on_a_task_completes_it_and_is_led_to_the_next(guide: Guide, backstage: Backstage):
    number, other = (backstage.bring("periksa_kelengkapan") for _ in range(2))
    clerk = guide("operator")
    clerk.open(f"/?q={number}")
    clerk.go("form[action$='/ambil'] button")
    clerk.open("/?list=mine")
    clerk.reads(number)
    clerk.go(f"tr:has-text('{number}') td.lead a")
    clerk.go("form[action$='/contoh'] button")
    clerk.go("form.sheet .actions.last button")
    clerk.says("Yang terjadi sekarang", "What happens now")
    clerk.go(".next .actions a.button")
    assert "/tugas/" in clerk.page.url
    clerk.open(f"/?q={other}")
    clerk.reads(other)


@pytest.fixture
def away(backstage: Backstage) -> Iterator[Any]:
    """Lets somebody be absent today, until the end of the test."""
    office, noted = backstage.office, []

    def away(login: str) -> None:
        person, today = backstage.user(login), office.clock().astimezone(office.calendar.zone).date()
        add_absence(office, person.id, today, today + timedelta(days=1), by=person)
        noted.append(person)

    yield away
    for person in noted:
        with office.store.reading() as reader:
            absences = reader.absences(person.id)
        for absence in absences:
            remove_absence(office, person.id, absence.id, by=person)


@each(ONE_WAY)
def test_a_task_is_handed_over_and_taken_over_from_somebody_absent(guide: Guide, backstage: Backstage, away: Any):
    number = backstage.bring("periksa_dokumen")
    first = guide("tim")
    first.open(f"/?q={number}")
    first.go("form[action$='/ambil'] button")
    first.open(f"/tugas/{backstage.open_task(number, 'periksa_dokumen').id}")
    first.unfold("details.hands")
    first.page.locator("select[name=to]").select_option("tim2")
    first.type(reason="Saya ke lapangan.")
    first.go("form[action$='/serahkan'] button")
    second = guide("tim2")
    second.open("/?list=mine")
    second.reads(number)
    away("tim2")
    first.open(f"/tugas/{backstage.open_task(number, 'periksa_dokumen').id}")
    first.type(reason="Tim 2 cuti.")
    first.go("form[action$='/ambil-alih'] button")
    first.open("/?list=mine")
    first.reads(number)
    first.open(f"/permohonan/{number}")
    first.reads("Saya ke lapangan.", "Tim 2 cuti.")


@pytest.fixture
def factor(backstage: Backstage) -> Iterator[None]:
    """Whatever second factor the head sets up is gone after the test."""
    yield
    drop_for(backstage.office, backstage.user("kadis").id, by=backstage.user("admin"))


@each(OTHER_WAY)
def test_the_head_sets_up_a_second_factor_and_signs_with_it(guide: Guide, backstage: Backstage, factor: None):
    number = backstage.bring("persetujuan")
    head = guide("kadis")
    head.open("/saya")
    head.go("a[href$='/saya/kode']")
    codes = TOTP(head.page.inner_text("code.secret").replace(" ", ""))
    head.type(code=codes.now())
    head.go("main form button")
    assert head.page.locator(".codes li").count() >= 8
    head.visitor.expected = (403, 422)
    head.open(f"/tugas/{backstage.open_task(number, 'persetujuan').id}")
    head.go("form[action$='/contoh'] button")
    head.type(_code="000000")
    head.go("form.sheet .actions.last button")
    assert head.page.locator("#signing-error").count() == 1
    head.type(_code=codes.at(backstage.office.clock() + timedelta(seconds=30)))
    head.go("form.sheet .actions.last button")
    assert head.page.url.endswith(f"/permohonan/{number}")
    head.open(f"/permohonan/{number}")
    head.says("Ditandatangani dengan faktor kedua", "Signed with the second factor")


@each(ONE_WAY)
def test_a_supervisor_finds_what_has_stopped_corrects_it_and_cancels_a_case(guide: Guide, backstage: Backstage):
    number = backstage.stop()
    boss = guide("pengawas")
    boss.open("/ringkasan")
    boss.go(".figures a[href='/kendala']")
    boss.reads(number)
    boss.go(f"li:has-text('{number}') a[href$='/koreksi']")
    boss.page.locator("select[name=kind]").select_option("text")
    boss.type(variable=NEEDED, text="P365D", reason="Nilai terhapus.")
    boss.go("main form button")
    boss.open("/kendala")
    boss.go(f"li:has-text('{number}') form[action$='/ulangi'] button")
    boss.open("/kendala")
    assert number not in boss.page.inner_text("main")
    boss.open(f"/permohonan?q={number}")
    boss.go(f"a:has-text('{number}')")
    boss.reads("Nilai terhapus.")
    boss.go("a[href$='/batal']")
    boss.type(reason="Permohonan ganda.")
    boss.go("main form button")
    boss.says("Permohonan ini sudah berakhir: Dibatalkan.", "This case is over: Cancelled.")
    boss.reads("Permohonan ganda.")


@each(OTHER_WAY)
def test_everybody_chooses_how_he_is_told(guide: Guide):
    auditor = guide("analis")
    auditor.open("/pemberitahuan")
    auditor.go("a[href$='/pemberitahuan/pilihan']")
    auditor.type(address="analis@contoh.example")
    chosen = auditor.page.locator("main select:not([name=locale])").first
    chosen.select_option("daily")
    auditor.go("main form.sheet button")
    auditor.says("Pilihan Anda disimpan.", "Your choice was kept.")
    assert chosen.input_value() == "daily"


@each(ONE_WAY)
def test_anybody_complains_is_answered_and_reads_the_answer(guide: Guide):
    somebody, boss = guide(), guide("pengawas")
    somebody.open("/standar")
    somebody.go(f"a[href='/pengaduan?sop={SOP}']")
    somebody.type(subject="Loket tutup", text="Loket sudah tutup pada jam kerja.")
    somebody.go("form.sheet button")
    number, code = (somebody.page.locator(".ticket dd").nth(at).inner_text() for at in (0, 1))
    boss.open("/pengaduan/daftar")
    boss.go(f"tr:has-text('{number}') td.lead a")
    boss.type(text="Mohon maaf; jam layanan kami perbaiki.")
    boss.go("button[value=answered]")
    somebody.go("a[href$='/pengaduan/status']")
    somebody.type(number=number.lower(), code=code)
    somebody.go("form.sheet button")
    somebody.reads("Loket tutup", "Mohon maaf; jam layanan kami perbaiki.")
    somebody.says("Yang sudah terjadi", "What has happened")


@each(OTHER_WAY)
def test_an_applicant_withdraws_and_says_what_he_thinks_of_the_service(guide: Guide, backstage: Backstage):
    number = backstage.bring("ajukan_verifikasi", applicant="pemohon")
    applicant = guide("pemohon")
    applicant.open(f"/tugas/{backstage.open_task(number, 'tarik').id}")
    applicant.type(alasan="Rencana perluasan ditunda.")
    applicant.go("form.sheet .actions.last button")
    applicant.open(f"/permohonan/{number}")
    applicant.go("a[href^='/survei/']")
    for question in ("PERSYARATAN", "PROSEDUR", "WAKTU"):
        applicant.page.locator(f"[name={question}][value='3']").check()
    applicant.type(suggestion="Lebih cepat.")
    applicant.go("form.survey button")
    applicant.open(f"/survei/laporan/{SOP}")
    applicant.says("Nilai setiap unsur", "Value of each element")
    applicant.open(f"/permohonan/{number}")
    applicant.go("a[href^='/survei/']")
    applicant.says("Survei ini sudah diisi; terima kasih.", "This survey has been answered already; thank you.")


@each(ONE_WAY)
def test_a_citizen_reads_what_a_service_takes_and_what_it_owes(guide: Guide):
    citizen = guide()
    citizen.go("a[href='/standar']")
    citizen.go(f"h2 a[href='/standar/{SOP}']")
    assert citizen.page.locator("section.component").count() == 14
    citizen.says("Maklumat pelayanan", "Service pledge")
    citizen.open("/standar/izin_perluasan_magetan")
    assert citizen.page.locator("section.component").count() == 14


@each(OTHER_WAY)
def test_the_form_for_the_field_is_filled_in_and_saved(guide: Guide, backstage: Backstage):
    number = backstage.bring("periksa_lapangan")
    work = backstage.open_task(number, "periksa_lapangan")
    inspector = guide("tim")
    inspector.open(f"/tugas/{work.id}")
    inspector.go(f"a[href='/lapangan/{work.id}']")
    inspector.type(wakil_nama="Budi Contoh")
    inspector.page.locator("[name=a_papan_nama]").select_option("sesuai")
    if guide.manner["scripts"]:
        inspector.page.locator("[data-state]", has_text="Everything has been sent").wait_for()
    else:
        inspector.go("button[data-send]")
    inspector.open(f"/tugas/{work.id}")
    assert inspector.page.locator("[name=wakil_nama]").input_value() == "Budi Contoh"
    assert inspector.page.locator("[name=a_papan_nama]").input_value() == "sesuai"


@each(ONE_WAY)
def test_an_administrator_adds_somebody_who_comes_in_by_a_link(guide: Guide):
    admin, login = guide("admin"), f"sari.{guide.manner['language']}"
    admin.open("/orang")
    admin.go("a[href$='/orang/baru']")
    admin.type(name="Sari Contoh, S.T.", login=login)
    admin.page.locator("[name=groups][value=operator]").check()
    admin.go("main form button")
    admin.unfold("details:has(input[name=title])")
    admin.type(title="Analis Perizinan", begins="2026-01-01")
    admin.go("form[action$='/jabatan'] button")
    admin.reads("Analis Perizinan")
    admin.go("form[action$='/sandi'] button")
    link = admin.page.inner_text("code.secret")
    sari = guide()
    sari.open(link)
    sari.type(new="ikan berenang di langit", again="ikan berenang di langit")
    sari.go("main form button")
    sari.type(login=login, password="ikan berenang di langit")
    sari.go("main form.sheet button")
    assert sari.page.locator("header .name").inner_text() == "Sari Contoh, S.T."
