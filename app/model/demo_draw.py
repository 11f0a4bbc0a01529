"""Draws the cases of a demo history: which company comes when with which story, and who is away."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from random import Random

from app.model.demo_acts import acts_of
from app.model.demo_habits import Companies
from app.model.demo_plan import CasePlan, Company, Deed, Setting, dice_of
from app.model.office_hours import later_in_office_hours, next_open

#: A case that does not fit into the period is drawn again so often.
PATIENCE = 50
#: How much comes in from Monday to Friday.
RUSH = (1.3, 1.1, 1.0, 0.9, 0.7)
WORKING_DAY = timedelta(hours=8)
YEAR = timedelta(days=365)


def plan_cases(setting: Setting, count: int) -> Sequence[CasePlan]:
    """So many cases in the order in which they start, second rounds among them; fewer when the period is too short."""
    plans: list[CasePlan] = []
    for family in range(PATIENCE + 2 * count):
        first = _first(setting, family, count)
        again = _second(setting, first) if first else None
        plans.extend(plan for plan in (first, again) if plan and len(plans) < count)
    return sorted(plans, key=lambda plan: (plan.at, plan.family, plan.round))


def outages(setting: Setting) -> Sequence[tuple[datetime, datetime]]:
    """When systems outside are away: from and to."""
    dice = dice_of(setting.seed, "outages")
    habit, period = setting.habits.outage, setting.period
    times = round(habit.times_a_year * (period.until - period.since) / YEAR)
    begins = sorted(_arrival(setting, dice) for _ in range(times))
    return [(at, later_in_office_hours(setting.calendar, at, _some_hours(dice, habit.hours))) for at in begins]


def leaves(setting: Setting) -> Iterator[tuple[str, str, datetime, datetime]]:
    """Who is away and who stands in, from which day to which."""
    period = setting.period
    for leave in setting.habits.leave:
        dice = dice_of(setting.seed, "leave", leave.who)
        times = round(leave.times_a_year * (period.until - period.since) / YEAR)
        for n in range(times):
            at = period.since + (period.until - period.since) * ((n + dice.random() * 0.6) / times)
            first = next_open(setting.calendar, at)
            last = later_in_office_hours(setting.calendar, first, (leave.days - 1) * WORKING_DAY)
            yield leave.who, leave.deputy, first, last


def _first(setting: Setting, family: int, count: int) -> CasePlan | None:
    """The first case of a family; None when nothing drawn fits into the period."""
    dice = dice_of(setting.seed, family)
    running = dice.random() < setting.period.running
    plots = [plot for plot in setting.plots if plot.follows is None]
    for attempt in range(PATIENCE):
        at = _arrival(setting, dice)
        told = [plot for plot in plots if plot.is_told(at)]
        plot = dice.choices(told, [plot.weight for plot in told])[0]
        company = _company(setting.habits.companies, dice, count)
        plan = CasePlan(family, 1, at, plot, company, f"{setting.seed}/{family}/{attempt}")
        plan = _on_its_way(setting, plan, dice) if running else plan
        if plot.is_told(plan.at) and (_end(setting, plan) > setting.period.until) == running:
            return plan
    return None


def _on_its_way(setting: Setting, plan: CasePlan, dice: Random) -> CasePlan:
    """The same case, begun so that the end of the period finds it on its way."""
    length = _end(setting, plan) - plan.at
    drawn = setting.period.until - length * dice.random()
    opened = next_open(setting.calendar, max(drawn, setting.period.since))
    later = timedelta(0) if opened == drawn else timedelta(minutes=dice.triangular(0, 240, 20))
    return replace(plan, at=later_in_office_hours(setting.calendar, opened, later))


def _second(setting: Setting, first: CasePlan) -> CasePlan | None:
    """The case that takes up another one again, if its company does and there is time."""
    dice = dice_of(first.seed, "again")
    days = setting.habits.pace.follow_up_days * dice.uniform(0.5, 2)
    at = later_in_office_hours(setting.calendar, _end(setting, first), WORKING_DAY * days)
    plots = [plot for plot in setting.plots if plot.follows == first.plot.name and plot.sop == first.plot.sop]
    told = [plot for plot in plots if plot.is_told(at)]
    cancelled = any(act.deed is Deed.CANCEL for act in acts_of(setting, first))
    if not told or cancelled or dice.random() > setting.habits.share.followed_up:
        return None
    return replace(first, round=2, at=at, plot=told[0], seed=f"{first.seed}/again")


def _end(setting: Setting, plan: CasePlan) -> datetime:
    """When the last step of a case is done, and what runs out has run out."""
    acts = acts_of(setting, plan)
    last = max(act.at for act in acts if act.deed in (Deed.TASK, Deed.CANCEL))
    return last if any(act.deed is Deed.CANCEL for act in acts) else last + plan.plot.rest


def _arrival(setting: Setting, dice: Random) -> datetime:
    """A moment of office hours within the period; on Mondays more comes than on Fridays."""
    since, until = setting.period.since, setting.period.until
    while True:
        at = next_open(setting.calendar, since + (until - since) * dice.random())
        moment = later_in_office_hours(setting.calendar, at, timedelta(minutes=dice.triangular(0, 400, 60)))
        weight = RUSH[moment.astimezone(setting.calendar.zone).weekday()]
        if since <= moment < until and dice.random() * max(RUSH) < weight:
            return moment


def _company(companies: Companies, dice: Random, count: int) -> Company:
    """One of the companies of a history of so many cases."""
    number = dice.randrange(max(1, count // companies.cases_each))
    own = dice_of("company", number)
    words = [own.choice(choices) for choices in (companies.forms, companies.trades, companies.places)]
    name = f"{words[0]} Contoh {words[1]} {words[2]}{f' {number // 200 + 1}' if number >= 200 else ''}"
    return Company(name, f"9999{number + 1000:09d}")


def _some_hours(dice: Random, about: int) -> timedelta:
    return timedelta(hours=about) * dice.uniform(0.4, 1.8)
