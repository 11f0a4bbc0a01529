"""The table of the source as people keep it: with its headings in two lines and its columns adrift."""

from app.sopdoc.read.grid import Grid
from tests.bpmn.official_table import ROWS

LANES = (
    "Pemohon",
    "OSS",
    "SIINAS",
    "Operator",
    "Kasi Kerjasama, Pengawasan, dan Promosi Investasi Industri",
    "Kepala Bidang Perindustrian",
    "Tim Teknis",
    "Kepala Dinas",
)
#: What the office of the source answers where its table says nothing.
ANSWERS = {
    "lanes.5": LANES[3],
    "lanes.7": LANES[4],
    "lanes.12": LANES[4],
    "lanes.13": LANES[5],
    "lanes.15": LANES[5],
    "lanes.16": LANES[4],
    "branches.9.Ya": "10",
    "branches.9.Tidak": "11",
}
IDENTITY = (
    "PEMERINTAH PROVINSI CONTOH",
    "DINAS PERINDUSTRIAN CONTOH",
    "Nomor SOP : 530 / 02 / CONTOH",
    "Tanggal Pembuatan : 1 Juli 2021",
    "Tanggal Revisi : Juli 2021",
    "Disahkan Oleh",
    "KEPALA DINAS PERINDUSTRIAN",
    "PROVINSI CONTOH",
    "BIDANG PERINDUSTRIAN",
    "Judul SOP",
    "",
    "IZIN PERLUASAN",
    "Dasar Hukum :",
    "1. Undang-undang Nomor 3 Tahun 2014",
    "2. Peraturan Pemerintah Nomor 05 Tahun 2020",
    "Keterkaitan :",
    "- SOP Surat Masuk",
    "SOP : IZIN PERLUASAN",
)


def seed() -> str:
    """The source as text with tabs: no actor says anything, and what stands to the right of them has drifted, by as
    many columns as in the source, differently on its second page."""
    head = ["No", "Uraian Kegiatan", "Pelaksana Kegiatan", *[""] * 6, "Mutu Baku", "", "", "Keterangan", *[""] * 4]
    below = ["", "", *LANES, "Persyaratan /Kelengkapan", "Waktu", "", "Output", "", "", ""]
    lines = ["\t".join(cells) for cells in (head, below, *map(_drifted, ROWS))]
    return "\n".join((*IDENTITY, *lines))


def _drifted(row: dict[str, str]) -> list[str]:
    number = int(row["number"])
    places = (12, 14, 15) if number == 1 else (14, 15, 16) if number < 15 else (13, 14, 15)
    cells = [f"{number}.", row["text"], *[""] * 15]
    remark = f"<b>{row['keterangan']}</b>" if row["keterangan"] else ""
    for place, text in zip(places, (row["kelengkapan"], row["output"], remark), strict=True):
        cells[place] = text
    return cells


def grid(*rows: str, **more: object) -> Grid:
    """A sheet whose cells are parted by `|`."""
    cells = [tuple(cell.strip() for cell in row.split("|")) for row in rows]
    wide = max(map(len, cells))
    return Grid("Lembar", tuple((*row, *[""] * (wide - len(row))) for row in cells), **more)


HEAD = "No|Kegiatan|Loket|Kepala|Kelengkapan|Waktu|Output|Keterangan"


def table(*rows: str, **more: object) -> Grid:
    """A sheet with two lanes, whose identity is complete."""
    said = ("Nomor SOP : 1", "Judul SOP : Izin Kecil", "Dinas Contoh")
    return grid(*said, HEAD, *rows, **more)
