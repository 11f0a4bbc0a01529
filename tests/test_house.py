"""The budgets that keep the house readable: no file becomes a drawer for everything, no name hides what it does."""

import re
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest

from app.settings import Settings

HOUSE = Path(__file__).parent.parent
LINES = {"app": 250, "bpmn": 250, "forms": 250, "reports": 250, "tests": 400}
#: Goes out to people without Lajur, who are to carry and to trust one file and not several.
ONE_PIECE = {Path("app/actions/archive/outside/lajur_verify_case.py"): 340}
VAGUE = ("Service", "Manager", "Helper", "Utils", "Util")


def sources(*suffixes: str) -> Iterator[Path]:
    for room in ("app", "bpmn", "forms", "reports", "tests"):
        for path in sorted((HOUSE / room).rglob("*")):
            if path.suffix in suffixes and not {"vendor", "translations"} & set(path.parts):
                yield path


@pytest.mark.parametrize("suffixes", [(".py",), (".js", ".css", ".html")], ids=["python", "web"])
def test_no_file_is_longer_than_one_reads_at_a_sitting(suffixes: tuple[str, ...]):
    lengths = {path.relative_to(HOUSE): len(path.read_text("utf-8").splitlines()) for path in sources(*suffixes)}
    allowed = {path: ONE_PIECE.get(path, LINES[path.parts[0]]) for path in lengths}
    assert {path: length for path, length in lengths.items() if length > allowed[path]} == {}


def test_no_class_or_module_is_called_after_nothing_in_particular():
    vague = [path.stem for path in sources(".py") if path.stem in ("helpers", "utils", "util", "common", "misc")]
    texts = [path.read_text("utf-8") for path in sources(".py")]
    classes = [name for text in texts for name in re.findall(r"^\s*class (\w+)", text, re.MULTILINE)]
    vague += [name for name in classes if name.endswith(VAGUE)]
    assert vague == []


def test_every_setting_stands_in_the_readme():
    readme = (HOUSE / "README.md").read_text("utf-8")
    assert [each.name for each in fields(Settings) if f"LAJUR_{each.name.upper()}" not in readme] == []
