"""Whose hands a task is in, and into whose it may come; what its doer must know before he signs or checks it."""

from collections.abc import Sequence
from dataclasses import dataclass

from app.actions._own_work import own_work
from app.actions.hand_over import colleagues
from app.actions.look import TaskView
from app.actions.signing import may_simulate, proved, signs
from app.actions.take_over import is_away, supervises
from app.model.advance import Kind
from app.model.instance import WorkState
from app.model.people import Standing, User
from app.ports import Office, Reader


@dataclass(frozen=True)
class Signing:
    """How a task is to be signed: `proved` says that a fresh code was shown already, `simulated` that a person of the
    demo only says so, `ready` that there is a way to sign at all."""

    proved: bool
    simulated: bool
    ready: bool


@dataclass(frozen=True)
class Hands:
    """`colleagues` are those the reader may give the task to: by handing it over when it is his, by taking it over for
    them when he supervises. `own_work` are elements he has done himself and should not check, `standing` the place in
    which he does the task. `signing` is None when the task is no signature."""

    colleagues: Sequence[User]
    may_hand_over: bool
    may_take_over: bool
    may_reassign: bool
    is_away: bool
    own_work: Sequence[str]
    standing: Standing | None
    signing: Signing | None


def hands(office: Office, view: TaskView, user: User, proof: str = "") -> Hands:
    """What the page of a task must say of people. `proof` is what the session keeps of the last code."""
    work, process = view.work, view.case.definition
    shared = work.kind is Kind.USER and work.group != process.sop.applicant_group
    shared = shared and work.state in (WorkState.OPEN, WorkState.INCIDENT)
    others = work.assignee not in (None, user.id)
    with office.store.reading() as reader:
        away = shared and others and is_away(office, reader, work)
        mine = shared and view.may_work and work.assignee == user.id
        given = shared and others and supervises(user)
        element = process.outline.elements[work.element]
        return Hands(
            colleagues=colleagues(office, reader, work) if mine or given else (),
            may_hand_over=mine,
            may_take_over=shared and others and view.may_work and (away or supervises(user)),
            may_reassign=given,
            is_away=away,
            own_work=own_work(reader, element, view.case.instance.id, user) if view.may_work else (),
            standing=user.standing(work.group) if view.may_work else None,
            signing=_signing(office, reader, user, proof) if signs(element) else None,
        )


def _signing(office: Office, reader: Reader, user: User, proof: str) -> Signing:
    factor = reader.second_factor(user.id)
    if factor is None or not factor.confirmed:
        simulated = may_simulate(office, user)
        return Signing(proved=False, simulated=simulated, ready=simulated)
    return Signing(proved=proved(office, factor, proof) is not None, simulated=False, ready=True)
