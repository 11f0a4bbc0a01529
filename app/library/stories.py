"""Reads `scenarios.toml`: the acceptance stories of an SOP.

[defaults.<task>]       answers of a task unless a story says otherwise
[services.<element>]    outputs of a service task unless a story says otherwise
[[story]]               name, title, title_en, starts_at, steps, ends, passes, avoids, continues, clock_due,
services {element = {...}}, services_failing {element = times}

A step is one of task, send, wait, retry, service, fail and throw, with its answers, or for throw with the code of the
error: `{ task = "periksa", answers = {...} }`, `{ wait = "P1D" }`, `{ throw = "kirim", code = "ditolak" }`.
"""

import tomllib
from collections.abc import Mapping
from datetime import UTC, date, datetime
from functools import lru_cache

from app.model.errors import Refused
from app.model.story import STEPS, Deed, Story, StoryStep
from app.model.values import Json, Variables

KEYS = frozenset(
    {"name", "title", "title_en", "starts_at", "steps", "ends", "passes", "avoids", "continues", "clock_due"}
    | {"services", "services_failing"}
)
#: When a story begins that does not say when: a Monday morning far from any holiday.
MONDAY = "2026-02-02T09:00:00+07:00"


@lru_cache(maxsize=16)
def read_stories(data: bytes) -> Mapping[str, Story]:
    """The stories by name, in the order of the file; those of the last files are kept, so nobody may change them.

    Raises Refused with a sentence that names the story.
    """
    try:
        tables = tomllib.loads(data.decode())
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise Refused("scenarios.toml cannot be read: {error}", error=error) from error
    stories = [_story(table, tables) for table in tables.get("story", [])]
    by_name = {story.name: story for story in stories}
    if len(by_name) < len(stories):
        raise Refused("Two stories in scenarios.toml have the same name.")
    for story in stories:
        if len(story.steps) > STEPS:
            raise Refused("The story {name} has more than {most} steps.", name=story.name, most=STEPS)
        if story.continues is not None and story.continues not in by_name:
            raise Refused("The story {name} continues an unknown story.", name=story.name)
        if story.name in _before(story, by_name):
            raise Refused("The story {name} continues itself.", name=story.name)
    return by_name


def _before(story: Story, stories: Mapping[str, Story]) -> list[str]:
    """The stories that come before a story, each once."""
    found: list[str] = []
    name = story.continues or ""
    while name in stories and name not in found:
        found.append(name)
        name = stories[name].continues or ""
    return found


def _story(table: Mapping[str, Json], tables: Mapping[str, Json]) -> Story:
    name = str(table.get("name", "?"))
    if unknown := table.keys() - KEYS:
        raise Refused("The story {name} has an unknown key {key}.", name=name, key=min(unknown))
    try:
        return Story(
            name=str(table["name"]),
            title=str(table["title"]),
            title_en=str(table.get("title_en", table["title"])),
            steps=tuple(_step(name, step) for step in _list(table["steps"])),
            ends=str(table["ends"]),
            starts_at=datetime.fromisoformat(str(table.get("starts_at", MONDAY))).astimezone(UTC),
            defaults=_by_name(tables.get("defaults")),
            services=_by_name(tables.get("services")) | _by_name(table.get("services")),
            failing={key: int(str(value)) for key, value in _table(table.get("services_failing")).items()},
            passes=tuple(str(element) for element in _list(table.get("passes"))),
            avoids=tuple(str(element) for element in _list(table.get("avoids"))),
            continues=str(table["continues"]) if "continues" in table else None,
            clock_due=date.fromisoformat(str(table["clock_due"])) if "clock_due" in table else None,
        )
    except KeyError as missing:
        raise Refused("The story {name} has no {key}.", name=name, key=missing.args[0]) from missing
    except (ValueError, TypeError, OverflowError) as error:
        raise Refused("The story {name} cannot be read: {error}", name=name, error=error) from error


def _step(story: str, step: Json) -> StoryStep:
    table = _table(step)
    deeds = [deed for deed in Deed if deed in table]
    more = {"code"} if deeds == [Deed.THROW] else {"answers"}
    if len(deeds) != 1 or table.keys() - {deeds[0], *more}:
        raise Refused("A step of the story {name} is not one of {deeds}.", name=story, deeds=", ".join(Deed))
    return StoryStep(deeds[0], str(table[deeds[0]]), _table(table.get("answers")), str(table.get("code", "")))


def _by_name(value: Json) -> dict[str, Variables]:
    return {name: _table(inner) for name, inner in _table(value).items()}


def _table(value: Json) -> dict[str, Json]:
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise TypeError(f"{value!r} is not a table")
    return value


def _list(value: Json) -> list[Json]:
    return value if isinstance(value, list) else []
