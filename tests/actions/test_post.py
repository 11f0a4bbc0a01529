"""E-mails of notices: written in the person's language, sent once, tried again, given up in the end."""

from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest

from app.actions.claim import claim
from app.actions.complete import complete
from app.actions.messages import send_message
from app.actions.post import LEASE, TRIES, post_next, retry_delay
from app.actions.remind import remind
from app.model.notice import Mailbox, Notice, Post, Topic, Way
from app.ports import ConnectorFailed, Letter
from tests.actions.conftest import Desk, manual
from tests.actions.test_notify import comment, notices


@dataclass
class PostOffice:
    """Takes letters, or fails as the test says."""

    letters: list[Letter] = field(default_factory=list)
    failures: list[Exception] = field(default_factory=list)

    def send(self, letter: Letter) -> None:
        if self.failures:
            raise self.failures.pop(0)
        self.letters.append(letter)


@pytest.fixture
def post() -> PostOffice:
    return PostOffice()


@pytest.fixture
def office(desk: Desk, post: PostOffice) -> Desk:
    """A desk that sends e-mails; Opi wants one for each new work."""
    found = replace(desk, office=replace(desk.office, mail=post, public_url="https://izin.example"))
    wants(found, "opi", work=Way.AT_ONCE)
    return found


def wants(desk: Desk, login: str, address: str | None = None, locale: str = "id", **ways: Way) -> None:
    at = f"{login}@contoh.example" if address is None else address
    with desk.office.store.writing() as unit:
        chosen = {Topic(topic): way for topic, way in ways.items()}
        unit.save_mailbox(desk.people[login].id, Mailbox(at, locale, chosen))
        unit.commit()


def last(desk: Desk, login: str) -> Notice:
    return notices(desk, login)[0]


def test_an_e_mail_says_what_has_happened_and_where_to_go(office: Desk, post: PostOffice) -> None:
    case = office.started()
    assert post_next(office.office, "w1")
    [letter] = post.letters
    assert letter.to == "opi@contoh.example"
    assert letter.subject == f"{case.number}: Tugas baru: periksa"
    assert letter.body == (
        "Yth. Opi,\n\n"
        "Tugas baru: periksa\n"
        f"Permohonan {case.number} PT Contoh\n"
        f"Buka: https://izin.example/tugas/{office.open(case, 'periksa').id}\n\n"
        "-- \n"
        "Surat ini dikirim otomatis oleh Lajur; mohon tidak dibalas.\n"
        "Pilihan pemberitahuan: https://izin.example/pemberitahuan/pilihan\n"
    )
    assert last(office, "opi").mail is Post.SENT


def test_it_is_sent_once(office: Desk, post: PostOffice) -> None:
    office.started()
    assert [post_next(office.office, "w1") for _ in range(3)] == [True, False, False]
    assert len(post.letters) == 1


def test_it_speaks_the_language_of_its_reader(office: Desk, post: PostOffice) -> None:
    wants(office, "opi", locale="en", work=Way.AT_ONCE)
    office.started()
    post_next(office.office, "w1")
    assert post.letters[0].subject.endswith("New task: periksa")
    assert "Dear Opi," in post.letters[0].body
    assert post.letters[0].locale == "en"


def test_it_names_the_colleague_and_leads_to_the_case(office: Desk, post: PostOffice) -> None:
    wants(office, "oka")
    wants(office, "opi", "")
    case = office.started()
    comment(office, case, ["oka"])
    post_next(office.office, "w1")
    assert "Opi menyebut Anda dalam komentar" in post.letters[0].body
    assert f"/permohonan/{case.number}" in post.letters[0].body


def test_daily_ones_go_in_one_e_mail_at_seven(office: Desk, post: PostOffice) -> None:
    wants(office, "opi", work=Way.DAILY)
    first, second = office.started(), office.started()
    assert not post_next(office.office, "w1")
    office.go_on(hours=22)  # Wednesday, 07.00
    assert post_next(office.office, "w1")
    [letter] = post.letters
    assert letter.subject == "Ringkasan harian: 2 pemberitahuan"
    assert first.number in letter.body
    assert second.number in letter.body
    assert not post_next(office.office, "w1")


def test_what_fails_is_tried_again_later_with_the_same_key(office: Desk, post: PostOffice) -> None:
    post.failures = [ConnectorFailed("451 later")]
    office.started()
    assert post_next(office.office, "w1")
    failed = last(office, "opi")
    assert (failed.mail, failed.attempts, failed.note) == (Post.WAITING, 1, "451 later")
    assert not post_next(office.office, "w1")
    office.go_on(minutes=1)
    assert post_next(office.office, "w1")
    assert [letter.key for letter in post.letters] == [f"{failed.key}/{failed.person}"]
    assert last(office, "opi").mail is Post.SENT


def test_what_is_refused_for_good_is_noted_and_not_tried_again(office: Desk, post: PostOffice) -> None:
    post.failures = [ConnectorFailed("550 no such mailbox", permanent=True)]
    office.started()
    post_next(office.office, "w1")
    office.go_on(days=3)
    assert not post_next(office.office, "w1")
    assert (last(office, "opi").mail, last(office, "opi").note) == (Post.REFUSED, "550 no such mailbox")


def test_after_many_failures_it_is_given_up(office: Desk, post: PostOffice) -> None:
    post.failures = [ConnectorFailed("451 later") for _ in range(TRIES)]
    office.started()
    for _ in range(TRIES):
        assert post_next(office.office, "w1")
        office.go_on(hours=6)
    assert last(office, "opi").mail is Post.REFUSED
    assert not post_next(office.office, "w1")


def test_the_pauses_between_tries_grow_to_six_hours() -> None:
    assert [retry_delay(n) for n in (1, 2, 3)] == [timedelta(minutes=n) for n in (1, 2, 4)]
    assert retry_delay(TRIES) == timedelta(hours=6)


def test_a_fault_of_the_adapter_holds_up_nothing(office: Desk, post: PostOffice) -> None:
    post.failures = [RuntimeError("broken")]
    wants(office, "oka", work=Way.AT_ONCE)
    office.started()
    assert post_next(office.office, "w1")
    assert last(office, "opi").note == "RuntimeError: broken"
    assert post_next(office.office, "w1")
    assert [letter.to for letter in post.letters] == ["oka@contoh.example"]


class Died(BaseException):
    """The worker is killed."""


def test_a_worker_that_dies_while_sending_leaves_it_to_another_with_the_same_key(
    office: Desk, post: PostOffice
) -> None:
    wants(office, "opi", work=Way.DAILY)
    office.started()
    office.started()
    office.go_on(hours=22)
    post.failures = [Died()]
    with pytest.raises(Died):
        post_next(office.office, "w1")
    key = f"daily/{office.people['opi'].id}/{notices(office, 'opi')[-1].id}"
    assert not post_next(office.office, "w2")
    office.go_on(seconds=LEASE.total_seconds())
    assert post_next(office.office, "w2")
    assert [letter.key for letter in post.letters] == [key]


@pytest.mark.parametrize("way_out", ["address", "account"])
def test_who_has_no_address_any_more_gets_nothing(office: Desk, post: PostOffice, way_out: str) -> None:
    office.started()
    if way_out == "address":
        wants(office, "opi", "")
    else:
        with office.office.store.writing() as unit:
            unit.save_user(replace(office.people["opi"], active=False))
            unit.commit()
    assert post_next(office.office, "w1")
    assert last(office, "opi").mail is Post.REFUSED
    assert post.letters == []


def test_an_office_without_mail_sends_none(desk: Desk) -> None:
    assert not post_next(desk.office, "w1")


def test_another_worker_may_have_been_faster(office: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    office.started()
    books = type(office.office.store.reading().__enter__())
    monkeypatch.setattr(books, "lease_letter", lambda *_, **__: [])
    assert not post_next(office.office, "w1")


def test_a_reminder_names_the_day(office: Desk, post: PostOffice) -> None:
    office = manual(office)
    wants(office, "opi")
    case = office.started("setuju")
    claim(office.office, office.open(case, "kirim").id, by=office.people["opi"])
    office.go_on(days=6, hours=-1)
    assert remind(office.office) == 1
    post_next(office.office, "w1")
    assert "Segera jatuh tempo (24 Maret 2026): kirim" in post.letters[0].body


def test_an_incident_leads_to_the_case(office: Desk, post: PostOffice) -> None:
    wants(office, "opi", "")
    wants(office, "awas")
    case = office.started()
    complete(office.office, office.open(case, "periksa").id, {"hasil": "hitung"}, by=office.people["opi"])
    office.do(case, "bayar", "opi", catatan="")
    post_next(office.office, "w1")
    assert f"Buka: https://izin.example/permohonan/{case.number}\n" in post.letters[0].body


def test_a_message_is_announced_without_its_text(office: Desk, post: PostOffice) -> None:
    wants(office, "opi", "")
    wants(office, "siti")
    case = office.started()
    send_message(office.office, case.id, "Rahasia", by=office.people["opi"])
    post_next(office.office, "w1")
    assert post.letters[0].subject == f"{case.number}: Pesan dari dinas"
    assert "Rahasia" not in post.letters[0].body
