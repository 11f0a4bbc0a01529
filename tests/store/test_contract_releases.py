"""What every store promises about proposals and the history of SOPs."""

from dataclasses import replace
from typing import Any

import pytest
import sqlalchemy as sa

from app.model.bundle import Bundle
from app.model.errors import Conflict
from app.model.instance import Status
from app.model.release import DefinitionEvent, Milestone, Proposal, ProposalState
from app.model.studio import WorkingCopy
from app.ports import Store
from app.store.books import SqlStore
from tests.store.cases import MINUTE, NOW, case, kept

every_store = pytest.mark.parametrize("address", ["memory", "sqlite", "postgres"], indirect=True)
every_database = pytest.mark.parametrize("address", ["sqlite", "postgres"], indirect=True)
DIGEST = "ab" * 32


@pytest.fixture
def people(store: Store) -> tuple[int, int]:
    with store.writing() as unit:
        found = unit.add_user("ana", "Ana", ["analyst"], "").id, unit.add_user("rina", "Rina", ["releaser"], "").id
        unit.commit()
    return found


def copied(store: Store, person: int) -> WorkingCopy:
    with store.writing() as unit:
        fresh = WorkingCopy(0, "izin", "", person, 1, NOW, NOW, person)
        copy = unit.add_working_copy(fresh, Bundle({"bpmn/sop.toml": b""}))
        unit.commit()
    return copy


def proposed(store: Store, copy: int, by: int, **changes: Any) -> Proposal:
    fresh = Proposal(0, "izin", copy, 1, DIGEST, "Tinjauan kedua", by, NOW)
    with store.writing() as unit:
        kept = unit.add_proposal(replace(fresh, **changes))
        unit.commit()
    return kept


@every_store
def test_a_proposal_comes_back_as_it_was_made(store: Store, people: tuple[int, int]) -> None:
    copy = copied(store, people[0]).id
    proposal = proposed(store, copy, people[0])
    with store.reading() as books:
        assert books.proposal(proposal.id) == proposal
        assert books.proposal(proposal.id + 1) is None
        assert books.open_proposals() == books.open_proposals("izin") == [proposal]
        assert books.open_proposals("lain") == []
        assert books.open_proposal_of(copy) == proposal


@every_store
def test_a_copy_has_one_open_proposal_and_any_number_of_decided_ones(store: Store, people: tuple[int, int]) -> None:
    copy = copied(store, people[0]).id
    first = proposed(store, copy, people[0])
    with pytest.raises(Conflict):
        proposed(store, copy, people[0])
    with store.writing() as unit:
        held = unit.hold_proposal(first.id)
        assert held is not None
        decided = replace(held, state=ProposalState.REJECTED, decided_by=people[1], decided_at=NOW, reason="Belum.")
        unit.save_proposal(decided)
        unit.commit()
    second = proposed(store, copy, people[0])
    with store.reading() as books:
        assert books.proposal(first.id) == decided
        assert books.open_proposal_of(copy) == second


@every_store
def test_who_has_begun_or_saved_a_copy_is_known(store: Store, people: tuple[int, int]) -> None:
    copy = copied(store, people[0])
    with store.reading() as books:
        assert books.editors(copy.id) == {people[0]}
    for _ in range(2):
        with store.writing() as unit:
            unit.save_working_copy(replace(copy, saved_by=people[1]))
            unit.commit()
    with store.reading() as books:
        assert books.editors(copy.id) == set(people)
        assert books.editors(copy.id + 1) == set()


@every_store
def test_the_history_of_an_sop_is_told_newest_first_and_page_by_page(store: Store) -> None:
    events = [
        DefinitionEvent(0, "izin", Milestone.BEGAN, NOW, "user:ana", copy=1),
        DefinitionEvent(0, "lain", Milestone.DEPLOYED, NOW, "system", "pertama", DIGEST, 1),
        DefinitionEvent(0, "izin", Milestone.DEPLOYED, NOW + MINUTE, "user:rina", "kedua", DIGEST, 2, 1, 7),
    ]
    with store.writing() as unit:
        for event in events:
            unit.add_definition_event(event)
        unit.commit()
    with store.reading() as books:
        found = books.definition_events("izin")
        assert [replace(event, id=0) for event in found] == [events[2], events[0]]
        assert books.definition_events("izin", limit=1) == found[:1]
        assert books.definition_events("izin", before=found[0].id) == found[1:]


@every_store
def test_running_cases_are_counted_by_version(store: Store) -> None:
    states = ((1, Status.RUNNING), (1, Status.RUNNING), (1, Status.ENDED), (2, Status.RUNNING))
    with store.writing() as unit:
        for number, (version, status) in enumerate(states, 1):
            kept(unit, case(number, version=version, status=status))
        unit.commit()
    with store.reading() as books:
        assert dict(books.running_cases("izin_perluasan")) == {1: 2, 2: 1}
        assert dict(books.running_cases("lain")) == {}


@every_database
@pytest.mark.parametrize("change", ["UPDATE definition_event SET note = 'x'", "DELETE FROM definition_event"])
def test_the_history_of_an_sop_is_never_changed(store: SqlStore, change: str) -> None:
    with store.writing() as unit:
        unit.add_definition_event(DefinitionEvent(0, "izin", Milestone.BEGAN, NOW, "user:ana"))
        unit.commit()
    with store.writer.connect() as connection, pytest.raises(sa.exc.DBAPIError, match="never changed"):
        connection.execute(sa.text(change))
