"""Issue the letters of a completed element, in the very transaction of the step.

Why not when somebody prints: the number of a letter is used outside, in other letters and in the books, so it must
stand from the first moment. And why a counter of the books: `next_number` holds its row until the step is kept, so no
two letters get the same number, and a step that fails gives its number back. So there are no gaps.

A letter takes its number before the process goes on, for the number may be a variable of the case (`number` of the
template). Its PDF is made later, by a worker.
"""

from base64 import b32encode
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256

from app.actions._letter_facts import Completion, issued_before, steps_of
from app.actions._signer import signer_for
from app.letters import LetterFailed, choices_of, date_of, heads, is_issued, names_of, signer_of
from app.model.definition import ProcessDefinition
from app.model.document import CLOSED, Document, DocumentState
from app.model.errors import packed
from app.model.event import Fact, Happening
from app.model.outline import Outline
from app.model.paper import Facts
from app.model.paper_data import packed as paper_data
from app.model.register import Book
from app.model.template import Template
from app.model.values import Json
from app.ports import Office, Unit

#: Letters of the public code, of which each carries five bits.
CODE_LENGTH = 24


def draw_up(office: Office, unit: Unit, done: Completion) -> tuple[Document, ...]:
    """The letters that a completion issues, with their numbers; they are not kept yet. Costs nothing for an element
    that gives none. What is wrong with a template never holds up the case: its letter says so."""
    templates = done.held.definition.templates_of(done.held.work.element)
    if not templates:
        return ()
    earlier = unit.documents(done.held.instance.id)
    facts = _facts(office, unit, done, templates, earlier)
    drawn = (_drawn(office, unit, done, template, earlier, facts) for template in _in_order(templates))
    return tuple(each for each in drawn if each)


def numbers_of(templates: Mapping[str, Template], documents: Sequence[Document]) -> dict[str, Json]:
    """The variables that take the numbers of letters."""
    by_path = {template.path: template.front.number for template in templates.values()}
    return {by_path[it.template]: it.number for it in documents if by_path[it.template] and it.number}


def issue(unit: Unit, process: ProcessDefinition, documents: Sequence[Document]) -> Iterator[Fact]:
    """Keep the letters that were drawn up, and tell of them. What one replaces is closed."""
    for drawn in documents:
        kept = unit.add_document(drawn)
        told = _told(kept, registered=_writes_a_line(process, kept))
        yield Fact(Happening.DOCUMENT_ISSUED, kept.element, payload={**named(kept), **told})
        old = unit.hold_document(kept.replaces) if kept.replaces else None
        if old is not None:
            unit.save_document(replace(old, state=DocumentState.REPLACED))
            yield Fact(Happening.DOCUMENT_REPLACED, old.element, payload={**named(old), "by": kept.id})


def _writes_a_line(process: ProcessDefinition, document: Document) -> bool:
    """Whether it stands in the book of outgoing letters by itself: where a rule of the SOP writes a line for its
    element, that one counts."""
    ruled = any(rule.book is Book.OUTGOING and rule.element == document.element for rule in process.sop.letters)
    template = next(it for it in process.templates.values() if it.path == document.template)
    return template.front.register and not ruled and not document.failure


def named(document: Document) -> dict[str, Json]:
    """What every event about a document says of it."""
    title = " ".join(f"{document.title} {document.number}".split())
    return {"document": document.id, "title": title, **({"applicant": True} if document.applicant else {})}


def _told(it: Document, *, registered: bool) -> dict[str, Json]:
    said: dict[str, Json] = {"template": it.template, "kind": it.kind.value, "visit": it.visit}
    number: dict[str, Json] = {"series": it.series, "serial": it.serial, "number": it.number} if it.number else {}
    said |= {"date": it.date.isoformat(), **number, **({"replaces": it.replaces} if it.replaces else {})}
    return said | ({"registered": True} if registered else {})


def _in_order(templates: Sequence[Template]) -> Sequence[Template]:
    """Series in one order, lest two steps hold each other's counters."""
    return sorted(templates, key=lambda template: (template.front.series, template.path))


def _drawn(
    office: Office, unit: Unit, done: Completion, template: Template, earlier: Sequence[Document], facts: Facts
) -> Document | None:
    fresh = _fresh(office, done, template, earlier, facts)
    if template.problem:
        return replace(fresh, failure=packed(LetterFailed(path=template.path, reason=template.problem)))
    try:
        if not is_issued(template, done.values, facts):
            return None
        dated = replace(facts, date=date_of(template, done.values, facts))
        signer = signer_for(office, unit, done, template, dated)
        return _written(office, unit, done, template, fresh, replace(dated, signer=signer))
    except LetterFailed as failure:
        return replace(fresh, failure=packed(failure))


def _written(
    office: Office, unit: Unit, done: Completion, template: Template, fresh: Document, facts: Facts
) -> Document:
    """The letter with its number and what is told of it."""
    day, series = facts.date, office.house.series.get(template.front.series)
    dated = replace(fresh, date=day, data=_data(done, template, facts))
    if series is not None:
        serial = unit.next_number(f"document:{series.key}", day.year)
        number = series.text(serial, day)
        dated = replace(dated, series=series.key, year=day.year, serial=serial, number=number)
    signer = facts.signer
    if signer is not None:
        post = signer_of(template, done.values, facts)
        dated = replace(dated, signer=f"{signer.name}, {signer.post}", post=post)
    try:
        head = heads(template, done.values, replace(facts, number=dated.number))
    except LetterFailed as failure:  # it keeps its number: the next one is another letter's
        return replace(dated, failure=packed(failure))
    ready = done.now if office.printer is not None else None
    return replace(dated, title=head.title, subject=head.subject, addressee=head.addressee, ready_at=ready)


def _fresh(office: Office, done: Completion, template: Template, earlier: Sequence[Document], facts: Facts) -> Document:
    same = [it for it in earlier if it.template == template.path]
    standing = [it.id for it in same if it.state not in CLOSED]
    visit = len(same) + 1
    return Document(
        id=0,
        instance=done.held.instance.id,
        element=template.element,
        visit=visit,
        template=template.path,
        kind=template.front.kind,
        title=template.key,
        date=facts.date,
        code=_code(office, f"{done.held.instance.number}/{template.path}/{visit}"),
        issued_at=done.now,
        applicant=template.front.applicant,
        replaces=standing[-1] if template.front.replaces and standing else None,
    )


def _code(office: Office, what: str) -> str:
    """A public code: nobody can guess it, for it comes from random bytes."""
    return b32encode(sha256(office.salts() + what.encode()).digest()).decode().lower()[:CODE_LENGTH]


def _facts(
    office: Office, unit: Unit, done: Completion, templates: Sequence[Template], earlier: Sequence[Document]
) -> Facts:
    """What all letters of a step are given."""
    read = frozenset[str]().union(*(names_of(template) for template in templates if not template.problem))
    held, zone = done.held, office.calendar.zone
    history = unit.history(held.instance.id) if "langkah" in read else ()
    return Facts(
        date=done.now.astimezone(zone).date(),
        case=held.instance.number,
        choices=choices_of(held.definition.forms.values()),
        steps=steps_of(office, unit, done, history) if history else {},
        issued=issued_before(held.definition, earlier) if "terbit" in read else {},
        now=done.now,
        zone=zone,
    )


def _data(done: Completion, template: Template, facts: Facts) -> dict[str, Json]:
    """What the template is filled with and the history does not say: who signs, who has done the steps, the documents
    there were, and what scripts of the diagram have computed."""
    read, values = names_of(template), done.values
    untold = (_untold(done.held.definition.outline) | done.held.work.locals.keys()) & read & values.keys()
    data: dict[str, Json] = {"signer": paper_data(facts.signer)} if facts.signer else {}
    data |= {"values": {name: values[name] for name in sorted(untold)}} if untold else {}
    data |= {"steps": {name: dict(step) for name, step in facts.steps.items()}} if "langkah" in read else {}
    return data | ({"issued": dict(facts.issued)} if "terbit" in read else {})


def _untold(outline: Outline) -> frozenset[str]:
    """The variables that stand in no event: what scripts compute and loops collect."""
    return frozenset(name for element in outline.elements.values() for name in element.computes)
