"""The page that shows what is different: two drawings with marks, and the list of changes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from flask import render_template
from markupsafe import Markup

from app.compare import Change, Difference, Kind, Part, compare, draw_marked
from app.model.bundle import DIAGRAM, Bundle
from app.model.errors import Refused
from app.notation.diagram import read_diagram
from app.web.shared.drawing import inline
from app.web.studio import words

#: How many lines of a text are shown; the command line shows all.
MOST_LINES = 400


@dataclass(frozen=True)
class Side:
    """One of the two: `name` says which, `words` what it is. `picture` is None where nothing is drawn."""

    name: str
    words: str
    picture: Markup | None


@dataclass(frozen=True)
class Item:
    """A change in the list. `anchor` is its id on the page; what stands in a drawing has an `element`."""

    change: Change
    anchor: str
    element: str = ""


@dataclass(frozen=True)
class Group:
    """The changes in one part, or in one form (`place`); what has only moved stands apart."""

    part: Part
    place: str
    items: tuple[Item, ...]
    moved: tuple[Item, ...]


@dataclass(frozen=True)
class Comparison:
    """Everything the page shows."""

    old: Side
    new: Side
    difference: Difference
    groups: tuple[Group, ...]


def comparison(old: tuple[str, Bundle], new: tuple[str, Bundle]) -> Comparison:
    """Two bundles with the words for what they are, compared."""
    difference = compare(old[1], new[1])
    titles = {change.id: words.caption(change) for change in difference.changes if change.part is Part.DIAGRAM}
    return Comparison(
        _side("lama", *old, _marks(difference, Kind.ADDED), titles),
        _side("baru", *new, _marks(difference, Kind.REMOVED), titles),
        difference,
        tuple(_groups(difference)),
    )


def page(template: str, found: Comparison, **more: object) -> str:
    """The page, with the words it needs."""
    return render_template(template, found=found, words=words, most_lines=MOST_LINES, **more)


def _side(name: str, said: str, bundle: Bundle, marks: Mapping[str, Kind], titles: Mapping[str, str]) -> Side:
    return Side(name, said, _picture(bundle, marks, titles, name, said))


def _marks(difference: Difference, hidden: Kind) -> Mapping[str, Kind]:
    return {name: kind for name, kind in difference.marks().items() if kind is not hidden}


def _picture(
    bundle: Bundle, marks: Mapping[str, Kind], titles: Mapping[str, str], prefix: str, title: str
) -> Markup | None:
    try:
        diagram = read_diagram(bundle.files.get(DIAGRAM, b""))
    except Refused:
        return None
    if not diagram.geometry.shapes:
        return None
    return inline(draw_marked(diagram, marks, titles=titles, title=title, prefix=prefix))


def _groups(difference: Difference) -> Iterator[Group]:
    items = [_item(number, change) for number, change in enumerate(difference.changes)]
    for (part, place), found in groupby(items, key=lambda item: (item.change.part, item.change.place)):
        several = tuple(found)
        moved = tuple(item for item in several if item.change.kind is Kind.MOVED)
        yield Group(part, place, tuple(item for item in several if item not in moved), moved)


def _item(number: int, change: Change) -> Item:
    if change.part is Part.DIAGRAM and change.id:
        return Item(change, f"change-{change.id}", change.id)
    return Item(change, f"change.{number}")
