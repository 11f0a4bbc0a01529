"""A diagram: its XML and what it says."""

from dataclasses import dataclass
from functools import cached_property, lru_cache

from app.model.outline import Outline
from app.notation import tags
from app.notation.geometry import Geometry, read_geometry
from app.notation.parse import parse
from app.notation.read import executable_process, read_outline
from app.notation.tags import Node

#: Whoever draws has his diagram judged again and again, and each time several look at it.
KEPT = 8


@dataclass(frozen=True)
class Diagram:
    """`root` is the XML as parsed and is never changed; `outline` is what its executable process says."""

    root: Node
    outline: Outline

    @cached_property
    def geometry(self) -> Geometry:
        """Where its elements stand."""
        return read_geometry(self.root)

    @cached_property
    def process(self) -> Node:
        """The XML of the executable process."""
        return executable_process(self.root)

    @cached_property
    def nodes(self) -> dict[str, Node]:
        """All BPMN elements of the file by id."""
        return tags.by_id(self.root)

    def line(self, element: str | None) -> int | None:
        """The line of the file in which an element begins, if there is such an element."""
        node = self.nodes.get(element or "")
        return None if node is None else tags.line(node)


@lru_cache(maxsize=KEPT)
def read_diagram(data: bytes) -> Diagram:
    """Reads a BPMN file; the last ones are kept. Raises Refused when it cannot be read (`parse`, `read_outline`)."""
    root = parse(data)
    return Diagram(root, read_outline(root))
