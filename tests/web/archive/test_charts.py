"""Charts: what they draw, in classes and attributes only."""

from collections.abc import Iterator

import pytest
from lxml import etree

from app.web.archive.charts.canvas import ticks
from app.web.archive.charts.columns import Place, columns
from app.web.archive.charts.dots import SHAPES, Line, dotted, sign
from app.web.archive.charts.strips import WIDTH, share, spread, swatch

SVG = "{http://www.w3.org/2000/svg}"


def drawn(markup: str) -> etree._Element:
    assert "style" not in markup
    return etree.fromstring(markup)


def of_kind(svg: etree._Element, kind: str) -> list[etree._Element]:
    return [node for node in svg.iter() if node.get("class") == kind]


def texts(svg: etree._Element) -> Iterator[str]:
    return (node.text or "" for node in svg.iter(f"{SVG}text"))


@pytest.mark.parametrize(
    ("largest", "expected"),
    [
        (0, [0, 1]),
        (1, [0, 1]),
        (3, [0, 1, 2, 3]),
        (40, [0, 10, 20, 30, 40]),
        (47, [0, 20, 40, 60]),
        (900, [0, 500, 1000]),
    ],
)
def test_an_axis_goes_in_round_steps_to_what_it_must_hold(largest: float, expected: list[float]) -> None:
    assert ticks(largest) == expected


def months(count: int, **more: str) -> list[Place]:
    return [Place(f"B{n}", (n, 2 * n), f"bulan {n}", group="2025" if n < 12 else "2026", **more) for n in range(count)]


def test_columns_stand_side_by_side_as_high_as_their_values() -> None:
    svg = drawn(columns(months(3), title="Permohonan", description="Tabel memuat hal yang sama."))
    assert (svg.get("role"), svg[0].text, svg[1].text) == ("img", "Permohonan", "Tabel memuat hal yang sama.")
    first, second = of_kind(svg, "series-1"), of_kind(svg, "series-2")
    heights = [[float(bar.get("height", "")) for bar in bars] for bars in (first, second)]
    assert heights[0][2] == heights[1][1] > 0
    assert heights[0][0] == 0
    assert [node.text for node in svg.iter(f"{SVG}title")][1:] == ["bulan 0", "bulan 1", "bulan 2"]


def test_columns_that_lead_somewhere_are_a_group_of_links() -> None:
    svg = drawn(columns(months(2, href="/arsip?x=1&y=2"), title="Permohonan", description=""))
    assert svg.get("role") == "group"
    assert [(link.get("href"), link.get("aria-label")) for link in svg.iter(f"{SVG}a")] == [
        ("/arsip?x=1&y=2", "bulan 0"),
        ("/arsip?x=1&y=2", "bulan 1"),
    ]


def test_where_labels_have_no_room_some_are_left_out_and_a_year_stands_where_it_begins() -> None:
    svg = drawn(columns(months(30), title="Permohonan", description=""))
    assert [text for text in texts(svg) if text.startswith("B")] == [f"B{n}" for n in range(30)]
    wide = [Place("Triwulan", (1,), "x") for _ in range(30)]
    assert [*texts(drawn(columns(wide, title="x", description="")))].count("Triwulan") == 10
    assert [text for text in texts(svg) if text.startswith("20") and len(text) == 4] == ["2025", "2026"]


def test_a_mark_stands_behind_its_place() -> None:
    svg = drawn(columns(months(4), title="x", description="", mark=(1, "janji"), unit="hari"))
    (mark,) = of_kind(svg, "mark")
    second = float(of_kind(svg, "series-2")[1].get("x", ""))
    third = float(of_kind(svg, "series-1")[2].get("x", ""))
    assert second < float(mark.get("x1", "")) < third
    assert {"janji", "hari"} <= set(texts(svg))


def test_a_share_stands_behind_what_is_before_it() -> None:
    svg = drawn(share(0.25, 0.5))
    assert svg.get("aria-hidden") == "true"
    (bar,), (before,) = of_kind(svg, "series-1"), of_kind(svg, "before")
    assert (bar.get("x"), bar.get("width"), before.get("width")) == (str(WIDTH // 2), f"{WIDTH / 4:g}", str(WIDTH // 2))
    assert of_kind(drawn(share(0)), "before") == []
    assert of_kind(drawn(share(0)), "series-1")[0].get("width") == "1"


def test_a_spread_reaches_from_the_median_to_most() -> None:
    svg = drawn(spread(10, 20, 20))
    (reach,), (dot,) = of_kind(svg, "reach"), of_kind(svg, "series-1")
    assert reach.get("x1") == dot.get("cx") == str(WIDTH // 2)
    assert reach.get("x2") == str(WIDTH - 5)
    assert drawn(spread(0, 0, 0)).get("class") == "chart strip"


def test_a_swatch_shows_a_fill_and_its_line() -> None:
    (box,) = drawn(swatch(("#fff", "#000"))).iter(f"{SVG}rect")
    assert (box.get("fill"), box.get("stroke")) == ("#fff", "#000")


def test_each_lane_has_its_own_shape_and_the_dots_of_a_lane_are_one_path() -> None:
    lines = [Line(f"IP-{n}", 0, 0.5, [(0, 0), (0.25, 1), (0.5, 0)], f"IP-{n}: <b>") for n in range(7)]
    svg = drawn(dotted(lines, {0: "Jan", 0.5: "Feb", 1: "Mar"}, title="Titik", description=""))
    assert (svg.get("role"), svg[0].text) == ("img", "Titik")
    (first,), (second,) = of_kind(svg, "lane-1"), of_kind(svg, "lane-2")
    assert (first.get("d", "").count("M"), second.get("d", "").count("M")) == (14, 7)
    assert SHAPES[0] in first.get("d", "")
    assert SHAPES[1] in second.get("d", "")
    assert [text for text in texts(svg) if text.startswith("IP")] == ["IP-0", "IP-5"]
    assert len(of_kind(svg, "life")) == 7
    assert [node.text for node in svg.iter(f"{SVG}title")][1] == "IP-0: <b>"


def test_lanes_beyond_the_eighth_begin_again() -> None:
    assert len(set(SHAPES)) == 8
    assert sign(9) == sign(1)
