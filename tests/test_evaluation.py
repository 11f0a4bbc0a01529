"""Nothing that a diagram, a form or a person says is ever run as code: Python itself is asked, by an audit hook."""

import subprocess
import sys
from json import loads
from pathlib import Path
from typing import Any

import pytest

from tests.hostile.payloads import PAYLOADS

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the hook saw in a process of its own (a hook cannot be taken away again)."""
    command = [sys.executable, "-c", f"import sys; sys.path.insert(0, {str(ROOT)!r}); {_RUN}"]
    probe = subprocess.run(command, cwd=tmp_path_factory.mktemp("probe"), check=True, capture_output=True, timeout=300)
    found: dict[str, Any] = loads(probe.stdout.splitlines()[-1])
    return found


_RUN = "import runpy; runpy.run_module('tests.hostile.probe', run_name='__main__')"


def test_no_diagram_form_answer_or_story_is_compiled_or_run(seen: dict[str, Any]) -> None:
    assert [event for event in seen["seen"] if not event.startswith("control:")] == []
    assert seen["trace"] is False


def test_the_hook_sees_code_that_is_run(seen: dict[str, Any]) -> None:
    assert [event.partition("(")[0] for event in seen["seen"]][-2:] == ["control: compile ", "control: exec "]


def test_hostile_texts_went_all_the_way_through_the_browser(seen: dict[str, Any]) -> None:
    assert seen["completed"] > 2 * len(PAYLOADS)
