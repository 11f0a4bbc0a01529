"""The documents of a case on its page: listed, taken away, made once more, taken back."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from app.actions.file_documents import file_next
from app.model.bundle import TEMPLATES, Bundle
from app.model.definition import Deployment
from app.model.document import Document, DocumentState
from app.ports import Office
from tests.actions.letters import HOUSE, RECEIPT, Press
from tests.web.conftest import MORNING, Person, Walk, permit_bundle

CALLED = RECEIPT.replace("{{ nama }}", "{{ perusahaan_nama }}").replace(
    "applicant = true", "applicant = true\nregister = true"
)
NOTE = '+++\nkind = "nota_dinas"\ntitle = "NOTA DINAS"\n+++\nUntuk kantor saja.\n'


@pytest.fixture
def office(office: Office) -> Office:
    """The office where the first task gives a receipt to the applicant and a note to the office."""
    files = {f"{TEMPLATES}ajukan.md": CALLED.encode(), f"{TEMPLATES}ajukan.nota.md": NOTE.encode()}
    bundle = Bundle({**permit_bundle().files, **files})
    with office.store.writing() as unit:
        unit.add_bundle(bundle)
        unit.add_deployment(Deployment("izin_kecil", 2, bundle.digest, "system", MORNING))
        unit.commit()
    return replace(office, house=HOUSE, printer=Press())


@pytest.fixture
def lettered(walk: Walk) -> Walk:
    """A case with a receipt and a note, whose PDFs are not there yet."""
    walk.start()
    assert walk.apply(perusahaan_nama="PT <script>alert(1)</script> & Mitra").status_code == 303
    return walk


def file_all(office: Office) -> None:
    while file_next(office, "w"):
        pass


def documents(walk: Walk) -> dict[str, Document]:
    with walk.office.store.reading() as reader:
        case = reader.instance_by_number(walk.number)
        assert case is not None
        return {it.title: it for it in reader.documents(case.id)}


def test_the_office_sees_all_documents_and_how_they_stand(lettered: Walk) -> None:
    page = lettered.case("operator").text
    assert "TANDA TERIMA" in page
    assert "NOTA DINAS" in page
    assert page.count("Sedang dibuat") == 2
    file_all(lettered.office)
    page = lettered.case("operator").text
    assert "Sedang dibuat" not in page
    receipt = documents(lettered)["TANDA TERIMA"]
    assert f'href="/surat/{receipt.id}/lihat"' in page
    assert receipt.number in page


def test_the_applicant_sees_what_goes_to_him(lettered: Walk) -> None:
    page = lettered.case("pemohon").text
    assert "TANDA TERIMA" in page
    assert "NOTA DINAS" not in page


def test_hostile_words_in_a_document_harm_no_page(lettered: Walk) -> None:
    page = lettered.case("operator").text
    assert "Permohonan PT &lt;script&gt;" in page
    assert "<script>alert" not in page


def test_a_document_is_sent_under_its_name_and_nothing_in_it_may_run(lettered: Walk, come: Callable[..., Person]):
    file_all(lettered.office)
    receipt = documents(lettered)["TANDA TERIMA"]
    answer = come("pemohon").get(f"/surat/{receipt.id}")
    assert answer.data.startswith(b"%PDF TANDA TERIMA")
    headers = answer.headers
    assert headers["Content-Type"] == "application/pdf"
    assert "TANDA TERIMA 001-TT-2026.pdf" in headers["Content-Disposition"]
    assert headers["Content-Security-Policy"] == "default-src 'none'; sandbox; frame-ancestors 'none'"
    shown = come("operator").get(f"/surat/{receipt.id}/lihat")
    assert shown.headers["Content-Disposition"].startswith("inline")


def test_a_document_of_others_is_not_there(lettered: Walk, come: Callable[..., Person]) -> None:
    file_all(lettered.office)
    found = documents(lettered)
    assert come("pemohon2").get(f"/surat/{found['TANDA TERIMA'].id}").status_code == 404
    assert come("pemohon").get(f"/surat/{found['NOTA DINAS'].id}").status_code == 404
    assert come("operator").get("/surat/99").status_code == 404


def test_what_could_not_be_made_is_made_once_more_from_its_page(lettered: Walk, come: Callable[..., Person]) -> None:
    receipt = documents(lettered)["TANDA TERIMA"]
    with lettered.office.store.writing() as unit:
        unit.save_document(replace(receipt, ready_at=None, failure='{"sentence": "Kertas habis.", "facts": {}}'))
        unit.commit()
    page = lettered.case("operator").text
    assert "Gagal dibuat" in page
    assert "Kertas habis." in page
    assert "Kertas habis." not in lettered.case("pemohon").text
    answer = come("operator").post(f"/surat/{receipt.id}/buat")
    assert answer.headers["Location"] == f"/permohonan/{lettered.number}#documents"
    file_all(lettered.office)
    assert documents(lettered)["TANDA TERIMA"].state is DocumentState.FILED


def test_a_supervisor_takes_a_document_back_with_a_reason(lettered: Walk, come: Callable[..., Person]) -> None:
    note = documents(lettered)["NOTA DINAS"]
    chief = come("pengawas")
    assert "Alasan" in chief.get(f"/surat/{note.id}/batal").text
    empty = chief.post(f"/surat/{note.id}/batal", reason=" ")
    assert empty.status_code == 400
    assert 'role="alert"' in empty.text
    assert chief.post(f"/surat/{note.id}/batal", reason="Salah alamat").status_code == 303
    page = lettered.case("operator").text
    assert "Dibatalkan" in page
    assert "Salah alamat" in page
    assert come("operator").get(f"/surat/{note.id}/batal").status_code == 403
    again = chief.post(f"/surat/{note.id}/batal", reason="Lagi")
    assert again.status_code == 409


def test_the_history_tells_the_applicant_of_his_documents_only(lettered: Walk) -> None:
    file_all(lettered.office)
    assert "Dokumen “TANDA TERIMA 001/TT/2026” diterbitkan." in lettered.case("pemohon").text
    assert "NOTA DINAS" not in lettered.case("pemohon").text
    assert "Dokumen “NOTA DINAS” diterbitkan." in lettered.case("operator").text


def test_the_archive_lists_the_documents_and_offers_no_buttons(lettered: Walk, come: Callable[..., Person]) -> None:
    file_all(lettered.office)
    page = come("auditor").get(f"/arsip/permohonan/{lettered.number}").text
    assert "TANDA TERIMA" in page
    assert "/batal" not in page
    assert "/buat" not in page


def test_a_cancelled_letter_is_marked_in_the_book(lettered: Walk, come: Callable[..., Person]) -> None:
    receipt = documents(lettered)["TANDA TERIMA"]
    come("pengawas").post(f"/surat/{receipt.id}/batal", reason="Salah nama")
    book = come("auditor").get("/arsip/buku?book=keluar&period=2026-03").text
    assert "001/TT/2026" in book
    assert "DIBATALKAN" in book
    assert "Salah nama" in book
