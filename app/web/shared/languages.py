"""Indonesian first, English at a click. Sentences stand in English in the code and are looked up in the catalogue."""

from collections.abc import Mapping
from pathlib import Path
from typing import Protocol, cast

from flask import Flask, session
from flask_babel import Babel, get_locale
from flask_babel import gettext as _gettext
from flask_babel import lazy_gettext as _lazy_gettext
from flask_babel import ngettext as _ngettext

from app.feel import FeelError
from app.model.definition import ProcessDefinition
from app.model.errors import LajurError


class Lazy(Protocol):
    """Words for later."""

    def __str__(self) -> str: ...
    def __mod__(self, facts: Mapping[str, object]) -> str: ...


LOCALES = ("id", "en")
CATALOGUES = Path(__file__).parents[1] / "translations"


def speak(app: Flask, *, zone: str) -> None:
    """Make `gettext` and the formats speak the language of the person who asks."""
    Babel(
        app,
        default_locale=LOCALES[0],
        default_timezone=zone,
        default_translation_directories=str(CATALOGUES),
        locale_selector=_wanted,
    )


def gettext(words: str, **facts: object) -> str:
    """A sentence in the reader's language; `facts` fill its `%(name)s` places."""
    return str(_gettext(words, **facts))


def ngettext(one: str, many: str, num: int, **facts: object) -> str:
    """A sentence that counts: `%(num)d` is the number."""
    return str(_ngettext(one, many, num, **facts))


def lazy_gettext(words: str) -> Lazy:
    """A sentence that is looked up when it is shown: for constants."""
    return cast("Lazy", _lazy_gettext(words))


def language() -> str:
    """`id` or `en`."""
    locale = get_locale()
    return locale.language if locale else LOCALES[0]


def sentence(error: LajurError | FeelError) -> str:
    """What an error says, in the reader's language.

    Facts that are errors themselves are translated too; a fact `x` may bring its English along as `x_en`.
    """
    facts = {name: _told(error.facts, name) for name in error.facts}
    words = gettext(error.template)
    return words.format_map(facts) if facts else words


def _told(facts: Mapping[str, object], name: str) -> object:
    fact = facts.get(f"{name}_en", facts[name]) if language() == "en" else facts[name]
    return sentence(fact) if isinstance(fact, LajurError | FeelError) else fact


def sop_text(definition: ProcessDefinition, text: str) -> str:
    """A text of the diagram or the SOP in the reader's language, as far as `sop.toml` has it."""
    return definition.sop.english.get(text, text) if language() == "en" else text


def _wanted() -> str:
    """The language of the session. It stands there since the sign-in, so that no page needs the books to know it."""
    return str(session.get("locale", LOCALES[0]))
