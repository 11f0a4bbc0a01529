"""The chain of events: whatever is changed in it afterwards is found, and named by its number."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import repeat

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.model.event import GENESIS, Event, Fact, Happening, chain, microseconds, moment
from tests.chain import first_break

AT = datetime(2026, 11, 21, 7, 30, 0, 123456, tzinfo=UTC)


def history(count: int = 4) -> list[Event]:
    facts = [Fact(Happening.WORK_COMPLETED, f"t{n}", f"f{n}", {"outputs": {"n": n}}) for n in range(count)]
    salts: Iterator[bytes] = repeat(b"0123456789abcdef")
    return list(chain(facts, instance="IP-2026-00001", after=0, head=GENESIS, at=AT, actor="user:a", salts=salts))


def test_events_are_numbered_from_one_and_chained() -> None:
    events = history()
    assert [event.number for event in events] == [1, 2, 3, 4]
    assert first_break(events) is None


@pytest.mark.parametrize(
    "forged",
    [
        {"element": "t9"},
        {"flow": None},
        {"kind": Happening.WORK_CANCELLED},
        {"actor": "user:b"},
        {"at": AT.replace(second=1)},
        {"payload": b'{"outputs":{"n":7}}'},
        {"salt": b"another salt...."},
        {"payload_digest": bytes(32)},
        {"digest": bytes(32)},
        {"instance": "IP-2026-00002"},
        {"number": 7},
    ],
    ids=lambda forged: next(iter(forged)),
)
def test_an_edited_event_breaks_the_chain_at_its_number(forged: dict[str, object]) -> None:
    events = history()
    events[1] = replace(events[1], **forged)
    assert first_break(events) == 2


def test_a_deleted_event_breaks_the_chain() -> None:
    first, _, *rest = history()
    assert first_break([first, *rest]) == 2


def test_two_events_in_another_order_break_the_chain() -> None:
    a, b, c, d = history()
    assert first_break([a, c, b, d]) == 2


def test_an_erased_payload_leaves_the_chain_whole() -> None:
    events = history()
    events[2] = replace(events[2], payload=None)
    assert first_break(events) is None


def test_no_events_are_no_break() -> None:
    assert first_break([]) is None


@given(st.datetimes(timezones=st.just(UTC)))
def test_a_moment_survives_as_microseconds(at: datetime) -> None:
    assert moment(microseconds(at)) == at
