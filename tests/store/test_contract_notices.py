"""What every store promises about notices, their e-mails, reminders and messages."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest

from app.model.instance import WorkState
from app.model.notice import Announcement, Audience, Mailbox, Message, Notice, Post, Topic, Way
from app.ports import Store
from tests.store.cases import MINUTE, NOW, case, given, open_items, step, task

pytestmark = pytest.mark.parametrize("address", ["memory", "sqlite", "postgres"], indirect=True)

FACTS = {"what": "work", "number": "IP-2026-0001", "words": "Memeriksa kelengkapan"}
MORNING = NOW + 20 * MINUTE


@pytest.fixture
def office(store: Store) -> Store:
    """A case with a task, and three people: two clerks, and a supervisor who has left."""
    with store.writing() as unit:
        for login, groups in (("sri", {"operator"}), ("adi", {"operator", "kasi"}), ("tua", {"supervisor"})):
            unit.add_user(login, login.title(), groups, "")
        gone = unit.user_by_login("tua")
        assert gone
        unit.save_user(replace(gone, active=False))
        unit.commit()
    given(store, opened=[task()])
    return store


def who(store: Store, login: str) -> int:
    with store.reading() as books:
        found = books.user_by_login(login)
    assert found
    return found.id


def told(**changes: Any) -> Announcement:
    fresh = Announcement(Topic.WORK, "IP-2026-0001/2", Audience(group="operator"), 1, FACTS, NOW, token=1)
    return replace(fresh, **changes)


def announce(store: Store, *announcements: Announcement, by_mail: bool = True) -> None:
    with store.writing() as unit:
        unit.announce(announcements, digest_at=MORNING, by_mail=by_mail)
        unit.commit()


def choose(store: Store, login: str, address: str = "", locale: str = "id", **ways: Way) -> None:
    with store.writing() as unit:
        chosen = {Topic(topic): way for topic, way in ways.items()}
        unit.save_mailbox(who(store, login), Mailbox(address, locale, chosen))
        unit.commit()


def notices(store: Store, login: str) -> list[Notice]:
    with store.reading() as books:
        return list(books.notices(who(store, login)))


def leased(store: Store, now: datetime = NOW, owner: str = "w1") -> list[Notice]:
    with store.writing() as unit:
        found = unit.lease_letter(owner=owner, now=now, until=now + MINUTE)
        unit.commit()
        return list(found)


def test_nothing_to_announce_is_announced_to_nobody(office: Store) -> None:
    announce(office)
    assert notices(office, "sri") == []


def test_all_of_a_group_are_told_but_the_one_who_caused_it(office: Store) -> None:
    announce(office, told(audience=Audience(group="operator", but="adi")))
    [notice] = notices(office, "sri")
    assert notices(office, "adi") == []
    [work] = open_items(office)
    wanted = Notice(notice.id, who(office, "sri"), Topic.WORK, "IP-2026-0001/2", 1, work.id, FACTS, NOW)
    assert notice == wanted


def test_a_notice_may_be_about_no_case(office: Store) -> None:
    announce(office, told(instance=None, topic=Topic.RELEASE, token=None))
    assert [(it.instance, it.work) for it in notices(office, "sri")] == [(None, None)]


def test_a_person_is_told_by_id_or_by_login(office: Store) -> None:
    announce(
        office,
        told(key="a", audience=Audience(person=who(office, "sri")), token=None),
        told(key="b", audience=Audience(login="sri")),
        told(key="c", audience=Audience(login="nobody")),
    )
    assert [notice.key for notice in notices(office, "sri")] == ["b", "a"]
    assert notices(office, "sri")[1].work is None


def test_whoever_has_left_is_told_nothing(office: Store) -> None:
    announce(office, told(topic=Topic.INCIDENT, audience=Audience(group="supervisor")))
    assert notices(office, "tua") == []


def test_a_happening_is_told_once_however_often_it_is_announced(office: Store) -> None:
    announce(office, told(), told(audience=Audience(group="kasi")))
    announce(office, told())
    assert len(notices(office, "adi")) == 1
    announce(office, told(key="other"))
    assert len(notices(office, "adi")) == 2


def test_who_wants_no_notice_of_a_topic_gets_none(office: Store) -> None:
    choose(office, "sri", work=Way.OFF)
    announce(office, told(), told(key="m", topic=Topic.MENTION))
    assert [notice.topic for notice in notices(office, "sri")] == [Topic.MENTION]


def test_how_a_person_wants_to_be_told_comes_back_as_it_was_kept(office: Store) -> None:
    choose(office, "sri", "sri@contoh.example", "en", work=Way.DAILY, case=Way.OFF)
    choose(office, "adi", "adi@contoh.example", "en", work=Way.DAILY)
    choose(office, "adi")
    with office.reading() as books:
        mailbox = books.mailbox(who(office, "sri"))
        assert mailbox == Mailbox("sri@contoh.example", "en", {Topic.WORK: Way.DAILY, Topic.CASE: Way.OFF})
        assert books.mailbox(who(office, "adi")) == Mailbox()
        assert books.mailbox(99) == Mailbox()


def test_an_e_mail_is_made_for_those_who_want_it_and_have_an_address(office: Store) -> None:
    choose(office, "sri", "sri@contoh.example", work=Way.AT_ONCE)
    choose(office, "adi", "", work=Way.AT_ONCE)
    announce(office, told(), told(key="2"))
    assert [notice.mail for notice in notices(office, "sri")] == [Post.WAITING] * 2
    assert [notice.mail for notice in notices(office, "adi")] == [Post.NONE] * 2
    choose(office, "sri", "sri@contoh.example", work=Way.APP)
    announce(office, told(key="3"))
    assert notices(office, "sri")[0].mail is Post.NONE


def test_where_nothing_sends_e_mail_none_is_made(office: Store) -> None:
    choose(office, "sri", "sri@contoh.example", work=Way.AT_ONCE)
    announce(office, told(), by_mail=False)
    assert notices(office, "sri")[0].mail is Post.NONE
    with office.reading() as books:
        assert books.next_letter() is None


def test_an_e_mail_at_once_is_due_now_and_a_daily_one_in_the_morning(office: Store) -> None:
    choose(office, "sri", "sri@contoh.example", work=Way.DAILY)
    announce(office, told())
    with office.reading() as books:
        assert books.next_letter() == MORNING
    choose(office, "adi", "adi@contoh.example", work=Way.AT_ONCE)
    announce(office, told(key="2"))
    with office.reading() as books:
        assert books.next_letter() == NOW


def test_an_e_mail_is_leased_to_one_worker_at_a_time(office: Store) -> None:
    choose(office, "sri", "sri@contoh.example", work=Way.AT_ONCE)
    announce(office, told())
    [notice] = leased(office)
    assert notice.owner == "w1"
    assert leased(office, owner="w2") == []
    [again] = leased(office, NOW + MINUTE, owner="w2")
    assert again == replace(notice, owner="w2")


def test_each_e_mail_at_once_is_one_of_its_own(office: Store) -> None:
    choose(office, "sri", "sri@contoh.example", work=Way.AT_ONCE)
    announce(office, told(), told(key="2"))
    assert [notice.key for notice in leased(office)] == ["IP-2026-0001/2"]
    assert [notice.key for notice in leased(office)] == ["2"]


def test_the_daily_ones_of_a_person_go_together(office: Store) -> None:
    for login in ("sri", "adi"):
        choose(office, login, f"{login}@contoh.example", work=Way.DAILY, mention=Way.AT_ONCE)
    announce(office, told(), told(key="2"), told(key="3", topic=Topic.MENTION))
    for _ in ("sri", "adi"):
        [mention] = leased(office)
        assert mention.key == "3"
        with office.writing() as unit:
            unit.save_letter([replace(mention, mail=Post.SENT)])
            unit.commit()
    assert leased(office) == []
    first, second = leased(office, MORNING), leased(office, MORNING)
    assert [notice.key for notice in first] == [notice.key for notice in second] == ["IP-2026-0001/2", "2"]
    assert {notice.person for notice in (*first, *second)} == {who(office, "sri"), who(office, "adi")}


def test_what_was_sent_is_not_leased_again(office: Store) -> None:
    choose(office, "sri", "sri@contoh.example", work=Way.AT_ONCE)
    announce(office, told())
    sent = [replace(notice, mail=Post.SENT) for notice in leased(office)]
    with office.writing() as unit:
        unit.save_letter(sent)
        unit.commit()
    assert leased(office, NOW + 60 * MINUTE) == []
    [kept] = notices(office, "sri")
    assert (kept.mail, kept.owner) == (Post.SENT, None)


def test_what_failed_waits_for_its_next_try(office: Store) -> None:
    choose(office, "sri", "sri@contoh.example", work=Way.AT_ONCE)
    announce(office, told())
    failed = [replace(notice, attempts=1, note="451 later") for notice in leased(office)]
    with office.writing() as unit:
        unit.save_letter(failed, retry_at=NOW + 5 * MINUTE)
        unit.commit()
    assert leased(office, NOW + 4 * MINUTE) == []
    [again] = leased(office, NOW + 5 * MINUTE)
    assert (again.attempts, again.note) == (1, "451 later")


def test_who_has_lost_the_lease_keeps_nothing(office: Store) -> None:
    choose(office, "sri", "sri@contoh.example", work=Way.AT_ONCE)
    announce(office, told())
    late = leased(office)
    leased(office, NOW + MINUTE, owner="w2")
    with office.writing() as unit:
        unit.save_letter([replace(notice, mail=Post.SENT) for notice in late])
        unit.commit()
    assert notices(office, "sri")[0].mail is Post.WAITING


def test_notices_are_counted_while_they_are_not_seen(office: Store) -> None:
    announce(office, *(told(key=str(n)) for n in range(5)))
    sri = who(office, "sri")
    with office.writing() as unit:
        assert (unit.unseen(sri, up_to=3), unit.unseen(sri, up_to=9)) == (3, 5)
        unit.see(sri, MORNING, notice_id=notices(office, "sri")[0].id)
        assert unit.unseen(sri, up_to=9) == 4
        unit.see(sri, NOW)
        assert unit.unseen(sri, up_to=9) == 0
        unit.commit()
    assert {notice.seen_at for notice in notices(office, "sri")} == {MORNING, NOW}
    with office.reading() as books:
        assert books.unseen(who(office, "adi"), up_to=9) == 5


def test_nobody_marks_the_notice_of_somebody_else(office: Store) -> None:
    announce(office, told())
    with office.writing() as unit:
        unit.see(who(office, "adi"), NOW, notice_id=notices(office, "sri")[0].id)
        unit.commit()
    assert notices(office, "sri")[0].seen_at is None


def test_work_that_somebody_has_done_is_no_news_any_more(office: Store) -> None:
    announce(office, told(), told(key="m", topic=Topic.MENTION))
    [work] = open_items(office)
    with office.writing() as unit:
        unit.see_finished_work(NOW)
        assert unit.unseen(who(office, "sri"), up_to=9) == 2
        unit.save_work(replace(work, state=WorkState.DONE, done_at=NOW))
        unit.see_finished_work(MORNING)
        unit.commit()
    seen = {notice.topic: notice.seen_at for notice in notices(office, "sri")}
    assert seen == {Topic.WORK: MORNING, Topic.MENTION: None}


def test_notices_come_in_pages_newest_first(office: Store) -> None:
    announce(office, *(told(key=str(n)) for n in range(5)))
    with office.reading() as books:
        sri = who(office, "sri")
        first = books.notices(sri, limit=2)
        rest = books.notices(sri, before=first[-1].id)
        assert [notice.key for notice in (*first, *rest)] == ["4", "3", "2", "1", "0"]
        assert books.notice(first[0].id) == first[0]
        assert books.notice(10**6) is None


def test_reminders_that_are_due_come_first_due_first(store: Store) -> None:
    items = [
        task(element="later", remind_at=NOW + MINUTE),
        task(element="second", remind_at=NOW),
        task(element="first", remind_at=NOW - MINUTE),
        task(element="done", remind_at=NOW, state=WorkState.DONE),
        task(element="never"),
    ]
    given(store, opened=[replace(item, token=token) for token, item in enumerate(items)])
    with store.reading() as books:
        due = books.due_reminders(NOW, limit=9)
        assert [work.element for work in due] == ["first", "second"]
        assert [work.remind_at for work in due] == [NOW - MINUTE, NOW]
        assert [work.element for work in books.due_reminders(NOW, limit=1)] == ["first"]


def test_messages_of_a_case_come_in_their_order(office: Store) -> None:
    sri = who(office, "sri")
    fresh = Message(0, 1, sri, from_office=True, text="Mohon denah.\n<b>", files=(3, 4), sent_at=NOW)
    with office.writing() as unit:
        first = unit.add_message(fresh)
        second = unit.add_message(replace(fresh, text="Terima kasih", files=()))
        unit.commit()
    with office.reading() as books:
        assert books.messages(1) == [first, second]
        assert first == replace(fresh, id=first.id)
        assert books.messages(2) == []


def test_a_case_keeps_its_tracking_code_and_lists_leave_it_out(store: Store) -> None:
    given(store, case(1, tracking_code="AB23CD45"), case(2))
    with store.writing() as unit:
        before = unit.hold(1)
        assert before
        after, events = step(before)
        unit.keep(before, after, events)
        unit.commit()
    with store.reading() as books:
        assert [books.instance(number).tracking_code for number in (1, 2)] == ["AB23CD45", ""]
        assert books.instance_by_number("IP-2026-0001").tracking_code == "AB23CD45"
