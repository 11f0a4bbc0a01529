"""A trial becomes a scenario: what `scenarios.toml` says of it, with everything else in the file as it was."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from app.actions.play import play
from app.actions.rehearsal import rehearsal
from app.actions.studio.open_copy import Opened
from app.actions.studio.save_file import save_file
from app.actions.studio.text_file import as_bytes, as_text
from app.actions.trial.replay import replayed, stage_of
from app.actions.trial.steps import Outdated, editable, keep_trial, seen
from app.facts.write import arrange, dumped
from app.form.normal import is_empty, normal
from app.form.walk import flat
from app.model.bundle import SCENARIOS, Bundle
from app.model.definition import ProcessDefinition
from app.model.errors import Conflict, LajurError, NotFound, Refused
from app.model.people import User
from app.model.story import Deed, Story, StoryStep
from app.model.trial import Trial
from app.model.values import Json, Variables
from app.ports import Office

NAME = re.compile(r"[a-z][a-z0-9_]{0,59}", re.ASCII)
TITLE = 160
STORY = ("story",)
#: The keys of a scenario in the order in which they are written.
ORDER = ("name", "title", "title_en", "starts_at", "continues", "steps", "ends", "passes")
#: What stands in TOML for an answer that is left empty where the usual answer is not.
EMPTY: Mapping[type, Json] = {bool: False, list: [], dict: {}}


class NameTaken(Conflict):
    """There is a scenario “{name}” already; choose another name, or replace it."""


class NotChangeable(Refused):
    """scenarios.toml is written in a way that cannot be changed here; please change it as text."""


class Needed(Conflict):
    """The scenario “{other}” continues this one; it must stay."""


class DoesNotHold(Refused):
    """The scenario does not hold when it is played by itself: {failure}"""


@dataclass(frozen=True)
class Wish:
    """How a trial shall be kept. `passes` are the elements it must touch; `replaces` says that a scenario of this name
    may give way."""

    name: str
    title: str
    title_en: str
    passes: tuple[str, ...]
    replaces: bool = False


def save_scenario(office: Office, copy_id: int, wish: Wish, *, at: int, read: str, by: User) -> None:
    """Keep a trial that has come to its end as a scenario, which is played first: it must hold.

    `at` is how many steps the person has seen, `read` the digest of the scenarios he has seen. Raises GoneOn, Outdated,
    NameTaken, DoesNotHold, NotChangeable, or what `save_file` raises.
    """
    found, trial = editable(office, copy_id, by), seen(office, copy_id, at, by)
    _check(wish)
    now = replayed(office, found.bundle, trial)
    if now.misfit or now.performance is None:
        raise Outdated
    end = now.performance.case.end
    if end is None:
        raise Conflict("Only a trial that has come to an end can become a scenario.")
    text, stories = _text(found), office.stories(found.bundle.files.get(SCENARIOS, b""))
    process = office.read(found.bundle)
    values = _values(office, trial, wish, end, text, process)
    if wish.name in stories and not wish.replaces:
        raise NameTaken(None, name=wish.name)
    after = _replaced(text, stories, wish.name, values) if wish.name in stories else _added(text, values)
    _save(office, found, after, {*stories, wish.name}, read=read, by=by, play_first=wish.name)
    keep_trial(office, replace(trial, scenario=wish.name), by, before=trial)


def rename_scenario(office: Office, copy_id: int, name: str, new: str, *, read: str, by: User) -> None:
    """Give a scenario another name, also where others continue it. Raises NotFound, NameTaken, or what is saved."""
    found = editable(office, copy_id, by)
    stories = _stories(office, found, name)
    if not NAME.fullmatch(new):
        raise LajurError("A name is made of small letters, digits and “_”, and begins with a letter.")
    if new == name:
        return
    if new in stories:
        raise NameTaken(None, name=new)
    tables = [(number, _renamed(story, name, new)) for number, story in enumerate(stories.values())]
    names = {new if each == name else each for each in stories}
    _save(office, found, arrange(_text(found), STORY, tables, ORDER), names, read=read, by=by)


def remove_scenario(office: Office, copy_id: int, name: str, *, read: str, by: User) -> None:
    """Take a scenario away. Raises NotFound, Needed, or what `save_file` raises."""
    found = editable(office, copy_id, by)
    stories = _stories(office, found, name)
    other = next((story for story in stories.values() if story.continues == name), None)
    if other:
        raise Needed(None, other=other.title, other_en=other.title_en)
    tables: list[tuple[int | None, Mapping[str, Json]]] = [(n, {}) for n, each in enumerate(stories) if each != name]
    _save(office, found, arrange(_text(found), STORY, tables, ORDER), {*stories} - {name}, read=read, by=by)


def _check(wish: Wish) -> None:
    if not NAME.fullmatch(wish.name):
        raise LajurError("A name is made of small letters, digits and “_”, and begins with a letter.")
    if not wish.title or max(len(wish.title), len(wish.title_en)) > TITLE:
        raise LajurError("A scenario has a title of {most} characters at most.", most=TITLE)


def _stories(office: Office, found: Opened, name: str) -> Mapping[str, Story]:
    stories = office.stories(found.bundle.files.get(SCENARIOS, b""))
    if name not in stories:
        raise NotFound
    return stories


def _text(found: Opened) -> str:
    return as_text(found.bundle.files.get(SCENARIOS, b""), SCENARIOS)


def _save(
    office: Office, found: Opened, text: str, names: set[str], *, read: str, by: User, play_first: str = ""
) -> None:
    """Save the scenarios when they are what was meant, and the new one holds. Where it was known what came of all, it
    is known afterwards, too."""
    data = as_bytes(text, found.bundle.files.get(SCENARIOS))
    try:
        stories = office.stories(data)
    except Refused as refused:
        raise NotChangeable from refused
    if set(stories) != names:
        raise NotChangeable
    if play_first:
        _must_hold(office, found.bundle.replacing(SCENARIOS, data), stories[play_first], stories)
    save_file(office, found.copy.id, SCENARIOS, data, read=read, by=by)
    if found.bundle.digest in office.rehearsed:
        rehearsal(office, found.bundle.replacing(SCENARIOS, data))


def _must_hold(office: Office, bundle: Bundle, story: Story, stories: Mapping[str, Story]) -> None:
    says = play(stage_of(office, bundle, story), bundle, story, stories).says
    if says is not None:
        raise DoesNotHold(None, failure=says)


def _renamed(story: Story, name: str, new: str) -> Mapping[str, Json]:
    if story.name == name:
        return {"name": new}
    return {"continues": new} if story.continues == name else {}


def _added(text: str, values: Mapping[str, Json]) -> str:
    """The text with a scenario at its end, a step on each line."""
    lines = [f"{key} = {_written(key, values[key])}" for key in ORDER if values.get(key) is not None]
    head = f"{text.rstrip()}\n\n" if text.strip() else ""
    return head + "\n".join(["[[story]]", *lines, ""])


def _written(key: str, value: Json) -> str:
    if key != "steps" or not isinstance(value, list):
        return dumped(value)
    return "[\n" + "".join(f"  {dumped(step)},\n" for step in value) + "]"


def _replaced(text: str, stories: Mapping[str, Story], name: str, values: Mapping[str, Json]) -> str:
    tables = [(number, values if each == name else {}) for number, each in enumerate(stories)]
    return arrange(text, STORY, tables, ORDER)


def _values(
    office: Office, trial: Trial, wish: Wish, end: str, text: str, process: ProcessDefinition
) -> Mapping[str, Json]:
    """What the file says of the trial: answers only where they are not the usual ones. Null is not written."""
    usual = tomllib.loads(text)
    local = trial.starts_at.astimezone(office.calendar.zone).isoformat()
    steps: list[Json] = [_step(office, process, step, usual) for step in trial.steps]
    return {
        "name": wish.name,
        "title": wish.title,
        "title_en": wish.title_en or None,
        "starts_at": None if trial.continues else local,
        "continues": trial.continues or None,
        "steps": steps,
        "ends": end,
        "passes": list(wish.passes) or None,
    }


def _step(office: Office, process: ProcessDefinition, step: StoryStep, usual: Mapping[str, Json]) -> Json:
    table: dict[str, Json] = {step.deed.value: step.subject}
    if step.deed is Deed.THROW:
        return {**table, "code": step.code}
    known = usual.get("services" if step.deed is Deed.SERVICE else "defaults")
    given = known.get(step.subject) if isinstance(known, dict) else None
    told = dict(_told(office, process, step, given if isinstance(given, dict) else {}))
    return {**table, "answers": told} if told else table


def _told(office: Office, process: ProcessDefinition, step: StoryStep, usual: Variables) -> Iterator[tuple[str, Json]]:
    """The answers that are not the usual ones; where a usual one is left empty, that it is."""
    node = process.outline.elements.get(step.subject)
    form = process.form_of(node) if node and not node.is_service else None
    fields = {component.key: component for component in flat(form.components)} if form else {}

    def plain(name: str, value: Json) -> Json:
        known = fields.get(name)
        return _clean(normal(known, value, office.calendar.zone) if known else value)

    for name, value in step.answers.items():
        mine = plain(name, value)
        if name not in usual and not is_empty(mine):
            yield name, mine
        elif name in usual and mine != plain(name, usual[name]):
            yield name, _empty(usual[name]) if mine is None else mine
    yield from ((name, _empty(value)) for name, value in usual.items() if name not in step.answers)


def _empty(usual: Json) -> Json:
    return EMPTY.get(type(usual), "")


def _clean(value: Json) -> Json:
    """A value as TOML can hold it: no nulls in it, and rows without their empty fields."""
    if isinstance(value, list):
        return [_clean(item) for item in value if item is not None]
    if isinstance(value, dict):
        return {name: _clean(item) for name, item in value.items() if item not in (None, "", [])}
    return value
