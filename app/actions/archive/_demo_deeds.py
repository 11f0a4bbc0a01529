"""What people do in a demo history, each deed by the very action that does it in the office."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from random import Random

from app.actions.archive._demo_stories import Repertoire, Told, answers_of
from app.actions.cancel import cancel
from app.actions.claim import claim
from app.actions.comment import comment
from app.actions.complain import Grievance, file_complaint
from app.actions.complaints import Deed as Handling
from app.actions.complaints import handle
from app.actions.complete import complete
from app.actions.days import today
from app.actions.hand_over import hand_over
from app.actions.messages import send_message
from app.actions.props import with_props
from app.actions.retry import retry
from app.actions.signing import SIMULATION
from app.actions.standings import workers
from app.actions.start import start
from app.actions.survey import Answers, respond, token_of
from app.actions.take_over import take_over
from app.model.complaint import RESULTS, ComplaintDeed
from app.model.demo_plan import Act, CasePlan, Deed, Setting, dice_of
from app.model.errors import LajurError
from app.model.instance import ProcessInstance, Status, WorkItem, WorkState
from app.model.people import SUPERVISOR, User
from app.model.survey import HIGHEST
from app.ports import Office

#: Deeds that change nothing of what a case waits for, or of which it is known what they change.
QUIET = frozenset(Deed) - {Deed.START, Deed.TASK, Deed.HAND_OVER, Deed.CANCEL}


class NotYet(Exception):
    """The case has not come so far: a system outside is away, or everybody who could do it."""


@dataclass
class Errand:
    """A case on its way: what is still to be done, and what it waits for (`open`), as the last step has left it.

    There is a `case` once it has `begun`.
    """

    order: int
    plan: CasePlan
    acts: list[Act]
    case: ProcessInstance = field(init=False)
    begun: bool = False
    open: Sequence[WorkItem] = ()
    complaint: str = ""
    postponed: int = 0
    retry_at: datetime | None = None

    @property
    def dice(self) -> Random:
        """Dice for the next deed: the same whatever was thrown before."""
        return dice_of(self.plan.seed, "deed", len(self.acts))


@dataclass
class Town:
    """Who lives in it. `key` is the key of the house by which survey tokens are made."""

    office: Office
    setting: Setting
    stories: Repertoire
    key: str
    numbers: dict[tuple[int, int], str] = field(default_factory=dict)
    present: dict[tuple[str, date], Sequence[User]] = field(default_factory=dict)
    people: dict[int, User] = field(default_factory=dict)

    def told(self, errand: Errand) -> Told:
        return self.stories[errand.plan.plot]

    def group(self, group: str) -> Sequence[User]:
        """Who works for a group today. Raises NotYet when all are away."""
        key = (group, today(self.office))
        if key not in self.present:
            with self.office.store.reading() as reader:
                self.present[key] = workers(self.office, reader, *key)
        if not self.present[key]:
            raise NotYet
        return self.present[key]

    def applicant(self, errand: Errand) -> User:
        sop = self.told(errand).process.sop
        people = self.group(sop.applicant_group or "")
        return people[int(errand.plan.company.nib) % len(people)]


def do(town: Town, errand: Errand, act: Act) -> None:
    """Do one act of a plan. Raises NotYet when the case must first come further."""
    match act.deed:
        case Deed.START:
            _start(town, errand)
        case Deed.CLAIM | Deed.HAND_OVER | Deed.TASK:
            _work(town, errand, act)
        case Deed.COMMENT | Deed.ASK | Deed.REPLY:
            _speak(town, errand, act)
        case Deed.CANCEL:
            reason = town.setting.habits.words.cancel_reason
            errand.case = cancel(town.office, errand.case.id, reason, by=town.group(SUPERVISOR)[0])
        case Deed.SURVEY:
            _answer_survey(town, errand)
        case _:
            _complain(town, errand, act)


def retry_incidents(town: Town, errand: Errand) -> None:
    """A supervisor looks at what has stopped and sets it going again."""
    for work in errand.open:
        if work.state is WorkState.INCIDENT:
            note = town.setting.habits.words.retry_note
            retry(town.office, work.id, by=town.group(SUPERVISOR)[0], note=note)


def _start(town: Town, errand: Errand) -> None:
    plan, applicant = errand.plan, town.applicant(errand)
    earlier = town.numbers.get((plan.family, plan.round - 1))
    plot = plan.plot
    errand.case = start(town.office, plot.sop, by=applicant, linked_to=earlier, version=plot.version)
    errand.begun = True
    town.numbers[plan.family, plan.round] = errand.case.number


def _work(town: Town, errand: Errand, act: Act) -> None:
    work = _waiting(errand, act)
    if act.deed is Deed.TASK:
        _complete(town, errand, work, act.step)
    elif act.deed is Deed.CLAIM:
        person = _worker(town, errand, work)
        claim(town.office, work.id, by=person)
        errand.open = [replace(item, assignee=person.id) if item is work else item for item in errand.open]
    else:
        _hand_over(town, errand, work)


def _complete(town: Town, errand: Errand, work: WorkItem, step: int) -> None:
    office, case, person = town.office, errand.case, _holder(town, errand, work)
    answers = answers_of(errand.plan, town.told(errand), step, today(office), office.calendar)
    files = with_props(office, case, answers, by=person, element=work.element)
    errand.case = complete(office, work.id, files, by=person, proof=SIMULATION)


def _hand_over(town: Town, errand: Errand, work: WorkItem) -> None:
    """To a colleague, if there is one today."""
    holder = _holder(town, errand, work)
    others = [person for person in town.group(work.group or "") if person.id != holder.id]
    if others and work.assignee:
        to = errand.dice.choice(others).login
        hand_over(town.office, work.id, to, town.setting.habits.words.hand_over_reason, by=holder)


def _holder(town: Town, errand: Errand, work: WorkItem) -> User:
    """Who does a task: who has claimed it, or, when he is away today, somebody whom the supervisor gives it to."""
    if work.assignee is None:
        return _worker(town, errand, work)
    here = town.group(work.group or "")
    for person in here:
        if person.id == work.assignee:
            return person
    taker, reason = errand.dice.choice(here), town.setting.habits.words.take_over_reason
    take_over(town.office, work.id, reason, by=town.group(SUPERVISOR)[0], to=taker.login)
    return taker


def _worker(town: Town, errand: Errand, work: WorkItem) -> User:
    sop = town.told(errand).process.sop
    if work.group == sop.applicant_group:
        return town.applicant(errand)
    return errand.dice.choice(town.group(work.group or ""))


def _speak(town: Town, errand: Errand, act: Act) -> None:
    office, case, words = town.office, errand.case, town.setting.habits.words
    if act.deed is Deed.ASK:
        send_message(office, case.id, errand.dice.choice(words.questions), by=town.applicant(errand))
        return
    work = _waiting(errand, act)
    sop = town.told(errand).process.sop
    own = work.group == sop.applicant_group
    staff = town.group(sop.groups[min(sop.groups.keys() - {sop.applicant_lane})] if own else work.group or "")[0]
    if act.deed is Deed.REPLY:
        send_message(office, case.id, errand.dice.choice(words.replies), by=staff)
    else:
        comment(office, case.id, errand.dice.choice(words.comments), by=staff, internal=errand.dice.random() < 0.8)


def _answer_survey(town: Town, errand: Errand) -> None:
    case, dice, survey = _ended(town, errand), errand.dice, town.office.survey
    late = case.clock.due is not None and case.clock.stopped_on is not None and case.clock.stopped_on > case.clock.due
    weights = (3, 10, 50, 37) if not late else (8, 27, 47, 18)
    scores = {question.code: dice.choices(range(1, HIGHEST + 1), weights)[0] for question in survey.questions}
    traits = {trait.code: dice.choice(list(trait.values)) for trait in survey.traits}
    said = dice.choice(town.setting.habits.words.suggestions) if dice.random() < 0.2 else ""
    token = token_of(town.key, case.sop, case.number)
    respond(town.office, town.key, token, Answers(scores, traits, said))


def _complain(town: Town, errand: Errand, act: Act) -> None:
    words, dice, office = town.setting.habits.words, errand.dice, town.office
    supervisor = town.group(SUPERVISOR)[0]
    if act.deed is Deed.COMPLAIN:
        case = _ended(town, errand)
        subject, text = dice.choice(words.complaints)
        filed, _ = file_complaint(office, Grievance(case.sop, subject, text, case_number=case.number))
        errand.complaint = filed.number
    elif act.deed is Deed.ANSWER_COMPLAINT:
        answer = Handling(ComplaintDeed.ANSWERED, dice.choice(words.complaint_answers))
        handle(office, errand.complaint, answer, by=supervisor)
    else:
        closing = Handling(ComplaintDeed.CLOSED, detail=dice.choice(RESULTS))
        handle(office, errand.complaint, closing, by=supervisor)


def _waiting(errand: Errand, act: Act) -> WorkItem:
    """The task of the story's step. Raises NotYet while the case waits for a machine or a supervisor."""
    element = errand.plan.plot.parts[act.step].element
    for work in errand.open:
        if work.element == element and work.state is WorkState.OPEN:
            return work
    if any(work.topic or work.state is WorkState.INCIDENT for work in errand.open):
        raise NotYet
    names: Mapping[str, str] = {"number": errand.case.number, "element": element}
    raise LajurError("{number} does not wait for {element}: does somebody else work in this database?", **names)


def _ended(town: Town, errand: Errand) -> ProcessInstance:
    """The case, now that it is over; the machines may have ended it. Raises NotYet."""
    with town.office.store.reading() as reader:
        errand.case = reader.instance(errand.case.id) or errand.case
    if errand.case.status is Status.RUNNING:
        raise NotYet
    return errand.case
