"""The people of demo mode, from `demo_people.toml`: fictitious, one for each lane and role, without a password."""

import tomllib
from importlib.resources import files

from app.model.people import User


def demo_people() -> tuple[User, ...]:
    """The demo people; their ids mean nothing yet."""
    tables = tomllib.loads(files("app.library").joinpath("demo_people.toml").read_text("utf-8"))
    return tuple(User(0, person["login"], person["name"], frozenset(person["groups"])) for person in tables["person"])
