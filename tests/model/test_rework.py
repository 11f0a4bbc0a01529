"""Which flows lead back."""

import pytest

from app.model.rework import back_flows
from app.notation.diagram import read_diagram
from tests.drawing_xml import bpmn


def back(drawing: str) -> set[tuple[str, str]]:
    outline = read_diagram(bpmn(drawing)).outline
    return {(outline.flows[flow].source, outline.flows[flow].target) for flow in back_flows(outline)}


@pytest.mark.parametrize(
    ("drawing", "expected"),
    [
        ("(mulai) -> isi -> periksa -> (selesai)", set()),
        (
            "(mulai) -> isi -> periksa -> <putusan> -baik[x = 1]-> (selesai)\n<putusan> -> isi",
            {("putusan", "isi")},
        ),
        ("(mulai) -> isi -> <lagi> -ya[x = 1]-> isi\n<lagi> -> (selesai)", {("lagi", "isi")}),
        # Two ways that meet again lead forward, both of them.
        ("(mulai) -> <pilih> -a[x = 1]-> isi -> <temu> -> (selesai)\n<pilih> -> lain -> <temu>", set()),
        # What leaves by the border of a task and comes back to what is before it leads back.
        (
            "(mulai) -> isi -> periksa -> (selesai)\nperiksa ! (lupa:timer{P3D}) -> ingatkan -> isi",
            {("ingatkan", "isi")},
        ),
    ],
)
def test_a_flow_leads_back_when_its_target_lies_on_the_way_to_it(drawing: str, expected: set[tuple[str, str]]) -> None:
    assert back(drawing) == expected


def test_what_a_message_begins_is_walked_as_well() -> None:
    drawing = """
    (mulai) -> isi -> (selesai)
    ! tarik:
        (minta:message{tarik}) -> catat -> <benar> -ya[x = 1]-> (ditarik)
        <benar> -> catat
    """
    assert back(drawing) == {("benar", "catat")}
