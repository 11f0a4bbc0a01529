"""What the archive makes of cases that were moved: verification, the ZIP, logs and the replay know it."""

import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import pytest

from app.actions.archive.export_case import export_case
from app.actions.archive.outside import lajur_verify_case as outside
from app.actions.archive.replay import replay
from app.actions.archive.verify import verify_case
from app.actions.migrate import migrate
from app.model.event import GENESIS, Event, Fact, Happening, chain, told
from app.model.event_log import trace_of
from app.model.frame import Standing
from app.model.frames import frame_at
from app.model.instance import ProcessInstance
from app.model.ocel import objects
from app.model.xes import trace
from app.store.memory import MemoryStore
from tests.actions.conftest import Desk, permit_bundle
from tests.actions.test_migrate import SECOND, deploy, renamed


@pytest.fixture
def moved(desk: Desk) -> ProcessInstance:
    """A case that was moved while it was checked, then granted; it waits for its second review."""
    case = desk.started()
    desk.go_on(hours=1)
    migrate(desk.office, case.id, deploy(desk, renamed(SECOND, periksa="Periksa berkas", telaah="Telaah")), by=None)
    desk.go_on(hours=1)
    return desk.do(case, "periksa", "opi", hasil="setuju")


def at(desk: Desk, case: ProcessInstance) -> Event:
    return next(event for event in desk.history(case) if event.kind is Happening.INSTANCE_MIGRATED)


def forged(desk: Desk, case: ProcessInstance, change: Callable[[dict[str, Any]], None]) -> None:
    """Rewrite what the event of the move says, and the whole chain behind it, as somebody would who has the books."""
    history = desk.history(case)
    facts = []
    for event in history:
        payload = told(event)
        if event.kind is Happening.INSTANCE_MIGRATED:
            change(payload)
        facts.append((event, Fact(event.kind, event.element, event.flow, payload)))
    head, made = GENESIS, []
    for event, fact in facts:
        given = {"instance": event.instance, "after": event.number - 1, "head": head, "at": event.at}
        made += chain([fact], actor=event.actor, salts=iter([event.salt]), **given)
        head = made[-1].digest
    store = desk.office.store
    assert isinstance(store, MemoryStore)
    shelf = store._shelf
    shelf.events[case.id] = tuple(made)
    shelf.instances[case.id] = replace(desk.now(case), head=head)


def codes(desk: Desk, case: ProcessInstance) -> set[str]:
    return {finding.code.value for finding in verify_case(desk.office, case.number)}


def test_an_honest_move_is_no_finding(desk: Desk, moved: ProcessInstance) -> None:
    assert codes(desk, moved) == set()


def test_a_forged_move_is_found_even_if_the_whole_chain_was_made_anew(desk: Desk, moved: ProcessInstance) -> None:
    honest = desk.history(moved)
    lies: list[tuple[Callable[[dict[str, Any]], None], str]] = [
        (lambda says: says["before"].update(version=7), "move-differs"),
        (lambda says: says.update(version=3), "move-differs"),
        (lambda says: says.update(definition="ab" * 32), "move-differs"),
        (lambda says: says["items"][0].update(name="Lain"), "move-differs"),
        (lambda says: says["items"][0].update(group="sistem"), "work-differs"),
        (lambda says: says.pop("version"), "row-differs"),
    ]
    for lie, found in lies:
        forged(desk, moved, lie)
        assert found in codes(desk, moved)
        forged(desk, moved, lambda says: says.update(told(next(e for e in honest if e.kind is at(desk, moved).kind))))
    assert codes(desk, moved) == set()


def test_a_move_that_never_was_is_found(desk: Desk) -> None:
    case = desk.started()
    deploy(desk, permit_bundle(SECOND))
    desk.office.store._shelf.instances[case.id] = replace(desk.now(case), version=2)
    assert "row-differs" in codes(desk, case)


def test_the_zip_brings_all_diagrams_and_the_verifier_compares_them(
    desk: Desk, moved: ProcessInstance, tmp_path: Any, capsys: pytest.CaptureFixture[str]
) -> None:
    data = b"".join(export_case(desk.office, moved.number, by=None).pieces)
    digest = told(at(desk, moved))["definition"]
    with zipfile.ZipFile(BytesIO(data)) as packed:
        names = packed.namelist()
        manifest = json.loads(packed.read("manifest.json"))
    assert f"definitions/{digest}/bpmn/process.bpmn" in names
    assert "definition/bpmn/process.bpmn" in names
    assert manifest["definitions"] == [digest]
    path = tmp_path / "case.zip"
    path.write_bytes(data)
    assert outside.main([str(path), "--lang", "en"]) == 0
    with zipfile.ZipFile(BytesIO(data)) as packed, zipfile.ZipFile(path, "w") as other:
        for name in names:
            kept = packed.read(name)
            other.writestr(name, kept + b" " if name == f"definitions/{digest}/bpmn/process.bpmn" else kept)
    assert outside.main([str(path), "--lang", "en"]) == 1
    assert "[move-differs]" in capsys.readouterr().out


def test_logs_for_process_mining_say_it_and_call_each_step_as_it_was_called(desk: Desk, moved: ProcessInstance) -> None:
    seen = replay(desk.office, moved.number, desk.people["audi"]).case
    log = trace_of(seen.instance, seen.events, seen.definition, date(2026, 3, 18), seen.earlier)
    (entry,) = [it for it in log.entries if it.kind is Happening.INSTANCE_MIGRATED]
    assert (entry.name, entry.lifecycle) == ("Permohonan dipindah ke versi lain", "unknown")
    names = [it.name for it in log.entries if it.element == "periksa"]
    assert (names[0], names[-1]) == ("periksa", "Periksa berkas")
    assert b"Permohonan dipindah ke versi lain" in trace(log, str)
    changes = json.loads(next(iter(objects(log))))["attributes"]
    assert [it["value"] for it in changes if it["name"] == "version"] == [1, 2]


def test_the_replay_knows_which_definition_was_in_force(desk: Desk, moved: ProcessInstance) -> None:
    case = replay(desk.office, moved.number, desk.people["audi"]).case
    number = at(desk, moved).number
    assert [reign.version for reign in case.reigns] == [1, 2]
    assert "telaah" not in case.definition_at(number - 1).outline.elements
    assert "telaah" in case.definition_at(number).outline.elements
    moment = frame_at(case.events, len(case.events), *case.outlines)
    assert moment
    assert moment.states["telaah"] is Standing.ACTIVE
