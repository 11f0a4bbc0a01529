"""Draws a form as facts: which components a person sees now, with which values, options, problems and warnings."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from decimal import Decimal

from markupsafe import Markup

from app.form import schema
from app.form.ask import When
from app.form.choices import choices
from app.form.formulas import names_read
from app.form.inputs import attributes, typed
from app.form.layout import spans
from app.form.numbers import shown
from app.form.rules import most_rows
from app.form.table import table
from app.form.template import marked_up, plain
from app.form.validate import problems_of
from app.form.view import Choice, FieldView, FormView, RowView, all_fields
from app.form.walk import Names, Node, first_value, flat, movable, repetitions, rows_of, settle
from app.model.errors import LajurError
from app.model.form import Component, Form
from app.model.values import Json, Variables


def fill(
    form: Form,
    variables: Variables,
    *,
    now: datetime,
    zone: tzinfo,
    answers: Mapping[str, Json] | None = None,
    problems: Mapping[str, LajurError] | None = None,
    locale: str = "id",
) -> FormView:
    """The form as a person sees it, in the language `locale` ("id", or "en" where the form has English).

    At first (`answers` is None) fields hold the variables of their names, or their defaults. Given `answers` (from
    `decode`) fields hold these, and what was not asked before holds its default. With `problems` (those of `Invalid`)
    the form is drawn exactly as it was checked. Answers come with their warnings. Never raises for a form that
    `read_form` has read.
    """
    when = When(now, zone)
    given = {key: value for key, value in variables.items() if value is not None} if answers is None else answers
    if not problems:
        given = _offered(form.components, given, variables, dict(variables), when)
    nodes = settle(form, given, variables, when)
    warnings = {} if answers is None else problems_of(form, nodes, when)[1]
    fields = _Pen(when, locale, problems or {}, warnings, names_read(form)).draw(nodes)
    everything = list(all_fields(fields))
    return FormView(
        form.id,
        fields,
        tuple(one for one in everything if one.problem),
        tuple(one for one in everything if one.warning and not one.problem),
    )


def _offered(
    components: Iterable[Component], given: Mapping[str, Json], base: Mapping[str, Json], names: Names, when: When
) -> dict[str, Json]:
    """The answers with a first value for every field that was not asked yet."""
    answers = dict(given)
    names = names | answers
    for component in flat(components):
        key = component.key
        if component.type == "dynamiclist":
            first = rows_of(first_value(component, base, names, when)) or [{} for _ in range(repetitions(component))]
            rows = rows_of(given[key]) if key in given else first
            answers[key] = [_offered(component.components, row, {}, names, when) for row in rows]
        elif component.type in schema.ANSWERED and key not in given:
            names[key] = answers[key] = first_value(component, base, names, when)
    return answers


@dataclass(frozen=True, slots=True)
class _Pen:
    when: When
    locale: str
    problems: Mapping[str, LajurError]
    warnings: Mapping[str, LajurError]
    read: frozenset[str]

    def draw(self, nodes: Sequence[Node], within: str = "") -> tuple[FieldView, ...]:
        widths = spans([node.component for node in nodes])
        return tuple(self._field(node, span, within) for node, span in zip(nodes, widths, strict=True))

    def _field(self, node: Node, span: int, within: str) -> FieldView:
        component, raw = node.component, node.component.raw
        head, body = table(node, self.when, self.locale)
        return FieldView(
            type=component.type,
            path=node.path,
            id=f"f-{node.path}",
            label=self._label(node),
            description=self._text(node, component.description, component.description_en),
            within=within,
            value=typed(node, self.when.zone, self.locale),
            required=component.required,
            readonly=node.readonly,
            disabled=component.disabled,
            problem=self._said(self.problems.get(node.path)),
            warning=self._said(self.warnings.get(node.path)),
            options=tuple(self._options(node)),
            rows=tuple(self._row(node, number) for number in range(len(node.rows))),
            attributes=attributes(component),
            prefix=self._adorner(node, "prefix"),
            suffix=self._adorner(node, "suffix"),
            html=self._html(node),
            head=head,
            body=body,
            span=span,
            outline=raw.get("showOutline") is True,
            updates=component.key in self.read,
            moves=component.type == "dynamiclist" and movable(component),
            orders=component.type == "dynamiclist" and component.properties.get("order") is True,
            full=len(node.rows) >= most_rows(node),
        )

    def _pick(self, indonesian: str, english: Json) -> str:
        return english if self.locale == "en" and isinstance(english, str) and english else indonesian

    def _text(self, node: Node, indonesian: str, english: Json) -> str:
        return plain(self._pick(indonesian, english), node.names, self.when, self.locale)

    def _label(self, node: Node) -> str:
        component = node.component
        if component.type == "image":
            return self._text(node, str(component.raw.get("alt", "")), component.properties.get("alt_en"))
        label = self._text(node, component.label, component.label_en)
        return label or (component.key if component.type in schema.ANSWERED else "")

    def _html(self, node: Node) -> Markup:
        text = self._pick(str(node.component.raw.get("text", "")), node.component.properties.get("text_en"))
        return marked_up(text, node.names, self.when, self.locale)

    def _adorner(self, node: Node, side: str) -> str:
        appearance = node.component.raw.get("appearance")
        text = appearance.get(f"{side}Adorner") if isinstance(appearance, dict) else None
        return self._text(node, text, node.component.properties.get(f"{side}_en")) if isinstance(text, str) else ""

    def _options(self, node: Node) -> Iterator[Choice]:
        if node.component.type in schema.CHOICES:
            chosen = node.value if isinstance(node.value, list) else [node.value]
            for option in choices(node, self.when):
                yield Choice(option.value, self._pick(option.label, option.label_en), option.value in chosen)

    def _row(self, node: Node, number: int) -> RowView:
        custom = node.component.properties
        name = self._text(node, str(custom.get("row_label", "")), custom.get("row_label_en"))
        row = node.rows[number]
        title = f"{name} {number + 1}".strip() if node.component.type == "dynamiclist" else ""
        return RowView(row.path, title, self.draw(row.nodes, title))

    def _said(self, problem: LajurError | None) -> LajurError | None:
        """The problem with its facts as the reader writes them, and the form's own words in the reader's language."""
        if problem is None:
            return None
        facts = {name: self._fact(value) for name, value in problem.facts.items() if name != "message_en"}
        if self.locale == "en" and "message_en" in problem.facts:
            facts["message"] = problem.facts["message_en"]
        return LajurError(problem.template, **facts)

    def _fact(self, value: object) -> object:
        return shown(value, self.locale) if isinstance(value, int | float | Decimal) else value
