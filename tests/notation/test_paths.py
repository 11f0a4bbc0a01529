"""Paths of SVG as moves."""

from math import hypot

import pytest

from app.notation.paths import moves


def ends(path: str) -> list[tuple[float, float]]:
    return [(round(points[-1][0], 6), round(points[-1][1], 6)) for _, points in moves(path) if points]


def test_lines_absolute_and_relative():
    assert list(moves("M1 2L3 4l1-1H9v2h-1V0z")) == [
        ("M", ((1, 2),)),
        ("L", ((3, 4),)),
        ("L", ((4, 3),)),
        ("L", ((9, 3),)),
        ("L", ((9, 5),)),
        ("L", ((8, 5),)),
        ("L", ((8, 0),)),
        ("Z", ()),
    ]


def test_more_points_behind_a_move_are_lines():
    assert list(moves("M1,1 2,2 3,3")) == [("M", ((1, 1),)), ("L", ((2, 2),)), ("L", ((3, 3),))]
    assert ends("m1 1 2 2")[-1] == (3, 3)


def test_after_a_closed_line_the_next_one_begins_where_it_began():
    assert ends("M5 5h4v4zl1 1")[-1] == (6, 6)


def test_numbers_may_touch_each_other():
    assert next(moves("M-1.5-2.5.5c1-.9 2.3.3 1.6 1.4")) == ("M", ((-1.5, -2.5),))
    assert ends("M0 0c1-.9 2.3.3 1.6 1.4")[-1] == (1.6, 1.4)
    assert ends("M1e1 2E-1") == [(10, 0.2)]


def test_curves_keep_their_handles():
    assert list(moves("M0 0C1 2 3 4 5 6"))[1] == ("C", ((1, 2), (3, 4), (5, 6)))
    assert list(moves("M1 1c1 2 3 4 5 6"))[1] == ("C", ((2, 3), (4, 5), (6, 7)))


def test_a_smooth_curve_mirrors_the_handle_before_it():
    assert list(moves("M0 0C0 5 10 5 10 0S20-5 20 0"))[2] == ("C", ((10, -5), (20, -5), (20, 0)))


def test_a_smooth_curve_with_nothing_before_it_begins_straight():
    assert list(moves("M3 4L5 5s1 1 2 2"))[2] == ("C", ((5, 5), (6, 6), (7, 7)))


def test_a_curve_with_one_handle_gets_two():
    kind, (first, second, end) = list(moves("M0 0Q3 6 6 0"))[1]
    assert (kind, first, second, end) == ("C", (2, 4), (4, 4), (6, 0))


@pytest.mark.parametrize("flags", ["1 0", "1 1", "0 0", "0 1"])
def test_a_half_circle_stays_on_its_circle(flags):
    found = list(moves(f"M-5 0a5 5 0 {flags} 10 0"))[1:]
    assert found[-1][1][-1] == pytest.approx((5, 0))
    for _, points in found:
        assert hypot(*points[-1]) == pytest.approx(5)


def test_the_flags_of_an_arc_say_which_way_it_goes():
    above = [points[-1] for _, points in list(moves("M-5 0A5 5 0 0 1 5 0"))[1:]]
    below = [points[-1] for _, points in list(moves("M-5 0A5 5 0 0 0 5 0"))[1:]]
    assert min(y for _, y in above) == pytest.approx(-5)
    assert max(y for _, y in below) == pytest.approx(5)


def test_the_large_arc_takes_the_long_way():
    short = list(moves("M5 0A5 5 0 0 1 0 5"))[1:]
    long = list(moves("M5 0A5 5 0 1 0 0 5"))[1:]
    assert len(short) == 1
    assert len(long) == 3


def test_an_arc_that_is_too_small_grows_until_it_reaches():
    found = list(moves("M0 0a1 1 0 0 1 10 0"))[1:]
    assert found[-1][1][-1] == pytest.approx((10, 0))
    assert min(y for _, points in found for _, y in points) < -4


def test_an_arc_of_a_turned_ellipse_ends_where_it_says():
    assert ends("M0 0a10 4 30 0 1 7 7")[-1] == (7, 7)


@pytest.mark.parametrize("arc", ["a0 5 0 0 1 4 4", "a5 5 0 0 1 0 0"])
def test_an_arc_without_a_radius_or_a_way_is_a_line(arc):
    assert [kind for kind, _ in moves(f"M1 1{arc}")] == ["M", "L"]


def test_what_is_no_command_or_cut_off_is_left_out():
    assert list(moves("")) == []
    assert list(moves("1 2 3")) == []
    assert list(moves("X1 2M1 1L2")) == [("M", ((1, 1),))]
