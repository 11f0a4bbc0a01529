"""The page of a task: its form, beside it what the SOP says of the activity, below it the case."""

from dataclasses import dataclass

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from app.actions import look
from app.actions.complete import complete
from app.actions.look import TaskForm, TaskView
from app.form import FormView
from app.model.advance import Kind
from app.model.errors import Invalid
from app.model.instance import ProcessInstance, WorkState
from app.model.sop import Row
from app.model.values import Variables
from app.web.desk.case import CasePage, case_page
from app.web.desk.forms import drawn, is_change, posted
from app.web.desk.room import room
from app.web.desk.sample import has_samples, sample_answers
from app.web.desk.words import activity, ends_the_case
from app.web.shared.entrance import SIGNED_IN, entrance
from app.web.shared.house import office, user
from app.web.shared.languages import gettext, sentence
from app.web.shared.notices import notice


@dataclass(frozen=True)
class TaskPage:
    """What the page of a task shows; `form` is None when the reader has nothing to fill in."""

    task: TaskView
    page: CasePage
    title: str
    row: Row | None
    form: FormView | None
    error: str | None
    has_samples: bool

    @property
    def is_open(self) -> bool:
        return self.task.work.state is WorkState.OPEN

    @property
    def may_claim(self) -> bool:
        sop, work = self.task.case.definition.sop, self.task.work
        # An applicant's task is his alone; there are no colleagues to tell.
        shared = work.kind is Kind.USER and work.group != sop.group_of(sop.applicant_lane)
        return shared and self.is_open and self.task.may_work and work.assignee is None

    @property
    def ends_the_case(self) -> bool:
        return ends_the_case(self.task.case.definition, self.task.work.element)

    @property
    def may_release(self) -> bool:
        own = self.task.work.assignee == user().id
        return self.is_open and (own or (self.task.case.may_supervise and self.task.work.assignee is not None))


@room.get("/tugas/<int:work_id>")
@entrance(SIGNED_IN)
def task(work_id: int) -> ResponseReturnValue:
    return _show(look.task(office(), work_id, user()))


@room.post("/tugas/<int:work_id>/contoh")
@entrance(SIGNED_IN)
def sample_task(work_id: int) -> ResponseReturnValue:
    found = look.task(office(), work_id, user())
    return _show(found, sample_answers(found))


@room.post("/tugas/<int:work_id>")
@entrance(SIGNED_IN)
def complete_task(work_id: int) -> ResponseReturnValue:
    asked = look.task_form(office(), work_id, user())
    answers = posted(asked)
    if is_change():
        return _show(look.task(office(), work_id, user()), answers)
    try:
        instance = complete(office(), work_id, answers, by=user())
    except Invalid as invalid:
        return _show(look.task(office(), work_id, user()), answers, invalid), invalid.status
    return _completed(asked, instance)


def _completed(asked: TaskForm, instance: ProcessInstance) -> ResponseReturnValue:
    notice(gettext("Done: %(activity)s", activity=activity(asked.definition, asked.work.element, asked.work.name)))
    return redirect(url_for("desk.case", number=instance.number), 303)


def _show(found: TaskView, answers: Variables | None = None, invalid: Invalid | None = None) -> str:
    definition, element = found.case.definition, found.work.element
    form = None
    if found.form and found.may_complete:
        form = drawn(found, found.form, answers, invalid.problems if invalid else None)
    page = TaskPage(
        found,
        case_page(found.case),
        activity(definition, element, found.work.name),
        definition.sop.rows.get(element),
        form,
        sentence(invalid) if invalid else None,
        has_samples(found),
    )
    return render_template("desk/task.html", it=page, page=page.page)
