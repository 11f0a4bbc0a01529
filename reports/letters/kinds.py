"""One typesetter for each kind of document: what it begins with, how its text is set, how it ends."""

from collections.abc import Callable, Mapping

from reportlab.lib.units import mm
from reportlab.platypus import HRFlowable, Spacer

from reports.fonts import Look
from reports.letters import parts
from reports.letters.blocks import Story, annexes, text
from reports.letters.emblems import EMBLEMS
from reports.letters.ink import set_in
from reports.letters.layout import SMALL, Sheet
from reports.letters.place import Emblem
from reports.letters.sheet import Paper, Photo
from reports.words import words

Typesetter = Callable[[Paper, Sheet, Photo], Story]


def surat_dinas(paper: Paper, at: Sheet, photo: Photo) -> Story:
    """A letter: reference block, addressee, text, signature, copies."""
    return [
        *parts.kop(paper),
        *parts.reference(paper, at),
        *parts.addressee(paper, at),
        *parts.signed(text(paper, at, photo, indented=True), paper, at),
        *parts.copies(paper, at),
        *annexes(paper, at, photo),
    ]


def nota_dinas(paper: Paper, at: Sheet, photo: Photo) -> Story:
    """A memo within the office. It has no stamp, and its copies are named above."""
    return [
        *parts.kop(paper),
        set_in(paper.title, at.size + 1.5, "center", look=Look.BOLD),
        Spacer(0, 4 * mm),
        *parts.memo(paper, at),
        HRFlowable("100%", 0.9, color="black", spaceBefore=6, spaceAfter=10),
        *parts.signed(text(paper, at, photo, indented=True), paper, at),
        *annexes(paper, at, photo),
    ]


def surat_pengantar(paper: Paper, at: Sheet, photo: Photo) -> Story:
    """A letter of conveyance: what is sent in a table, with a receipt to sign and send back."""
    dated = [set_in(parts.where(paper), at.size, "right"), Spacer(0, 3 * mm)]
    return [
        *parts.kop(paper),
        *dated,
        *parts.addressee(paper, at),
        *parts.title(paper, at),
        *parts.receipted(text(paper, at, photo), paper, at),
        *parts.copies(paper, at),
        *annexes(paper, at, photo),
    ]


def surat_tugas(paper: Paper, at: Sheet, photo: Photo) -> Story:
    """A letter of assignment: on what ground, who, to do what."""
    set_on = (f"Ditetapkan di {paper.place}", f"pada tanggal {parts.day(paper.date)}")
    return [
        *parts.kop(paper),
        *parts.title(paper, at),
        *parts.signed(text(paper, at, photo, labels=True), paper, at, set_on),
        *parts.copies(paper, at),
        *annexes(paper, at, photo),
    ]


def document(paper: Paper, at: Sheet, photo: Photo) -> Story:
    """Minutes, check lists, proofs: a title, what there is to say, and a signature when somebody signs."""
    return [
        *parts.kop(paper),
        *parts.title(paper, at),
        *parts.signed(text(paper, at, photo), paper, at, (parts.where(paper),)),
        *parts.copies(paper, at),
        *annexes(paper, at, photo),
    ]


def disposisi(paper: Paper, at: Sheet, photo: Photo) -> Story:
    """A sheet that is put on a letter: the name of the agency in one line, for it is small."""
    head = paper.letterhead
    lines = [set_in(f"{head.government} · {head.agency}".upper(), at.size * SMALL, "center")] if head else []
    return [
        *lines,
        set_in(paper.title, at.size + 2, "center", look=Look.BOLD),
        HRFlowable("100%", 1.2, color="black", spaceBefore=2, spaceAfter=5),
        *text(paper, at, photo),
        *annexes(paper, at, photo),
    ]


def izin_oss(paper: Paper, at: Sheet, photo: Photo) -> Story:
    """What OSS would issue, simulated: it has no letterhead of the agency, for the agency does not issue it."""
    number = [set_in(f"Nomor: {paper.number}", at.size, "center")] if paper.number else []
    return [
        Emblem(EMBLEMS["shield"], 20 * mm),
        Spacer(0, 3 * mm),
        set_in(words("letter.republic", "id"), at.size + 1, "center", look=Look.BOLD),
        Spacer(0, 4 * mm),
        *(set_in(line, at.size + 4, "center", look=Look.BOLD) for line in paper.title.split("\n")),
        *number,
        Spacer(0, 6 * mm),
        *text(paper, at, photo),
        *annexes(paper, at, photo),
    ]


TYPESETTERS: Mapping[str, Typesetter] = {
    "surat_dinas": surat_dinas,
    "nota_dinas": nota_dinas,
    "surat_pengantar": surat_pengantar,
    "surat_tugas": surat_tugas,
    "disposisi": disposisi,
    "lembar_periksa": document,
    "form_lapangan": document,
    "berita_acara": document,
    "tanda_terima": document,
    "bukti": document,
    "izin_oss": izin_oss,
}
