"""A bundle is read into a process definition, once for the same bytes."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from app.library import definition as library
from app.library.definition import read_definition
from app.library.shipped import shipped_bundle
from app.model.bundle import DIAGRAM, SOP, Bundle
from app.model.errors import Refused

FORM = b'{"id": "ajukan", "type": "default", "schemaVersion": 19, "components": []}'
FACTS = b"""
key = "cuti"
number_prefix = "CT"
title = "=nama"
business_key = "=nip"
[identity]
number = "1"
title = "CUTI"
agency = "DINAS"
[groups]
lane_pegawai = "pegawai"
"""


def cuti(prefix: str = "CT") -> Bundle:
    """
    <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="cuti">
      <process id="cuti" isExecutable="true">
        <laneSet id="l"><lane id="lane_pegawai" name="Pegawai"><flowNodeRef>ajukan</flowNodeRef></lane></laneSet>
        <startEvent id="mulai"/>
        <sequenceFlow id="f" sourceRef="mulai" targetRef="ajukan"/>
        <userTask id="ajukan"/>
      </process>
    </definitions>"""
    diagram = (cuti.__doc__ or "").strip().encode()
    facts = FACTS.replace(b"CT", prefix.encode())
    return Bundle({DIAGRAM: diagram, SOP: facts, "forms/ajukan.form": FORM})


def test_a_definition_holds_the_outline_the_facts_and_the_forms() -> None:
    definition = read_definition(cuti())
    assert (definition.key, definition.sop.number_prefix) == ("cuti", "CT")
    assert list(definition.outline.elements) == ["mulai", "ajukan"]
    assert definition.group_of("ajukan") == "pegawai"
    assert definition.form_of(definition.outline.elements["ajukan"]) is definition.forms["ajukan"]


def test_the_shipped_sop_can_be_read() -> None:
    definition = read_definition(shipped_bundle("izin_perluasan"))
    assert definition.key == "izin_perluasan"
    assert len(definition.sop.rows) == 20


def test_the_same_bytes_are_read_once_even_by_many_threads() -> None:
    first = read_definition(cuti())
    with ThreadPoolExecutor(8) as threads:
        assert all(other is first for other in threads.map(read_definition, [cuti() for _ in range(40)]))


def test_of_many_definitions_those_not_asked_for_lately_are_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library, "KEPT", 2)
    first, second = read_definition(cuti("A")), read_definition(cuti("B"))
    assert read_definition(cuti("A")) is first
    read_definition(cuti("C"))
    assert read_definition(cuti("A")) is first
    assert read_definition(cuti("B")) is not second


@pytest.mark.parametrize("path", [DIAGRAM, SOP])
def test_a_bundle_without_diagram_or_facts_is_refused(path: str) -> None:
    files = {name: data for name, data in cuti().files.items() if name != path}
    with pytest.raises(Refused, match=f"{path} is missing"):
        read_definition(Bundle(files))


def test_a_form_that_cannot_be_read_is_refused_by_name() -> None:
    with pytest.raises(Refused, match="ajukan"):
        read_definition(cuti().replacing("forms/ajukan.form", b"{"))


def test_facts_of_another_process_are_refused() -> None:
    with pytest.raises(Refused, match="“key” must be “cuti”, the id of the process in the diagram"):
        read_definition(cuti().replacing(SOP, FACTS.replace(b'"cuti"', b'"izin"')))
