"""Lines find their way around shapes, and say so when there is none."""

from app.notation.geometry import Box
from app.sopdoc.routes import DOWN, LEFT, RIGHT, UP, Lattice, Port


def lattice(*boxes: Box) -> Lattice:
    found = Lattice(boxes)
    found.lay(range(0, 101, 10), range(0, 101, 10))
    return found


def test_a_line_is_as_straight_as_it_can_be() -> None:
    assert lattice().connect([Port((0, 50), RIGHT)], [Port((100, 50), LEFT)]) == ((0, 50), (100, 50))
    assert lattice().connect([Port((0, 0), RIGHT)], [Port((100, 100), UP)]) == ((0, 0), (100, 0), (100, 100))


def test_a_line_goes_around_a_shape() -> None:
    found = lattice(Box(35, 35, 30, 30)).connect([Port((0, 50), RIGHT)], [Port((100, 50), LEFT)])
    assert len(found) > 2
    assert not any(35 < x < 65 and 35 < y < 65 for x, y in found)


def test_the_second_line_does_not_run_on_the_first() -> None:
    ways = lattice()
    first = ways.connect([Port((0, 50), RIGHT)], [Port((100, 50), LEFT)])
    second = ways.connect([Port((50, 0), DOWN)], [Port((100, 50), LEFT), Port((50, 100), UP, 10)])
    assert first == ((0, 50), (100, 50))
    assert second == ((50, 0), (50, 100))


def test_where_there_is_no_way_there_is_no_line() -> None:
    walled = lattice(Box(5, -20, 10, 140))
    assert walled.connect([Port((0, 50), RIGHT)], [Port((100, 50), LEFT)]) == ()
