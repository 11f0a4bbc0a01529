"""What is thought about one case that may be moved to another version, before anything is done."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from app.actions._definitions import definition as definition_of
from app.actions._step import hand, text_of
from app.actions.days import today
from app.actions.standings import standing_in
from app.lint.moving import lost_variables
from app.model.advance import Kind, Saved
from app.model.definition import Deployment, ProcessDefinition
from app.model.errors import CannotMove, LajurError, Refused
from app.model.in_force import reigns
from app.model.instance import ProcessInstance, Status, WorkItem
from app.model.migration import Move, Reason, Situation, called, obstacles
from app.model.trail import trail
from app.ports import Office, Reader


@dataclass(frozen=True, slots=True)
class Change:
    """What a move changes of open work: its name, its group, its form. `released`: who has claimed it is not in its new
    group, so it is given back."""

    before: WorkItem
    after: WorkItem
    form: bool
    released: bool

    @property
    def differs(self) -> bool:
        return self.before != self.after

    @property
    def lands(self) -> bool:
        """Whether it comes to people who did not have it."""
        return self.after.kind is Kind.USER and self.before.group != self.after.group


@dataclass(frozen=True)
class Thought:
    """What a move of a case would be. With `reasons` it cannot be made.

    `after` is the case as it would be, without its new events; `skipped` are the elements that were accepted to be left
    out and are.
    """

    case: ProcessInstance
    reasons: tuple[Reason, ...]
    changes: tuple[Change, ...] = ()
    skipped: tuple[str, ...] = ()
    after: ProcessInstance | None = None

    @property
    def is_safe(self) -> bool:
        return not self.reasons


def think(
    office: Office, reader: Reader, case: ProcessInstance, to: Deployment, accepted: Collection[str] = ()
) -> Thought:
    """What a move of a case to a version would be. Changes nothing; never raises for what is wrong with the case.

    `case` is whole, as `Reader.instance` gives it; `accepted` are the elements that may be left out.
    """
    if case.status is not Status.RUNNING:
        return _refused(case, "The case is over.")
    if case.sop != to.sop:
        return _refused(case, "The case belongs to another SOP.")
    if case.digest == to.digest:
        return _refused(case, "The case is on this version already.")
    try:
        return _thought(office, reader, case, to, accepted)
    except (CannotMove, Refused) as refusal:
        return Thought(case, (Reason(LajurError(refusal.template, **refusal.facts)),))


def _thought(
    office: Office, reader: Reader, case: ProcessInstance, to: Deployment, accepted: Collection[str]
) -> Thought:
    old, new = definition_of(office, reader, case.digest), definition_of(office, reader, to.digest)
    saved = Saved(case.state or b"", case.variables)
    move = Move(old, new, _situation(office, reader, case, old, saved))
    work = reader.work_items(case.id, open_only=True)
    found = [*obstacles(move), *lost_variables(move, case.variables), *_other_hands(office, new, work)]
    reasons = tuple(reason for reason in found if not (reason.acceptable and reason.element in accepted))
    if reasons:
        return Thought(case, reasons)
    after = replace(
        case,
        version=to.version,
        digest=to.digest,
        state=office.engine.move(old, new, saved).state,
        title=text_of(new.sop.title, case.variables) or case.title,
        business_key=text_of(new.sop.business_key, case.variables) or case.business_key,
    )
    changes = tuple(_change(office, reader, old, new, item) for item in work)
    return Thought(case, (), changes, tuple(reason.element for reason in found), after)


def _situation(
    office: Office, reader: Reader, case: ProcessInstance, old: ProcessDefinition, saved: Saved
) -> Situation:
    events = reader.history(case.id)
    ruled = reigns(events)
    outlines = {it.digest: definition_of(office, reader, it.digest).outline for it in ruled}
    way = trail(events, outlines, ruled[0].digest if ruled else case.digest)
    return Situation(office.engine.tokens(old, saved), way, case.clock)


def _other_hands(office: Office, new: ProcessDefinition, work: Collection[WorkItem]) -> Iterator[Reason]:
    """Open work that a person would have to do instead of a system, or the other way round."""
    for item in work:
        node = new.outline.elements.get(item.element)
        if node is not None and hand(office, new, node.id)[0] is not item.kind:
            sentence = "“{element}” is open, and in the new version another kind of hand does it."
            yield Reason(LajurError(sentence, element=called(node)))


def _change(office: Office, reader: Reader, old: ProcessDefinition, new: ProcessDefinition, work: WorkItem) -> Change:
    node = new.outline.elements[work.element]
    group = hand(office, new, node.id)[1]
    released = work.assignee is not None and group != work.group and not _belongs(office, reader, work.assignee, group)
    after = replace(work, name=node.name or node.id, group=group, assignee=None if released else work.assignee)
    form = old.form_of(old.outline.elements[work.element]) != new.form_of(node)
    return Change(work, after, form, released)


def _belongs(office: Office, reader: Reader, person: int, group: str | None) -> bool:
    user = reader.user(person)
    return user is not None and standing_in(office, reader, user, today(office)).is_in(group)


def _refused(case: ProcessInstance, sentence: str) -> Thought:
    return Thought(case, (Reason(LajurError(sentence)),))
