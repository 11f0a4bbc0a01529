"""A case on paper for tests, and how its pages are read."""

from dataclasses import replace
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO

from pypdf import PdfReader

from reports.case_file import Answer, CaseFile, Enclosed, Erasure, Happened, Remark, Sheet, Signature, Visit
from reports.picture import Label, Picture, Stroke, Window

DATED = datetime(2026, 11, 22, 3, 4, 5, tzinfo=UTC)


def digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def event(number: int, told: str = "Petugas menyelesaikan “Periksa”.", **more: object) -> Happened:
    plain = Happened(
        number,
        f"22-11-2026 10.{number % 60:02}.00",
        "8. Periksa",
        "Contoh Ramadhan, A.Md.",
        "Operator Layanan",
        told,
        "",
        "work:completed",
        digest(f"event {number}"),
        "2 jam",
        "15 menit",
        1,
    )
    return replace(plain, **more)


def square(x: float, y: float, side: float) -> Stroke:
    corners = ((x, y), (x + side, y), (x + side, y + side), (x, y + side))
    moves = (("M", (corners[0],)), *(("L", (corner,)) for corner in corners[1:]), ("Z", ()))
    return Stroke(moves, "#e6f6ec", "#276749", 2)


def picture(wide: float = 400, high: float = 200) -> Picture:
    """Two lanes with a box in each, far from each other."""
    return Picture(
        Window(0, 0, wide, high),
        (
            Label("Lajur Atas", (15, 60), 12, turn=90, anchor="middle"),
            square(60, 20, 80),
            Label("Periksa", (100, 60), 11, anchor="middle", halo=True),
            square(wide - 100, high - 100, 80),
            Label("Putuskan", (wide - 60, high - 60), 11, anchor="middle", bold=True),
        ),
        strip=30,
    )


def case(**changes: object) -> CaseFile:
    """A small case in which everything occurs once."""
    return replace(
        CaseFile(
            language="id",
            office="Dinas Contoh Provinsi Contoh",
            unit="Bidang Perindustrian",
            dated=DATED,
            last="22 November 2026, 10.04 WIB",
            zone="WIB",
            number="IP-2026-00001",
            company="PT Contoh Sawit",
            business_key="9999000000011",
            applicant="Siti Contoh",
            sop="Izin Perluasan",
            sop_number="530 / 02",
            version=3,
            definition=digest("definition"),
            started="20 November 2026, 09.00 WIB",
            ended="22 November 2026, 10.04 WIB",
            outcome="Berlaku efektif",
            clock="Selesai tepat waktu",
            linked="IP-2025-00009",
            simulated=True,
            events=3,
            head=digest("head"),
            happened=[event(1), event(2, note="Alasan contoh", visit=None), event(3, "Permohonan berakhir.")],
            visits=[Visit(1, "8. Periksa", "Operator", "21-11-2026 09.00.00", "21-11-2026 11.15.00")],
            picture=picture(),
            sheets=[
                Sheet(
                    2,
                    "8. Periksa",
                    "Contoh Ramadhan, A.Md.",
                    "22-11-2026 10.02.00",
                    [
                        Answer("Kapasitas", "60.000", before="50.000"),
                        Answer("Anggota tim", table=[["Nama", "Peran"], ["Budi Contoh", "Ketua"]]),
                    ],
                    note="Salah ketik",
                )
            ],
            files=[
                Enclosed(
                    "akta.pdf", "application/pdf", "12 kB", digest("akta"), "3. Data", "Siti", "20-11-2026 09.30.00"
                ),
                Enclosed(
                    "ipal.jpg", "image/jpeg", "1 MB", digest("ipal"), "10. Lapangan", "Budi", "21-11-2026", "Foto: 0,1"
                ),
            ],
            signatures=[
                Signature("14. Setuju", "Contoh Lestari", "Kepala Dinas", "22-11-2026", "Kode", simulated=True)
            ],
            checks=["Rantai utuh: 3 peristiwa.", "Segel 21 November 2026 cocok."],
            remarks=[
                Remark("Siti Contoh", "20-11-2026", "Mohon diperiksa.", internal=False, withdrawn=False),
                Remark("Budi Contoh", "21-11-2026", "", internal=True, withdrawn=True),
            ],
            erasures=[Erasure(2, "22-11-2026 10.03.00", "Contoh Lestari", "Permintaan subjek data")],
        ),
        **changes,
    )


def reader(pdf: bytes) -> PdfReader:
    return PdfReader(BytesIO(pdf))


def pages(pdf: bytes) -> list[str]:
    """The text of each page, with single blanks between words."""
    return [" ".join(page.extract_text().split()) for page in reader(pdf).pages]


def text(pdf: bytes) -> str:
    return " ".join(pages(pdf))


def without_blanks(pdf: bytes) -> str:
    """All text without blanks: what was broken over lines is whole again."""
    return "".join(text(pdf).split())
