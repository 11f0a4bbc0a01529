"""Templates in a few lines."""

from collections.abc import Callable
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from app.letters import fill, read_template
from app.model.paper import Block, Facts, Paper
from app.model.template import Template
from app.model.values import Json

PATH = "reports/templates/surat.md"
FACTS = Facts(date(2026, 11, 25), number="1/2026", zone=ZoneInfo("Asia/Pontianak"))


def template_of(body: str, front: str = "", path: str = PATH) -> Template:
    """A template with this body, and lines of front matter besides the two that it needs."""
    return read_template(f'+++\nkind = "surat_dinas"\ntitle = "SURAT"\n{front}+++\n{body}'.encode(), path)


@pytest.fixture
def read() -> Callable[..., Template]:
    return template_of


@pytest.fixture
def filled() -> Callable[..., Paper]:
    """The paper that a body (and front matter) make of values."""

    def make(body: str, front: str = "", facts: Facts = FACTS, **values: Json) -> Paper:
        template = template_of(body, front)
        assert template.problem is None
        return fill(template, values, facts)

    return make


@pytest.fixture
def told(filled: Callable[..., Paper]) -> Callable[..., str]:
    """The text of the first block that a body makes of values."""

    def make(body: str, **values: Json) -> str:
        found = filled(body, **values).blocks
        return text_of(found[0]) if found else ""

    return make


def text_of(block: Block) -> str:
    return "".join(run.text for run in getattr(block, "runs", ()))
