"""The letters of the shipped SOPs, filled from the stories of three companies, printed, and read from paper again."""

from collections.abc import Iterator
from functools import cache

import pytest

from app.actions.specimen import Specimen, specimens
from app.library.definition import read_definition
from app.library.shipped import shipped_bundle
from app.library.stories import read_stories
from app.model.bundle import SCENARIOS
from app.model.house import Letterhead
from app.model.paper import Fields, Heading, Listing, Paper, Paragraph, Pictures, Runs, Table
from app.wiring import rehearsal_office, stage_for
from reports.letters.sample import sample_photo
from tests.reports.papers import reader, without_blanks

IZIN, MAGETAN = "izin_perluasan", "izin_perluasan_magetan"
#: A company that is ready, one that is not, one whose file was returned twice; and the other SOP.
STORIES = ((IZIN, "field_visit"), (IZIN, "not_ready"), (IZIN, "returned_twice"), (MAGETAN, "field_visit"))


@cache
def letters(sop: str, story: str) -> tuple[Specimen, ...]:
    bundle = shipped_bundle(sop)
    stories = read_stories(bundle.files[SCENARIOS])
    return tuple(specimens(stage_for(bundle, stories[story]), bundle, stories[story], stories))


@cache
def printed(paper: Paper) -> bytes:
    printer = rehearsal_office().printer
    assert printer is not None
    return printer.print(paper, sample_photo)


def paper(story: str, template: str, sop: str = IZIN) -> Paper:
    return next(each.paper for each in letters(sop, story) if each.template == template)


def on_paper(story: str, template: str, sop: str = IZIN) -> str:
    return without_blanks(printed(paper(story, template, sop)))


def texts(whole: Paper) -> Iterator[str]:
    """Every text of a paper."""

    def told(runs: Runs) -> str:
        return "".join(run.text for run in runs)

    for block in whole.blocks:
        match block:
            case Heading() | Paragraph():
                yield told(block.runs)
            case Fields():
                yield from (told(text) for row in block.rows for text in row)
            case Listing():
                yield from (told(part.runs) for item in block.items for part in item if isinstance(part, Paragraph))
            case Table():
                yield from (told(cell) for row in block.rows for cell in row)
            case Pictures():
                yield from (picture.caption for picture in block.pictures)
            case _:
                pass


@pytest.mark.parametrize(("sop", "story"), STORIES)
def test_everything_a_letter_says_is_on_paper(sop: str, story: str):
    for each in letters(sop, story):
        page = without_blanks(printed(each.paper))
        for text in texts(each.paper):
            # A text may go on on the next page, below its number and its head.
            assert all("".join(word.split()) in page for word in text.split()), (each.template, text)


@pytest.mark.parametrize(("sop", "story"), STORIES)
def test_no_letter_has_code_or_a_missing_character_in_it(sop: str, story: str):
    for each in letters(sop, story):
        page = without_blanks(printed(each.paper))
        assert not any(sign in page for sign in ("{{", "{%", "null", "None", "\N{REPLACEMENT CHARACTER}", "::", "**"))


@pytest.mark.parametrize(("sop", "story"), STORIES)
def test_every_letter_is_named_dated_and_numbered_as_its_template_wants(sop: str, story: str):
    templates = read_definition(shipped_bundle(sop)).templates
    for each in letters(sop, story):
        pdf = reader(printed(each.paper))
        facts = pdf.metadata
        assert facts is not None
        assert pdf.trailer["/Root"]["/Lang"] == "id"
        assert (facts.title or "").startswith(" ".join(each.paper.title.split()))
        assert bool(each.paper.number) is bool(templates[each.template].front.series)
        assert (each.paper.signer is not None) is bool(templates[each.template].front.signer)


@pytest.mark.parametrize(("sop", "story"), STORIES)
def test_every_letter_names_the_company_and_comes_out_the_same_again(sop: str, story: str):
    company = {"not_ready": "PT Contoh Karet Kapuas", "returned_twice": "PT Contoh Pakan Ternak Utama"}
    name = company.get(story, "PT Contoh Sawit Khatulistiwa" if sop == IZIN else "CV Contoh Gamelan Lawu")
    printer = rehearsal_office().printer
    assert printer is not None
    for each in letters(sop, story):
        assert "".join(name.split()) in without_blanks(printed(each.paper)), each.template
        assert printer.print(each.paper, sample_photo) == printed(each.paper)


def test_the_three_companies_get_every_letter_of_izin_perluasan():
    issued = {each.template for sop, story in STORIES if sop == IZIN for each in letters(sop, story)}

    assert issued == set(read_definition(shipped_bundle(IZIN)).templates)


def test_magetan_gives_a_receipt_and_minutes():
    assert [each.template for each in letters(MAGETAN, "field_visit")] == ["daftar_berkas", "buat_bap"]


def test_a_return_goes_out_three_times_never_more_than_asked_for():
    assert sum(each.template == "kembalikan_berkas" for each in letters(IZIN, "returned_twice")) == 2


def test_what_is_missing_is_numbered_once_however_it_was_typed():
    page = on_paper("returned_twice", "kembalikan_berkas")

    assert "1.NIBdenganproyekperluasan2.Daftarmesinperluasan" in page


def test_the_day_of_the_minutes_is_the_same_in_words_and_in_numerals():
    page = on_paper("not_ready", "buat_bap")

    opening = (
        "Pada hari ini Rabu, tanggal dua puluh lima bulan November tahun dua ribu dua puluh enam (25 November 2026)"
    )
    assert "".join(opening.split()) in page


def test_the_minutes_of_a_company_that_is_not_ready_ask_for_what_is_open():
    page = on_paper("not_ready", "buat_bap")

    assert "dinyatakanBELUMSIAP" in page
    assert "VIII.TINDAKANYANGDIMINTA" in page
    assert "VIII." not in on_paper("field_visit", "buat_bap")


def test_minutes_without_a_field_visit_have_no_annex_of_photos():
    assert "LAMPIRANIII" in on_paper("field_visit", "buat_bap")
    assert "LAMPIRANIII" not in on_paper("returned_twice", "buat_bap")


def test_money_is_told_in_words_as_well():
    page = on_paper("field_visit", "ajukan_izin")

    assert "Rp185.000.000.000(seratusdelapanpuluhlimamiliarrupiah)" in page


def test_the_simulated_permit_says_on_its_page_that_it_is_none():
    for story in ("field_visit", "not_ready"):
        for template in ("ajukan_izin", "notifikasi_pemohon"):
            assert "SIMULASI-BUKANDOKUMENRESMI" in on_paper(story, template)
    assert "Status:BERLAKUEFEKTIF" in on_paper("field_visit", "notifikasi_pemohon")
    assert "Status:BELUMBERLAKUEFEKTIF" in on_paper("not_ready", "notifikasi_pemohon")


def test_the_assignment_names_the_team_with_ranks_and_spaced_nips():
    page = on_paper("field_visit", "penugasan_tim")

    for piece in ("MENUGASKAN:", "ContohHidayat,S.T.", "NIP198405052009011005", "Penata,III/c", "Ketua"):
        assert piece in page
    assert "NIP 19840505 200901 1 005" in "".join(texts(paper("field_visit", "penugasan_tim")))


def test_the_sheet_of_disposition_grows_with_every_entry():
    counts = {
        name: paper("field_visit", name).blocks[-1]
        for name in ("disposisi_kabid", "perintah_unggah", "penugasan_unggah")
    }

    assert [len(table.rows) for table in counts.values() if isinstance(table, Table)] == [1, 2, 3]


def test_the_name_of_the_real_head_of_the_agency_is_on_no_letter():
    for sop, story in STORIES:
        for each in letters(sop, story):
            signer = each.paper.signer
            assert signer is None or "Contoh" in signer.name


def test_each_sop_has_the_letterhead_of_its_own_office():
    for sop, agency in ((IZIN, "Kalimantan Barat"), (MAGETAN, "Magetan")):
        heads = {each.paper.letterhead for each in letters(sop, "field_visit")}
        assert [head.government.endswith(agency) for head in heads if isinstance(head, Letterhead)] == [True]
