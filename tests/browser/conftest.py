"""A running demo and people who use it in a real Chromium. Whatever the browser complains of fails the test."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.benchmarks.server import Server, running
from tests.browser.backstage import Backstage, behind
from tests.browser.desk import PATIENCE, Visitor

Come = Callable[..., Visitor]


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """`lajur run` in demo mode, over a database of its own."""
    with running(tmp_path_factory.mktemp("demo") / "data") as server:
        yield server


@pytest.fixture(scope="session")
def backstage(server: Server) -> Iterator[Backstage]:
    """A second way into the books of the running demo."""
    with behind(server) as found:
        yield found


@pytest.fixture
def come(browser: Any, server: Server) -> Iterator[Come]:
    """Lets a person of the demo in, at a click on the sign-in page; `login=None` stays at the door."""
    visitors: list[Visitor] = []

    def come(
        login: str | None = None, *, scripts: bool = True, width: int = 1280, language: str = "id", **options: Any
    ) -> Visitor:
        context = browser.new_context(
            base_url=f"http://127.0.0.1:{server.port}",
            java_script_enabled=scripts,
            viewport={"width": width, "height": 900},
            reduced_motion="reduce",
            locale={"id": "id-ID", "en": "en-GB"}[language],
            **options,
        )
        context.set_default_timeout(PATIENCE)
        visitor = Visitor(context.new_page(), scripts=scripts)
        visitors.append(visitor)
        visitor.arrive(login)
        if language != "id":
            visitor.speak(language)
        return visitor

    yield come
    for visitor in visitors:
        visitor.page.context.close()
    assert [trouble for visitor in visitors for trouble in visitor.troubles] == []
