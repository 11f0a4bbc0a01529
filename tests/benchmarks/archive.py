"""The search of the archive among 100,000 cases on SQLite.

The cases are laid into the tables directly: what is measured is how they are found, not how they came.
"""

import statistics
import time
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory
from typing import Any

import sqlalchemy as sa

from app.model.event import microseconds
from app.model.touch import Touch
from app.model.urgency import IN_TIME, TOO_LATE
from app.ports import Order, SearchQuery
from app.store.archive_tables import case_touch
from app.store.books import SqlStore
from app.store.codec import searchable
from app.store.opening import open_store
from app.store.tables import instance
from tests.benchmarks.table import Figure

CASES = 100_000
PART = 2_000
ROUNDS = 9
ELEMENTS = tuple(f"langkah_{n}" for n in range(20))
NOW = datetime(2026, 11, 22, tzinfo=UTC)
YEARS = timedelta(days=3 * 365)
COMPANIES = ("Baja", "Sawit", "Karet", "Kayu")

_QUERY = SearchQuery(NOW, NOW.toordinal())
WISHES: Mapping[str, Mapping[str, Any]] = {
    "the newest": {},
    "a number": {"text": "ip-2026-099998"},
    "a company": {"text": "karet 99"},
    "who has acted": {"actors": frozenset({"user:staf7"})},
    "who has acted twice in three years": {"actors": frozenset({"user:jarang"})},
    "an activity": {"element": "langkah_3"},
    "an activity, an outcome, a version": {"element": "langkah_3", "end": "tolak", "version": 2},
    "late with an incident": {"late": True, "incident": True},
    "a month": {"started_since": NOW - timedelta(days=900), "started_until": NOW - timedelta(days=870)},
    "longer than 60 days": {"longer_than": timedelta(days=60)},
    "longest first": {"order": Order.LASTED},
    "nothing at all": {"version": 9},
}


def figures() -> Iterator[Figure]:
    with TemporaryDirectory(prefix="lajur-bench-") as folder:
        store = open_store(f"sqlite:///{Path(folder) / 'books.db'}")
        assert isinstance(store, SqlStore)
        _fill(store)
        slowest = {name: _median(partial(_page, store, wish)) for name, wish in WISHES.items()}
        store.close()
    name = max(slowest, key=lambda wish: slowest[wish])
    note = f"{name}, the slowest of {len(WISHES)}; {CASES} cases"
    yield Figure("a page of the archive with its count", slowest[name] * 1e3, "ms", 300, note=note)
    yield Figure("... who has acted", slowest["who has acted"] * 1e3, "ms", 300)


def _page(store: SqlStore, wish: Mapping[str, Any]) -> None:
    query = SearchQuery(**{"now": _QUERY.now, "today": _QUERY.today, "limit": 26, **wish})
    with store.reading() as reader:
        reader.search(query)
        reader.search_count(query, up_to=1001)


def _median(deed: Callable[[], None]) -> float:
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        deed()
        times.append(time.perf_counter() - began)
    return statistics.median(times)


def _fill(store: SqlStore) -> None:
    dice = Random(1)  # noqa: S311  # the same cases every time
    for first in range(1, CASES + 1, PART):
        numbers = range(first, first + PART)
        with store.writer.begin() as connection:
            connection.execute(sa.insert(instance), [_case(number, dice) for number in numbers])
            connection.execute(sa.insert(case_touch), [touch for number in numbers for touch in _touches(number, dice)])


def _case(number: int, dice: Random) -> dict[str, Any]:
    started = NOW - YEARS + YEARS * number / CASES
    ended = started + timedelta(days=dice.expovariate(1 / 20)) if dice.random() < 0.9 else None
    name, key = f"PT Contoh {COMPANIES[number % 4]} {number}", f"{9_999_000_000_000 + number}"
    case = f"IP-{started.year}-{number:06}"
    return {
        "id": number,
        "number": case,
        "sop": "izin_perluasan" if number % 3 else "izin_perluasan_magetan",
        "version": 1 + number % 4,
        "digest": bytes(32),
        "title": name,
        "business_key": key,
        "status": "ended" if ended else "running",
        "events": 100,
        "head": bytes(32),
        "clock": "{}",
        "started_at": microseconds(started),
        "ended_at": microseconds(ended) if ended else None,
        "end_event": ("terbit", "tolak", "tarik")[number % 3] if ended else None,
        "search": searchable(f"{case}\n{key}\n{name}"),
        "variables": "x" * 4_000,
        "urgency": TOO_LATE if dice.random() < 0.1 else IN_TIME,
        "company": searchable(name),
    }


def _touches(number: int, dice: Random) -> list[dict[str, Any]]:
    found = [(Touch.ELEMENT, element) for element in dice.sample(ELEMENTS, 15)]
    found += [(Touch.ACTOR, f"user:staf{staff}") for staff in dice.sample(range(60), 6)]
    found += [(Touch.INCIDENT, "langkah_3")] if number % 50 == 0 else []
    found += [(Touch.ACTOR, "user:jarang")] if number in (500, 90_000) else []
    return [{"kind": kind.value, "what": what, "instance_id": number} for kind, what in found]
