"""What the database has to do: one commit and few statements for a task completed over HTTP; a look for due timers
that costs the same however many are open. Counts, not times: they are the same on every machine."""

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask.testing import FlaskClient

from app.library.shipped import bundle_from
from app.model.advance import Kind
from app.model.instance import WorkItem, WorkState
from app.ports import Office
from app.store.books import SqlStore
from app.store.opening import open_store
from app.web import WebSettings, create_app
from app.worker import work_once
from tests.benchmarks.completion import ANSWERS
from tests.benchmarks.server import SOP
from tests.office import begin, draw, hire, office_on, put, wall_clock

#: Statements a completion over HTTP may cost, BEGIN and COMMIT not counted.
STATEMENTS = 15


@pytest.fixture(params=["sqlite", "postgres"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'books.db'}"
    make: Callable[[], str] = request.getfixturevalue("postgres_database")
    return make()


@pytest.fixture
def store(address: str) -> Iterator[SqlStore]:
    store = open_store(address)
    assert isinstance(store, SqlStore)
    yield store
    store.close()


@pytest.fixture
def office(store: SqlStore) -> Office:
    return office_on(store)


@pytest.fixture
def clerk(office: Office) -> FlaskClient:
    """A clerk who has signed in and has begun a case of the benchmark, whose form has 15 fields."""
    put(office, bundle_from(SOP, "bench"), "bench")
    hire(office, "operator", "operator")
    app = create_app(office, WebSettings("a secret of thirty-two characters", demo=True))
    app.config["WTF_CSRF_ENABLED"] = False
    client = app.test_client()
    client.post("/masuk/demo", data={"login": "operator"})
    client.post("/mulai/bench")
    return client


@contextmanager
def counted() -> Iterator[Counter[str]]:
    """What is done on all databases meanwhile: statements by their first word, `commits`, and the `statements`."""
    counts: Counter[str] = Counter()

    def execute(_connection: Any, _cursor: Any, statement: str, *_: Any) -> None:
        word = statement.split(maxsplit=1)[0]
        counts[word] += 1
        counts["statements"] += word != "BEGIN"

    def commit(_connection: Any) -> None:
        counts["commits"] += 1

    listeners: list[tuple[str, Callable[..., None]]] = [("before_cursor_execute", execute), ("commit", commit)]
    for event, listener in listeners:
        sa.event.listen(sa.Engine, event, listener)
    try:
        yield counts
    finally:
        for event, listener in listeners:
            sa.event.remove(sa.Engine, event, listener)


def test_a_task_completed_over_http_costs_one_commit_and_few_statements(clerk: FlaskClient) -> None:
    assert clerk.post("/tugas/1", data=ANSWERS).status_code == 303
    with counted() as counts:
        assert clerk.post("/tugas/2", data=ANSWERS).status_code == 303
    assert counts["commits"] == 1
    assert 0 < counts["statements"] <= STATEMENTS, counts


def test_a_case_started_over_http_costs_one_commit_and_few_statements(clerk: FlaskClient) -> None:
    with counted() as counts:
        assert clerk.post("/mulai/bench").status_code == 303
    assert counts["commits"] == 1
    assert 0 < counts["statements"] <= STATEMENTS, counts


def open_timers(office: Office, number: int, due: timedelta) -> None:
    """Open so many timers in a case of its own, due after so long; the books cannot tell that no engine knows them."""
    case = begin(office, hire(office, f"petugas{number}{due.days}"))
    first = WorkItem(0, case.id, 0, "jeda", "Jeda", Kind.TIMER, None, WorkState.OPEN, case.started_at)
    items = [replace(first, token=1000 + n, due_at=office.clock() + due) for n in range(number)]
    with office.store.writing() as unit:
        unit.keep(case, case, [], opened=items)
        unit.commit()


DAY = timedelta(days=1)


@pytest.mark.parametrize("address", ["sqlite"], indirect=True)
def test_a_look_for_due_timers_takes_as_many_steps_among_ten_thousand_as_among_ten(
    office: Office, store: SqlStore
) -> None:
    draw(office, "(mulai) -> isi -> (selesai)")
    open_timers(office, 10, DAY)
    with steps(store) as few:
        assert work_once(office, owner="w") == 0
    open_timers(office, 10_000, 2 * DAY)
    with steps(store) as many:
        assert work_once(office, owner="w") == 0
    assert many == few
    assert few["steps"] > 0


@pytest.mark.parametrize("address", ["sqlite"], indirect=True)
def test_taking_ten_due_timers_takes_as_many_steps_among_ten_thousand_as_among_ten(
    office: Office, store: SqlStore
) -> None:
    draw(office, "(mulai) -> isi -> (selesai)")
    open_timers(office, 20, DAY)
    with steps(store) as few:
        assert leased(replace(office, clock=lambda: wall_clock() + DAY)) == 10
    open_timers(office, 10_000, 3 * DAY)
    with steps(store) as many:
        assert leased(replace(office, clock=lambda: wall_clock() + DAY)) == 10
    assert many["steps"] == pytest.approx(few["steps"], rel=0.1)


@pytest.mark.parametrize("address", ["postgres"], indirect=True)
def test_postgresql_finds_and_takes_due_timers_along_the_index(office: Office, store: SqlStore) -> None:
    draw(office, "(mulai) -> isi -> (selesai)")
    open_timers(office, 10_000, DAY)
    with store.writer.connect() as connection:
        connection.exec_driver_sql("ANALYZE")
        connection.commit()
    seen: list[tuple[str, Any]] = []

    def note(_connection: Any, _cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        seen.append((statement, parameters))

    sa.event.listen(sa.Engine, "before_cursor_execute", note)
    try:
        assert leased(replace(office, clock=lambda: wall_clock() + DAY)) == 10
        assert work_once(office, owner="w") == 0
    finally:
        sa.event.remove(sa.Engine, "before_cursor_execute", note)
    with store.writer.connect() as connection:
        for statement, parameters in seen:
            plan = "\n".join(row[0] for row in connection.exec_driver_sql(f"EXPLAIN {statement}", parameters))
            assert "work_item" in plan
            assert "Seq Scan" not in plan, plan


def leased(office: Office) -> int:
    with office.store.writing() as unit:
        items = unit.lease((Kind.TIMER,), owner="w", now=office.clock(), until=office.clock() + DAY, limit=10)
        unit.commit()
        return len(items)


@contextmanager
def steps(store: SqlStore) -> Iterator[Counter[str]]:
    """How many instructions SQLite's virtual machine carries out meanwhile."""
    counts: Counter[str] = Counter()

    def step() -> int:
        counts["steps"] += 1
        return 0

    def watch(connection: Any, *_: Any) -> None:
        connection.set_progress_handler(step, 1)

    engines = (store.reader, store.writer)
    for engine in engines:
        sa.event.listen(engine, "checkout", watch)
    try:
        yield counts
    finally:
        for engine in engines:
            sa.event.remove(engine, "checkout", watch)
            with engine.connect() as connection:
                connection.connection.set_progress_handler(None, 1)


def test_telling_people_of_it_costs_one_statement_more(clerk: FlaskClient, office: Office) -> None:
    clerk.post("/tugas/1", data=ANSWERS)
    with counted() as alone:
        clerk.post("/tugas/2", data=ANSWERS)
    hire(office, "rekan", "operator")
    with counted() as told:
        assert clerk.post("/tugas/3", data=ANSWERS).status_code == 303
    with office.store.reading() as reader:
        colleague = reader.user_by_login("rekan")
        assert colleague
        assert reader.unseen(colleague.id, up_to=9) == 1
    assert told["statements"] <= alone["statements"] <= STATEMENTS
    assert told["INSERT"] <= 5, "events, touches, news for the figures, work items, notices"
