"""The app's own things during a request, typed."""

from dataclasses import dataclass
from typing import cast

from flask import Flask, current_app
from flask_login import current_user

from app.model.people import User
from app.ports import Office
from app.web.settings import WebSettings


@dataclass(frozen=True)
class House:
    office: Office
    settings: WebSettings


def furnish(app: Flask, house: House) -> None:
    """Give an app its house."""
    app.extensions["lajur"] = house


def office() -> Office:
    return _house().office


def settings() -> WebSettings:
    return _house().settings


def user() -> User:
    """Who is signed in. Only behind an entrance that asks for it."""
    return cast("User", current_user.person)


def maybe_user() -> User | None:
    """Who is signed in, or None."""
    return user() if current_user.is_authenticated else None


def _house() -> House:
    return cast("House", current_app.extensions["lajur"])
