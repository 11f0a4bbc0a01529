"""The people of demo mode, from `demo_people.toml`: fictitious, one for each lane and role, without a password."""

import tomllib
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

from app.model.people import Post, User


def demo_people() -> tuple[User, ...]:
    """The demo people; their ids mean nothing yet."""
    return tuple(User(0, person["login"], person["name"], frozenset(person["groups"])) for person in _tables())


def demo_posts() -> Mapping[str, Post]:
    """The posts that demo people hold, by login; the ids mean nothing yet."""
    return {person["login"]: Post(id=0, user=0, **person["post"]) for person in _tables() if "post" in person}


def _tables() -> list[dict[str, Any]]:
    tables: list[dict[str, Any]] = tomllib.loads(files("app.library").joinpath("demo_people.toml").read_text("utf-8"))[
        "person"
    ]
    return tables
