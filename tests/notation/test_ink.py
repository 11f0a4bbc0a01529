"""What our renderer draws, as marks for printers."""

from pathlib import Path

import pytest

from app.notation.badges import Badge
from app.notation.diagram import read_diagram
from app.notation.draw import draw_svg
from app.notation.ink import Label, Stroke, ink

BPMN = Path(__file__).parents[2] / "bpmn"
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="10 20 300 200">{}</svg>'


def marks(inner: str):
    return ink(SVG.format(inner)).marks


def box(stroke: Stroke) -> tuple[float, ...]:
    across, down = zip(*(point for _, points in stroke.moves for point in points), strict=True)
    return tuple(round(number, 6) for number in (min(across), min(down), max(across), max(down)))


def test_the_picture_says_where_it_lies():
    found = ink(SVG.format(""))
    assert (found.x, found.y, found.width, found.height, found.marks) == (10, 20, 300, 200, ())


def test_a_rectangle_with_its_colours():
    (found,) = marks('<rect x="1" y="2" width="30" height="40" fill="#ffffff" stroke="#22242a" stroke-width="2"/>')
    assert box(found) == (1, 2, 31, 42)
    assert (found.fill, found.stroke, found.width, found.dash) == ("#ffffff", "#22242a", 2, ())


def test_a_rectangle_with_round_corners_has_curves():
    (found,) = marks('<rect x="0" y="0" width="30" height="40" rx="100"/>')
    assert box(found) == (0, 0, 30, 40)
    assert [kind for kind, _ in found.moves].count("C") == 4


def test_circles_lines_and_corners():
    circle, line, triangle, way = marks(
        '<circle cx="5" cy="6" r="4"/><line x1="1" y1="2" x2="3" y2="4"/>'
        '<polygon points="0,0 10,0 5,8"/><polyline points="0,0 1,1 2,0"/>'
    )
    assert box(circle) == (1, 2, 9, 10)
    assert box(line) == (1, 2, 3, 4)
    assert box(triangle) == (0, 0, 10, 8)
    assert triangle.moves[-1] == ("Z", ())
    assert way.moves[-1] == ("L", ((2, 0),))


def test_nothing_said_is_black_without_a_line_and_none_is_nothing():
    plain, empty = marks('<circle r="1"/><circle r="1" fill="none" stroke="none"/>')
    assert (plain.fill, plain.stroke) == ("#000000", "")
    assert (empty.fill, empty.stroke) == ("", "")


def test_groups_move_scale_and_turn_what_is_in_them():
    (found,) = marks(
        '<g transform="translate(100 50) scale(2)"><a><rect x="1" y="1" width="2" height="3" '
        'stroke="#111111" stroke-width="1.5" stroke-dasharray="5 3"/></a></g>'
    )
    assert box(found) == (102, 52, 106, 58)
    assert (found.width, found.dash) == (3, (10, 6))


def test_a_turn_is_about_its_point():
    (found,) = marks('<g transform="translate(10 0)"><path transform="rotate(90 5 5)" d="M5 5L9 5"/></g>')
    assert found.moves[-1][1][0] == pytest.approx((15, 9))


def test_lines_of_text_are_labels_of_their_own():
    first, second = marks(
        '<text fill="#22242a" font-size="11" text-anchor="middle" stroke="#ffffff" paint-order="stroke">'
        '<tspan x="5" y="6">satu</tspan><tspan x="5" y="19">dua</tspan></text>'
    )
    assert first == Label("satu", (5, 6), 11, "#22242a", "middle", halo=True)
    assert (second.text, second.at) == ("dua", (5, 19))


def test_a_text_without_lines_is_a_label_and_may_be_bold():
    assert marks('<text x="1" y="2" font-weight="bold">3</text>') == (Label("3", (1, 2), 12, bold=True),)


def test_a_text_that_is_turned_says_by_how_much():
    (found,) = marks('<text transform="rotate(-90 7 8)"><tspan x="7" y="8">Lajur</tspan></text>')
    assert found.at == pytest.approx((7, 8))
    assert found.turn == pytest.approx(90)


def test_titles_and_descriptions_are_not_drawn():
    assert marks("<title>Judul</title><desc>Uraian</desc><g><title>x</title></g>") == ()


@pytest.mark.parametrize("sop", ["izin_perluasan", "izin_perluasan_magetan"])
def test_every_word_and_every_figure_of_a_diagram_is_there(sop):
    diagram = read_diagram((BPMN / sop / "process.bpmn").read_bytes())
    element = next(diagram.outline.human_tasks()).id
    svg = draw_svg(diagram, states={element: "done"}, badges={element: Badge("1, 4", state="done")})
    found = ink(svg)
    labels = {mark.text for mark in found.marks if isinstance(mark, Label)}
    assert "1, 4" in labels
    told = " ".join(mark.text for mark in found.marks if isinstance(mark, Label))
    for node in diagram.outline.human_tasks():
        assert set(node.name.split()) <= set(told.split())
    figures = svg.count("<path") + svg.count("<rect") + svg.count("<circle") + svg.count("<polygon")
    assert sum(isinstance(mark, Stroke) for mark in found.marks) == figures
