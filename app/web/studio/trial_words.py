"""The words of trials and scenarios: steps as sentences, values as lines, why something does not hold."""

from json import dumps

from app.model.definition import ProcessDefinition
from app.model.errors import Invalid, LajurError
from app.model.story import Deed, Story, StoryStep, StoryTold
from app.model.values import Variables
from app.web.shared.languages import language, lazy_gettext, sentence
from app.web.shared.words import activity
from app.web.studio.room import room

DEEDS = {
    Deed.TASK: lazy_gettext("Done: %(what)s"),
    Deed.SEND: lazy_gettext("Sent: %(what)s"),
    Deed.WAIT: lazy_gettext("The clock was moved by %(what)s"),
    Deed.RETRY: lazy_gettext("Tried again: %(what)s"),
    Deed.SERVICE: lazy_gettext("The system has answered: %(what)s"),
    Deed.FAIL: lazy_gettext("The system has failed: %(what)s"),
    Deed.THROW: lazy_gettext("The system has answered with the error %(code)s: %(what)s"),
}


def plain(definition: ProcessDefinition | None, error: LajurError) -> str:
    """What an error says, elements by their names; of answers that are not taken, what is wrong with each."""
    if isinstance(error, Invalid):
        return "; ".join(f"{field}: {sentence(problem)}" for field, problem in error.problems.items())
    facts = {name: _named(definition, fact) for name, fact in error.facts.items()}
    return sentence(LajurError(error.template, **facts))


def _named(definition: ProcessDefinition | None, fact: object) -> object:
    """The names of the elements that a fact lists; whatever else it is, as it is."""
    parts = fact.split(", ") if isinstance(fact, str) else []
    if definition is None or not parts or not all(part in definition.outline.elements for part in parts):
        return fact
    return ", ".join(f"“{activity(definition, part)}”" for part in parts)


def step_words(definition: ProcessDefinition | None, step: StoryStep) -> str:
    """A step as a sentence."""
    what = step.subject if step.deed is Deed.WAIT else _known(definition, step.subject)
    return str(DEEDS[step.deed]) % {"what": what, "code": step.code}


@room.app_template_global()
def told_words(told: StoryTold, definition: ProcessDefinition | None = None) -> str:
    """Why a story does not hold, in the reader's language."""
    return plain(definition, told.says) if told.says else told.failure or ""


@room.app_template_global()
def story_title(story: Story) -> str:
    """The title of a scenario in the reader's language."""
    return story.title_en if language() == "en" else story.title


def lines(values: Variables) -> str:
    """Values as somebody writes them: one a line, texts as they are and everything else as JSON."""
    return "\n".join(f"{name} = {as_line(value)}" for name, value in values.items())


@room.app_template_global()
def as_line(value: object) -> str:
    """A value on a line. A text that would be read as something else is put in quotation marks."""
    if isinstance(value, str) and value and "\n" not in value and not _looks_like_json(value):
        return value
    return dumps(value, ensure_ascii=False)


def _known(definition: ProcessDefinition | None, element: str) -> str:
    """The name of an element; its id when the files do not have it (any more)."""
    known = definition is not None and element in definition.outline.elements
    return activity(definition, element) if known else element


def _looks_like_json(text: str) -> bool:
    return text[0] in '"[{-0123456789' or text in ("true", "false", "null")
