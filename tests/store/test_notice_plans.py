"""What notices cost: one statement for whatever a step announces, and looks that go along indexes."""

import re
from collections.abc import Callable
from typing import Any

import pytest
import sqlalchemy as sa

from app.model.notice import Announcement, Audience, Topic
from app.ports import Store
from app.store.books import SqlStore
from tests.store.cases import NOW, given, task
from tests.store.test_plans import Use, explain, sqlite

__all__ = ["explain", "sqlite"]

FACTS = {"what": "work", "number": "IP-2026-0001"}


def announcements(number: int) -> list[Announcement]:
    return [Announcement(Topic.WORK, str(n), Audience(group="operator"), 1, FACTS, NOW, 1) for n in range(number)]


USES: dict[str, tuple[str, Use]] = {
    "the count of the bell": ("notice_unseen", lambda unit: unit.unseen(7, up_to=100)),
    "a page": ("notice_by_person", lambda unit: unit.notices(7)),
    "the next page": ("notice_by_person", lambda unit: unit.notices(7, before=9)),
    "marking all as read": ("notice_unseen", lambda unit: unit.see(7, NOW)),
    "the next e-mail": ("notice_by_mail_at", lambda unit: unit.next_letter()),
    "leasing an e-mail": ("notice_by_mail_at", lambda unit: unit.lease_letter(owner="w", now=NOW, until=NOW)),
    "due reminders": ("work_item_by_remind_at", lambda unit: unit.due_reminders(NOW, limit=9)),
    "messages of a case": ("message_by_instance", lambda unit: unit.messages(1)),
}


@pytest.mark.parametrize("name", USES)
def test_a_look_goes_along_its_index(name: str, sqlite: SqlStore, explain: Callable[[Use], list[str]]) -> None:
    given(sqlite, opened=[task()])
    index, use = USES[name]
    plan = explain(use)
    assert any(index in step for step in plan), plan
    whole = [step for step in plan if re.match(r"SCAN (notice|message|work_item|app_user)\b(?! USING)", step)]
    assert whole == []


@pytest.mark.parametrize("address", ["sqlite", "postgres"], indirect=True)
def test_all_that_a_step_announces_costs_one_statement(store: Store) -> None:
    assert isinstance(store, SqlStore)
    with store.writing() as unit:
        for n in range(9):
            unit.add_user(f"sri{n}", "Sri", ["operator"], "")
        unit.commit()
    given(store, opened=[task()])
    statements: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        statements.append(statement)

    sa.event.listen(store.writer, "before_cursor_execute", note)
    with store.writing() as unit:
        unit.announce(announcements(3), digest_at=NOW, by_mail=True)
        assert sum(len(unit.notices(person.id)) for person in unit.users()) == 27
        unit.commit()
    assert len([each for each in statements if each.startswith("INSERT")]) == 1


def test_finding_those_to_be_told_reads_no_one_else(sqlite: SqlStore) -> None:
    seen: list[tuple[str, Any]] = []
    given(sqlite, opened=[task()])

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        if statement.startswith("INSERT INTO notice"):
            seen.append((statement, parameters[0] if isinstance(parameters, list) else parameters))

    sa.event.listen(sqlite.writer, "before_cursor_execute", note)
    with sqlite.writing() as unit:
        unit.announce(announcements(1), digest_at=NOW, by_mail=True)
    [(statement, parameters)] = seen
    with sqlite.reader.connect() as connection:
        plan = [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)]
    assert any("membership_by_group" in step for step in plan), plan
    assert not [step for step in plan if re.match(r"SCAN (app_user|membership|notice|work_item)\b", step)], plan
