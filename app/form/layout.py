"""The grid of form-js: components of one row share 16 columns."""

from collections.abc import Sequence
from itertools import groupby

from app.form.schema import GRID
from app.model.form import Component


def spans(components: Sequence[Component]) -> list[int]:
    """How many of the 16 columns each component takes: as written, the others of its row share what is left."""
    widths: list[int] = []
    for _, members in groupby(enumerate(components), key=lambda pair: _layout(pair[1]).get("row", pair[0])):
        written = [_columns(component) for _, component in members]
        rest = max(0, GRID - sum(width or 0 for width in written)) // max(1, written.count(None))
        widths += [width or max(2, rest) for width in written]
    return widths


def _layout(component: Component) -> dict[str, object]:
    layout = component.raw.get("layout")
    return dict(layout) if isinstance(layout, dict) else {}


def _columns(component: Component) -> int | None:
    columns = _layout(component).get("columns")
    return columns if isinstance(columns, int) else None
