"""Who sends too much is held back, and nobody else."""

from datetime import UTC, datetime, timedelta

import pytest

from app.web.public import limits
from app.web.public.limits import Limit, TooOften

NOW = datetime(2026, 3, 17, 2, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


def test_one_too_many_within_the_window_is_refused() -> None:
    limit = Limit(2, HOUR)
    limit.count("192.0.2.1", NOW)
    limit.count("192.0.2.1", NOW)
    with pytest.raises(TooOften, match="60 minutes"):
        limit.count("192.0.2.1", NOW)
    limit.count("192.0.2.2", NOW)


def test_when_the_window_has_passed_one_may_go_on() -> None:
    limit = Limit(1, HOUR)
    limit.count("192.0.2.1", NOW)
    limit.count("192.0.2.1", NOW + HOUR)


def test_who_goes_on_trying_goes_on_waiting() -> None:
    limit = Limit(1, HOUR)
    limit.count("192.0.2.1", NOW)
    with pytest.raises(TooOften):
        limit.count("192.0.2.1", NOW + HOUR / 2)
    with pytest.raises(TooOften):
        limit.count("192.0.2.1", NOW + HOUR)


def test_a_household_is_one_sender() -> None:
    limit = Limit(1, HOUR)
    limit.count("2001:db8:1:2::1", NOW)
    with pytest.raises(TooOften):
        limit.count("2001:db8:1:2:ffff::9", NOW)
    limit.count("2001:db8:1:3::1", NOW)
    limit.count("unknown", NOW)


def test_only_so_many_senders_are_remembered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "REMEMBERED", 1)
    limit = Limit(1, HOUR)
    limit.count("192.0.2.1", NOW)
    limit.count("192.0.2.2", NOW)
    limit.count("192.0.2.1", NOW)
