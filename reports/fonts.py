"""The typefaces of all documents: shipped with Lajur, embedded in every file, the same on every machine.

Liberation Sans has the metrics of Arial, by which the diagrams are drawn. What it lacks (check marks, Arabic, ...) is
taken from DejaVu Sans, and what both lack is shown as `MISSING`: visible, and no reason to fail. `typefaces/fonts.json`
names versions, licences and SHA-256 of the files.
"""

from collections.abc import Iterator
from enum import StrEnum
from functools import cache
from itertools import groupby
from pathlib import Path
from threading import Lock

from reportlab.lib.fonts import addMapping
from reportlab.pdfbase.pdfmetrics import getFont, getRegisteredFontNames, registerFont
from reportlab.pdfbase.ttfonts import TTFont

FOLDER = Path(__file__).parent / "typefaces"
#: What stands for a character that no typeface has.
MISSING = "\N{REPLACEMENT CHARACTER}"
#: The tables by which text is copied out of a PDF have four digits for each character.
LAST = 0xFFFF
_LOADING = Lock()


class Look(StrEnum):
    """How a text stands out."""

    PLAIN = "plain"
    BOLD = "bold"
    ITALIC = "italic"
    BOLD_ITALIC = "bold italic"


#: Look -> the typefaces to look for a character in, the first one first.
_FACES = {
    Look.PLAIN: ("LiberationSans-Regular", "DejaVuSans"),
    Look.BOLD: ("LiberationSans-Bold", "DejaVuSans-Bold"),
    Look.ITALIC: ("LiberationSans-Italic", "DejaVuSans"),
    Look.BOLD_ITALIC: ("LiberationSans-BoldItalic", "DejaVuSans-Bold"),
}


def face(look: Look = Look.PLAIN) -> str:
    """The name of the typeface of a look; it can be used from then on."""
    return _faces(look)[0]


def runs(text: str, look: Look = Look.PLAIN) -> Iterator[tuple[str, str]]:
    """A text as stretches of one typeface each: name of the typeface and characters, none of which it lacks."""
    if text.isascii():
        yield face(look), text
        return
    found = ((_face_for(character, look), character) for character in text)
    for name, stretch in groupby(found, key=lambda one: one[0]):
        characters = (character for _, character in stretch)
        yield (name, "".join(characters)) if name else (_faces(look)[-1], MISSING * sum(1 for _ in characters))


@cache
def _face_for(character: str, look: Look) -> str:
    """The typeface that has a character, or nothing."""
    if ord(character) > LAST:
        return ""
    return next((name for name in _faces(look) if ord(character) in getFont(name).face.charToGlyph), "")


@cache
def _faces(look: Look) -> tuple[str, ...]:
    _load()
    return _FACES[look]


@cache
def _load() -> None:
    # A document must not lose a typeface it has begun to use to the same one, loaded again by another thread.
    with _LOADING:
        for name in sorted({name for names in _FACES.values() for name in names} - set(getRegisteredFontNames())):
            registerFont(TTFont(name, FOLDER / f"{name}.ttf"))
            # A typeface is asked for by its own name only, never as the bold of another one.
            addMapping(name, 0, 0, name)
