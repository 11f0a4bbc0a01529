"""Signing documents: who may, what is told of it, what stays as it was."""

import logging
from dataclasses import replace
from hashlib import sha256
from json import loads
from pathlib import Path

import pytest

from app.actions.sign_document import NoSignatures, sign_document, sign_documents, waiting
from app.actions.to_sign import NotAsPrinted, NotToSign, NotYourSignature
from app.actions.tries import TooOften
from app.model.document import DocumentState
from app.model.errors import NotFound
from app.model.event import Happening
from app.model.paper import Authority as Ground
from app.model.paper import Signer
from app.model.paper_data import packed
from app.model.people import Post
from app.model.signature import CertificateNotValid, NoKey, Signatory, Soundness, WrongPassphrase
from tests.actions.conftest import MORNING, Desk
from tests.actions.papers import bytes_of, deputy, filed, now_of, signing
from tests.signing import PASSPHRASE, Authority, a_letter, an_authority, pdfsig

OPI = Signatory("opi", "Opi", "operator", "Kepala Dinas")


@pytest.fixture
def authority(tmp_path: Path) -> Authority:
    made = an_authority(tmp_path / "keys")
    made.certifies(OPI)
    made.certifies(replace(OPI, login="oka", name="Oka"))
    return made


@pytest.fixture
def head(desk: Desk, authority: Authority) -> Desk:
    return signing(desk, authority)


def told(head: Desk, document) -> list[dict[str, object]]:
    with head.office.store.reading() as reader:
        events = reader.history(document.instance)
    return [loads(each.payload) for each in events if each.kind is Happening.DOCUMENT_SIGNED]


def test_the_holder_of_the_post_signs_a_filed_document(head: Desk):
    document = sign_document(head.office, filed(head).id, PASSPHRASE, by=head.people["opi"])
    data = bytes_of(head, document.signed)

    assert document.state is DocumentState.SIGNED
    assert document.signed == sha256(data).hexdigest()
    assert document.signature is not None
    assert (document.signature.by, document.signature.capacity) == ("opi", "Kepala Dinas")
    assert (document.signature.level, document.signature.at) == ("PAdES B-B", MORNING)
    assert now_of(head, document) == document
    assert head.office.signatures.check(data, now=MORNING)[0].soundness is Soundness.SOUND
    assert "Signature is Valid" in pdfsig(data)


def test_the_history_tells_which_file_by_whom_and_as_what(head: Desk):
    document = sign_document(head.office, filed(head).id, PASSPHRASE, by=head.people["opi"])

    assert told(head, document) == [
        {
            "document": document.id,
            "title": "SURAT TUGAS 500/0001/2026",
            "digest": document.signed,
            "by": "opi",
            "capacity": "Kepala Dinas",
            "level": "PAdES B-B",
        }
    ]


def test_who_stands_in_signs_in_that_capacity_with_his_own_key(head: Desk):
    oka = replace(deputy(head.people["oka"]), groups=frozenset({"sistem"}))
    printed = Signer("Kepala Dinas", "Oka, S.T.", authority=Ground.DEPUTY)
    document = sign_document(head.office, filed(head, data={"signer": packed(printed)}).id, PASSPHRASE, by=oka)

    assert document.signature is not None
    assert document.signature.capacity == "Plh. Kepala Dinas"
    assert told(head, document)[0]["as"] == {"for": "opi", "capacity": "Plh."}
    assert "Common Name: Oka" in pdfsig(bytes_of(head, document.signed))


def test_who_signs_on_behalf_says_on_whose(head: Desk):
    printed = Signer("Kepala Bidang", "Opi", authority=Ground.ON_BEHALF, above=("Kepala Dinas",))
    on_behalf = filed(head, post="sistem", data={"signer": packed(printed)})
    sis = replace(head.people["opi"], groups=frozenset({"sistem"}))
    document = sign_document(head.office, on_behalf.id, PASSPHRASE, by=sis)

    assert document.signature is not None
    assert document.signature.capacity == "a.n. Kepala Dinas, Kepala Bidang"


@pytest.mark.parametrize(
    ("printed", "said"),
    [
        (
            Signer("Kepala Dinas", "Opi"),
            "printed for Kepala Dinas, Opi, and you would sign it as Plh. Kepala Dinas, Oka",
        ),
        (Signer("Kepala Dinas", "Oka"), "printed for Kepala Dinas, Oka, and"),
        (Signer("Kepala Dinas", "Oka", authority=Ground.ACTING), "printed for Plt. Kepala Dinas, Oka, and"),
        (Signer("Kepala Dinas", "Sis", authority=Ground.DEPUTY), "printed for Plh. Kepala Dinas, Sis, and"),
    ],
    ids=["the holder", "in full", "while vacant", "another deputy"],
)
def test_nobody_signs_a_letter_that_prints_another_or_another_capacity(head: Desk, printed: Signer, said: str):
    oka = replace(deputy(head.people["oka"]), groups=frozenset({"sistem"}))
    document = filed(head, data={"signer": packed(printed)})

    with pytest.raises(NotAsPrinted, match=said):
        sign_document(head.office, document.id, PASSPHRASE, by=oka)
    assert now_of(head, document) == document
    assert said in str(waiting(head.office, oka)[0].hindrance)


def test_the_holder_does_not_sign_what_prints_his_deputy_or_the_holder_before_him(head: Desk):
    deputy_, earlier = Signer("Kepala Dinas", "Opi", authority=Ground.DEPUTY), Signer("Kepala Dinas", "Contoh Lama")
    for number, printed in enumerate((deputy_, earlier), 1):
        document = filed(head, number, data={"signer": packed(printed)})
        with pytest.raises(NotAsPrinted):
            sign_document(head.office, document.id, PASSPHRASE, by=head.people["opi"])


def test_a_name_is_the_same_whatever_its_titles_and_so_is_a_nip(head: Desk):
    titled = filed(head, data={"signer": packed(Signer("Kepala Dinas", "Dr. Opi, M.Si."))})
    assert sign_document(head.office, titled.id, PASSPHRASE, by=head.people["opi"]).signed
    with head.office.store.writing() as unit:
        unit.save_post(Post(0, head.people["opi"].id, "Kepala Dinas", MORNING.date(), nip="19"))
        unit.commit()
    other = filed(head, 2, data={"signer": packed(Signer("Kepala Dinas", "O. Pi", nip="19"))})
    assert sign_document(head.office, other.id, PASSPHRASE, by=head.people["opi"]).signed


@pytest.mark.parametrize("login", ["sis", "awas", "audi"])
def test_nobody_else_of_the_office_signs(head: Desk, login: str):
    document = filed(head)

    with pytest.raises(NotYourSignature, match="Kepala Dinas"):
        sign_document(head.office, document.id, PASSPHRASE, by=head.people[login])
    assert now_of(head, document) == document


def test_a_post_that_the_house_does_not_know_is_named_as_the_letter_does(head: Desk):
    with pytest.raises(NotYourSignature, match="Opi, Kepala Dinas"):
        sign_document(head.office, filed(head, post="lain").id, PASSPHRASE, by=head.people["opi"])


def test_whose_case_it_is_not_does_not_even_hear_of_it(head: Desk):
    with pytest.raises(NotFound):
        sign_document(head.office, filed(head).id, PASSPHRASE, by=head.people["budi"])
    with pytest.raises(NotFound):
        sign_document(head.office, 4711, PASSPHRASE, by=head.people["opi"])


@pytest.mark.parametrize("state", [each for each in DocumentState if each is not DocumentState.FILED])
def test_only_a_filed_document_is_signed(head: Desk, state: DocumentState):
    document = filed(head, state=state)

    with pytest.raises(NotToSign):
        sign_document(head.office, document.id, PASSPHRASE, by=head.people["opi"])
    assert now_of(head, document) == document


def test_what_nobody_signs_is_not_signed(head: Desk):
    with pytest.raises(NotToSign):
        sign_document(head.office, filed(head, post="").id, PASSPHRASE, by=head.people["opi"])


def test_a_signed_document_is_not_signed_again(head: Desk):
    document = sign_document(head.office, filed(head).id, PASSPHRASE, by=head.people["opi"])

    with pytest.raises(NotToSign):
        sign_document(head.office, document.id, PASSPHRASE, by=head.people["opi"])
    assert now_of(head, document) == document


def test_who_comes_second_changes_nothing_and_leaves_no_file(head: Desk, monkeypatch):
    document, opi = filed(head), head.people["opi"]
    signatures, before = head.office.signatures, []

    class Slow:
        """Meanwhile somebody else signs."""

        def sign(self, *given, **facts):
            before.append(sign_document(replace(head.office, signatures=signatures), document.id, PASSPHRASE, by=opi))
            mine.append(signatures.sign(*given, **facts))
            return mine[0]

    mine: list = []
    with pytest.raises(NotToSign):
        sign_document(replace(head.office, signatures=Slow()), document.id, PASSPHRASE, by=opi)

    assert now_of(head, document) == before[0]
    assert len(told(head, document)) == 1
    assert not head.office.vault.has(sha256(mine[0].data).hexdigest())
    assert head.office.vault.has(before[0].signed)


def test_a_wrong_passphrase_changes_nothing(head: Desk):
    document = filed(head)

    with pytest.raises(WrongPassphrase):
        sign_document(head.office, document.id, "salah", by=head.people["opi"])
    assert now_of(head, document) == document
    assert told(head, document) == []


def test_after_too_many_wrong_passphrases_none_is_tried_for_a_while(head: Desk):
    document = filed(head)
    for _ in range(8):
        with pytest.raises(WrongPassphrase):
            sign_document(head.office, document.id, "salah", by=head.people["opi"])

    with pytest.raises(TooOften):
        sign_document(head.office, document.id, PASSPHRASE, by=head.people["opi"])
    head.go_on(minutes=16)
    assert sign_document(head.office, document.id, PASSPHRASE, by=head.people["opi"]).signed


def test_without_a_key_or_with_an_expired_certificate_nothing_is_signed(head: Desk, authority: Authority):
    document = filed(head)
    authority.certifies(OPI, begins=MORNING.replace(year=2020), ends=MORNING.replace(year=2021))
    with pytest.raises(CertificateNotValid):
        sign_document(head.office, document.id, PASSPHRASE, by=head.people["opi"])
    (authority.folder / "opi.p12").unlink()
    with pytest.raises(NoKey):
        sign_document(head.office, document.id, PASSPHRASE, by=head.people["opi"])

    assert now_of(head, document) == document


def test_an_office_without_keys_says_what_to_do_instead(head: Desk):
    office = replace(head.office, signatures=None)

    with pytest.raises(NoSignatures, match="scan"):
        sign_document(office, filed(head).id, PASSPHRASE, by=head.people["opi"])


def test_the_passphrase_is_neither_in_the_books_nor_in_the_log(head: Desk, caplog):
    caplog.set_level(logging.DEBUG)
    first, second = filed(head), filed(head, 2)
    sign_document(head.office, first.id, PASSPHRASE, by=head.people["opi"])
    with pytest.raises(WrongPassphrase):
        sign_document(head.office, second.id, "rahasia yang salah", by=head.people["opi"])
    with head.office.store.reading() as reader:
        shelf = repr(vars(reader._shelf))

    for secret in (PASSPHRASE, "rahasia yang salah"):
        assert secret not in caplog.text
        assert secret not in shelf
        assert secret.encode() not in bytes_of(head, now_of(head, first).signed)


# ---- many at once


def test_what_waits_for_me_is_listed_the_oldest_first(head: Desk):
    mine, other, done = filed(head), filed(head, 2, post="sistem"), filed(head, 3)
    sign_document(head.office, done.id, PASSPHRASE, by=head.people["opi"])
    last = filed(head, 4)
    listed = waiting(head.office, head.people["opi"])

    assert [each.document for each in listed] == [mine, last]
    assert other not in listed
    assert (listed[0].who, listed[0].case) == (OPI, "P-2026-00001")
    assert waiting(head.office, head.people["budi"]) == []


def test_one_that_cannot_be_signed_does_not_hold_up_the_others(head: Desk):
    good, bad, last = filed(head), filed(head, 2, pdf=b"no PDF"), filed(head, 3)
    outcomes = sign_documents(head.office, [good.id, bad.id, last.id, good.id, 4711], PASSPHRASE, by=head.people["opi"])

    assert [type(each.error).__name__ for each in outcomes] == ["NoneType", "CannotSign", "NoneType", "NotFound"]
    assert [now_of(head, each).state.value for each in (good, bad, last)] == ["signed", "filed", "signed"]


def test_a_wrong_passphrase_is_tried_on_the_first_one_only(head: Desk):
    documents = [filed(head, number).id for number in range(1, 4)]
    for _ in range(8):
        with pytest.raises(WrongPassphrase):
            sign_documents(head.office, documents, "salah", by=head.people["opi"])


def test_the_letter_itself_stays_as_it_was_filed(head: Desk):
    document = sign_document(head.office, filed(head).id, PASSPHRASE, by=head.people["opi"])

    assert bytes_of(head, document.filed) == a_letter()
    assert bytes_of(head, document.signed).startswith(a_letter())
