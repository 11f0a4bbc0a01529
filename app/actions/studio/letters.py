"""The letter templates of a working copy: what there is, what is wrong with one, what it may read, how it looks."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Final

from app.actions.days import today
from app.actions.studio.facts import outline_of
from app.actions.studio.open_copy import opened
from app.actions.studio.samples import sample
from app.actions.studio.save_file import NOTHING, Stale, save_file
from app.form import read_form
from app.form.walk import flat
from app.letters import authority_of, choices_of, date_of, fill, is_issued, read_template, signer, signer_of
from app.letters.skeleton import skeleton
from app.lint.rules import templates
from app.lint.subject import Subject
from app.model.bundle import DIAGRAM, SOP, TEMPLATES, Bundle
from app.model.errors import Conflict, LajurError, NotFound
from app.model.finding import Finding, Severity
from app.model.form import Component, Form
from app.model.outline import Element, Outline
from app.model.paper import Facts, Kind, Paper
from app.model.people import User
from app.model.sop import Sop
from app.model.template import Literal, Template
from app.model.values import Variables
from app.model.ways import reached
from app.notation.diagram import read_diagram
from app.ports import Office

#: What stands across every preview.
WATERMARK = "CONTOH"
_VARIANT: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_-]{0,99}", re.ASCII)


class LetterTaken(Conflict):
    """There is a letter “{key}” already."""


@dataclass(frozen=True)
class LetterEntry:
    """A template with the element it belongs to, if the diagram has it."""

    template: Template
    element: Element | None

    @property
    def title(self) -> str:
        """Its title, the holes in it as dots."""
        parts = (part.text if isinstance(part, Literal) else "…" for part in self.template.front.title)
        return " ".join("".join(parts).split())


@dataclass(frozen=True)
class LetterFinding:
    """What is wrong, and on which line of the file; None where it stands on no single one."""

    finding: Finding
    line: int | None


@dataclass(frozen=True)
class Specimen:
    """A letter for looking at. `story` is the title of the scenario its values are from; `issued` says whether the step
    would issue it there."""

    paper: Paper
    story: str
    issued: bool


@dataclass(frozen=True)
class Readable:
    """What a form gives to letters: the name of its step, and its fields."""

    title: str
    fields: Sequence[Component]


def template_path(key: str) -> str:
    """The file of a template. Raises NotFound for a key that no template may have."""
    element, _, variant = key.partition(".")
    if not _VARIANT.fullmatch(element) or ("." in key and not _VARIANT.fullmatch(variant)):
        raise NotFound
    return f"{TEMPLATES}{key}.md"


def letter_entries(bundle: Bundle) -> Sequence[LetterEntry]:
    """The templates, in the order of the diagram."""
    outline = outline_of(bundle)
    elements = outline.elements if outline else {}
    read = [read_template(data, path) for path, data in bundle.files.items() if path.startswith(TEMPLATES)]
    order = {name: number for number, name in enumerate(elements)}
    read.sort(key=lambda each: (order.get(each.element, len(order)), each.key))
    return [LetterEntry(each, elements.get(each.element)) for each in read]


def steps(bundle: Bundle) -> Sequence[Element]:
    """The elements that may issue a letter."""
    outline = outline_of(bundle)
    elements = outline.elements.values() if outline else ()
    return [each for each in elements if each.is_human or each.is_service or each.message]


def add_letter(office: Office, copy_id: int, key: str, kind: str, *, by: User) -> None:
    """Add a template of a kind. Raises LetterTaken, or LajurError for a name or a kind that there is not."""
    if kind not in tuple(Kind):
        raise LajurError("There is no such kind of letter.")
    try:
        path = template_path(key)
        if path in opened(office, copy_id, by=by).bundle.files:
            raise LetterTaken(None, key=key)
        save_file(office, copy_id, path, skeleton(Kind(kind)), read=NOTHING, by=by)
    except NotFound as error:
        raise LajurError("A variant is made of letters, digits, “-” and “_”.") from error
    except Stale as stale:
        raise LetterTaken(None, key=key) from stale


def remove_letter(office: Office, copy_id: int, key: str, *, read: str, by: User) -> None:
    """Take a template away. `read` is the digest of what the reader has seen. Raises NotFound or Stale."""
    path = template_path(key)
    if path not in opened(office, copy_id, by=by).bundle.files:
        raise NotFound
    save_file(office, copy_id, path, None, read=read, by=by)


def letter_findings(office: Office, bundle: Bundle, path: str) -> Sequence[LetterFinding]:
    """What the rules say of one template, with the lines."""
    read = read_template(bundle.files[path], path)
    try:
        diagram = read_diagram(bundle.files.get(DIAGRAM, b""))
    except LajurError:
        wrong = [Finding("templates", Severity.ERROR, read.element, read.problem)] if read.problem else []
        return [LetterFinding(each, _line(each)) for each in wrong]
    subject = Subject(diagram, forms=_forms(bundle), templates={read.key: read}, house=office.house)
    subject = replace(subject, sop=_sop(office, bundle))
    return [LetterFinding(each, _line(each)) for each in templates.check(subject)]


def specimen(office: Office, bundle: Bundle, path: str, story: str = "") -> Specimen:
    """The letter of a template with sample values: what a scenario answers up to its step.

    Raises LetterFailed when it cannot be filled.
    """
    template = read_template(bundle.files[path], path)
    known = sample(office, bundle, template.element, story)
    day = date.fromisoformat(known.days[template.element]) if template.element in known.days else None
    facts = Facts(
        date=day or today(office),
        case=str(known.variables.get("nomor_kasus", "")),
        choices=choices_of(_forms(bundle).values()),
        steps={element: {"tanggal": done} for element, done in known.days.items()},
        watermark=WATERMARK,
        now=datetime.combine(day, datetime.min.time(), UTC) if day else office.clock(),
        zone=office.calendar.zone,
    )
    dated = _dated(office, bundle, template, known.variables, facts)
    told = known.story.title if known.story else ""
    return Specimen(fill(template, known.variables, dated), told, is_issued(template, known.variables, dated))


def readable(bundle: Bundle, element: str) -> Sequence[Readable]:
    """What the forms on the way to an element give: what a letter of this step may print."""
    outline, forms = outline_of(bundle), _forms(bundle)
    if outline is None:
        return ()
    found = []
    for each in outline.elements.values():
        form = forms.get(each.form or "")
        if form and each.id in _behind(outline, element):
            found.append(Readable(each.name or each.id, [one for one in flat(form.components) if one.key]))
    return found


def _behind(outline: Outline, element: str) -> set[str]:
    """The elements from which a token can come to this one, itself included; all, where none leads there."""

    def step(name: str) -> Iterator[str]:
        yield from (flow.source for flow in outline.incoming(name))
        host = outline.elements[name].attached_to if name in outline.elements else None
        yield from [host] if host else []

    found = reached([element], step)
    return found if len(found) > 1 else set(outline.elements)


def _dated(office: Office, bundle: Bundle, template: Template, values: Variables, facts: Facts) -> Facts:
    house, front = office.house, template.front
    day = date_of(template, values, facts)
    post, authority = signer_of(template, values, facts), authority_of(template, values, facts)
    series = house.series.get(front.series)
    outline = outline_of(bundle)
    return replace(
        facts,
        date=day,
        number=series.text(1, day) if series else "",
        letterhead=house.letterhead(outline.process if outline else "", day),
        signer=signer(house, post, authority, front.kind, day),
    )


def _forms(bundle: Bundle) -> dict[str, Form]:
    """The forms that can be read."""
    found = {}
    for name, path in bundle.form_paths().items():
        try:
            found[name] = read_form(bundle.files[path], name)
        except LajurError:
            continue
    return found


def _sop(office: Office, bundle: Bundle) -> Sop | None:
    try:
        return office.read(Bundle({each: bundle.files.get(each, b"") for each in (DIAGRAM, SOP)})).sop
    except LajurError:
        return None


def _line(finding: Finding) -> int | None:
    parts = (finding.says, finding.says.facts.get("where"), finding.says.facts.get("problem"))
    lines = (part.facts.get("line") for part in parts if isinstance(part, LajurError))
    return next((line for line in lines if isinstance(line, int)), None)
