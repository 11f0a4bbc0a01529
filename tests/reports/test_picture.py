"""Pictures on paper are lines and letters, and stay readable."""

from itertools import pairwise

import pypdfium2
import pytest

from reports.page import LANDSCAPE, height, typeset, width
from reports.picture import READABLE, Drawing, Label, Picture, Stroke, Window, fitting_scale, parts
from tests.reports.papers import picture, reader, text
from tests.reports.test_page import FURNITURE

WIDE, HIGH = width(LANDSCAPE), height(LANDSCAPE) - 60


def printed(drawn: Picture, window: Window | None = None, scale: float = 0.5, frames=()) -> bytes:
    return typeset(FURNITURE, [Drawing(drawn, window or drawn.whole, scale, frames)], LANDSCAPE)


def test_a_picture_is_made_smaller_to_fit_and_never_larger():
    assert fitting_scale(picture(4000, 200), WIDE, HIGH) == WIDE / 4000
    assert fitting_scale(picture(200, 4000), WIDE, HIGH) == HIGH / 4000
    assert fitting_scale(picture(100, 100), WIDE, HIGH) == 0.75


def test_the_smallest_label_decides_what_is_readable():
    assert picture().readable_scale() * 11 == READABLE
    assert Picture(Window(0, 0, 10, 10), ()).readable_scale() == 1


def test_what_is_readable_on_one_page_has_one_part():
    assert parts(picture(800, 400), WIDE, HIGH) == [Window(30, 0, 770, 400)]


@pytest.mark.parametrize(("wide", "high", "count"), [(4669, 1824, 6), (4669, 400, 3), (800, 4000, 5)])
def test_a_large_picture_is_cut_into_parts_that_are_readable(wide, high, count):
    drawn = picture(wide, high)
    found = parts(drawn, WIDE, HIGH)
    assert len(found) == count
    for window in found:
        assert (window.width + drawn.strip) * drawn.readable_scale() <= WIDE + 1e-9
        assert window.height * drawn.readable_scale() <= HIGH + 1e-9


def test_parts_overlap_and_leave_nothing_out():
    drawn = picture(4669, 400)
    found = parts(drawn, WIDE, HIGH)
    assert found[0].x == drawn.strip
    assert found[-1].x + found[-1].width == pytest.approx(4669)
    assert all(after.x < before.x + before.width for before, after in pairwise(found))


def test_labels_are_text_that_can_be_found():
    assert "Lajur Atas" in text(printed(picture()))
    assert "Putuskan" in text(printed(picture()))


def test_a_part_shows_only_what_lies_in_it_and_the_strip():
    drawn = picture(3000, 200)
    left, right = Window(30, 0, 400, 200), Window(2500, 0, 500, 200)
    assert "Putuskan" not in text(printed(drawn, left))
    found = text(printed(drawn, right))
    assert "Putuskan" in found
    assert "Periksa" not in found
    assert "Lajur Atas" in found


def test_a_picture_without_a_strip_has_none():
    drawn = Picture(Window(0, 0, 100, 100), picture().marks)
    assert Drawing(drawn, drawn.whole, 1).wrap(0, 0) == (100, 100)
    assert Drawing(picture(), Window(30, 0, 100, 100), 0.5).wrap(0, 0) == (65, 50)


def test_frames_are_numbered():
    assert "7" not in text(printed(picture()))
    frames = [Window(30, 0, 100, 100)] * 7
    assert "7" in text(printed(picture(), frames=frames))


def test_hostile_labels_harm_nothing():
    labels = ("<b>x</b> & {{ y }}", "\x00\u202e", "中😀", "", "w" * 10_000)
    drawn = Picture(Window(0, 0, 100, 100), tuple(Label(words, (50, 50), 11) for words in labels))
    assert "<b>x</b> & {{ y }}" in text(printed(drawn))


def test_curves_dashes_and_shapes_without_a_line_are_drawn():
    curve = Stroke((("M", ((0, 0),)), ("C", ((0, 50), (50, 100), (100, 100)))), "", "#b42318", 2, (5, 3))
    filled = Stroke((("M", ((0, 0),)), ("L", ((50, 0),)), ("L", ((50, 50),)), ("Z", ())), "#276749")
    code = reader(printed(Picture(Window(0, 0, 100, 100), (curve, filled)))).pages[0].get_contents().get_data()
    assert b" c\n" in code or b" c " in code
    assert b"[5 3] 0 d" in code
    assert b"f*" in code


def test_the_left_of_the_picture_is_left_and_its_top_is_above():
    """Looked at as a picture: a dark square at the upper left, nothing at the lower right."""
    square = Stroke((("M", ((0, 0),)), ("L", ((40, 0),)), ("L", ((40, 40),)), ("L", ((0, 40),)), ("Z", ())), "#000000")
    page = pypdfium2.PdfDocument(printed(Picture(Window(0, 0, 100, 100), (square,)), scale=1))[0]
    drawn = page.render(scale=1).to_pil().convert("L")
    left, top = 43, 57
    assert drawn.getpixel((left + 20, top + 20)) < 50
    assert drawn.getpixel((left + 80, top + 80)) > 200
