"""An office for tests over any store: processes drawn as text (`tests.drawing`), in one lane, and its people."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from json import dumps
from secrets import token_bytes

from app.actions.start import start
from app.engine import SpiffEngine
from app.library.calendar import working_calendar
from app.library.definition import read_definition
from app.model.bundle import DIAGRAM, SOP, Bundle
from app.model.definition import Deployment
from app.model.instance import ProcessInstance, WorkItem
from app.model.people import User
from app.model.values import Json
from app.ports import Clock, Connector, Office, Store
from app.store.vault import MemoryVault
from tests.drawing_xml import bpmn

#: The group of the only lane of a drawn process.
GROUP = "petugas"
_NODE = re.compile(r'<bpmn:(?:\w*[tT]ask|\w+Event|\w+Gateway|subProcess) id="([^"]+)"')


def wall_clock() -> datetime:
    return datetime.now(UTC)


def office_on(
    store: Store,
    *,
    clock: Clock = wall_clock,
    connectors: Mapping[str, Connector] | None = None,
    salts: Callable[[], bytes] = lambda: token_bytes(16),
) -> Office:
    return Office(
        engine=SpiffEngine(),
        store=store,
        vault=MemoryVault(),
        clock=clock,
        calendar=working_calendar(),
        read=read_definition,
        salts=salts,
        connectors=connectors or {},
    )


def put(office: Office, bundle: Bundle, key: str, version: int = 1) -> None:
    """Lay a bundle straight into the books: what the gate of a deploy thinks of it is no matter here."""
    with office.store.writing() as unit:
        unit.add_bundle(bundle)
        unit.add_deployment(Deployment(key, version, bundle.digest, "system", office.clock()))
        unit.commit()


def draw(office: Office, drawing: str, **variables: Json) -> None:
    """Lay the process `proses` into the books, drawn as text, with the variables its cases begin with."""
    put(office, bundle_of(drawing, **variables), "proses")


def bundle_of(drawing: str, *, title: str = "=judul", **variables: Json) -> Bundle:
    """The process `proses` drawn as text, all of it in one lane."""
    nodes = "".join(f"<bpmn:flowNodeRef>{node}</bpmn:flowNodeRef>" for node in _NODE.findall(bpmn(drawing).decode()))
    lanes = f'<bpmn:laneSet id="lanes"><bpmn:lane id="lane">{nodes}</bpmn:lane></bpmn:laneSet>'
    lines = [
        f'key = "proses"\nnumber_prefix = "P"\ntitle = {dumps(title)}\nbusiness_key = "=judul"',
        '[identity]\nnumber = "-"\ntitle = "Proses"\nagency = "-"',
        f'[groups]\nlane = "{GROUP}"\n[variables]',
        *(f"{name} = {dumps(value)}" for name, value in variables.items()),
    ]
    return Bundle({DIAGRAM: bpmn(drawing, process="proses", extra=lanes), SOP: "\n".join(lines).encode()})


def hire(office: Office, login: str, *groups: str) -> User:
    """A person in the group of the drawn lane, or in these groups."""
    with office.store.writing() as unit:
        user = unit.add_user(login, login.title(), groups or (GROUP,), "")
        unit.commit()
        return user


def begin(office: Office, by: User, version: int | None = None) -> ProcessInstance:
    return start(office, "proses", by=by, version=version)


def only_open(office: Office, instance: ProcessInstance, element: str | None = None) -> WorkItem:
    """The one open work item of a case, or of one of its elements."""
    with office.store.reading() as reader:
        found = reader.work_items(instance.id, open_only=True)
    (item,) = [each for each in found if element in (None, each.element)]
    return item
