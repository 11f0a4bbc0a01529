"""The page of a task: its form, beside it what the SOP says of the activity, below it the case."""

from dataclasses import dataclass
from datetime import datetime

from flask import redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue

from app.actions import look
from app.actions.archive.read import note_audit
from app.actions.complete import complete
from app.actions.draft import read_draft, save_draft
from app.actions.hands import Hands, hands
from app.actions.look import TaskForm, TaskView
from app.form import FormView
from app.model.advance import Kind
from app.model.errors import Conflict, Invalid, LajurError
from app.model.instance import WorkState
from app.model.reading import Reading
from app.model.sop import Row
from app.model.values import Variables
from app.web.desk.case import CasePage, case_page
from app.web.desk.forms import Typed, drawn, is_change, posted
from app.web.desk.room import room
from app.web.desk.sample import has_samples, sample_answers
from app.web.desk.signing import REFUSALS, is_refusal, kept_proof, proof_for
from app.web.shared.answers import as_text, readable
from app.web.shared.entrance import SIGNED_IN, entrance, keeps_answers
from app.web.shared.formats import when
from app.web.shared.house import office, user
from app.web.shared.languages import gettext, sentence
from app.web.shared.notices import notice
from app.web.shared.record import Record
from app.web.shared.security import refused
from app.web.shared.words import activity, ends_the_case


@dataclass(frozen=True)
class TaskPage:
    """What the page of a task shows; `form` is None when the reader has nothing to fill in.

    `draft_at` is when the draft that the form shows was saved. `typed` is what the reader has typed and cannot send
    any more, as text to copy. `answered` says that the form shows what has just been posted.
    """

    task: TaskView
    page: CasePage
    title: str
    row: Row | None
    form: FormView | None
    error: str | None
    has_samples: bool
    hands: Hands
    signing_error: str | None
    draft_at: datetime | None = None
    typed: str = ""
    answered: bool = False

    @property
    def is_open(self) -> bool:
        return self.task.work.state is WorkState.OPEN

    @property
    def may_claim(self) -> bool:
        sop, work = self.task.case.definition.sop, self.task.work
        # An applicant's task is his alone; there are no colleagues to tell.
        shared = work.kind is Kind.USER and work.group != sop.applicant_group
        return shared and self.is_open and self.task.may_work and work.assignee is None

    @property
    def ends_the_case(self) -> bool:
        return ends_the_case(self.task.case.definition, self.task.work.element)

    @property
    def whose(self) -> str:
        """Whose place the reader fills, in words."""
        standing = self.hands.standing
        return self.task.case.names.get(standing.whose, standing.whose) if standing else ""

    @property
    def own_work(self) -> list[str]:
        """What the reader did himself and should not check, in words."""
        return [activity(self.task.case.definition, element) for element in self.hands.own_work]

    @property
    def may_release(self) -> bool:
        own = self.task.work.assignee == user().id
        return self.is_open and (own or (self.task.case.may_supervise and self.task.work.assignee is not None))

    @property
    def works_offline(self) -> bool:
        return self.form is not None and is_offline(self.task)

    @property
    def closed(self) -> str:
        return closed(self.task)


@room.get("/tugas/<int:work_id>")
@entrance(SIGNED_IN)
def task(work_id: int) -> ResponseReturnValue:
    found = look.task(office(), work_id, user())
    note_audit(office(), found.work.instance, Reading.PAGE, by=user())
    return render(task_page(found))


@room.post("/tugas/<int:work_id>/contoh")
@entrance(SIGNED_IN)
def sample_task(work_id: int) -> ResponseReturnValue:
    found = look.task(office(), work_id, user())
    return render(task_page(found, sample_answers(found)))


@room.post("/tugas/<int:work_id>")
@entrance(SIGNED_IN)
@keeps_answers
def complete_task(work_id: int) -> ResponseReturnValue:
    asked = look.task_form(office(), work_id, user())
    typed = posted(asked)
    if is_change():
        return again(work_id, typed)
    try:
        _must_be_whole(asked, typed)
        complete(office(), work_id, typed.answers, by=user(), proof=proof_for(asked))
    except (Invalid, Conflict, *REFUSALS) as error:
        return again(work_id, typed, error)
    return _led_on(asked)


def task_page(found: TaskView, answers: Variables | None = None, error: LajurError | None = None) -> TaskPage:
    """The page of a task, with these answers or else with the reader's draft."""
    definition, element = found.case.definition, found.work.element
    draft = read_draft(office(), found.work.id, by=user()) if answers is None else None
    shown = draft.answers if draft else answers
    form, typed = None, ""
    if found.form and found.may_complete:
        form = drawn(found, found.form, shown, error.problems if isinstance(error, Invalid) else None)
    elif shown:
        typed = as_text(readable(Record(found.case, user()), element, shown))
    return TaskPage(
        found,
        case_page(found.case),
        activity(definition, element, found.work.name),
        definition.sop.rows.get(element),
        form,
        sentence(error) if error and not is_refusal(error) else None,
        has_samples(found),
        hands(office(), found, user(), kept_proof()),
        sentence(error) if error and is_refusal(error) else None,
        draft.saved_at if draft else None,
        typed,
        answers is not None,
    )


def render(page: TaskPage) -> str:
    return render_template("desk/task.html", it=page, page=page.page)


def again(work_id: int, typed: Typed, error: LajurError | None = None) -> ResponseReturnValue:
    """The page with what was typed, and what is wrong with it."""
    if error and is_refusal(error):
        refused(type(error).__name__)
    problem = Invalid(dict(typed.refused)) if typed.refused else error
    status = next((refusal.status for refusal in typed.refused.values()), error.status if error else 200)
    return render(task_page(look.task(office(), work_id, user()), typed.answers, problem)), status


def closed(found: TaskView) -> str:
    """Why the reader cannot complete the task: who was faster, and when, as far as he may know it."""
    work, names = found.work, found.case.names
    if work.done_at is None or work.state is not WorkState.DONE:
        return gettext("%(name)s has taken on this task.", name=found.assignee) if found.assignee else ""
    known = work.done_by == user().id or Record(found.case, user()).inside
    name = names.get(str(work.done_by), gettext("The system")) if known else gettext("The office")
    return gettext("%(name)s completed this task on %(time)s.", name=name, time=when(work.done_at))


def is_offline(found: TaskView) -> bool:
    """Whether the diagram says that this task is done where there may be no signal."""
    return found.case.definition.outline.elements[found.work.element].properties.get("offline") == "true"


def _must_be_whole(asked: TaskForm, typed: Typed) -> None:
    """Raises Invalid when a file was refused; what was typed is kept as a draft then."""
    if typed.refused:
        save_draft(office(), asked.work.id, typed.answers, by=user())
        raise Invalid(dict(typed.refused))


def _led_on(asked: TaskForm) -> ResponseReturnValue:
    session["completed"] = asked.work.id
    notice(gettext("Done: %(activity)s", activity=activity(asked.definition, asked.work.element, asked.work.name)))
    return redirect(url_for("desk.case", number=asked.instance.number), 303)
