"""The parts letters are made of: title, reference block, addressee, signature, receipt, copies."""

from datetime import date

from reportlab.lib.units import mm
from reportlab.platypus import Flowable, KeepTogether, Spacer

from reports.fonts import Look
from reports.letters import tables
from reports.letters.blocks import Story, with_last
from reports.letters.ink import plain, set_in
from reports.letters.kop import Kop
from reports.letters.layout import SIGNATURE, SMALL, SPACE, Sheet
from reports.letters.place import SIGNER, Room
from reports.letters.sheet import Fields, Paper, Runs, Signer
from reports.words import words

_NARROW = 21 * mm
_MONTHS = words("letter.months", "id").split()


def day(dated: date) -> str:
    """`21 November 2026`: letters are Indonesian."""
    return f"{dated.day} {_MONTHS[dated.month - 1]} {dated.year}"


def kop(paper: Paper) -> Story:
    """The letterhead, where there is one."""
    return [Kop(paper.letterhead)] if paper.letterhead else []


def title(paper: Paper, at: Sheet, label: str = "NOMOR :") -> Story:
    """The name of the document in the middle, its number below."""
    lines: list[Flowable] = [
        set_in(line, at.size + 1.5, "center", look=Look.BOLD) for line in paper.title.split("\n") if line.strip()
    ]
    numbered = [set_in(f"{label} {paper.number}", at.size, "center")] if paper.number else []
    return [Spacer(0, 2 * mm), *lines, *numbered, Spacer(0, 5 * mm)]


def reference(paper: Paper, at: Sheet) -> Story:
    """Nomor, Sifat, Lampiran and Hal on the left; place and day on the right, on the level of the number."""
    rows = [("Nomor", paper.number), ("Sifat", paper.sifat), ("Lampiran", paper.lampiran or "-"), ("Hal", paper.hal)]
    shown = tuple((plain(name), plain(text)) for name, text in rows if text)
    dated = set_in(where(paper), at.size, "right")
    right = 58 * mm
    left = tables.fields(Fields(shown), at.inner - right, at.size, _NARROW)
    return [tables.beside([[left, [Spacer(0, tables.TOP), dated]]], [at.inner - right, right]), Spacer(0, 5 * mm)]


def where(paper: Paper) -> str:
    """`Pontianak, 21 November 2026`, without a full stop."""
    return f"{paper.place}, {day(paper.date)}" if paper.place else day(paper.date)


def addressee(paper: Paper, at: Sheet) -> Story:
    """Yth. and to whom, on the left."""
    text = set_in(paper.addressee, at.size)
    return [tables.beside([[set_in("Yth.", at.size), text]], [10 * mm, at.inner * 0.6]), Spacer(0, 5 * mm)]


def memo(paper: Paper, at: Sheet) -> Story:
    """The block of a nota dinas: to whom, from whom, what about."""
    rows = [
        ("Kepada", f"Yth. {paper.addressee}"),
        ("Dari", paper.sender),
        ("Tembusan", "\n".join(paper.tembusan) or "-"),
        ("Tanggal", day(paper.date)),
        ("Nomor", paper.number),
        ("Sifat", paper.sifat),
        ("Lampiran", paper.lampiran or "-"),
        ("Hal", paper.hal),
    ]
    return [tables.fields(Fields(tuple((plain(name), plain(text)) for name, text in rows)), at.inner, at.size, _NARROW)]


def signed(text: Story, paper: Paper, at: Sheet, above: tuple[str, ...] = ()) -> Story:
    """The text with the block of the signature on the right: `above` it what belongs to it, such as place and day. The
    block stays together with the last paragraph, lest somebody signs an empty page."""
    if paper.signer is None:
        return text
    wide = at.inner * SIGNATURE
    block = [*(set_in(line, at.size) for line in above), *_signed(paper.signer, at.size)]
    return with_last(text, tables.beside([[[], block]], [at.inner - wide, wide]))


def receipted(text: Story, paper: Paper, at: Sheet) -> Story:
    """The text of a surat pengantar with the receipt on the left, the signature on the right: of two copies one comes
    back."""
    half = at.inner / 2
    names = ("Nama", "Jabatan", "NIP", "No. telepon")
    lines: list[Flowable] = [
        set_in("Diterima tanggal ..............................", at.size),
        set_in("Penerima,", at.size),
    ]
    lines += [
        Room(),
        tables.fields(Fields(tuple((plain(name), _dotted()) for name in names)), half - 8 * mm, at.size, 24 * mm),
    ]
    right = _signed(paper.signer, at.size) if paper.signer else []
    right = [set_in("\N{NO-BREAK SPACE}", at.size), *right]  # the day stands above already
    return with_last(text, tables.beside([[lines, right]], [half, half]))


def copies(paper: Paper, at: Sheet) -> Story:
    """Tembusan, numbered, on the left at the end."""
    if not paper.tembusan:
        return []
    size = at.size * SMALL * 1.12
    one = len(paper.tembusan) == 1
    items = [
        set_in(text, size, left=0 if one else 5 * mm, bullet=None if one else f"{number}.")
        for number, text in enumerate(paper.tembusan, 1)
    ]
    return [KeepTogether([Spacer(0, 6 * mm), set_in("Tembusan:", size), *items])]


def _signed(signer: Signer, size: float) -> list[Flowable]:
    """The post with a comma, room, name, rank, NIP; who acts for somebody says so before the post."""
    lines: list[Flowable] = []
    marks = ("a.n.", "u.b.")
    for mark, post in zip(marks, signer.above, strict=False):
        lines.append(set_in(post.upper() if mark == "a.n." else post, size, left=9 * mm, bullet=mark))
    before = f"{signer.authority} " if signer.authority in ("Plt.", "Plh.") else ""
    own = signer.post if signer.above else signer.post.upper()
    lines.append(set_in(f"{before}{own},", size, left=9 * mm if signer.above else 0))
    told = words("letter.electronic", "id") if signer.electronic else ""
    lines.append(Room(SPACE, told, size * SMALL, SIGNER))
    lines.append(set_in(signer.name, size, look=Look.BOLD))
    lines += [set_in(text, size) for text in (signer.rank, f"NIP {_spaced(signer.nip)}" if signer.nip else "") if text]
    return lines


def _spaced(nip: str) -> str:
    """A NIP as it is printed: birth, appointment, sex, serial."""
    plain_digits = len(nip) == 18 and nip.isdigit()
    return f"{nip[:8]} {nip[8:14]} {nip[14]} {nip[15:]}" if plain_digits else nip


def _dotted() -> Runs:
    return plain("." * 30)
