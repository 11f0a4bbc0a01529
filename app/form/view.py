"""What of a form there is to draw, ready in the reader's language: facts for the macros of the page, no markup."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from markupsafe import Markup

from app.model.errors import LajurError
from app.model.values import Json


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class RowView:
    """A row of a dynamic list (`path` is the value of its `_remove` button), or the inside of a group."""

    path: str
    title: str
    fields: "tuple[FieldView, ...]"


@dataclass(frozen=True, slots=True)
class FieldView:
    """One component to draw.

    `path` is the name of its input, `id` the id of its element, `value` the answer (text for inputs that hold text),
    `within` the title of the row it stands in. `attributes` are further attributes of the input; `span` counts columns
    of 16; `updates` says that others depend on this field. `moves` says that rows may be added and removed, `orders`
    that they may be moved up and down, `full` that no more rows fit.
    """

    type: str
    path: str
    id: str
    label: str
    description: str = ""
    within: str = ""
    value: Json = None
    required: bool = False
    readonly: bool = False
    disabled: bool = False
    problem: LajurError | None = None
    warning: LajurError | None = None
    options: tuple[Choice, ...] = ()
    rows: tuple[RowView, ...] = ()
    attributes: Mapping[str, str] = field(default_factory=dict)
    prefix: str = ""
    suffix: str = ""
    html: Markup = field(default_factory=Markup)
    head: tuple[str, ...] = ()
    body: tuple[tuple[str, ...], ...] = ()
    span: int = 16
    outline: bool = False
    updates: bool = False
    moves: bool = False
    orders: bool = False
    full: bool = False

    @property
    def anchor(self) -> str:
        """The id of what a link to this field should lead to."""
        return f"{self.id}-1" if self.options and self.type != "select" else self.id


@dataclass(frozen=True, slots=True)
class FormView:
    """A form to draw: its fields in order, and those of them (inner ones included) that need attention."""

    form: str
    fields: tuple[FieldView, ...]
    problems: tuple[FieldView, ...]
    warnings: tuple[FieldView, ...]

    @property
    def changes(self) -> bool:
        """Whether there is a field that others depend on."""
        return any(one.updates for one in all_fields(self.fields))

    @property
    def has_files(self) -> bool:
        return any(one.type == "filepicker" for one in all_fields(self.fields))


def all_fields(fields: Iterable[FieldView]) -> Iterable[FieldView]:
    """All fields, those of groups and rows included."""
    for one in fields:
        yield one
        for row in one.rows:
            yield from all_fields(row.fields)
