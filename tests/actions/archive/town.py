"""An office in which everything has happened once: cases for those who tamper with them."""

from datetime import UTC, datetime
from io import BytesIO

from app.actions.attach import attach
from app.actions.cancel import cancel
from app.actions.claim import claim, release
from app.actions.comment import comment, withdraw
from app.actions.correct import correct
from app.actions.erase import erase
from app.actions.hand_over import hand_over
from app.actions.messages import send_message
from app.actions.retry import retry
from app.actions.take_over import take_over
from app.actions.take_photo import Sighting, take_photo
from tests.actions.conftest import ConnectorFailed, Desk

PDF = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\nsatu\n"
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xd9"
#: The internal numbers of the cases.
ENDED, WAITING, STOPPED, CANCELLED, CLOSED, SECOND, ANSWERED = 1, 2, 3, 4, 5, 6, 7


def settle(desk: Desk) -> None:
    """Let all of it happen."""
    _ended(desk)
    _waiting(desk)
    _stopped(desk)
    desk.go_on(hours=1)
    cancel(desk.office, desk.started().id, "Salah ajukan", by=desk.people["awas"])
    closed = desk.started("tutup")
    desk.go_on(hours=1)
    desk.start(linked_to=closed.number)
    _answered(desk)


def _ended(desk: Desk) -> None:
    """A case that was asked back, answered, approved and sent: its clock started, paused, went on and stopped."""
    case = desk.start()
    attach(desk.office, case.id, BytesIO(PDF), "akta.pdf", by=desk.people["siti"], element="ajukan")
    desk.go_on(minutes=5)
    case = desk.do(case, "ajukan", "siti", nama="PT Contoh", nib="9999")
    work = desk.open(case, "periksa").id
    claim(desk.office, work, by=desk.people["opi"])
    release(desk.office, work, by=desk.people["opi"])
    claim(desk.office, work, by=desk.people["opi"])
    desk.go_on(days=1)
    hand_over(desk.office, work, "oka", "Cuti", by=desk.people["opi"])
    case = desk.do(case, "periksa", "oka", hasil="tanya")
    desk.go_on(days=1)
    case = desk.do(case, "jawab", "siti", jawaban="Sudah")
    case = desk.do(case, "periksa", "opi", hasil="setuju")
    desk.run_machines()


def _waiting(desk: Desk) -> None:
    """A case that an operator works at: claimed, with a photo, comments, messages and an erased event."""
    case = desk.started()
    work, opi, siti = desk.open(case, "periksa").id, desk.people["opi"], desk.people["siti"]
    claim(desk.office, work, by=opi)
    sighting = Sighting(
        "01234567-89ab-cdef-0123-456789abcdef", datetime(2026, 3, 17, 1, 0, tzinfo=UTC), -0.02, 109.3, 8.0
    )
    take_photo(desk.office, work, BytesIO(JPEG), "lapangan.jpg", sighting, by=opi)
    comment(desk.office, case.id, "Mohon @oka lihat.", by=opi, internal=True)
    withdraw(desk.office, comment(desk.office, case.id, "Keliru.", by=opi).id, by=opi)
    send_message(desk.office, case.id, "Kapan selesai?", by=siti)
    correct(desk.office, case.id, {"nib": "8888"}, "Salah ketik", by=desk.people["awas"])
    written = comment(desk.office, case.id, "Nomor KTP 1234", by=opi)
    erase(desk.office, case.id, written.event, "UU 27/2022", by=desk.people["awas"])
    take_over(desk.office, work, "Bantuan", by=desk.people["awas"], to="oka")


def _stopped(desk: Desk) -> None:
    """A case whose service task failed for good, was retried, and failed again."""
    case = desk.started("setuju")
    desk.system.answers = [ConnectorFailed("Sistem menolak.", permanent=True) for _ in range(2)]
    desk.run_machines()
    retry(desk.office, desk.open(case, "kirim").id, by=desk.people["awas"], note="Coba lagi")
    desk.run_machines()


def _answered(desk: Desk) -> None:
    """A case that stopped at an answer; the answer was corrected, and waits to be sent once more."""
    case = desk.started("hitung")
    desk.do(case, "bayar", "opi", catatan="Lunas")
    correct(desk.office, case.id, {"catatan": "Lunas sebagian"}, "Salah ketik", by=desk.people["awas"])
