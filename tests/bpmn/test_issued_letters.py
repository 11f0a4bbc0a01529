"""The letters of Izin Perluasan as they are issued on the way of a case: numbered, filed, and read from paper again."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from io import BytesIO

import pytest

from app.actions import _paper
from app.actions._document_rules import check_documents
from app.actions._work import Held
from app.actions.archive.verify import verify_all
from app.actions.file_documents import file_next
from app.actions.play import play
from app.actions.sign_in_ink import Ink, sign_in_ink
from app.letters.words import day_in_numerals
from app.library.shipped import shipped_bundle
from app.library.stories import read_stories
from app.model.bundle import SCENARIOS
from app.model.document import Document, DocumentState
from app.model.errors import Invalid
from app.model.paper_data import unpacked_signer
from app.model.register import Book, RegisterEntry, RegisterQuery, first_gap
from app.model.values import Json, Variables
from app.ports import Office, Stage
from app.wiring import stage_for
from tests.reports.papers import reader, without_blanks

#: A company that is ready, one that is not, one whose file was returned twice, and minutes that were corrected.
STORIES = ("field_visit", "not_ready", "returned_twice", "head_of_division_returns_record")
COMPANIES = {"not_ready": "PT Contoh Karet Kapuas", "returned_twice": "PT Contoh Pakan Ternak Utama"}
SOP = "izin_perluasan"


@dataclass(frozen=True)
class Told:
    office: Office
    documents: Sequence[Document]

    def text(self, document: Document) -> str:
        assert document.filed is not None
        return without_blanks(self.office.vault.open(document.filed).read())

    def of(self, element: str) -> list[Document]:
        return [it for it in self.documents if it.element == element]

    def outgoing(self) -> Sequence[RegisterEntry]:
        with self.office.store.reading() as reader:
            return reader.register(RegisterQuery(Book.OUTGOING, 2026))


@cache
def told(name: str) -> Told:
    """A story played to its end, with all its letters filed."""
    bundle = shipped_bundle(SOP)
    stories = read_stories(bundle.files[SCENARIOS])
    stage = stage_for(bundle, stories[name])
    office = replace(stage.office, public_url="https://izin.example")
    played = play(Stage(office, stage.clock), bundle, stories[name], stories)
    assert played.failure is None
    while file_next(office, "w"):
        pass
    with office.store.reading() as reader:
        case = reader.instance_by_number(played.number)
        assert case is not None
        return Told(office, reader.documents(case.id))


def bare(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("story", STORIES)
def test_every_letter_is_filed_with_its_number_day_company_signer_and_public_address(story: str):
    company = COMPANIES.get(story, "PT Contoh Sawit Khatulistiwa")
    for it in told(story).documents:
        page = told(story).text(it)
        assert bare(company) in page, it.template
        assert bare(it.number) in page
        assert bare(day_in_numerals(it.date)) in page or it.kind == "form_lapangan", it.template
        assert f"izin.example/dokumen/{it.code}" in page
        signer = unpacked_signer(it.data.get("signer"))
        assert signer is None or bare(signer.name) in page
        said = page.replace(it.code, "")  # chance writes any word
        assert [sign for sign in ("{{", "{%", "null", "None") if sign in said] == []


@pytest.mark.parametrize("story", STORIES)
def test_later_letters_name_the_earlier_ones_by_the_numbers_they_were_given(story: str):
    it = told(story)
    [assignment], minutes = it.of("penugasan_tim"), it.of("buat_bap")
    for each in minutes:
        assert bare(f"Surat Tugas Nomor {assignment.number} tanggal") in it.text(each)
    [sent], [uploaded] = it.of("persetujuan"), it.of("unggah_bap")
    assert bare(f"Nomor {minutes[-1].number} tanggal") in it.text(sent)
    assert bare(sent.number) in it.text(uploaded)
    assert "SAMA" in it.text(uploaded)


@pytest.mark.parametrize("story", STORIES)
def test_the_book_of_outgoing_letters_has_every_registered_letter_once(story: str):
    registered = ("surat_pengantar", "penugasan_tim", "buat_bap", "laporan_hasil", "persetujuan", "kembalikan_berkas")
    issued = sorted(it.number for it in told(story).documents if it.element in registered)
    lines = told(story).outgoing()
    assert sorted(line.columns["number"] for line in lines) == issued
    assert first_gap([line.number for line in lines]) is None


@pytest.mark.parametrize("story", STORIES)
def test_what_was_issued_and_filed_is_what_the_history_tells(story: str):
    assert list(verify_all(told(story).office)) == []


def test_corrected_minutes_replace_and_name_the_old_ones_which_can_still_be_read():
    it = told("head_of_division_returns_record")
    old, new = it.of("buat_bap")
    assert (old.state, new.state, new.replaces) == (DocumentState.REPLACED, DocumentState.FILED, old.id)
    assert bare(f"tidak berlaku lagi Berita Acara Pemeriksaan Nomor {old.number}") in it.text(new)
    assert "PERUBAHANKE-1" in it.text(new)
    assert bare(f"NOMOR : {old.number}") in it.text(old)


def test_the_tables_of_the_minutes_have_all_their_rows():
    it = told("not_ready")
    [minutes] = it.of("buat_bap")
    page = it.text(minutes)
    for words in ("Contoh Hidayat, S.T.", "Contoh Maharani, S.Si.", "Contoh Saputra, S.T.", "BELUM SIAP", "IPAL"):
        assert bare(words) in page


def test_the_photos_of_the_inspection_stand_in_the_annex():
    it = told("field_visit")
    [minutes] = it.of("buat_bap")
    assert minutes.filed is not None
    assert len(reader(it.office.vault.open(minutes.filed).read()).pages) >= 3


@pytest.mark.parametrize(
    ("task", "answers", "field"),
    [
        ("unggah_bap", {"file_bap_unggah": [{"name": "lain.pdf", "media_type": "application/pdf"}]}, "file_bap_unggah"),
        ("penugasan_tim", {"tanggal_spt": "2026-11-25"}, "tugas_mulai"),
        ("periksa_lapangan", {"lapangan_mulai": "2026-11-23T09:30:00+07:00"}, "lapangan_mulai"),
    ],
    ids=["another upload", "assignment after the task", "inspection before the assignment"],
)
def test_rules_about_documents_hold_a_case_up_with_a_sentence(task: str, answers: dict[str, Json], field: str):
    bundle = shipped_bundle(SOP)
    stories = read_stories(bundle.files[SCENARIOS])
    story = stories["field_visit"]
    steps = tuple(
        replace(step, answers={**step.answers, **answers}) if step.subject == task else step for step in story.steps
    )
    played = play(stage_for(bundle, story), bundle, replace(story, steps=steps), stories)
    assert (played.failure or "").startswith(f"{field}: ")


def test_once_the_minutes_are_signed_only_the_signed_ones_may_be_uploaded():
    bundle = shipped_bundle(SOP)
    stories = read_stories(bundle.files[SCENARIOS])
    story = stories["field_visit"]
    upload = next(at for at, step in enumerate(story.steps) if step.subject == "unggah_bap")
    stage = stage_for(bundle, story)
    number = play(stage, bundle, replace(story, steps=story.steps[:upload]), stories).number
    while file_next(stage.office, "w"):
        pass
    with stage.office.store.reading() as books:
        case = books.instance_by_number(number)
        assert case is not None
        [minutes] = [it for it in books.documents(case.id) if it.element == "buat_bap"]
        work = next(it for it in books.work_items(case.id) if it.element == "unggah_bap")
        [drawn_up, *_] = case.variables["file_bap"]
        team = books.members("tim_teknis")[0]
    ink = Ink("Contoh Hidayat, S.T., dan Budi Contoh", stage.clock.now.date(), true_copy=True)
    signed = sign_in_ink(stage.office, minutes.id, BytesIO(b"%PDF-1.4\n%pindai\n%%EOF"), "bap.pdf", ink, by=team)

    held = Held(work, case, stage.office.read(bundle))
    with stage.office.store.reading() as books:
        check_documents(stage.office, books, held, {"file_bap_unggah": [{**drawn_up, "digest": signed.signed}]})
        for other in (drawn_up["digest"], signed.filed):
            with pytest.raises(Invalid):
                check_documents(stage.office, books, held, {"file_bap_unggah": [{**drawn_up, "digest": other}]})


@pytest.mark.no_cover  # other tests measure what it walks through, and measuring doubles its time
@pytest.mark.parametrize(
    "hostile",
    [
        "<b onload=alert(1)>&lt;</b></para><font size=99>",
        "{{ nib }}{% for a in b %}${7*7}#{7*7}",
        "\N{RIGHT-TO-LEFT OVERRIDE}terbalik\N{ARABIC LETTER ALEF}\N{HEBREW LETTER ALEF}",
        "x" * 10_000,
        "/" + "\n" * 9_000 + ".",
        "\N{GRINNING FACE}\N{CJK UNIFIED IDEOGRAPH-4E00}\N{CUNEIFORM SIGN A}\x00\x1b",
        "| a | b |\n|---|---|\n# Judul\n:: ::",
    ],
    ids=["markup", "template", "direction", "long", "lines", "glyphs", "markdown"],
)
def test_hostile_words_in_every_field_harm_no_letter(hostile: str, monkeypatch: pytest.MonkeyPatch):
    known = _paper._values
    issued = [(told("field_visit"), each) for each in told("field_visit").documents]
    issued += [(told("returned_twice"), told("returned_twice").of("kembalikan_berkas")[0])]
    templates = told("field_visit").office.read(shipped_bundle(SOP)).templates
    assert {each.template for _, each in issued} == {each.path for each in templates.values()}

    def spoilt(*given: object) -> Variables:
        return {name: _spoilt(value, hostile) for name, value in known(*given).items()}

    monkeypatch.setattr(_paper, "_values", spoilt)
    if len(hostile) > 1000:  # one of each kind will do; the minutes are set, too, but that takes long
        issued = list({each.kind: (it, each) for it, each in issued if each.kind != "berita_acara"}.values())
    printed = [_printed(it.office, each) for it, each in issued]
    assert all(len(reader(data).pages) < 200 for data in printed)
    if hostile.isascii() and hostile.isprintable() and len(hostile) < 100:
        assert any(bare(hostile) in without_blanks(data) for data in printed)


def _printed(office: Office, document: Document) -> bytes:
    assert office.printer is not None
    with office.store.reading() as books:
        return office.printer.print(_paper.paper_of(office, books, document))


def _spoilt(value: Json, hostile: str) -> Json:
    """The same shape with other words; choices, days and numbers stay what they are."""
    if isinstance(value, list):
        return [_spoilt(one, hostile) for one in value]
    if isinstance(value, dict):
        return {name: one if name in ("digest", "media_type") else _spoilt(one, hostile) for name, one in value.items()}
    free = isinstance(value, str) and (" " in value or "/" in value)
    return hostile if free else value
