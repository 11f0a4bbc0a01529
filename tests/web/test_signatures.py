"""What waits for a signature, in a browser: read, sign one or many, send in a scan."""

import html
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest

from app.actions.absences import add_absence
from app.model.document import Document, DocumentState
from app.model.house import House, Post
from app.model.paper import Kind, Signer
from app.model.paper_data import packed
from app.model.signature import Signatory
from app.ports import Office
from tests.signing import PASSPHRASE, a_letter, an_authority
from tests.web.conftest import MORNING, Person, Walk

PAGE = "/tanda-tangan"
SCAN = b"%PDF-1.4\n%scan\n%%EOF"
INK = {"name": "Contoh Ramadhan, A.Md.", "signed_on": "2026-03-17", "true_copy": "1"}


@pytest.fixture
def office(office: Office, tmp_path: Path) -> Office:
    """The small office, in which the operator signs."""
    authority = an_authority(tmp_path / "keys")
    authority.certifies(Signatory("operator", "Contoh Ramadhan, A.Md.", "operator", "Operator SIINas"))
    house = House(posts={"operator": Post("operator", "Operator SIINas")})
    return replace(office, house=house, signatures=authority.signatures())


@pytest.fixture
def letters(walk: Walk, office: Office) -> list[Document]:
    return [filed(walk, office, number) for number in (1, 2, 3)]


def filed(walk: Walk, office: Office, number: int, pdf: bytes | None = None) -> Document:
    walk.start()
    digest, _ = office.vault.put(BytesIO(pdf or a_letter()), limit=10**8)
    with office.store.writing() as unit:
        case = unit.instance_by_number(walk.number)
        document = Document(
            *(0, case.id, "periksa", 1, "x.md", Kind.SURAT_TUGAS, "SURAT <b>TUGAS</b>", MORNING.date()),
            code=f"kode{number:020}",
            issued_at=MORNING,
            post="operator",
            number=f"500/{number}",
            state=DocumentState.FILED,
            filed=digest,
            subject="{{ 7 * 7 }}",
            data={"signer": packed(Signer("Operator SIINas", "Contoh Ramadhan, A.Md."))},
        )
        added = unit.add_document(document)
        unit.commit()
    return added


def state(office: Office, document: Document) -> str:
    with office.store.reading() as reader:
        return reader.document(document.id).state.value


def sign(person: Person, *letters: Document, passphrase: str = PASSPHRASE):
    person.get(PAGE)
    return person.post(PAGE, document=[each.id for each in letters], passphrase=passphrase)


def test_what_waits_for_me_stands_in_a_list(letters, come) -> None:
    page = come("operator").get(PAGE).text

    assert page.count('name="document"') == 3
    assert "SURAT &lt;b&gt;TUGAS&lt;/b&gt;" in page
    assert "{{ 7 * 7 }}" in page
    assert "Anda menandatangani sebagai Operator SIINas." in page
    assert "checked" not in page
    assert come("operator").get(f"{PAGE}?semua=1").text.count(" checked") == 3


def test_several_are_signed_with_one_passphrase(letters, come, office) -> None:
    person = come("operator")
    answer = sign(person, letters[0], letters[2])

    assert (answer.status_code, answer.headers["Location"]) == (303, PAGE)
    page = person.get(PAGE).text
    assert "2 dokumen ditandatangani." in page
    assert page.count('name="document"') == 1
    assert [state(office, each) for each in letters] == ["signed", "filed", "signed"]


def test_a_wrong_passphrase_is_told_and_what_was_chosen_stays_chosen(letters, come, office) -> None:
    answer = sign(come("operator"), letters[1], passphrase="salah sekali")

    assert answer.status_code == 403
    assert "Frasa sandi tidak benar. Tidak ada yang ditandatangani." in answer.text
    assert f'id="document-{letters[1].id}" checked' in answer.text
    assert "salah sekali" not in answer.text
    assert state(office, letters[1]) == "filed"


def test_nothing_chosen_is_told(letters, come) -> None:
    answer = sign(come("operator"))

    assert answer.status_code == 422
    assert "Pilih sedikitnya satu dokumen." in answer.text


def test_what_cannot_be_signed_says_why_at_its_place(letters, walk, come, office) -> None:
    bad = filed(walk, office, 4, pdf=b"no PDF")
    answer = sign(come("operator"), letters[0], bad)

    assert answer.status_code == 422
    assert "1 dokumen ditandatangani." in answer.text
    assert "Dokumen tidak dapat ditandatangani: bukan PDF yang dapat dibaca" in answer.text
    assert (state(office, letters[0]), state(office, bad)) == ("signed", "filed")


def test_an_empty_list_says_what_will_stand_there(come) -> None:
    page = come("operator").get(PAGE).text

    assert "Tidak ada yang menunggu tanda tangan Anda." in page
    assert "passphrase" not in page


def test_only_who_has_a_post_is_shown_the_way(letters, come) -> None:
    assert 'href="/tanda-tangan"' in come("operator").get("/").text
    assert 'href="/tanda-tangan"' not in come("pemohon").get("/").text
    assert "Tidak ada yang menunggu" in come("pengawas").get(PAGE).text


def test_who_stands_in_signs_in_that_capacity(letters, come, office) -> None:
    with office.store.writing() as unit:
        away, deputy = unit.user_by_login("operator"), unit.user_by_login("auditor")
        unit.save_user(replace(deputy, groups=frozenset({"siinas"})))
        unit.commit()
    add_absence(office, away.id, MORNING.date(), MORNING.date(), by=away, deputy=deputy.login)

    page = html.unescape(come("auditor").get(PAGE).text)
    assert "Anda menandatangani sebagai Plh. Operator SIINas." in page
    assert "Dokumen ini tercetak untuk Operator SIINas, Contoh Ramadhan, A.Md., sedangkan Anda" in page
    assert 'type="checkbox"' not in page
    assert sign(come("auditor"), letters[0]).status_code == 422
    assert state(office, letters[0]) == "filed"


def test_others_do_not_sign_what_is_not_theirs(letters, come, office) -> None:
    for login in ("pemohon", "pemohon2", "pengawas", "auditor"):
        answer = sign(come(login), letters[0])
        assert answer.status_code == 422
    assert state(office, letters[0]) == "filed"


def test_the_demo_tells_its_passphrase_and_says_that_it_is_one(letters, come, office, monkeypatch) -> None:
    monkeypatch.setattr(type(office.signatures), "demo_passphrase", "contoh-demo")
    page = come("operator").get(PAGE).text

    assert "SIMULASI" in page
    assert "Frasa sandi semua kunci: contoh-demo" in page


def test_where_there_are_no_keys_the_way_is_ink(letters, come, office) -> None:
    object.__setattr__(office, "signatures", None)
    page = come("operator").get(PAGE).text

    assert "cetak dokumen, tanda tangani" in page
    assert 'name="passphrase"' not in page
    assert "/basah" in page


# ---- ink


def ink(person: Person, document: Document, scan: object = (BytesIO(SCAN), "pindai.pdf"), **changes: str):
    person.get(f"{PAGE}/{document.id}/basah")
    given = {**INK, **changes}
    if scan:
        given["scan"] = (BytesIO(SCAN), "pindai.pdf") if isinstance(scan[0], BytesIO) else scan
    return person.post(f"{PAGE}/{document.id}/basah", **given)


def test_a_scan_is_filed(letters, come, office) -> None:
    person = come("operator")
    answer = ink(person, letters[0])

    assert answer.status_code == 303
    assert state(office, letters[0]) == "signed"
    assert "Hasil pindai “SURAT" in html.unescape(person.get(answer.headers["Location"]).text)


def test_minutes_that_no_post_signs_are_sent_in_from_their_place_on_the_page_of_the_case(letters, come, office) -> None:
    """Those who sign them are people of the team and of the company, with ink."""
    with office.store.writing() as unit:
        minutes = unit.add_document(
            replace(
                letters[0], code="b" * 24, kind=Kind.BERITA_ACARA, title="BERITA ACARA", post="", signer="", data={}
            )
        )
        case = unit.instance(minutes.instance)
        unit.commit()
    person = come("operator")
    place = f"{PAGE}/{minutes.id}/basah"
    assert f'href="{place}"' in person.get(f"/permohonan/{case.number}").text
    assert f'href="{place}"' not in come("pemohon").get(f"/permohonan/{case.number}").text
    assert "BERITA ACARA" not in person.get(PAGE).text

    assert ink(person, minutes, name="Contoh Hidayat, S.T., dan Budi Contoh").status_code == 303
    assert state(office, minutes) == "signed"
    assert f'href="{place}"' not in person.get(f"/permohonan/{case.number}").text


def test_the_printed_name_is_proposed(letters, come) -> None:
    assert 'value="Contoh Ramadhan, A.Md."' in come("operator").get(f"{PAGE}/{letters[0].id}/basah").text


def test_what_was_typed_stays_when_something_is_missing(letters, come, office) -> None:
    answer = ink(come("operator"), letters[0], signed_on="", name="Dr. Contoh")

    assert answer.status_code == 422
    assert 'value="Dr. Contoh"' in answer.text
    assert "Tanggalnya antara hari terbit dokumen dan hari ini." in answer.text
    assert "Silakan pilih berkasnya lagi." in answer.text
    answer = ink(come("operator"), letters[0], scan=None)
    assert "Pilih hasil pindai, berupa PDF." in answer.text
    assert state(office, letters[0]) == "filed"


def test_who_may_not_send_in_a_scan(letters, come) -> None:
    for login, status in (("pemohon", 404), ("pemohon2", 404), ("auditor", 403)):
        assert come(login).get(f"{PAGE}/{letters[-1].id}/basah").status_code == status, login
