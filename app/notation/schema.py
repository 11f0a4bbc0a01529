"""Holds a diagram against the XML schemas of BPMN 2.0 (folder `schema`)."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

from lxml import etree

from app.notation.tags import Node, line

_FOLDER = Path(__file__).with_suffix("")
_NAMESPACE = re.compile(r"\{[^{}]*\}")
#: A schema object keeps the log of its last run, so one thread at a time may use it.
_lock = Lock()


def schema_problems(root: Node) -> Iterator[tuple[int, str | None, str]]:
    """What the schema does not allow: line, id of the nearest element that has one, and what the matter is.

    Attributes and extension elements of foreign namespaces (`camunda:`, `bioc:`, `modeler:`) are allowed.
    """
    with _lock:
        schema = _schema()
        schema.validate(root)
        entries: Any = schema.error_log  # the type stubs do not know that it can be listed
        log = [(entry.line, entry.message) for entry in entries]
    places: dict[int | None, Node] = {}
    for node in root.iter() if log else ():
        places.setdefault(line(node), node)
    for number, message in log:
        yield number, _nearest_id(places.get(number, root)), _NAMESPACE.sub("", message)


@cache
def _schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(_FOLDER / "BPMN20.xsd", etree.XMLParser(no_network=True)))


def _nearest_id(place: Node) -> str | None:
    ids = (node.get("id") for node in (place, *place.iterancestors()))
    return next((each for each in ids if each), None)
