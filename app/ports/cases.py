"""Cases, definitions, accounts and history: what the books answer and keep."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Protocol

from app.model.advance import Kind
from app.model.bundle import Bundle
from app.model.definition import Deployment
from app.model.event import Event
from app.model.instance import Attachment, InboxRow, ProcessInstance, WorkItem
from app.model.people import User
from app.ports.queries import InboxQuery, InstanceQuery


class CasesReader(Protocol):
    """Reads cases, definitions, accounts and history."""

    def user(self, user_id: int) -> User | None: ...
    def user_by_login(self, login: str) -> User | None: ...
    def users(self) -> Sequence[User]: ...
    def users_among(self, ids: Iterable[int], logins: Iterable[str]) -> Sequence[User]:
        """The people with these ids or logins."""

    def bundle(self, digest: str) -> Bundle | None: ...
    def deployment(self, sop: str, version: int | None = None) -> Deployment | None:
        """The given version of an SOP, or its newest."""

    def deployments(self) -> Sequence[Deployment]:
        """All versions of all SOPs, by SOP and version."""

    def instance(self, instance_id: int) -> ProcessInstance | None: ...
    def instance_by_number(self, number: str) -> ProcessInstance | None: ...
    def instances(self, query: InstanceQuery) -> Sequence[ProcessInstance]:
        """Without `state` and `variables` (both empty): a list does not need them."""

    def work_item(self, work_id: int) -> WorkItem | None: ...
    def work_items(self, instance_id: int, *, open_only: bool = False) -> Sequence[WorkItem]:
        """The work items of an instance in the order they were opened. Open are the states open and incident."""

    def inbox(self, query: InboxQuery) -> Sequence[InboxRow]: ...
    def inbox_count(self, query: InboxQuery, *, up_to: int) -> int:
        """How many rows the query has, counting no further than `up_to`."""

    def next_due(self, kinds: Iterable[Kind]) -> datetime | None:
        """When the next work item of machines can be leased (due, and not leased by anybody); None: there is none."""

    def incidents(self, *, before: int | None = None, limit: int = 50) -> Sequence[InboxRow]: ...
    def history(self, instance_id: int, *, after: int = 0, limit: int | None = None) -> Sequence[Event]:
        """Events of an instance with a number greater than `after`, in order."""

    def attachments(self, instance_id: int) -> Sequence[Attachment]: ...
    def attachment(self, attachment_id: int) -> Attachment | None: ...
    def failed_sign_ins(self, login: str, since: datetime) -> int:
        """How often signing in has failed from `since` on, after the last time it did not."""


class CasesUnit(CasesReader, Protocol):
    """Keeps cases, definitions, accounts and history."""

    def hold(self, instance_id: int) -> ProcessInstance | None:
        """Read an instance in order to change it: nobody else can change it until this unit is over.

        From then on `work_item` does the same for work items: nobody can lease them away.
        """

    def hold_of(self, work_id: int) -> ProcessInstance | None:
        """`hold` for the instance of a work item. Instances are held before work items, lest two units wait for each
        other."""

    def add_user(self, login: str, name: str, groups: Iterable[str], password: str) -> User: ...
    def save_user(self, user: User) -> None: ...
    def add_bundle(self, bundle: Bundle) -> None:
        """Keep a bundle's files; a bundle that is there already stays as it is."""

    def add_deployment(self, deployment: Deployment) -> None: ...
    def next_number(self, series: str, year: int) -> int:
        """1, 2, 3, ... without gaps within a series and year, in this very transaction."""

    def new_instance_id(self) -> int: ...

    def keep(
        self,
        before: ProcessInstance | None,
        after: ProcessInstance,
        events: Sequence[Event],
        *,
        opened: Sequence[WorkItem] = (),
        closed: Sequence[WorkItem] = (),
    ) -> None:
        """Keep one step: the instance, its new events, new work items (their `id` is ignored) and changed ones.

        Raises Conflict when the instance has more events than `before` had.
        """

    def save_work(self, work: WorkItem) -> None:
        """Keep a change of a work item that no event tells of (a lease)."""

    def lease(
        self, kinds: Iterable[Kind], *, owner: str, now: datetime, until: datetime, limit: int
    ) -> Sequence[WorkItem]:
        """Take open work items that are due (and not leased, or whose lease has run out) for `owner`, first due first.

        No two owners ever hold the same item. `attempts` stays as it is: failures are counted by the action.
        """

    def add_attachment(self, attachment: Attachment) -> Attachment: ...
    def note_sign_in(self, login: str, at: datetime, *, ok: bool) -> None: ...
    def forget_sign_ins(self, before: datetime) -> None:
        """Forget all tries before a time."""

    def erase_payload(self, instance_id: int, number: int) -> None: ...
