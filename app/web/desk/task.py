"""The page of a task: its form, beside it what the SOP says of the activity, below it the case."""

from dataclasses import dataclass

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext

from app.actions import look
from app.actions.complete import complete
from app.actions.look import TaskView
from app.form import FormView
from app.model.errors import Forbidden, Invalid, LajurError
from app.model.instance import ProcessInstance, WorkState
from app.model.sop import Row
from app.model.values import Variables
from app.web.desk.case import CasePage, case_page
from app.web.desk.forms import drawn, is_change, posted
from app.web.desk.room import room
from app.web.desk.words import activity
from app.web.shared.entrance import SIGNED_IN, entrance
from app.web.shared.house import office, user
from app.web.shared.languages import sentence


@dataclass(frozen=True)
class TaskPage:
    """What the page of a task shows. `form` is None when there is nothing to fill in or the task is not the reader's."""

    task: TaskView
    page: CasePage
    title: str
    row: Row | None
    form: FormView | None
    error: str | None

    @property
    def is_open(self) -> bool:
        return self.task.work.state is WorkState.OPEN

    @property
    def may_claim(self) -> bool:
        return self.is_open and self.task.may_work and self.task.work.assignee is None

    @property
    def may_release(self) -> bool:
        own = self.task.work.assignee == user().id
        return self.is_open and (own or (self.task.case.may_supervise and self.task.work.assignee is not None))


@room.get("/tasks/<int:work_id>")
@entrance(SIGNED_IN)
def task(work_id: int) -> ResponseReturnValue:
    return _show(look.task(office(), work_id, user()))


@room.post("/tasks/<int:work_id>")
@entrance(SIGNED_IN)
def complete_task(work_id: int) -> ResponseReturnValue:
    found = look.task(office(), work_id, user())
    _must_be_his(found)
    answers = posted(found)
    if is_change():
        return _show(found, answers)
    try:
        instance = complete(office(), work_id, answers, by=user())
    except Invalid as invalid:
        return _show(found, answers, invalid), invalid.status
    return _completed(found, instance)


def _must_be_his(found: TaskView) -> None:
    # The action checks again; here it keeps files of others out of the case.
    if not found.may_work:
        raise Forbidden("This task belongs to another lane.")


def _completed(found: TaskView, instance: ProcessInstance) -> ResponseReturnValue:
    words = activity(found.case.definition, found.work.element, found.work.name)
    flash(gettext("Done: %(activity)s", activity=words))
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
        _first_words(invalid),
    )
    return render_template("desk/task.html", it=page, page=page.page)


def _first_words(error: LajurError | None) -> str | None:
    return sentence(error) if error else None
