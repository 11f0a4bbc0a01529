"""Marks the expressions of an element as formal ones, as the modeler would."""

from app.lint.fixes.mended import Mended
from app.lint.subject import Subject
from app.model.errors import LajurError
from app.notation.edit import Source
from app.notation.tags import EXPRESSIONS, XSI, descendants

RULES = frozenset({"formal_expression"})


def offer(subject: Subject, element: str) -> LajurError | None:
    node = subject.nodes.get(element)
    if node is None or all(each.get(f"{XSI}type") for each in descendants(node, *EXPRESSIONS)):
        return None
    return LajurError("Mark it as a formal expression")


def mend(subject: Subject, source: Source, element: str) -> Mended:
    place = source.find(element)
    known = {uri: prefix for prefix, uri in subject.nodes[element].nsmap.items()}
    for each in source.inside(place, *EXPRESSIONS):
        prefix = each.name.rpartition(":")[0]
        xsi = known.get(XSI.strip("{}")) or "xsi"
        if each.get(f"{xsi}:type") is None:
            if XSI.strip("{}") not in known:
                source.set(each, f"xmlns:{xsi}", XSI.strip("{}"))
            source.set(each, f"{xsi}:type", f"{prefix}:tFormalExpression" if prefix else "tFormalExpression")
    return Mended(source.changed())
