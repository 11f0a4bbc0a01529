"""Deploying a bundle, and erasing a payload."""

from pathlib import Path

import pytest

from app.actions.deploy import NotDeployable, check, deploy
from app.actions.erase import erase
from app.library.shipped import bundle_from
from app.model.bundle import DIAGRAM, SOP, Bundle
from app.model.errors import Forbidden, LajurError, NotFound, Refused
from tests.actions.conftest import Desk
from tests.chain import first_break

BENCH = Path(__file__).parent.parent / "benchmarks" / "sop"


@pytest.fixture
def bundle() -> Bundle:
    return bundle_from(BENCH, "bench")


def test_the_first_deploy_is_version_one_and_the_next_version_two(desk: Desk, bundle: Bundle) -> None:
    first = deploy(desk.office, bundle, by=desk.people["rina"], note="pertama")
    assert (first.sop, first.version, first.deployed_by, first.note) == ("bench", 1, "user:rina", "pertama")
    changed = bundle.replacing(SOP, bundle.files[SOP] + b"\n# a remark\n")
    assert deploy(desk.office, changed, by=None).version == 2


def test_the_same_bytes_make_no_new_version(desk: Desk, bundle: Bundle) -> None:
    first = deploy(desk.office, bundle, by=None)
    assert deploy(desk.office, bundle, by=None) == first


def test_only_releasers_deploy(desk: Desk, bundle: Bundle) -> None:
    with pytest.raises(Forbidden):
        deploy(desk.office, bundle, by=desk.people["ana"])


def test_a_diagram_with_an_error_is_not_deployed(desk: Desk, bundle: Bundle) -> None:
    broken = bundle.files[DIAGRAM].replace(b'default="f_cukup"', b"")
    with pytest.raises(NotDeployable) as caught:
        deploy(desk.office, bundle.replacing(DIAGRAM, broken), by=None)
    assert "lagi" in {finding.element for finding in caught.value.findings}
    with desk.office.store.reading() as reader:
        assert reader.deployment("bench") is None


def test_what_is_no_diagram_is_refused(desk: Desk, bundle: Bundle) -> None:
    with pytest.raises(Refused):
        deploy(desk.office, bundle.replacing(DIAGRAM, b"not XML"), by=None)


def test_a_process_that_cannot_even_begin_is_not_deployed(desk: Desk, bundle: Bundle) -> None:
    facts = bundle.files[SOP].replace(b"[groups]", b"[variables]\npilihan = 7\n\n[groups]")
    loops = (
        bundle.files[DIAGRAM]
        .replace(b"bpmn:userTask", b"bpmn:manualTask")
        .replace(
            b'<bpmn:sequenceFlow id="f1" sourceRef="mulai" targetRef="isi" />',
            b'<bpmn:sequenceFlow id="f1" sourceRef="mulai" targetRef="lagi" />',
        )
    )
    diagram = loops.replace(b'=pilihan = "lagi"', b"=pilihan + 1").replace(
        b"<bpmn:incoming>f2</bpmn:incoming>", b"<bpmn:incoming>f1</bpmn:incoming><bpmn:incoming>f2</bpmn:incoming>"
    )
    diagram = diagram.replace(
        b"<bpmn:incoming>f1</bpmn:incoming>\n      <bpmn:incoming>f_lagi", b"<bpmn:incoming>f_lagi"
    )
    findings = check(desk.office, bundle.replacing(DIAGRAM, diagram).replacing(SOP, facts)).findings
    assert ("engine", "lagi") in {(finding.rule, finding.element) for finding in findings}


def test_a_first_variable_that_cannot_be_computed_is_a_finding(desk: Desk, bundle: Bundle) -> None:
    facts = bundle.files[SOP] + b'\n[variables]\nronde = "=1 +"\n'
    findings = check(desk.office, bundle.replacing(SOP, facts)).findings
    assert ("engine", "ronde") in {(finding.rule, finding.element) for finding in findings}


def test_an_erased_payload_leaves_the_chain_whole_and_says_who_and_why(desk: Desk) -> None:
    case = desk.started()
    number = next(event.number for event in desk.history(case) if event.kind == "work:completed")
    erase(desk.office, case.id, number, "permintaan subjek data, UU 27/2022", by=desk.people["awas"])
    events = desk.history(case)
    assert events[number - 1].payload is None
    assert first_break(events) is None
    assert events[-1].kind == "payload:erased"
    assert events[-1].actor == "user:awas"


def test_an_erasure_needs_a_ground_a_supervisor_and_an_event(desk: Desk) -> None:
    case = desk.started()
    with pytest.raises(LajurError, match="ground"):
        erase(desk.office, case.id, 1, " ", by=desk.people["awas"])
    with pytest.raises(Forbidden):
        erase(desk.office, case.id, 1, "x", by=desk.people["opi"])
    with pytest.raises(NotFound):
        erase(desk.office, case.id, 999, "x", by=desk.people["awas"])
