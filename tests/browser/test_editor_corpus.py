"""Diagrams as other programs write them go through the editor of the studio and keep every byte that nobody touched."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from app.actions.studio.begin import begin
from app.notation.keep import kept
from app.notation.spans import read
from tests.benchmarks.server import Server
from tests.browser.backstage import SOP, Backstage
from tests.browser.desk import PATIENCE, Visitor
from tests.browser.test_bpmn_js import facts

pytestmark = pytest.mark.browser

CORPUS = sorted((Path(__file__).parent / "corpus").glob("*.bpmn"))
#: Reads a file with the editor of the page and does this and that; answers what the editor writes each time.
WRITES = """async ([address, bytes]) => {
  const at = (name) => import(address.replace("diagram.js", name));
  const [{ editor, exported }, { text }] = [await at("canvas.js"), await at("files.js")];
  const { simple } = await at("simple.js");
  const furniture = { groups: {}, forms: [], letters: [], topics: [] };
  const [canvas, panel] = [document.createElement("div"), document.createElement("div")];
  const modeler = await editor(canvas, panel, { language: "id", furniture });
  await modeler.importXML(simple(text(Uint8Array.from(bytes).buffer)));
  const before = await exported(modeler);
  const [modeling, stack] = [modeler.get("modeling"), modeler.get("commandStack")];
  const task = modeler.get("elementRegistry").get("t");
  modeling.updateProperties(task, { name: "Nama lain" });
  const renamed = await exported(modeler);
  modeling.moveElements([task], { x: 0, y: 20 });
  const end = modeler.get("elementRegistry").get("e");
  if (end) modeling.removeElements([end]);
  const next = modeler.get("elementFactory").createShape({ type: "bpmn:UserTask" });
  modeling.appendShape(task, next, { x: task.x + 250, y: task.y + 40 });
  modeling.setColor([task], { fill: "#ffe0b2", stroke: "#6b3c00" });
  modeling.updateProperties(task, { "camunda:formRef": "periksa", name: "Nama\\nlain" });
  const changed = await exported(modeler);
  while (stack.canUndo()) stack.undo();
  return [before, renamed, changed, await exported(modeler)];
}"""

Read = Callable[[bytes], "Written"]


@dataclass(frozen=True)
class Written:
    """What the editor writes of a file: before any change, after another name of its task, after many changes, and
    when all of them were undone."""

    before: bytes
    renamed: bytes
    changed: bytes
    undone: bytes


@pytest.fixture(scope="module")
def corpus() -> dict[str, bytes]:
    return {path.stem: path.read_bytes() for path in CORPUS}


@pytest.fixture(scope="module")
def editor(browser: Any, server: Server, backstage: Backstage) -> Iterator[Read]:
    copy = begin(backstage.office, SOP, by=backstage.user("analis"))
    context = browser.new_context(base_url=f"http://127.0.0.1:{server.port}", viewport={"width": 1280, "height": 900})
    context.set_default_timeout(PATIENCE)
    analyst = Visitor(context.new_page())
    analyst.arrive("analis")
    analyst.page.goto(f"/studio/{copy.id}/diagram")
    analyst.page.locator("[data-editor][data-ready]").wait_for()
    address = analyst.page.locator("script[src*='studio/diagram.js']").evaluate("one => one.src")
    yield lambda data: Written(*(each.encode() for each in analyst.page.evaluate(WRITES, [address, list(data)])))
    context.close()
    assert analyst.troubles == []


@pytest.fixture(scope="module")
def written(editor: Read, corpus: dict[str, bytes]) -> dict[str, Written]:
    return {name: editor(data) for name, data in corpus.items()}


def test_the_corpus_is_many_dialects(corpus: dict[str, bytes]):
    assert len(corpus) >= 15
    assert len({read(data).encoding for data in corpus.values()}) >= 3


def test_reading_and_saving_without_a_change_answers_the_same_file(
    corpus: dict[str, bytes], written: dict[str, Written]
):
    for name, data in corpus.items():
        assert kept(data, written[name].before, written[name].before) == data, name


def test_what_was_done_and_undone_leaves_the_same_file(corpus: dict[str, bytes], written: dict[str, Written]):
    for name, data in corpus.items():
        assert kept(data, written[name].before, written[name].undone) == data, name


def test_another_name_of_a_task_leaves_all_other_lines_as_they_were(
    corpus: dict[str, bytes], written: dict[str, Written]
):
    for name, data in corpus.items():
        new, encoding = kept(data, written[name].before, written[name].renamed), read(data).encoding
        old_lines, new_lines = data.decode(encoding).split("\n"), new.decode(encoding).split("\n")
        changed = [after for before, after in zip(old_lines, new_lines, strict=True) if before != after]
        assert len(changed) == 1, (name, changed)
        assert "Nama lain" in changed[0], name


def test_after_many_changes_the_editor_reads_from_the_file_what_it_has_written(
    corpus: dict[str, bytes], written: dict[str, Written], editor: Read
):
    for name, data in corpus.items():
        after = written[name].changed
        again = editor(kept(data, written[name].before, after)).before
        assert facts(again) == facts(meant(after, lists="incoming>" in read(data).text)), name


def meant(written: bytes, *, lists: bool) -> bytes:
    """Without what the editor writes although nobody wants it."""
    idle = rb"<[\w:]*BPMNLabel />" + (b"" if lists else rb"|<[\w:]*(incoming|outgoing)>.*?</[\w:]*(incoming|outgoing)>")
    return re.sub(idle, b"", written)
