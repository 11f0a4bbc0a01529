"""Looking for a job or for who needs a file reads an index, however many there are."""

from collections.abc import Callable
from datetime import timedelta

import pytest
import sqlalchemy as sa

from app.ports import Store, Unit
from app.store.books import SqlStore
from tests.store.cases import NOW

USES: dict[str, tuple[set[str], Callable[[Unit], object]]] = {
    "next": ({"SEARCH job USING COVERING INDEX job_by_ready_at (ready_at>?)"}, lambda unit: unit.next_job()),
    "lease": (
        {"SEARCH job USING INDEX job_by_ready_at (ready_at>? AND ready_at<?)"},
        lambda unit: unit.lease_job(owner="a", now=NOW, until=NOW + timedelta(1)),
    ),
    "mine": ({"SEARCH job USING INDEX job_by_person (requested_by=?)"}, lambda unit: unit.jobs(person=1)),
    "and on": (
        {"SEARCH job USING INDEX job_by_person (requested_by=? AND id<?)"},
        lambda unit: unit.jobs(person=1, before=9),
    ),
    "old": (
        {"SEARCH job USING INDEX job_by_finished_at (finished_at>? AND finished_at<?)"},
        lambda unit: unit.jobs_to_clear(NOW, limit=9),
    ),
    "uses of a file": (
        {
            "SEARCH attachment USING COVERING INDEX attachment_by_digest (digest=?)",
            "SEARCH complaint_file USING COVERING INDEX complaint_file_by_digest (digest=?)",
            "SEARCH document USING COVERING INDEX document_by_filed (filed=?)",
            "SEARCH document USING COVERING INDEX document_by_signed (signed=?)",
            "SEARCH job USING COVERING INDEX job_by_file (file_digest=?)",
        },
        lambda unit: unit.file_uses("ab" * 32),
    ),
}


@pytest.mark.parametrize("name", USES)
def test_it_goes_along_its_index(name: str, sqlite_url: str, opened: Callable[[str], Store]) -> None:
    store = opened(sqlite_url)
    assert isinstance(store, SqlStore)
    steps, use = USES[name]
    plan: list[str] = []

    def explain(_connection: object, cursor: object, statement: str, parameters: object, *_: object) -> None:
        with store.reader.connect() as connection:
            plan.extend(row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters))

    sa.event.listen(store.writer, "before_cursor_execute", explain)
    with store.writing() as unit:
        use(unit)
    assert {step for step in plan if step.startswith(("SCAN", "SEARCH", "USE TEMP"))} - {"SCAN CONSTANT ROW"} == steps
