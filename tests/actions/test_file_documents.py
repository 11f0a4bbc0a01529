"""A worker makes the PDFs of documents, outside any transaction, and files them."""

from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from io import BytesIO

import pytest

from app.actions.documents import make
from app.actions.file_documents import file_next
from app.actions.perform import LEASE, TRIES, retry_delay
from app.model.document import Document, DocumentState
from app.model.errors import Unavailable, unpacked
from app.model.event import Happening, told
from app.model.instance import ProcessInstance
from app.model.notice import Topic
from app.model.paper import Paper
from app.ports import Photo
from tests.actions.conftest import Desk
from tests.actions.letters import RECEIPT, TEMPLATE_FILES, Press, issued, lettered


@pytest.fixture
def letters(desk: Desk) -> Desk:
    return lettered(desk)


def all_filed(desk: Desk, case: ProcessInstance) -> list[Document]:
    while file_next(desk.office, "w"):
        pass
    return issued(desk, case.id)


def words(desk: Desk, document: Document) -> str:
    assert document.filed is not None
    return desk.office.vault.open(document.filed).read().decode()


def test_the_pdf_of_a_letter_is_filed_under_its_digest_and_the_history_tells_of_it(letters: Desk) -> None:
    case = letters.started()
    [receipt] = all_filed(letters, case)
    text = words(letters, receipt)
    assert "TANDA TERIMA 001/TT/2026 Diterima dari PT Contoh, NIB 9999, nomor 001/TT/2026." in text
    assert receipt.filed == sha256(text.encode()).hexdigest()
    assert (receipt.state, receipt.ready_at, receipt.owner) == (DocumentState.FILED, None, None)
    last = letters.history(case)[-1]
    assert (last.kind, last.actor, last.element) == (Happening.DOCUMENT_FILED, "worker:surat", "ajukan")
    assert told(last)["digest"] == receipt.filed


def test_a_letter_says_what_was_known_at_its_step_whatever_happened_since(letters: Desk) -> None:
    case = letters.started("tanya")
    letters.do(case, "jawab", "siti", jawaban="Ya.")
    letters.do(case, "periksa", "opi", hasil="setuju")
    _, old, new = all_filed(letters, case)
    assert "Hasil: tanya, dari Siti, menggantikan , batas 5." in words(letters, old)
    assert "Hasil: setuju, dari Siti, menggantikan 001/BAP/III/2026, batas 5." in words(letters, new)


def test_one_that_was_replaced_before_it_was_filed_stays_replaced_and_can_be_read(letters: Desk) -> None:
    case = letters.started("tanya")
    letters.do(case, "jawab", "siti", jawaban="Ya.")
    letters.do(case, "periksa", "opi", hasil="setuju")
    _, old, _ = all_filed(letters, case)
    assert old.state is DocumentState.REPLACED
    assert old.filed is not None


def test_nothing_is_done_before_something_waits_or_without_a_printer(letters: Desk) -> None:
    assert not file_next(letters.office, "w")
    letters.started()
    assert not file_next(replace(letters.office, printer=None), "w")
    assert file_next(letters.office, "w")
    assert not file_next(letters.office, "w")


def test_the_paper_has_the_letterhead_the_signer_and_the_public_address(letters: Desk) -> None:
    letters.office = replace(letters.office, public_url="https://izin.example")
    [receipt] = all_filed(letters, letters.started())
    assert isinstance(letters.office.printer, Press)
    [paper] = letters.office.printer.printed
    assert paper.letterhead is not None
    assert paper.letterhead.agency == "Dinas Contoh"
    assert paper.signer is not None
    assert paper.signer.name == "Contoh Rama, A.Md."
    assert paper.verify == f"https://izin.example/dokumen/{receipt.code}"


def test_a_failure_is_tried_again_later_and_holds_up_no_other_letter(letters: Desk) -> None:
    letters.office = replace(letters.office, printer=Press(failing=1))
    case, other = letters.started(), letters.started()
    assert file_next(letters.office, "w")
    [failed] = issued(letters, case.id)
    assert (failed.attempts, failed.ready_at) == (1, letters.clock.now + retry_delay(1))
    assert "RuntimeError" in str(unpacked(failed.failure))
    assert all_filed(letters, other)[0].filed is not None
    letters.clock.now += retry_delay(1)
    [filed] = all_filed(letters, case)
    assert (filed.state, filed.failure) == (DocumentState.FILED, "")


def test_what_fails_for_good_waits_for_a_supervisor_who_is_told(letters: Desk) -> None:
    letters.office = replace(letters.office, printer=Press(failing=TRIES))
    case = letters.started()
    for _ in range(TRIES):
        assert file_next(letters.office, "w")
        letters.clock.now += timedelta(hours=1)
    assert not file_next(letters.office, "w")
    [stuck] = issued(letters, case.id)
    assert stuck.stuck
    with letters.office.store.reading() as reader:
        [notice] = [it for it in reader.notices(letters.people["awas"].id) if it.topic is Topic.INCIDENT]
    assert notice.facts["words"] == "TANDA TERIMA 001/TT/2026"
    make(letters.office, stuck.id, by=letters.people["awas"])
    assert all_filed(letters, case)[0].state is DocumentState.FILED


def test_a_template_that_cannot_be_filled_fails_at_once(desk: Desk) -> None:
    body = "{{ sum(for a in 1..9000, b in 1..9000 return a * b) }}"
    letters = lettered(desk, {**TEMPLATE_FILES, "ajukan": RECEIPT.replace("Diterima dari", body)})
    [stuck] = all_filed(letters, letters.started())
    assert stuck.stuck
    assert stuck.number == "001/TT/2026"


def test_a_photo_that_is_gone_or_too_large_is_left_to_the_printer(
    letters: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = []

    class Camera:
        def print(self, paper: Paper, photo: Photo = lambda _: None) -> bytes:
            found.extend(photo(digest) for digest in (kept, large, "ab" * 32))
            return b"%PDF"

    kept, _ = letters.office.vault.put(BytesIO(b"kecil"), limit=99)
    large, _ = letters.office.vault.put(BytesIO(b"terlalu besar"), limit=99)
    monkeypatch.setattr("app.actions.file_documents.LARGEST_PHOTO", 5)
    letters.office = replace(letters.office, printer=Camera())
    all_filed(letters, letters.started())
    assert found == [b"kecil", None, None]


class Slow(Press):
    """A printer that is so slow that another worker takes the letter meanwhile; it may be there for nothing."""

    def __init__(self, desk: Desk, *, fails: bool) -> None:
        super().__init__()
        self.desk, self.fails = desk, fails

    def print(self, paper: Paper, photo: Photo = lambda _: None) -> bytes:
        self.desk.clock.now += LEASE
        assert file_next(replace(self.desk.office, printer=Press()), "schnell")
        if self.fails:
            raise RuntimeError("zu spät")
        return b"%PDF zu spaet"


@pytest.mark.parametrize("fails", [False, True])
def test_who_has_lost_the_lease_files_nothing(letters: Desk, fails: bool) -> None:
    letters.office = replace(letters.office, printer=Slow(letters, fails=fails))
    case = letters.started()
    assert file_next(letters.office, "langsam")
    [receipt] = issued(letters, case.id)
    assert "Diterima dari" in words(letters, receipt)
    assert (receipt.attempts, receipt.failure) == (2, "")
    assert not letters.office.vault.has(sha256(b"%PDF zu spaet").hexdigest())
    assert [it.kind for it in letters.history(case)].count(Happening.DOCUMENT_FILED) == 1


def test_a_storage_that_is_away_leaves_the_letter_to_the_next_round(letters: Desk) -> None:
    class Away(Press):
        def print(self, paper: Paper, photo: Photo = lambda _: None) -> bytes:
            raise Unavailable

    case = letters.started()
    with pytest.raises(Unavailable):
        file_next(replace(letters.office, printer=Away()), "w")
    letters.clock.now += LEASE
    assert all_filed(letters, case)[0].state is DocumentState.FILED
