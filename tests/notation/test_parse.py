"""XML that strangers may have written."""

import pytest

from app.model.errors import Refused
from app.notation.parse import LIMIT, parse
from tests.notation.diagrams import bpmn


def test_a_diagram_keeps_its_comments():
    root = parse(bpmn("<!-- ditinjau 2026 --><process id='izin'/>"))

    assert [str(node.text) for node in root.iter() if not isinstance(node.tag, str)] == [" ditinjau 2026 "]


def test_what_is_not_well_formed_is_refused_with_line_and_column():
    with pytest.raises(Refused, match=r"line 2, column \d+: Opening and ending tag mismatch"):
        parse(b"<definitions>\n<process></definitions>")


def test_an_empty_file_is_refused():
    with pytest.raises(Refused, match="not well-formed"):
        parse(b"")


@pytest.mark.parametrize(
    "doctype",
    [
        b"<!DOCTYPE definitions>",
        b'<!DOCTYPE definitions SYSTEM "http://127.0.0.1/evil.dtd">',
        b'<!DOCTYPE definitions [<!ENTITY rahasia SYSTEM "file:///etc/hostname">]>',
    ],
)
def test_a_document_type_is_refused(doctype: bytes):
    with pytest.raises(Refused, match="document type"):
        parse(doctype + bpmn(""))


def test_a_bomb_of_entities_is_refused_before_it_grows():
    levels = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    text = f'<!DOCTYPE d [<!ENTITY a0 "ha">{levels}]><d name="&a11;">&a11;</d>'

    with pytest.raises(Refused):
        parse(text.encode())


def test_a_file_of_another_kind_is_refused_by_the_name_of_its_root():
    with pytest.raises(Refused, match="begins with <html>"):
        parse(b"<html/>")


def test_a_file_that_is_too_large_is_refused():
    with pytest.raises(Refused, match="are allowed"):
        parse(b" " * (LIMIT + 1))


def test_a_file_nested_without_end_is_refused():
    with pytest.raises(Refused):
        parse(b"<a>" * 5000 + b"</a>" * 5000)
