"""Make an honest history: cases that go their way through the real actions and the real engine, on a clock that is set.

Nothing is inserted: people of the demo start, claim, answer, sign (marked as simulated), comment and complain by the
actions of the office, machines do what falls due, and the events of all cases happen in the order of time. Nobody is
told of it by e-mail, and notices are only made of its last days (`Office.tells_from`).
"""

import heapq
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from app.actions.absences import add_absence
from app.actions.archive._demo_deeds import QUIET, Errand, NotYet, Town, do, retry_incidents
from app.actions.archive._demo_stories import repertoire
from app.actions.perform import MACHINES, lease_of, perform
from app.actions.remind import remind
from app.model.demo_acts import acts_of
from app.model.demo_draw import leaves, outages, plan_cases
from app.model.demo_habits import Habits
from app.model.demo_plan import CasePlan, Period, Setting
from app.model.errors import Conflict, LajurError
from app.model.instance import WorkState
from app.model.office_hours import later_in_office_hours
from app.model.people import User
from app.ports import Answer, Connector, ConnectorFailed, Office, Request, Stage

OWNER = "demo-history"
#: What happened in the last days is told to people, as notices without e-mail; what is older nobody wants to hear.
TOLD_DAYS = timedelta(days=14)
#: A case that must wait for a system outside is looked at again so often, at so long intervals.
PATIENCE = 200
#: The shortest period of a history.
LEAST = timedelta(hours=5 * 8)
LOOKS = timedelta(hours=1)
NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True)
class Wish:
    """What kind of history: how many cases of which SOPs (none named: all), in which period, from which seed."""

    cases: int
    period: Period
    seed: int = 1
    sops: Sequence[str] = ()


@dataclass(frozen=True)
class Part:
    """Which part of a history one process makes, `number` of `of`.

    `in_turn(n)` waits until the n-th case may start (case numbers are given in the order of starting) and answers
    whether it still shall; `started(n)` says that it has.
    """

    number: int = 0
    of: int = 1
    in_turn: Callable[[int], bool] = lambda _: True
    started: Callable[[int], None] = lambda _: None


def make_history(stage: Stage, habits: Habits, wish: Wish, key: str, part: Part | None = None) -> int:
    """Make (this part of) a history; answers how many cases were started. `key` is the key of the house.

    There are fewer than wished for when the period is too short for them. Raises NotFound or LajurError.

    The calling process alone may do the machines' work in these books. Once `in_turn` answers False, no case is
    started any more and those on their way are led to their end.
    """
    part = part or Part()
    if later_in_office_hours(stage.office.calendar, wish.period.since, LEAST) > wish.period.until:
        raise LajurError("A history takes at least five working days.")
    office = replace(stage.office, mail=None, rehearsal=True, tells_from=wish.period.until - TOLD_DAYS)
    stories = repertoire(office, habits, wish.period, wish.sops)
    setting = Setting(habits, office.calendar, tuple(stories), wish.period, wish.seed)
    away = outages(setting)
    connectors = {topic: Unsteady(connector, away) for topic, connector in office.connectors.items()}
    town = Town(replace(office, connectors=connectors), setting, stories, key)
    stage.clock.now = wish.period.since
    if part.number == 0:
        _note_leave(town)
    return _Run(stage, town, part).run(plan_cases(setting, wish.cases))


@dataclass(frozen=True)
class Unsteady:
    """A system outside that is away at times."""

    connector: Connector
    away: Sequence[tuple[datetime, datetime]]

    def call(self, request: Request, *, now: datetime) -> Answer:
        if any(begins <= now < ends for begins, ends in self.away):
            raise ConnectorFailed(f"SIMULASI: {request.topic} does not answer (attempt {request.attempt}).")
        return self.connector.call(request, now=now)


@dataclass
class _Run:
    """One process at work: an agenda of what comes next in all its cases."""

    stage: Stage
    town: Town
    part: Part

    def run(self, plans: Sequence[CasePlan]) -> int:
        until = self.town.setting.period.until
        mine = [(order, plan) for order, plan in enumerate(plans) if plan.family % self.part.of == self.part.number]
        errands = {order: Errand(order, plan, []) for order, plan in mine}
        agenda = [(plan.at, order) for order, plan in mine]
        heapq.heapify(agenda)
        count = 0
        while agenda and agenda[0][0] <= until:
            self.stage.clock.now, order = heapq.heappop(agenda)
            errand = errands[order]
            if not errand.begun:
                if not self.part.in_turn(order):
                    continue
                errand.acts = list(acts_of(self.town.setting, errand.plan))
                count += 1
            self._go_on(errand)
            if (then := self._next(errand)) is not None:
                heapq.heappush(agenda, (max(then, self.stage.clock.now), order))
            else:
                del errands[order]
        self.stage.clock.now = until
        _forget_reminders(self.town.office)
        return count

    def _go_on(self, errand: Errand) -> None:
        """Do what is next in a case: the machines' work, a retry, or an act of its plan."""
        now = self.stage.clock.now
        if errand.begun and _due(errand, now):
            for work in lease_of(self.town.office, OWNER, errand.case.id):
                perform(self.town.office, work, OWNER)
            self._look(errand)
        elif errand.retry_at is not None and errand.retry_at <= now:
            errand.retry_at = None
            retry_incidents(self.town, errand)
            self._look(errand)
        else:
            self._act(errand)

    def _act(self, errand: Errand) -> None:
        act, first = errand.acts[0], not errand.begun
        try:
            do(self.town, errand, act)
        except NotYet:
            self._postpone(errand)
            return
        errand.acts.pop(0)
        if first:
            self.part.started(errand.order)
        if act.deed not in QUIET:
            self._look(errand)

    def _postpone(self, errand: Errand) -> None:
        errand.postponed += 1
        if errand.postponed > PATIENCE:
            number = errand.case.number if errand.begun else errand.plan.seed
            raise LajurError("The case {number} never goes on: nobody is there, or a system is away.", number=number)
        at = later_in_office_hours(self.town.setting.calendar, self.stage.clock.now, LOOKS)
        errand.acts = [replace(act, at=max(act.at, at)) for act in errand.acts]

    def _look(self, errand: Errand) -> None:
        """See what the case waits for now."""
        with self.town.office.store.reading() as reader:
            errand.open = reader.work_items(errand.case.id, open_only=True)
        stopped = any(work.state is WorkState.INCIDENT for work in errand.open)
        if stopped and errand.retry_at is None:
            wait = timedelta(minutes=self.town.setting.habits.pace.supervisor_wait * errand.dice.uniform(0.3, 3))
            errand.retry_at = later_in_office_hours(self.town.setting.calendar, self.stage.clock.now, wait)

    def _next(self, errand: Errand) -> datetime | None:
        """When something happens next in a case; None: never again."""
        moments = [work.due_at for work in errand.open if work.kind in MACHINES and work.state is WorkState.OPEN]
        moments += [errand.retry_at, errand.acts[0].at if errand.acts else None]
        return min((moment for moment in moments if moment is not None), default=None)


def _due(errand: Errand, now: datetime) -> bool:
    due = (work.due_at for work in errand.open if work.kind in MACHINES and work.state is WorkState.OPEN)
    return any(moment is not None and moment <= now for moment in due)


def _note_leave(town: Town) -> None:
    """The plan of leave of the whole period; what overlaps another absence, or a person who is not here, is left."""
    with town.office.store.reading() as reader:
        people: Mapping[str, User] = {person.login: person for person in reader.users()}
    zone = town.office.calendar.zone
    for who, deputy, first, last in leaves(town.setting):
        if who in people:
            days = (first.astimezone(zone).date(), last.astimezone(zone).date())
            with suppress(Conflict):
                add_absence(town.office, people[who].id, *days, deputy if deputy in people else "", by=None)


def _forget_reminders(office: Office) -> None:
    """Whatever somebody should have been reminded of meanwhile counts as done, lest a worker reminds of all at once."""
    while remind(replace(office, tells_from=NEVER)):
        pass
