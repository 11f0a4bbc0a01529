"""Where the service standard of an SOP says one thing and its process does another.

Promises and process are the same objects as far as they can be. What cannot be (words of the standard, fields of the
forms) is compared here by words: at least half of the words of the shorter side must stand on the other.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.model.errors import LajurError
from app.model.form import Component, Form, whole
from app.model.outline import Outline
from app.model.sop import Sop
from app.model.standard import Clauses

Words = frozenset[str]
#: Words that say nothing of what is meant.
EMPTY_WORDS = frozenset({"dan", "atau", "yang", "kalau", "ada", "scan", "dengan", "untuk", "usaha", "perusahaan"})
PAYMENT = frozenset({"biaya", "tarif", "retribusi", "pembayaran"})
SHORTEST_WORD = 3


@dataclass(frozen=True, slots=True)
class Contradiction:
    """`element` is where in the process; `sentence` says what is said here and what there."""

    element: str
    sentence: LajurError


def contradictions(sop: Sop, outline: Outline, forms: Mapping[str, Form]) -> Iterator[Contradiction]:
    """Every contradiction between the standard and the process, in the order of the components."""
    asked = _applicant_forms(sop, outline, forms)
    yield from _requirements(sop, asked, [text for form in forms.values() for text in _texts(form.components)])
    yield from _time(sop)
    yield from _cost(sop, asked)
    yield from _product(sop, outline)
    yield from _legal_basis(sop)
    yield from _staff(sop, outline)


def _requirements(sop: Sop, asked: Mapping[str, Form], texts: list[str]) -> Iterator[Contradiction]:
    known = [_words(text) for text in texts]
    for document in sop.required_documents:
        words = _words(document.name)
        if not any(2 * len(words & text) >= len(words) for text in known):
            yield _contradiction(
                sop.key, "The standard requires “{document}”, but no form asks for it.", document=document.name
            )
    required = frozenset(word for document in sop.required_documents for word in _words(document.name))
    for element, form in asked.items() if required else ():
        for label, around in _required_files(form.components):
            if not (_words(label) | around) & required:
                sentence = "The form of {element} demands the file “{label}”, which the standard does not require."
                yield _contradiction(element, sentence, label=label)


def _time(sop: Sop) -> Iterator[Contradiction]:
    promised = sop.service.days
    if promised is not None and sop.clock is None:
        yield _contradiction(
            sop.key, "The standard promises {promised} days, but the process has no service clock.", promised=promised
        )
    elif promised is not None and sop.clock is not None and promised != sop.clock.days:
        sentence = "The standard promises {promised} days, but the service clock counts {counted}."
        yield _contradiction(sop.clock.starts, sentence, promised=promised, counted=sop.clock.days)


def _cost(sop: Sop, asked: Mapping[str, Form]) -> Iterator[Contradiction]:
    for element, form in asked.items() if sop.service.fee == 0 else ():
        for component in whole(form.components):
            if component.key and _words(component.label) & PAYMENT:
                sentence = "The standard is free of charge, but the form of {element} asks for “{label}”."
                yield _contradiction(element, sentence, label=component.label)


def _product(sop: Sop, outline: Outline) -> Iterator[Contradiction]:
    product, process = _all_words(sop.service.product), _words(outline.name)
    if product and 2 * len(product & process) < min(len(product), len(process)):
        sentence = "The product of the standard is “{product}”, but the process is called “{process}”."
        yield _contradiction(sop.key, sentence, product=sop.service.product[0].text, process=outline.name)


def _legal_basis(sop: Sop) -> Iterator[Contradiction]:
    seen: set[Words] = set()
    for act in sop.legal_basis:
        if (words := _words(act.text)) in seen and not act.note:
            yield _contradiction(sop.key, "“{act}” stands twice in the legal basis.", act=act.text)
        seen.add(words)


def _staff(sop: Sop, outline: Outline) -> Iterator[Contradiction]:
    lanes = {_words(lane.name) for lane in outline.lanes.values()}
    for part in (item for clause in sop.service.staff for item in clause.items):
        if _words(part) not in lanes:
            yield _contradiction(sop.key, "The standard names “{part}”, but no lane is called so.", part=part)


def _contradiction(element: str, sentence: str, **facts: object) -> Contradiction:
    return Contradiction(element, LajurError(sentence, element=element, **facts))


def _applicant_forms(sop: Sop, outline: Outline, forms: Mapping[str, Form]) -> Mapping[str, Form]:
    """The forms of the applicant by the element they belong to."""
    own = (node for node in outline.elements.values() if node.lane and node.lane == sop.applicant_lane)
    return {node.id: forms[node.form] for node in own if node.form and node.form in forms}


def _texts(components: tuple[Component, ...]) -> Iterator[str]:
    """Everything a form says: labels, help, options, and the FEEL from which lists get their first rows."""
    for part in whole(components):
        texts = (part.label, part.description, part.default, part.raw.get("text"))
        for text in (*texts, *(option.label for option in part.options)):
            # A list of rows is one text in the file; each quoted name in it is a text of its own.
            yield from re.split(r'"', text) if isinstance(text, str) else ()


def _required_files(components: tuple[Component, ...]) -> Iterator[tuple[str, Words]]:
    """The label of every file that is always demanded, and all words that stand around it in its group."""
    around = frozenset(word for text in _texts(components) for word in _words(text))
    for part in components:
        if part.type == "filepicker" and part.required and not part.hide:
            yield part.label, around
        yield from _required_files(part.components)


def _all_words(clauses: Clauses) -> Words:
    return frozenset(word for clause in clauses for word in _words(clause.text))


def _words(text: str) -> Words:
    found = re.findall(r"\w+", text.casefold())
    return frozenset(word for word in found if len(word) >= SHORTEST_WORD and word not in EMPTY_WORDS)
