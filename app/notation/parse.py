"""Reads XML that strangers may have written."""

from lxml import etree

from app.model.errors import Refused
from app.notation.tags import BPMN, Node

#: A diagram with some thousand elements; larger files are no diagrams that people read.
LIMIT = 5 * 1024 * 1024


def parse(data: bytes) -> Node:
    """The root element of a BPMN file; comments are kept so that a file can be written back as it was.

    Raises Refused when the file is too large, not well-formed, brings a document type (and with it entities), or is
    no BPMN 2.0.
    """
    if len(data) > LIMIT:
        raise Refused(
            "The diagram has {size} bytes; {limit} are allowed. Take embedded pictures out of it.",
            size=len(data),
            limit=LIMIT,
        )
    root = _well_formed(data)
    if root.getroottree().docinfo.internalDTD is not None:
        raise Refused("The diagram brings a document type (<!DOCTYPE ...>). Remove it: BPMN needs none.")
    if root.tag != f"{BPMN}definitions":
        name = etree.QName(root).localname
        raise Refused("The file is no BPMN 2.0 diagram: it begins with <{name}>, not with <definitions>.", name=name)
    return root


def _well_formed(data: bytes) -> Node:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        line, column = error.position
        raise Refused(
            "The diagram is not well-formed XML: line {line}, column {column}: {reason}. "
            "Save it again from the modeler, or repair the place by hand.",
            line=line,
            column=column,
            reason=(error.msg or "there is no content").partition(", line ")[0],
        ) from None
