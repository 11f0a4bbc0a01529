"""What a letter says, as plain data for the typesetters. Texts are plain: nothing in them is markup."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

#: The bytes of a picture by its digest, or None.
Photo: TypeAlias = Callable[[str], bytes | None]


@dataclass(frozen=True, slots=True)
class Run:
    text: str
    bold: bool = False
    italic: bool = False


Runs: TypeAlias = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    runs: Runs
    level: int = 1


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`style` is empty or one of `tengah` (centred), `rata` (not indented), `kecil` (small)."""

    runs: Runs
    style: str = ""


@dataclass(frozen=True, slots=True)
class Fields:
    """Labels with values behind aligned colons; with the style `kotak` in a frame."""

    rows: tuple[tuple[Runs, Runs], ...]
    style: str = ""


@dataclass(frozen=True, slots=True)
class Listing:
    items: tuple["tuple[Block, ...]", ...]
    ordered: bool = True
    start: int = 1


@dataclass(frozen=True, slots=True)
class Column:
    heading: Runs
    share: float = 1.0
    align: str = "left"


@dataclass(frozen=True, slots=True)
class Table:
    """`style` is empty (lines, head on every page), `paraf` (the same with high rows), `polos` (no lines, no head) or
    `tandatangan` (places to sign: above, the heads; below, the names)."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[Runs, ...], ...]
    style: str = ""


@dataclass(frozen=True, slots=True)
class Picture:
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
class Letterhead:
    """The head of a letter (kop). `emblem` names a drawing of `reports.letters.emblems`; empty: none."""

    government: str
    agency: str
    lines: tuple[str, ...] = ()
    place: str = ""
    emblem: str = "shield"


@dataclass(frozen=True, slots=True)
class Signer:
    """Who signs; `above` are the posts on whose behalf, the highest first."""

    post: str
    name: str
    rank: str = ""
    nip: str = ""
    authority: str = "penuh"
    above: tuple[str, ...] = ()
    electronic: bool = False


@dataclass(frozen=True)
class Paper:
    """A letter. `kind` chooses the typesetter, `size` is A4, F4 or half-folio. What is empty is not printed, nor what a
    kind has no place for."""

    kind: str
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
