"""Servers to be killed, and how often."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.benchmarks.server import deploy_bench
from tests.chaos.installation import Installation

#: Kills of the server in the suite.
SUITE = 20


@pytest.fixture
def rounds() -> Callable[[int], int]:
    """How many rounds to play where the suite plays so many: tenfold when `LAJUR_CHAOS_ROUNDS` is 200, for example."""
    return lambda short: short * int(os.environ.get("LAJUR_CHAOS_ROUNDS", SUITE)) // SUITE


@pytest.fixture
def install() -> Iterator[Callable[..., Installation]]:
    """Makes an installation with the SOP of the benchmarks; whatever runs of it is ended after the test."""
    made: list[Installation] = []

    def make(data: Path, **settings: str) -> Installation:
        deploy_bench(data, **settings)
        made.append(Installation(data, settings))
        return made[-1]

    yield make
    for installation in made:
        if installation.process is not None and installation.is_alive:
            installation.kill()
