"""The server is killed under load, again and again: what was acknowledged is there, once."""

import time
from collections.abc import Callable
from pathlib import Path
from random import SystemRandom

import pytest

from app.store.opening import open_store
from tests.chaos.books import faults
from tests.chaos.clerks import Clerk, acknowledged, at_work, statuses
from tests.chaos.installation import BACK_WITHIN, Installation

pytestmark = pytest.mark.chaos


def test_a_server_killed_at_random_moments_loses_nothing_doubles_nothing_and_is_back_at_once(
    install: Callable[..., Installation], rounds: Callable[[int], int], tmp_path: Path
) -> None:
    server = install(tmp_path / "data")
    clerks = [Clerk(server.port) for _ in range(4)]
    back = [server.start()]
    with at_work(clerks):
        for _ in range(rounds(8)):
            time.sleep(SystemRandom().uniform(0.05, 0.5))
            server.kill()
            back.append(server.start())
        time.sleep(0.2)
    server.stop()
    kept = acknowledged(clerks)
    store = open_store(f"sqlite:///{server.data / 'lajur.db'}")
    assert faults(store, kept) == []
    store.close()
    assert statuses(clerks).keys() <= {303, 0}
    assert len(kept) > len(back)
    assert max(back) < BACK_WITHIN
