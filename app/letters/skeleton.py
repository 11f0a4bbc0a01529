"""What a new template of each kind begins with: something that can be read, and shows what goes where."""

from collections.abc import Mapping
from typing import Final

from app.model.paper import Kind

_TITLES: Final[Mapping[Kind, str]] = {
    Kind.SURAT_DINAS: "SURAT DINAS",
    Kind.NOTA_DINAS: "NOTA DINAS",
    Kind.SURAT_PENGANTAR: "SURAT PENGANTAR",
    Kind.DISPOSISI: "LEMBAR DISPOSISI",
    Kind.SURAT_TUGAS: "SURAT TUGAS",
    Kind.LEMBAR_PERIKSA: "LEMBAR PEMERIKSAAN",
    Kind.FORM_LAPANGAN: "FORMULIR PEMERIKSAAN LAPANGAN",
    Kind.BERITA_ACARA: "BERITA ACARA",
    Kind.TANDA_TERIMA: "TANDA TERIMA",
    Kind.BUKTI: "BUKTI",
    Kind.IZIN_OSS: "IZIN",
}
#: Kinds that go to somebody.
_SENT: Final = frozenset({Kind.SURAT_DINAS, Kind.NOTA_DINAS, Kind.SURAT_PENGANTAR})
_HEAD: Final = """+++
kind = "{kind}"
title = "{title}"
"""
_TO: Final = """addressee = "Pimpinan\\n…"
hal = "…"
sifat = "Biasa"
"""
_FROM: Final = """sender = "…"
"""
_TEXT: Final = """+++
Tulis isi surat di sini. Nomor kasus: {{ surat.kasus }}, tanggal {{ tanggal(surat.tanggal) }}.
"""


def skeleton(kind: Kind) -> bytes:
    """The file of a new template of a kind."""
    sent = _TO if kind in _SENT else ""
    sender = _FROM if kind is Kind.NOTA_DINAS else ""
    return (_HEAD.format(kind=kind.value, title=_TITLES[kind]) + sent + sender + _TEXT).encode()
