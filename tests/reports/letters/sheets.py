"""Letters for tests, and how they are read from paper."""

from dataclasses import replace
from datetime import date
from io import BytesIO

from pypdf import PdfReader

from reports.letters.sheet import (
    Column,
    Fields,
    Heading,
    Letterhead,
    Listing,
    PageBreak,
    Paper,
    Paragraph,
    Picture,
    Pictures,
    Rule,
    Run,
    Runs,
    Signer,
    Table,
)
from reports.letters.typeset import letter_pdf

HEAD = Letterhead("Pemerintah Provinsi Contoh", "Dinas Perindustrian", ("Jalan Contoh Nomor 1", "Surel"), "Pontianak")
SIGNER = Signer("Kepala Dinas", "Dr. Contoh Pratama, M.Si.", "Pembina (IV/a)", "197001011995031006")


def runs(text: str) -> Runs:
    return (Run(text),)


def table(rows: int = 2, style: str = "", text: str = "sel") -> Table:
    columns = (Column(runs("No."), 1, "center"), Column(runs("Uraian"), 4), Column(runs("Nilai"), 2, "right"))
    return Table(columns, tuple((runs(str(n)), runs(f"{text} {n}"), runs("Rp1")) for n in range(1, rows + 1)), style)


#: One of each.
BLOCKS = (
    Paragraph((Run("Isi dengan "), Run("tebal", bold=True), Run(" dan "), Run("miring", italic=True))),
    Fields(((runs("Nama"), runs("PT Contoh")), (runs("NIB"), runs("9999")))),
    Heading(runs("I. Bagian"), 3),
    Listing(((Paragraph(runs("butir satu")), Listing(((Paragraph(runs("anak butir")),),))), (table(1),)), start=1),
    Listing(((Paragraph(runs("tanpa nomor")),),), ordered=False),
    table(2),
    Table((Column(()), Column(())), ((runs("kiri"), runs("kanan")),)),
    table(1, "polos"),
    Fields(((runs("Kotak"), runs("isi kotak")),), "kotak"),
    Rule(),
    Heading(runs("MENUGASKAN")),
    Heading(runs("Kepada"), 3),
    Paragraph(runs("yang ditugaskan")),
    Paragraph(runs("Penutup."), "rata"),
    table(2, "paraf"),
    Table(
        (Column(runs("Wakil")), Column(runs("Ketua"))),
        ((runs("Siti"), runs("Budi")), (runs("Saksi"), ())),
        "tandatangan",
    ),
    Paragraph(runs("kecil"), "kecil"),
    Paragraph(runs("di tengah"), "tengah"),
    PageBreak(),
    Heading(runs("LAMPIRAN"), 2),
    Pictures((Picture("ada", "Mesin"), Picture("tiada", "Gedung"), Picture("bukan", "Rusak"))),
)


def letter(**changes: object) -> Paper:
    """A letter in which everything occurs."""
    whole = Paper(
        kind="surat_dinas",
        title="SURAT DINAS",
        date=date(2026, 11, 25),
        blocks=BLOCKS,
        number="500.9.2/0001/2026",
        case="IP-2026-00001",
        place="Pontianak",
        addressee="Direktur PT Contoh\ndi Sanggau",
        sender="Kepala Seksi",
        sifat="Biasa",
        lampiran="1 (satu) berkas",
        hal="Pengembalian berkas",
        tembusan=("Kepala Bidang", "Bupati"),
        letterhead=HEAD,
        signer=SIGNER,
    )
    return replace(whole, **changes)


def pages(paper: Paper, **options: object) -> list[str]:
    """The texts of the pages of a letter."""
    return [page.extract_text() for page in read(letter_pdf(paper, **options)).pages]


def text(paper: Paper, **options: object) -> str:
    """The text of a letter on one line."""
    return " ".join(" ".join(pages(paper, **options)).split())


def read(pdf: bytes) -> PdfReader:
    return PdfReader(BytesIO(pdf))


def spots(paper: Paper, page: int = 0) -> dict[str, tuple[float, float]]:
    """Where the pieces of text of a page stand: x and y of their beginning, in points from below on the left."""
    found: dict[str, tuple[float, float]] = {}

    def visit(piece: str, current: list[float], matrix: list[float], *_: object) -> None:
        x, y = matrix[4] * current[0] + current[4], matrix[5] * current[3] + current[5]
        if piece.strip():
            found.setdefault(piece.strip(), (x, y))

    read(letter_pdf(paper)).pages[page].extract_text(visitor_text=visit)
    return found
