"""How the invented office of a demo history works: plain facts, read from `app/library/demo_habits.toml`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Pace:
    """How long things take, in minutes of office hours: medians of skewed distributions.

    `spread_*` are the sigmas of their logarithms, `follow_up_days` are working days.
    """

    work: float
    wait: float
    applicant_work: float
    applicant_wait: float
    repair_wait: float
    longest_wait: float
    follow_up_days: int
    supervisor_wait: float
    spread_work: float
    spread_wait: float


@dataclass(frozen=True, slots=True)
class Shares:
    """How often something happens beside the way of a case: 0 to 1."""

    claimed: float
    handed_over: float
    commented: float
    asked: float
    followed_up: float
    complained: float
    surveyed: float
    cancelled: float


@dataclass(frozen=True, slots=True)
class Outages:
    """Systems outside are away for about so many hours, so many times a year."""

    times_a_year: int
    hours: int


@dataclass(frozen=True, slots=True)
class Leave:
    """Somebody (a login) is away so many times a year for so many working days; `deputy` stands in as Plh."""

    who: str
    times_a_year: int
    days: int
    deputy: str = ""


@dataclass(frozen=True, slots=True)
class Companies:
    """What invented companies are called, how many cases each of them brings, on average, and which stories are told
    of their own company."""

    forms: Sequence[str]
    trades: Sequence[str]
    places: Sequence[str]
    cases_each: int
    own: Sequence[str]


@dataclass(frozen=True, slots=True)
class Words:
    """What people of the demo say and write; complaints are pairs of subject and text."""

    comments: Sequence[str]
    questions: Sequence[str]
    replies: Sequence[str]
    complaints: Sequence[Sequence[str]]
    complaint_answers: Sequence[str]
    suggestions: Sequence[str]
    hand_over_reason: str
    take_over_reason: str
    retry_note: str
    cancel_reason: str


@dataclass(frozen=True)
class Habits:
    """All of it. `stories` weighs the stories of an SOP by name, `sops` the SOPs; who is not named weighs 1."""

    pace: Pace
    share: Shares
    outage: Outages
    leave: Sequence[Leave]
    companies: Companies
    words: Words
    stories: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    sops: Mapping[str, float] = field(default_factory=dict)
