"""Heat on a diagram: steps of about equally many values, and the number beside the colour."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.notation.badges import Badge
from app.notation.diagram import read_diagram
from app.notation.draw import draw_svg
from app.notation.heat import HEAT, Step, step_of, steps
from tests.notation.diagrams import drawn, shape


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([], []),
        ([7, 7], [Step("heat5", 7, 7)]),
        ([1, 90], [Step("heat4", 1, 1), Step("heat5", 90, 90)]),
        (
            [1, 2, 3, 4, 5, 6, 1000],
            [
                Step("heat1", 1, 1),
                Step("heat2", 2, 2),
                Step("heat3", 3, 4),
                Step("heat4", 5, 5),
                Step("heat5", 6, 1000),
            ],
        ),
    ],
)
def test_values_are_spread_over_up_to_five_steps(values: list[int], expected: list[Step]) -> None:
    assert steps(values) == expected


@given(st.lists(st.integers(0, 10**9), min_size=1))
def test_every_value_belongs_to_the_step_that_holds_it(values: list[int]) -> None:
    scale = steps(values)
    held = {step.state: step for step in scale}
    for value in values:
        step = held[step_of(value, scale)]
        assert step.least <= value <= step.most


def test_an_element_is_drawn_in_its_heat_with_its_number() -> None:
    diagram = read_diagram(drawn('<userTask id="isi" name="Mengisi"/>', shape("isi", 0, 0)))
    svg = draw_svg(diagram, states={"isi": "heat4"}, badges={"isi": Badge("12", state="heat4")})
    fill, line = HEAT["heat4"]
    assert f'fill="{fill}"' in svg
    assert f'fill="{line}"' in svg
    assert ">12</text>" in svg
