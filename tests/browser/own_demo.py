"""A demo of its own for the tests of a module: they change the SOP by which the others mean to work."""

from collections.abc import Iterator

import pytest

from tests.benchmarks.server import Server, running
from tests.browser.backstage import Backstage, behind


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    with running(tmp_path_factory.mktemp("own") / "data") as server:
        yield server


@pytest.fixture(scope="module")
def backstage(server: Server) -> Iterator[Backstage]:
    with behind(server) as found:
        yield found
