"""Every shipped diagram is drawn so that a person enjoys reading it, and every modeler can read it."""

from collections.abc import Callable, Iterator
from importlib.resources import files

import pytest
from bpmn_io.bpmn_moddle.simple import create_moddle
from bpmn_io.lint import Linter
from bpmn_io.lint.resolver import NodeResolver

from app.library.shipped import shipped_sops
from app.notation.parse import parse
from app.notation.schema import schema_problems
from tests.bpmn import layout
from tests.bpmn.drawing import Drawing, not_drawn, read_drawing

CHECKS = (
    layout.slanting_edges,
    layout.edges_through_shapes,
    layout.loose_ends,
    layout.overlapping_shapes,
    layout.outside_of_lanes,
    layout.hidden_labels,
    layout.missing_labels,
    layout.cramped_texts,
    layout.coincident_edges,
)


@pytest.fixture(params=shipped_sops())
def diagram(request: pytest.FixtureRequest) -> bytes:
    return (files("bpmn") / request.param / "process.bpmn").read_bytes()


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_a_shipped_diagram_has_none_of(check: Callable[[Drawing], Iterator[str]], diagram: bytes) -> None:
    assert list(check(read_drawing(diagram))) == []


def test_every_element_of_a_shipped_diagram_is_drawn(diagram: bytes) -> None:
    assert list(not_drawn(diagram)) == []


def test_hardly_any_edges_of_a_shipped_diagram_cross(diagram: bytes) -> None:
    assert len(list(layout.crossings(read_drawing(diagram)))) <= 1


def test_a_shipped_diagram_is_valid_against_the_schema_of_bpmn(diagram: bytes) -> None:
    assert list(schema_problems(parse(diagram))) == []


def test_bpmnlint_finds_no_error_in_a_shipped_diagram(diagram: bytes) -> None:
    linter = Linter(config={"extends": "bpmnlint:recommended"}, resolver=NodeResolver())
    reports = linter.lint(create_moddle().from_xml(diagram.decode()).root_element)
    errors = [
        (rule, report["id"]) for rule, found in reports.items() for report in found if report["category"] != "warn"
    ]
    assert errors == []
    # Tasks to which the flow comes back without a gateway before them are what an SOP table looks like.
    assert set(reports) <= {"fake-join"}
