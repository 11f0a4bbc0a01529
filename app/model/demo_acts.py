"""What people do in a planned case, act by act, from its start to what comes after its end."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from math import exp
from random import Random

from app.model.demo_plan import Act, CasePlan, Deed, Part, Setting, dice_of
from app.model.office_hours import later_in_office_hours


def acts_of(setting: Setting, plan: CasePlan) -> tuple[Act, ...]:
    """What people do in a case, in the order of time, from its start to what comes after its end."""
    dice = dice_of(plan.seed, "acts")
    acts = [Act(plan.at, Deed.START)]
    at = plan.at
    for step, part in enumerate(plan.plot.parts):
        taken = _taken(setting, dice, at, part, first=step == 0)
        acts.extend(_beside(setting, dice, at, taken, part, step))
        at = _worked(setting, dice, taken, part)
        acts.append(Act(at, Deed.TASK, step))
    if dice.random() < setting.habits.share.cancelled and len(acts) > 3:
        return tuple(_cancelled(setting, dice, acts))
    acts.extend(_afterwards(setting, dice, at + plan.plot.rest))
    return tuple(sorted(acts, key=lambda act: act.at))


def _taken(setting: Setting, dice: Random, at: datetime, part: Part, *, first: bool) -> datetime:
    """When somebody takes a task on that has been open since `at`."""
    pace = setting.habits.pace
    usual = pace.wait if not part.applicant else pace.repair_wait if part.again else pace.applicant_wait
    waits = min(_skewed(dice, usual, pace.spread_wait), pace.longest_wait)
    return later_in_office_hours(setting.calendar, at, timedelta(minutes=0 if first else waits))


def _worked(setting: Setting, dice: Random, taken: datetime, part: Part) -> datetime:
    """When a task is done that was taken on at `taken`."""
    pace = setting.habits.pace
    usual = pace.applicant_work if part.applicant else pace.work if part.norm is None else part.norm * 0.75
    spent = timedelta(minutes=_skewed(dice, usual, pace.spread_work))
    return later_in_office_hours(setting.calendar, taken, spent)


def _beside(setting: Setting, dice: Random, opened: datetime, taken: datetime, part: Part, step: int) -> Iterator[Act]:
    """What happens while a task is open, before it is done."""
    share, calendar = setting.habits.share, setting.calendar
    drawn = [dice.random() for _ in range(4)]
    if drawn[0] < share.asked / 5 and step > 3:
        asked = later_in_office_hours(calendar, opened, timedelta(minutes=1))
        yield Act(min(asked, taken), Deed.ASK, step)
        yield Act(taken, Deed.REPLY, step)
    if not part.applicant and drawn[1] < share.claimed:
        yield Act(taken, Deed.CLAIM, step)
        if drawn[2] < share.handed_over:
            yield Act(taken, Deed.HAND_OVER, step)
    if not part.applicant and drawn[3] < share.commented / 12:
        yield Act(taken, Deed.COMMENT, step)


def _cancelled(setting: Setting, dice: Random, acts: Sequence[Act]) -> list[Act]:
    """The same case, cancelled somewhere before its last step."""
    tasks = [number for number, act in enumerate(acts) if act.deed is Deed.TASK]
    last = tasks[dice.randrange(len(tasks) - 1)] if len(tasks) > 1 else 0
    wait = timedelta(minutes=dice.uniform(1, 60))
    return [*acts[: last + 1], Act(later_in_office_hours(setting.calendar, acts[last].at, wait), Deed.CANCEL)]


def _afterwards(setting: Setting, dice: Random, ended: datetime) -> Iterator[Act]:
    """What comes after the end: the survey, a complaint and what becomes of it."""
    share, calendar = setting.habits.share, setting.calendar

    def days_later(at: datetime, least: float, most: float) -> datetime:
        return later_in_office_hours(calendar, at, timedelta(hours=8) * dice.uniform(least, most))

    if dice.random() < share.surveyed:
        yield Act(days_later(ended, 0.3, 6), Deed.SURVEY)
    if dice.random() < share.complained:
        filed = days_later(ended, 0.5, 8)
        answered = days_later(filed, 0.5, 7)
        yield Act(filed, Deed.COMPLAIN)
        yield Act(answered, Deed.ANSWER_COMPLAINT)
        yield Act(days_later(answered, 0.2, 2), Deed.CLOSE_COMPLAINT)


def _skewed(dice: Random, median: float, spread: float) -> float:
    return median * exp(dice.gauss(0, spread))
