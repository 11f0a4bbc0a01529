"""The pages of a letter, what is on all of them, and what is in the file besides."""

import re
from datetime import date
from io import BytesIO

import pytest
from PIL import Image

from reports.letters.blocks import _marker
from reports.letters.kinds import TYPESETTERS
from reports.letters.layout import sheet
from reports.letters.sample import sample_photo
from reports.letters.sheet import (
    Block,
    Column,
    Fields,
    Heading,
    Letterhead,
    PageBreak,
    Paragraph,
    Picture,
    Pictures,
    Run,
    Signer,
    Table,
)
from reports.letters.typeset import letter_pdf
from tests.reports.letters.sheets import BLOCKS, letter, pages, read, runs, spots, table, text

MANY = tuple(Paragraph(runs(f"Alinea {number}. " + "kata " * 60)) for number in range(20))
HOSTILE = {
    "markup": '<b>a</b> <para> &amp; &#0; <font name="x">b</font> <br/><img src="file:///etc/passwd"/>',
    "template": "{{ 1 + 1 }} {% for x in y %} **a** | b | # c",
    "right-to-left": "\u202eabc\u202c العربية שלום",
    "emoji": "👩‍👩‍👧‍👦 🏭 𝔘 ﷽",
    "controls": "a\0b\x07c\x1bd\ud800e\u2028f",
    "blank": "   \n\t ",
}
#: What takes many pages: one kind of each family is enough.
LONG = {"long word": "x" * 10_000, "long text": "kata " * 2_000, "lines": "baris\n" * 300}


def test_page_two_has_no_letterhead_but_its_number_in_the_middle_above():
    paper = letter(blocks=MANY)
    first, second, *_ = pages(paper)

    assert "PEMERINTAH" in first
    assert "- 1 -" not in first
    assert "PEMERINTAH" not in second
    x, y = spots(paper, 1)["- 2 -"]
    assert x == pytest.approx(sheet("A4").width / 2, abs=15)
    assert y > sheet("A4").height - 50


@pytest.mark.parametrize(("size", "millimetres"), [("A4", (210, 297)), ("F4", (215, 330)), ("half-folio", (215, 165))])
def test_a_letter_is_as_large_as_its_paper(size: str, millimetres: tuple[int, int]):
    box = read(letter_pdf(letter(size=size))).pages[0].mediabox

    assert (round(float(box.width) / 72 * 25.4), round(float(box.height) / 72 * 25.4)) == millimetres


def test_the_file_says_what_it_is_whose_and_in_which_language():
    pdf = read(letter_pdf(letter()))

    assert pdf.metadata is not None
    assert pdf.metadata.title == "SURAT DINAS - 500.9.2/0001/2026"
    assert pdf.metadata.author == "Dinas Perindustrian"
    assert pdf.metadata.subject == "Pengembalian berkas"
    assert pdf.metadata["/Keywords"] == "IP-2026-00001"
    assert pdf.metadata["/CreationDate"] == "D:20261125000000Z"
    assert pdf.trailer["/Root"]["/Lang"] == "id"
    assert pdf.trailer["/Root"]["/ViewerPreferences"]["/DisplayDocTitle"]


def test_all_typefaces_are_embedded():
    for page in read(letter_pdf(letter())).pages:
        for font in page["/Resources"]["/Font"].values():
            assert "/FontFile2" in font.get_object()["/FontDescriptor"]


@pytest.mark.parametrize("kind", TYPESETTERS)
def test_the_same_letter_gives_the_same_bytes(kind: str):
    paper = letter(kind=kind, verify="https://contoh.example/d/1", watermark="SIMULASI")

    assert letter_pdf(paper, sample_photo) == letter_pdf(paper, sample_photo)
    assert letter_pdf(paper) != letter_pdf(letter(kind=kind, date=date(2026, 11, 26)))


def test_a_watermark_is_on_every_page():
    for size in ("A4", "half-folio"):
        assert all("SIMULASI" in page for page in pages(letter(blocks=MANY, watermark="SIMULASI", size=size)))
    assert not any("SIMULASI" in page for page in pages(letter(blocks=MANY)))


def test_where_to_prove_it_is_on_every_page():
    address = "https://contoh.example/d/ABCD"

    assert all(address in page and "IP-2026-00001" in page for page in pages(letter(blocks=MANY, verify=address)))


def test_the_places_to_sign_have_names_and_rectangles():
    places = read(letter_pdf(letter())).named_destinations

    assert places.keys() == {"/penandatangan", *(f"/tanda-tangan-{number}" for number in (1, 2, 3))}
    last = places["/penandatangan"]
    assert 150 < last.right - last.left < 250
    assert 30 < last.top - last.bottom < 80


def test_nobody_signs_an_empty_page():
    for lines in range(30, 45):
        blocks = tuple(Paragraph(runs(f"Baris {number}")) for number in range(lines))
        for page in pages(letter(blocks=blocks, tembusan=())):
            assert "KEPALA DINAS," not in page or "Baris" in page


@pytest.mark.parametrize(("kind", "lines"), [("berita_acara", 20), ("disposisi", 28), ("disposisi", 34)])
def test_no_page_is_blank_however_full_the_one_before_is(kind: str, lines: int):
    filling = tuple(Paragraph(runs(f"Baris {number}")) for number in range(lines))
    annex = (PageBreak(), Paragraph(runs("Lampiran")))
    for small in range(12):  # they are low: one of these letters ends just where its page does
        blocks = (*filling, *(Paragraph(runs("kecil"), "kecil") for _ in range(small)))
        found = pages(letter(kind=kind, blocks=blocks, tembusan=()))
        found += pages(letter(kind=kind, blocks=(*blocks, *annex), tembusan=()))
        assert all(re.sub(r"- \d+ -", "", page).strip() for page in found), small


@pytest.mark.parametrize(
    ("before", "piece"),
    [
        ((Heading(runs("Kesimpulan"), 3), Fields(((runs("Hasil"), runs("sesuai")),))), "sesuai"),
        ((Heading(runs("Temuan"), 3), table(2), Heading(runs("Tanda tangan"), 3)), "sel 2"),
        (
            (Paragraph(runs("Demikian dibuat.")), table(1, "tandatangan"), Paragraph(runs("Anggota:"), "rata")),
            "Demikian",
        ),
    ],
    ids=["section", "section before a heading", "other signatures"],
)
def test_a_list_of_signatures_stays_with_what_is_signed(before: tuple[Block, ...], piece: str):
    for lines in range(14, 36):
        filling = tuple(Paragraph(runs(f"Baris {number}")) for number in range(lines))
        signatures = table(3, "paraf", text="nama")
        found = pages(letter(kind="lembar_periksa", blocks=(*filling, *before, signatures), signer=None, tembusan=()))
        [page] = [page for page in found if "nama" in page]
        assert piece in page, lines


def test_a_list_of_signatures_does_not_take_a_long_table_along():
    blocks = (Heading(runs("Temuan"), 3), table(60), Paragraph(runs("Tim:"), "rata"), table(2, "paraf", text="nama"))
    first, *_ = pages(letter(kind="lembar_periksa", blocks=blocks, signer=None))

    assert "sel 9" in first


def test_a_table_goes_on_over_pages_with_its_head():
    found = [page for page in pages(letter(blocks=(table(120),))) if "sel" in page]

    assert len(found) > 2
    assert all("Uraian" in page for page in found)
    assert all(f"sel {number}" in " ".join(found) for number in range(1, 121))


def test_a_word_of_a_column_is_not_broken_while_there_is_room():
    columns = (Column(runs("Keterangan"), 1), Column(runs("No"), 9), Column(runs("Sertifikat"), 1))
    whole = pages(letter(blocks=(Table(columns, ((runs("Desember"), runs("1"), runs("a")),)),)))[0]

    assert all(word in whole for word in ("Keterangan", "Sertifikat", "Desember"))


def test_a_table_of_too_many_columns_is_printed_all_the_same():
    columns = tuple(Column(runs(f"Panjangsekali{n}")) for n in range(14))

    assert "Panj" in text(letter(blocks=(Table(columns, ()), Table(columns, (), "polos"))))


def test_lists_count_by_letters_within_lists_and_on_beyond_z():
    assert [_marker(2, depth) for depth in range(4)] == ["2.", "b.", "2)", "b)"]
    assert _marker(27, 1) == "27."


def test_pictures_are_reduced_and_those_that_are_missing_or_broken_have_a_frame():
    def photo(digest: str) -> bytes | None:
        large = BytesIO()
        Image.new("RGBA", (3000, 100)).save(large, "PNG")
        return {"ada": large.getvalue(), "bukan": b"%PDF-1.4"}.get(digest)

    pdf = read(letter_pdf(letter(), photo))
    [picture] = [image for page in pdf.pages for image in page.images]

    assert picture.image is not None
    assert picture.image.width == 900
    assert text(letter(), photo=photo).count("Foto tidak tersedia") == 2


def test_a_bomb_of_a_picture_is_a_missing_one(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 100)

    blocks = (Pictures((Picture("bom", "Bom"),)),)
    assert "Foto tidak tersedia" in text(letter(blocks=blocks), photo=lambda _: sample_photo("bom"))


@pytest.mark.no_cover  # other tests measure what it walks through, and measuring doubles its time
@pytest.mark.parametrize(
    ("kind", "value"),
    [
        *(pytest.param(kind, value, id=f"{kind}-{name}") for kind in TYPESETTERS for name, value in HOSTILE.items()),
        *(pytest.param("berita_acara", value, id=f"berita_acara-{name}") for name, value in LONG.items()),
        pytest.param("disposisi", LONG["long text"], id="disposisi-long text"),
    ],
)
def test_hostile_text_in_every_place_is_printed_and_harms_nothing(kind: str, value: str):
    names = ("title", "number", "case", "place", "addressee", "sender", "sifat", "lampiran", "hal", "watermark")
    fields = dict.fromkeys(names, value)
    head = Letterhead(value, value, (value,) * 9, value)
    signer = Signer(value, value, value, value, above=(value,))
    blocks = (
        Paragraph(runs(value)),
        Heading(runs(value), 3),
        Table((Column(runs(value)), Column(runs("b"))), ((runs(value), runs("x")), (runs("y"), runs(value)))),
        Table((Column(runs(value)),), ((runs(value),),), "tandatangan"),
        *BLOCKS[1:4],
        Paragraph((Run(value, bold=True, italic=True),)),
    )

    pdf = letter_pdf(letter(kind=kind, blocks=blocks, tembusan=(value,), letterhead=head, signer=signer, **fields))

    assert read(pdf).pages
    assert len(pdf) < 2_000_000
    assert b"/JavaScript" not in pdf
    assert b"/URI" not in pdf
