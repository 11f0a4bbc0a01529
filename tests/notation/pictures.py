"""Pictures to look into."""

from lxml import etree

from app.notation.diagram import read_diagram
from app.notation.draw import draw_svg
from tests.notation.diagrams import drawn

SVG = "{http://www.w3.org/2000/svg}"


def picture(content: str, *parts: str, **options: object) -> etree._Element:
    return etree.fromstring(draw_svg(read_diagram(drawn(content, *parts)), **options))


def group(svg: etree._Element, element: str) -> etree._Element:
    [found] = [node for node in svg.iter(f"{SVG}g") if node.get("data-element") == element]
    return found


def words(node: etree._Element) -> str:
    return " ".join(str(part.text) for part in node.iter(f"{SVG}tspan"))
