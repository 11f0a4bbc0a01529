"""A paper: what a letter says, as a neutral tree. `app.letters` fills it, an adapter of the port `Printer` sets it.

Texts are plain: nothing in them is markup. A text may hold ends of lines.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, tzinfo
from enum import StrEnum
from typing import TypeAlias

from app.model.house import Letterhead
from app.model.values import Json


class Kind(StrEnum):
    """The kinds of documents of an office, each with a typesetter of its own."""

    SURAT_DINAS = "surat_dinas"
    NOTA_DINAS = "nota_dinas"
    SURAT_PENGANTAR = "surat_pengantar"
    DISPOSISI = "disposisi"
    SURAT_TUGAS = "surat_tugas"
    LEMBAR_PERIKSA = "lembar_periksa"
    FORM_LAPANGAN = "form_lapangan"
    BERITA_ACARA = "berita_acara"
    TANDA_TERIMA = "tanda_terima"
    BUKTI = "bukti"
    IZIN_OSS = "izin_oss"


class Authority(StrEnum):
    """On which ground somebody signs."""

    FULL = "penuh"
    ON_BEHALF = "a.n."  #: the post above has mandated him
    THROUGH = "u.b."  #: at second hand: a.n. the post two above, u.b. the one above
    ACTING = "Plt."  #: while the post is vacant
    DEPUTY = "Plh."  #: while its holder is absent


@dataclass(frozen=True, slots=True)
class Run:
    text: str
    bold: bool = False
    italic: bool = False


Runs: TypeAlias = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """Level 1 is the highest."""

    runs: Runs
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`style` is empty or one of `tengah` (centred), `rata` (not indented), `kecil` (small)."""

    runs: Runs
    style: str = ""


@dataclass(frozen=True, slots=True)
class Fields:
    """Labels with values behind aligned colons."""

    rows: tuple[tuple[Runs, Runs], ...]
    style: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    """Items below each other. `ordered` ones count from `start`; others have dashes."""

    items: tuple["tuple[Block, ...]", ...]
    ordered: bool = True
    start: int = 1


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, its share of the width and where its texts stand (`left`, `center`, `right`)."""

    heading: Runs
    share: float = 1.0
    align: str = "left"


@dataclass(frozen=True, slots=True)
class Table:
    """`style` is empty (lines, repeated head), `polos` (no lines and no head) or `tandatangan` (places to sign)."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Runs, ...], ...]
    style: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture in the vault."""

    digest: str
    caption: str = ""


@dataclass(frozen=True, slots=True)
class Pictures:
    pictures: tuple[Picture, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A line across the page."""


@dataclass(frozen=True, slots=True)
class PageBreak:
    """What follows stands on a new page."""


Block: TypeAlias = Heading | Paragraph | Fields | Listing | Table | Pictures | Rule | PageBreak


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs: `post` is the title printed above the name; `above` those on whose behalf (`a.n.`, `u.b.`), the
    highest first. `electronic`: the place of the signature says that it is an electronic one."""

    post: str
    name: str
    rank: str = ""
    nip: str = ""
    authority: Authority = Authority.FULL
    above: tuple[str, ...] = ()
    electronic: bool = False


@dataclass(frozen=True)
class Facts:
    """What a letter is given besides the values of its case.

    `number` and `date` are those of the letter, `case` is the case number. `choices` are the labels of the choices of
    the forms: field -> value -> label. `steps` says when elements were completed (`tanggal`, an ISO date) and by whom
    (`oleh`, `jabatan`). `verify` is the address of the public page that proves the document.
    `issued` are the documents that the case had before: by template, number (`nomor`), day (`tanggal`), state
    (`keadaan`) and the digests of the PDF (`digest`) and of the signed one (`bertanda_tangan`) of the last one.
    `watermark`, when not empty, is printed instead of the template's. `now` and `zone` are for FEEL.
    """

    date: date
    number: str = ""
    case: str = ""
    letterhead: Letterhead | None = None
    signer: Signer | None = None
    choices: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    steps: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    issued: Mapping[str, Json] = field(default_factory=dict)
    verify: str = ""
    watermark: str = ""
    now: datetime | None = None
    zone: tzinfo = UTC


@dataclass(frozen=True)
class Paper:
    """A letter, filled. `size` is A4, F4 or half-folio (half an F4 sheet, lying); `place` is where it is dated.

    `signer` is None for what nobody signs. What a kind has no place for is not printed.
    """

    kind: Kind
    title: str
    date: date
    blocks: tuple[Block, ...]
    number: str = ""
    case: str = ""
    place: str = ""
    addressee: str = ""
    sender: str = ""
    sifat: str = ""
    lampiran: str = ""
    hal: str = ""
    tembusan: tuple[str, ...] = ()
    letterhead: Letterhead | None = None
    signer: Signer | None = None
    size: str = "A4"
    watermark: str = ""
    verify: str = ""
    language: str = "id"
