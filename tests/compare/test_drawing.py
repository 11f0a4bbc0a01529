"""Marks on the drawings of two sides."""

from lxml import etree

from app.compare import Kind, draw_marked
from app.notation.diagram import read_diagram
from tests.notation.diagrams import drawn, edge, shape

SVG = "{http://www.w3.org/2000/svg}"
DIAGRAM = read_diagram(
    drawn(
        '<task id="a" name="A"/><task id="b"/><sequenceFlow id="f" sourceRef="a" targetRef="b"/>',
        shape("a", 0, 0),
        shape("b", 200, 0),
        edge("f", (100, 40), (200, 40)),
    )
)


def marked(**marks: Kind) -> etree._Element:
    return etree.fromstring(draw_marked(DIAGRAM, marks, titles={"a": "Berubah: <A>"}, prefix="lama"))


def part(svg: etree._Element, name: str) -> etree._Element:
    return next(each for each in svg if each.get("data-element") == name)


def test_a_mark_is_a_link_with_words_and_a_sign_and_an_outline() -> None:
    svg = marked(a=Kind.CHANGED)
    (link,) = svg.iterchildren(f"{SVG}a")
    assert (link.get("href"), link.get("aria-label"), link.get("data-change")) == ("#change-a", "Berubah: <A>", "a")
    assert len(list(link.iter(f"{SVG}path"))) == 1
    group = part(svg, "a")
    assert (group.get("id"), "change-changed" in (group.get("class") or "")) == ("lama-a", True)
    assert [each.get("class") for each in group].count("change-line") == 1
    assert "change" not in (part(svg, "b").get("class") or "")


def test_every_kind_has_its_own_line_and_sign() -> None:
    looks = set()
    for kind in Kind:
        svg = marked(a=kind, f=kind)
        outline = next(each for each in part(svg, "a") if each.get("class") == "change-line")
        way = next(each for each in part(svg, "f") if each.get("class") == "path")
        sign = next(svg.iter(f"{SVG}a")).find(f".//{SVG}path")
        assert sign is not None
        assert outline.get("stroke") == way.get("stroke")
        looks.add((outline.get("stroke"), sign.get("d")))
    assert len(looks) == len(Kind)


def test_what_is_not_drawn_is_left_out() -> None:
    assert not list(marked(tiada=Kind.ADDED).iterchildren(f"{SVG}a"))


def test_a_mark_without_words_is_called_by_its_element() -> None:
    (link,) = marked(f=Kind.REMOVED).iterchildren(f"{SVG}a")
    assert link.get("aria-label") == "f"
