"""Diagrams as other programs write them go through the editor of the studio and keep every byte that nobody touched."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from app.notation.keep import kept
from app.notation.spans import read
from tests.browser.backstage import SOP
from tests.browser.conftest import Come
from tests.browser.test_bpmn_js import facts

pytestmark = [pytest.mark.browser, pytest.mark.filterwarnings("ignore::ResourceWarning")]

CORPUS = sorted((Path(__file__).parent / "corpus").glob("*.bpmn"))
#: Reads a file with the editor of the page, does something, and answers what the editor writes before and after.
WRITES = """async ([address, bytes, deed]) => {
  const at = (name) => import(address.replace("diagram.js", name));
  const [{ editor, exported }, { text }] = [await at("canvas.js"), await at("files.js")];
  const { simple } = await at("simple.js");
  const furniture = { groups: {}, forms: [], letters: [], topics: [] };
  const [canvas, panel] = [document.createElement("div"), document.createElement("div")];
  const modeler = await editor(canvas, panel, { language: "id", furniture });
  await modeler.importXML(simple(text(Uint8Array.from(bytes).buffer)));
  const before = await exported(modeler);
  const task = modeler.get("elementRegistry").get("t");
  const modeling = modeler.get("modeling");
  const factory = modeler.get("elementFactory");
  ({
    nothing() {},
    rename() { modeling.updateProperties(task, { name: "Nama lain" }); },
    much() {
      modeling.moveElements([task], { x: 0, y: 20 });
      modeling.removeElements([modeler.get("elementRegistry").get("e")]);
      modeling.appendShape(task, factory.createShape({ type: "bpmn:UserTask" }), { x: task.x + 250, y: task.y + 40 });
      modeling.setColor([task], { fill: "#ffe0b2", stroke: "#6b3c00" });
      modeling.updateProperties(task, { "camunda:formRef": "periksa", name: "Nama\\nlain" });
    },
    undone() {
      const stack = modeler.get("commandStack");
      this.much();
      while (stack.canUndo()) stack.undo();
    },
  })[deed]();
  return [before, await exported(modeler)];
}"""

Write = Callable[[bytes, str], tuple[bytes, bytes]]


@pytest.fixture(scope="module")
def corpus() -> dict[str, bytes]:
    return {path.stem: path.read_bytes() for path in CORPUS}


@pytest.fixture
def write(come: Come) -> Iterator[Write]:
    page = come("analis").page
    page.goto("/studio")
    with page.expect_navigation():
        page.locator(f"form:has(input[value={SOP}]) button").click()
    page.goto(f"{page.url}/diagram")
    page.locator("[data-editor][data-ready]").wait_for()
    address = page.locator("script[src*='studio/diagram.js']").evaluate("one => one.src")

    def write(data: bytes, deed: str) -> tuple[bytes, bytes]:
        before, after = page.evaluate(WRITES, [address, list(data), deed])
        return before.encode(), after.encode()

    return write


def test_the_corpus_is_many_dialects(corpus: dict[str, bytes]):
    assert len(corpus) >= 15
    assert len({read(data).encoding for data in corpus.values()}) >= 3


def test_reading_and_saving_without_a_change_answers_the_same_file(corpus: dict[str, bytes], write: Write):
    for name, data in corpus.items():
        assert kept(data, *write(data, "nothing")) == data, name


def test_what_was_done_and_undone_leaves_the_same_file(corpus: dict[str, bytes], write: Write):
    for name, data in corpus.items():
        assert kept(data, *write(data, "undone")) == data, name


def test_another_name_of_a_task_leaves_all_other_lines_as_they_were(corpus: dict[str, bytes], write: Write):
    for name, data in corpus.items():
        new = kept(data, *write(data, "rename"))
        encoding = read(data).encoding
        old_lines, new_lines = data.decode(encoding).split("\n"), new.decode(encoding).split("\n")
        assert len(old_lines) == len(new_lines), name
        changed = [after for before, after in zip(old_lines, new_lines, strict=True) if before != after]
        assert len(changed) == 1, (name, changed)
        assert "Nama lain" in changed[0], name


def test_after_many_changes_the_editor_reads_from_the_file_what_it_has_written(corpus: dict[str, bytes], write: Write):
    for name, data in corpus.items():
        before, after = write(data, "much")
        again, _ = write(kept(data, before, after), "nothing")
        assert facts(again) == facts(meant(after, lists="incoming>" in read(data).text)), name


def meant(written: bytes, *, lists: bool) -> bytes:
    """Without what the editor writes although nobody wants it."""
    idle = rb"<[\w:]*BPMNLabel />" + (b"" if lists else rb"|<[\w:]*(incoming|outgoing)>.*?</[\w:]*(incoming|outgoing)>")
    return re.sub(idle, b"", written)
