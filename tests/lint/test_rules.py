"""The drawings are the specification: every `bad-*` breaks the rule of its folder, every `good-*` keeps it.

A drawing is a BPMN file, or a folder with `process.bpmn`, `sop.toml` and forms. Drawings hold no coordinates.
"""

import json
import tomllib
from dataclasses import replace
from pathlib import Path

import pytest

from app.letters import read_template
from app.lint import Subject, lint
from app.lint.run import checks, reason
from app.model.bundle import TEMPLATES
from app.model.clock import ClockRule
from app.model.document_rule import DocumentRule
from app.model.finding import Finding
from app.model.form import Component, Form, Option
from app.model.house import House, Post, Series
from app.model.register import COLUMNS, Book, LetterRule
from app.model.sop import Identity, RequiredDocument, Row, Sop
from app.model.standard import ServiceStandard
from app.notation.diagram import read_diagram

HERE = Path(__file__).parent
HOUSE = House(posts={"kadis": Post("kadis", "Kepala Dinas")}, series={"spt": Series("spt", "Surat tugas", "{urut}")})
TOPICS = frozenset({"oss.kirim"})
GOOD = sorted(HERE.glob("*/good-*"))
BAD = sorted(HERE.glob("*/bad-*"))


def subject_of(drawing: Path) -> Subject:
    if drawing.is_file():
        return Subject(read_diagram(drawing.read_bytes()), topics=TOPICS)
    diagram = read_diagram((drawing / "process.bpmn").read_bytes())
    written = drawing / "sop.toml"
    forms = {form.stem: form_of(form) for form in drawing.glob("*.form")}
    letters = {path.stem: read_template(path.read_bytes(), TEMPLATES + path.name) for path in drawing.glob("*.md")}
    return Subject(diagram, sop_of(written) if written.exists() else None, forms, letters, HOUSE, TOPICS)


def sop_of(path: Path) -> Sop:
    written = tomllib.loads(path.read_text())
    sop = Sop("izin", Identity("1", "Izin", "Dinas"), "IZIN", '"Izin"', '"1"', written.pop("groups", {}))
    rows = {name: Row(row["number"], name) for name, row in written.pop("rows", {}).items()}
    clock = ClockRule(**written.pop("clock")) if "clock" in written else None
    documents = tuple(RequiredDocument(**document) for document in written.pop("required_documents", []))
    service = ServiceStandard(**written.pop("service", {}))
    letters = tuple(letter_of(letter) for letter in written.pop("letters", []))
    rules = tuple(DocumentRule(**rule) for rule in written.pop("document_rules", []))
    sop = replace(sop, rows=rows, clock=clock, required_documents=documents, service=service, letters=letters)
    return replace(sop, document_rules=rules, **written)


def letter_of(written: dict[str, str]) -> LetterRule:
    columns = {name: text for name, text in written.items() if name in COLUMNS}
    return LetterRule(Book(written["book"]), written["element"], written.get("when", ""), columns)


def form_of(path: Path) -> Form:
    fields = json.loads(path.read_text())["components"]
    inner = tuple(
        Component(
            field["id"],
            field["type"],
            field["key"],
            field["label"],
            hide=field.get("conditional", {}).get("hide", ""),
            options=tuple(Option(each["value"], each["label"]) for each in field.get("values", [])),
        )
        for field in fields
    )
    return Form(path.stem, (Component("group", "group", components=inner),))


def findings_of_its_rule(drawing: Path) -> list[Finding]:
    return [finding for finding in lint(subject_of(drawing)) if finding.rule == drawing.parent.name]


def name(drawing: Path) -> str:
    return f"{drawing.parent.name}/{drawing.stem}"


@pytest.mark.parametrize("drawing", BAD, ids=name)
def test_a_bad_drawing_is_told_of_with_element_and_sentence(drawing: Path):
    findings = findings_of_its_rule(drawing)

    assert findings
    for finding in findings:
        assert finding.element or finding.line
        assert finding.sentence.endswith((".", ")"))


@pytest.mark.parametrize("drawing", GOOD, ids=name)
def test_a_good_drawing_keeps_the_rule(drawing: Path):
    assert findings_of_its_rule(drawing) == []


@pytest.mark.parametrize("rule", checks())
def test_every_rule_has_a_good_and_a_bad_drawing(rule: str):
    assert rule in {drawing.parent.name for drawing in GOOD}
    assert rule in {drawing.parent.name for drawing in BAD}


def test_every_drawing_belongs_to_a_rule():
    assert {drawing.parent.name for drawing in GOOD + BAD} <= set(checks())


@pytest.mark.parametrize("rule", checks())
def test_every_rule_says_its_reason_and_its_source(rule: str):
    assert str(reason(rule)).endswith(".")
    assert "Source: " in checks()[rule].__globals__["__doc__"]


def test_while_an_id_stands_twice_only_this_is_told():
    drawing = HERE / "duplicate_id" / "bad-task-and-event.bpmn"

    assert {finding.rule for finding in lint(subject_of(drawing))} == {"duplicate_id"}


def test_findings_come_in_the_order_of_the_diagram():
    drawing = HERE / "timer" / "bad-negative.bpmn"

    lines = [finding.line or 0 for finding in lint(subject_of(drawing))]

    assert lines == sorted(lines)
    assert len(lines) > 1
