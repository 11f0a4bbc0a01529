"""Sample data for newcomers: in the demo, a form can be filled at a click with the answers of the SOP's own stories."""

from collections.abc import Callable, Mapping
from functools import lru_cache

from app.actions.look import TaskView
from app.actions.props import with_props
from app.actions.trial.samples import usual_answers
from app.model.bundle import SCENARIOS
from app.model.errors import NotFound
from app.model.story import Story
from app.model.values import Variables
from app.web.shared.demo import demo_is_on
from app.web.shared.house import office, user


def has_samples(task: TaskView) -> bool:
    """Whether the reader may fill this form with sample data: only ever in the demo."""
    return demo_is_on() and task.form is not None and task.may_complete and bool(_samples(task))


def sample_answers(task: TaskView) -> Variables:
    """Answers the stories give to this task, as if the story were told today; their files are attached to the case.

    Raises NotFound when there are none, and always outside the demo.
    """
    if not has_samples(task):
        raise NotFound
    return with_props(office(), task.case.instance, _samples(task), by=user(), element=task.work.element)


def _samples(task: TaskView) -> Variables:
    stories = _read(office().stories, task.case.definition.bundle.files.get(SCENARIOS, b""))
    return usual_answers(stories, task.work.element, task.form, office().clock(), office().calendar.zone)


@lru_cache(maxsize=16)
def _read(read: Callable[[bytes], Mapping[str, Story]], data: bytes) -> list[Story]:
    return list(read(data).values())
