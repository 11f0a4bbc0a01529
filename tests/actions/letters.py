"""The small permit with letters: a receipt for the applicant, minutes that replace older ones, a note by a service."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from app.model.bundle import TEMPLATES, Bundle
from app.model.definition import Deployment
from app.model.document import Document
from app.model.house import Holder, House, Letterhead, Post, Series, Valid
from app.model.paper import Paper
from app.model.register import Book, RegisterEntry, RegisterQuery
from app.ports import Photo
from tests.actions.conftest import FACTS, MORNING, Desk, permit_bundle

SINCE = Valid(MORNING.date().replace(year=2020))
HOUSE = House(
    letterheads={"": ((SINCE, Letterhead("Pemerintah Contoh", "Dinas Contoh", place="Pontianak")),)},
    posts={
        "kadis": Post("kadis", "Kepala Dinas", holders=((SINCE, Holder("Dr. Contoh, M.Si.", "IV/c", "19")),)),
        "operator": Post("operator", "Operator", "kadis", ((SINCE, Holder("Contoh Rama, A.Md.", "II/c", "20")),)),
    },
    series={
        "tt": Series("tt", "Tanda terima", "{urut:3}/TT/{tahun}"),
        "bap": Series("bap", "Berita acara", "{urut:3}/BAP/{bulan_romawi}/{tahun}"),
    },
)
RECEIPT = """+++
kind = "tanda_terima"
title = "TANDA TERIMA"
series = "tt"
number = "nomor_terima"
applicant = true
hal = "Permohonan {{ nama }}"
signer = "operator"
+++
Diterima dari {{ nama }}, NIB {{ nib }}, nomor {{ surat.nomor }}.
"""
MINUTES = """+++
kind = "berita_acara"
title = "BERITA ACARA"
series = "bap"
number = "nomor_bap"
replaces = true
register = true
when = 'hasil != "tutup"'
addressee = "{{ nama }}"
hal = "Pemeriksaan {{ nama }}"
signer = "operator"
authority = "a.n."
+++
Hasil: {{ hasil }}, dari {{ langkah.ajukan.oleh }}, menggantikan {{ terbit.periksa.nomor }}, batas {{ batas }}.
"""
SENT = """+++
kind = "bukti"
title = "BUKTI KIRIM"
+++
Nomor {{ nomor }}.
"""
TEMPLATE_FILES: Mapping[str, str] = {"ajukan": RECEIPT, "periksa": MINUTES, "kirim": SENT}


def bundle_with(templates: Mapping[str, str] = TEMPLATE_FILES, facts: str = FACTS) -> Bundle:
    files = {f"{TEMPLATES}{name}.md": text.encode() for name, text in templates.items()}
    return Bundle({**permit_bundle(facts=facts).files, **files})


@dataclass
class Press:
    """A printer that prints the words of a paper; it fails as often as it is told to."""

    failing: int = 0
    printed: list[Paper] = field(default_factory=list)

    def print(self, paper: Paper, photo: Photo = lambda _: None) -> bytes:
        if self.failing:
            self.failing -= 1
            raise RuntimeError("kertas habis")
        self.printed.append(paper)
        pictures = [photo("ab" * 32)]
        return f"%PDF {paper.title} {paper.number} {text_of(paper)} {pictures}".encode()


def text_of(paper: Paper) -> str:
    return "\n".join("".join(run.text for run in getattr(block, "runs", ())) for block in paper.blocks)


def lettered(desk: Desk, templates: Mapping[str, str] = TEMPLATE_FILES, facts: str = FACTS) -> Desk:
    """The desk of an office that issues letters; what is deployed there has these templates."""
    desk.office = replace(desk.office, house=HOUSE, printer=Press())
    bundle = bundle_with(templates, facts)
    with desk.office.store.writing() as unit:
        unit.add_bundle(bundle)
        unit.add_deployment(Deployment("permit", 2, bundle.digest, "system", MORNING))
        unit.commit()
    return desk


def issued(desk: Desk, instance_id: int) -> list[Document]:
    with desk.office.store.reading() as reader:
        return list(reader.documents(instance_id))


def outgoing(desk: Desk, year: int = 2026) -> list[RegisterEntry]:
    with desk.office.store.reading() as reader:
        return list(reader.register(RegisterQuery(Book.OUTGOING, year)))
