"""What every store promises to a verification, on all stores."""

from datetime import date

import pytest

from app.model.clock import ServiceClock
from app.model.definition import Deployment
from app.model.desk import Comment
from app.model.dossier import Deployed, Head
from app.model.event import Fact, Happening, microseconds
from app.model.instance import Attachment
from app.model.job import Job
from app.model.notice import Message
from app.ports import Store
from tests.store.cases import NOW, case, given, kept, step, task

pytestmark = pytest.mark.parametrize("address", ["memory", "sqlite", "postgres"], indirect=True)


def test_a_dossier_holds_all_of_a_case(store: Store) -> None:
    with store.writing() as unit:
        clerk = unit.add_user("sri", "Sri", {"operator"}, "")
        given_case = kept(unit, case(applicant=clerk.id), opened=[task(assignee=clerk.id)])
        file = unit.add_attachment(
            Attachment(0, 1, "ab" * 32, "akta.pdf", "application/pdf", 7, "periksa", clerk.id, NOW)
        )
        said = unit.add_message(Message(0, 1, clerk.id, True, "Halo", (file.id,), NOW))
        written = unit.add_comment(Comment(0, 1, 1, clerk.id, "Lihat", True, (clerk.id,), NOW))
        unit.commit()
    with store.reading() as books:
        (found,) = books.dossiers()
    assert (found.id, found.number, found.case) == (1, given_case.number, given_case)
    assert [work.element for work in found.work] == ["periksa"]
    assert (list(found.files), list(found.messages), list(found.comments)) == ([file], [said], [written])
    assert found.logins[clerk.id] == "sri"
    assert (found.unreadable, found.stale, found.linked_to) == (frozenset(), (), None)


def test_dossiers_come_in_pages_by_internal_number(store: Store) -> None:
    given(store, *(case(number) for number in (3, 1, 2)))
    with store.reading() as books:
        assert [it.id for it in books.dossiers(limit=2)] == [1, 2]
        assert [it.id for it in books.dossiers(after=2, limit=2)] == [3]
        assert list(books.dossiers(after=3)) == []


def test_a_dossier_names_the_case_it_follows(store: Store) -> None:
    given(store, case(1), case(2, linked_to=1))
    with store.reading() as books:
        assert [it.linked_to for it in books.dossiers()] == [None, "IP-2026-0001"]


def test_columns_that_repeat_others_agree_with_them(store: Store) -> None:
    due = ServiceClock(due=date(2026, 3, 20))
    given(store, case(clock=due), opened=[task(due_at=NOW)])
    with store.reading() as books:
        assert books.dossiers()[0].stale == ()


def test_entries_are_the_events_as_they_are_kept(store: Store) -> None:
    long = Fact(Happening.VARIABLES_CORRECTED, payload={"outputs": {"x": "y" * 500}})
    with store.writing() as unit:
        kept(unit, case(), Fact(Happening.ELEMENT_PASSED, "mulai", "f1"), long)
        unit.commit()
    _, events = step(case(), Fact(Happening.ELEMENT_PASSED, "mulai", "f1"), long)
    with store.reading() as books:
        first, second = books.entries(1)
        assert [it.number for it in books.entries(1, after=1)] == [2]
        assert [it.number for it in books.entries(1, limit=1)] == [1]
    assert (first.number, first.at, first.kind, first.element, first.flow) == (
        1,
        microseconds(NOW),
        "element:passed",
        "mulai",
        "f1",
    )
    assert (second.payload, second.salt, second.digest) == (events[1].payload, events[1].salt, events[1].digest)


def test_an_erased_payload_is_none_and_its_salt_is_gone(store: Store) -> None:
    given(store)
    with store.writing() as unit:
        unit.erase_payload(1, 1)
        unit.commit()
    with store.reading() as books:
        (entry,) = books.entries(1)
    assert (entry.payload, entry.salt) == (None, b"")


def test_heads_say_how_far_each_case_has_come(store: Store) -> None:
    given(store, case(2), case(1))
    head = step(case(1))[0].head
    with store.reading() as books:
        assert books.heads(limit=1) == [Head(1, "IP-2026-0001", 1, head, microseconds(NOW))]
        assert [it.id for it in books.heads(after=1)] == [2]


def test_digests_of_single_events_are_found(store: Store) -> None:
    given(store, case(1), case(2))
    with store.reading() as books:
        found = books.digests_at([(1, 1), (1, 9), (7, 1)])
        assert found == {(1, 1): step(case(1))[0].head}
        assert books.digests_at([]) == {}


def test_a_case_is_found_by_its_number(store: Store) -> None:
    given(store)
    with store.reading() as books:
        assert books.id_of("IP-2026-0001") == 1
        assert books.id_of("IP-2026-0002") is None


def test_deployments_and_series_are_told_as_they_are_kept(store: Store) -> None:
    with store.writing() as unit:
        unit.add_deployment(Deployment("b", 1, "cd" * 32, "user:ana", NOW))
        unit.add_deployment(Deployment("a", 2, "ab" * 32, "system", NOW))
        unit.next_number("case:IP", 2026)
        unit.next_number("case:IP", 2026)
        unit.new_instance_id()
        unit.commit()
    with store.reading() as books:
        assert books.deployed() == [
            Deployed("a", 2, "ab" * 32, "system", microseconds(NOW)),
            Deployed("b", 1, "cd" * 32, "user:ana", microseconds(NOW)),
        ]
        assert books.numbers_given() == {**books.numbers_given(), ("case:IP", 2026): 2, ("instance.id", 0): 1}


def test_jobs_are_listed_by_kind(store: Store) -> None:
    with store.writing() as unit:
        person = unit.add_user("audi", "Audi", {"auditor"}, "")
        first, _, last = (unit.add_job(Job(0, kind, {}, person.id, NOW)) for kind in ("verify", "xes", "verify"))
        unit.commit()
    with store.reading() as books:
        assert [job.id for job in books.jobs(kind="verify")] == [last.id, first.id]
        assert [job.kind for job in books.jobs(kind="verify", person=person.id + 1)] == []
