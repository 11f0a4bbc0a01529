"""Ways back: the sequence flows by which a case returns to what it has done before."""

from app.model.outline import Outline


def back_flows(outline: Outline) -> frozenset[str]:
    """The flows that lead back to an element on the way to their own source.

    They are found by walking from the starts along the flows in the order of the file: a flow back is one whose target
    the walk is still on its way from. Boundary events go on from the element they are attached to.
    """
    back: set[str] = set()
    begun: set[str] = set()
    for element in [*_starts(outline), *outline.elements]:
        if element not in begun:
            _walk(outline, element, begun, back)
    return frozenset(back)


def _walk(outline: Outline, first: str, begun: set[str], back: set[str]) -> None:
    """Depth first, without recursion: a diagram may be deeper than Python's stack."""
    on_the_way = {first}
    begun.add(first)
    stack = [(first, iter(_exits(outline, first)))]
    while stack:
        element, exits = stack[-1]
        flow, target = next(exits, (None, None))
        if target is None:
            stack.pop()
            on_the_way.discard(element)
        elif target in on_the_way:
            back.update([flow] if flow else [])
        elif target not in begun:
            begun.add(target)
            on_the_way.add(target)
            stack.append((target, iter(_exits(outline, target))))


def _exits(outline: Outline, element: str) -> list[tuple[str | None, str]]:
    borders = [(None, node.id) for node in outline.elements.values() if node.attached_to == element]
    return [*((flow.id, flow.target) for flow in outline.outgoing(element)), *borders]


def _starts(outline: Outline) -> list[str]:
    return [node.id for node in outline.elements.values() if node.type == "startEvent"]
