"""Texts of a form with `{{formula}}` in them. What a formula gives is put in as it is and never read again."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from markdown_it import MarkdownIt
from markdown_it.token import Token
from markupsafe import Markup

from app.form.ask import When, value_of
from app.form.numbers import shown
from app.model.values import Json

_HOLE: Final = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
#: Where a hole was, while Markdown is set: characters of the private use area, taken out of the text before.
_MARK: Final = re.compile("\ue000([0-9]+)\ue001")
_IN_TAG: Final = re.compile("<[^>]*\ue000")
_VALUE: Final = Markup('<span class="form-filled">{}</span>')
_BOOLEANS: Final = {"id": ("tidak", "ya"), "en": ("no", "yes")}

Names = Mapping[str, Json]


def plain(text: str, names: Names, when: When, locale: str) -> str:
    """The text with its holes filled, or the value of the formula if the whole text is one (it begins with `=`)."""
    if text.startswith("="):
        return worded(value_of(text, names, when), locale)
    if "{{" not in text:
        return text
    return _HOLE.sub(lambda hole: worded(value_of(f"={hole[1].strip()}", names, when), locale), text)


def marked_up(text: str, names: Names, when: When, locale: str) -> Markup:
    """Markdown with its holes filled, as safe HTML: no markup, no image and no script passes, neither from the text
    nor from a value."""
    if text.startswith("="):
        return Markup("<p>{}</p>").format(worded(value_of(text, names, when), locale))
    html, formulas = _set(text)
    values = [_VALUE.format(worded(value_of(formula, names, when), locale)) for formula in formulas]
    return Markup(_MARK.sub(lambda mark: values[int(mark[1])], html))  # noqa: S704 - set by us, values are escaped


def formulas_in(text: str) -> tuple[str, ...]:
    """The formulas of a text, each with `=` in front."""
    return (text,) if text.startswith("=") else tuple(f"={hole.strip()}" for hole in _HOLE.findall(text))


def holes_hold(text: str) -> bool:
    """Whether every hole of a Markdown text stands where a value can be put: not inside the address of a link."""
    html, formulas = _set(text)
    return len(_MARK.findall(html)) == len(formulas) and not _IN_TAG.search(html)


def worded(value: Json, locale: str) -> str:
    """A value for a reader: nothing for null, lists with commas."""
    if value is None or isinstance(value, dict):
        return ""
    if isinstance(value, bool):
        return _BOOLEANS.get(locale, _BOOLEANS["id"])[value]
    if isinstance(value, int | float):
        return shown(value, locale)
    return ", ".join(worded(one, locale) for one in value) if isinstance(value, list) else value


@lru_cache(maxsize=512)
def _set(text: str) -> tuple[str, tuple[str, ...]]:
    """Markdown as HTML with marks for its holes, and the formulas of the holes."""
    formulas: list[str] = []

    def mark(hole: re.Match[str]) -> str:
        formulas.append(f"={hole[1].strip()}")
        return f"\ue000{len(formulas) - 1}\ue001"

    clean = text.replace("\ue000", "").replace("\ue001", "")
    tokens = _MARKDOWN.parse(_HOLE.sub(mark, clean))
    return str(_MARKDOWN.renderer.render(_lowered(tokens), _MARKDOWN.options, {})), tuple(formulas)


_MARKDOWN: Final = MarkdownIt("commonmark", {"html": False}).enable("table").disable("image")


def _lowered(tokens: list[Token]) -> list[Token]:
    """Headings two levels down: the page has its own first and second."""
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{min(6, int(token.tag[1]) + 2)}"
    return tokens
