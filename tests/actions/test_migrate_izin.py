"""Izin Perluasan with a second review in a new lane: a case at every element of it is moved, and comes to its end.

The stories are those that come with the SOP; at one moment each case is moved to the new version.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import psycopg
import pytest
from lxml import etree

from app.actions import acting
from app.actions.archive.reenact import reenact
from app.actions.archive.verify import verify_case
from app.actions.complete import complete
from app.actions.migrate import migrate, plan_case
from app.actions.play import Played, play
from app.library.definition import read_definition
from app.library.shipped import shipped_bundle
from app.library.stories import read_stories
from app.model.bundle import DIAGRAM, SCENARIOS, SOP, Bundle
from app.model.definition import Deployment
from app.model.instance import ProcessInstance, Status, WorkItem
from app.model.people import User
from app.model.reenactment import Outcome
from app.model.story import Story
from app.ports import InstanceQuery, Office, Reader, Stage, Store
from app.store.memory import MemoryStore
from app.store.opening import open_store
from app.wiring import stage_for
from tests.drawing_xml import BPMN
from tests.postgres import Postgres, postgres

__all__ = ["postgres"]

DI, DC = "http://www.omg.org/spec/BPMN/20100524/DI", "http://www.omg.org/spec/DD/20100524/DC"
KEY, NEW = "izin_perluasan", "telaah_kedua"
BUNDLE = shipped_bundle(KEY)
STORIES = read_stories(BUNDLE.files[SCENARIOS])


def with_second_review() -> Bundle:
    """After the upload of the report somebody of a new lane reviews it, before it is sent."""
    root = etree.fromstring(BUNDLE.files[DIAGRAM])
    process = root.find(f"{{{BPMN}}}process")
    assert process is not None
    flow = next(it for it in process if it.get("id") == "f_kirim_ba")
    lanes = process.find(f"{{{BPMN}}}laneSet")
    assert lanes is not None
    lane = etree.SubElement(lanes, f"{{{BPMN}}}lane", id="lane_telaah", name="Penelaah")
    etree.SubElement(lane, f"{{{BPMN}}}flowNodeRef").text = NEW
    etree.SubElement(process, f"{{{BPMN}}}userTask", id=NEW, name="Menelaah sekali lagi")
    target = flow.get("targetRef") or ""
    etree.SubElement(process, f"{{{BPMN}}}sequenceFlow", id="f_telaah", sourceRef=NEW, targetRef=target)
    flow.set("targetRef", NEW)
    plane = next(root.iter(f"{{{DI}}}BPMNPlane"))
    shape = etree.SubElement(plane, f"{{{DI}}}BPMNShape", id=f"{NEW}_di", bpmnElement=NEW)
    etree.SubElement(shape, f"{{{DC}}}Bounds", x="160", y="40", width="100", height="80")
    facts = BUNDLE.files[SOP].decode().replace("[groups]\n", '[groups]\nlane_telaah = "penelaah"\n', 1)
    return BUNDLE.replacing(DIAGRAM, etree.tostring(root)).replacing(SOP, facts.encode())


SECOND = with_second_review()


class Hook:
    """Looks at the case of a story each time before a machine works, and moves it at the moment `at`."""

    def __init__(self, at: int | None = None) -> None:
        self.at, self.count = at, 0
        self.stood: list[frozenset[str]] = []
        self.kept: tuple[list[WorkItem], list[WorkItem]] = ([], [])
        self.moved = self.left_out = False
        self._lease = acting.lease

    def __call__(self, office: Office, owner: str, **more: Any) -> Sequence[WorkItem]:
        case, work = _now(office)
        self.stood.append(frozenset(it.element for it in work if it.due_at is None or it.topic))
        if self.count == self.at and case.status is Status.RUNNING:
            self.move(office, case, work)
        self.count += 1
        due = self._lease(office, owner, **more)
        reviews = [it for it in _now(office)[1] if it.element == NEW]
        if due or not reviews:
            return due
        complete(office, reviews[0].id, {}, by=_reviewer(office))
        return self._lease(office, owner, **more)

    def move(self, office: Office, case: ProcessInstance, work: list[WorkItem]) -> None:
        with office.store.writing() as unit:
            unit.add_bundle(SECOND)
            newest = unit.deployment(KEY)
            to = Deployment(KEY, newest.version + 1 if newest else 1, SECOND.digest, "system", office.clock())
            unit.add_deployment(to)
            unit.commit()
        thought = plan_case(office, case.number, by=None)[1]
        if not thought.is_safe:
            assert [reason.element for reason in thought.reasons] == [NEW]
            self.left_out = True
        migrate(office, case.id, to, by=None, accepted={NEW} if self.left_out else ())
        self.moved, self.kept = True, (work, _now(office)[1])


@contextmanager
def hooked(hook: Hook) -> Iterator[Hook]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(acting, "lease", hook)
        yield hook


def _now(office: Office) -> tuple[ProcessInstance, list[WorkItem]]:
    with office.store.reading() as reader:
        case = reader.instance(reader.instances(InstanceQuery(limit=1))[0].id)
        assert case
        return case, list(reader.work_items(case.id, open_only=True))


def _reviewer(office: Office) -> User:
    with office.store.writing() as unit:
        user = unit.user_by_login("penelaah") or unit.add_user("penelaah", "Penelaah", {"penelaah"}, "")
        unit.commit()
        return user


def told(store: Store, story: Story, at: int | None = None) -> tuple[Hook, Played, Stage]:
    stage = stage_for(BUNDLE, story)
    stage = Stage(replace(stage.office, store=store), stage.clock)
    with hooked(Hook(at)) as hook:
        return hook, play(stage, BUNDLE, story, STORIES), stage


@cache
def places() -> dict[str, tuple[str, int]]:
    """For each element at which a case of a story ever stands, one story and the moment of it."""
    found: dict[str, tuple[str, int]] = {}
    for name, story in STORIES.items():
        hook, _, _ = told(MemoryStore(), story)
        first = hook.count - len(hook.stood)
        for at, elements in enumerate(hook.stood, first):
            for element in elements:
                found.setdefault(element, (name, at))
    return found


def activities() -> list[str]:
    outline = read_definition(BUNDLE).outline
    return [it.id for it in outline.elements.values() if it.is_human or it.is_service]


@pytest.fixture(scope="module")
def postgres_books(postgres: Postgres) -> str:
    with psycopg.connect(postgres.url().replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute("CREATE DATABASE izin_pindah")
    return postgres.url("izin_pindah")


@pytest.fixture
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Store]:
    own = f"sqlite:///{tmp_path / 'books.sqlite'}"
    if request.param == "memory":
        yield MemoryStore()
        return
    opened = open_store(own if request.param == "sqlite" else request.getfixturevalue("postgres_books"), durable=False)
    yield opened
    opened.close()


#: A task of the applicant's, one with a timer at it, one behind which the second review lies, a machine's.
ON_DISK = ("ajukan_izin", "jawab_klarifikasi", "kirim_ba", "perintah_unggah")


@pytest.mark.parametrize(
    ("element", "store"),
    [
        *((element, "memory") for element in activities()),
        *((element, database) for element in ON_DISK for database in ("sqlite", "postgres")),
    ],
    indirect=["store"],
)
def test_a_case_is_moved_wherever_it_stands_and_comes_to_its_end(element: str, store: Store) -> None:
    name, at = places()[element]
    hook, played, stage = told(store, STORIES[name], at)
    assert played.failure is None
    assert hook.moved
    before, after = hook.kept
    assert element in {it.element for it in before}
    assert after == before, "tokens, due times, claims and all else stay as they are"
    passed = [event.element for event in played.events]
    assert (NEW in passed) == (not hook.left_out and "kirim_ba" in passed)
    assert verify_case(stage.office, played.number) == []
    with store.reading() as reader:
        assert same(stage, reader, played.number)


def same(stage: Stage, reader: Reader, number: str) -> bool:
    case = reader.instance_by_number(number)
    assert case
    found = reenact(stage.office, reader, case)
    return found.outcome is Outcome.SAME
