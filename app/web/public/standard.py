"""The service standard of an SOP: its 14 components, the pledge, and where the process says something else."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import render_template
from flask.typing import ResponseReturnValue

from app.model.contradictions import contradictions
from app.model.definition import ProcessDefinition
from app.model.errors import LajurError, NotFound
from app.model.sop import Sop
from app.model.standard import Clause, Clauses
from app.web.public.room import room
from app.web.shared.entrance import EVERYONE, entrance
from app.web.shared.languages import Lazy, language, lazy_gettext
from app.web.shared.processes import newest


@dataclass(frozen=True)
class Component:
    """One of the 14 components. Without clauses it has not been laid down."""

    title: Lazy
    clauses: Clauses
    numbered: bool = True


@dataclass(frozen=True)
class StandardPage:
    definition: ProcessDefinition
    delivery: Sequence[Component]
    manufacturing: Sequence[Component]
    contradictions: Sequence[LajurError]


@room.get("/standar")
@entrance(EVERYONE)
def standards() -> ResponseReturnValue:
    return render_template("public/standards.html", processes=newest().values())


@room.get("/standar/<sop>")
@entrance(EVERYONE)
def standard(sop: str) -> ResponseReturnValue:
    return render_template("public/standard.html", page=standard_page(service(sop)))


def service(sop: str) -> ProcessDefinition:
    """The newest definition of an SOP. Raises NotFound."""
    found = newest().get(sop)
    if found is None:
        raise NotFound
    return found


def standard_page(definition: ProcessDefinition) -> StandardPage:
    """The standard of a definition in the reader's language."""
    sop = definition.sop
    found = contradictions(sop, definition.outline, definition.forms)
    return StandardPage(definition, _delivery(sop), _manufacturing(sop), [each.sentence for each in found])


def _delivery(sop: Sop) -> Sequence[Component]:
    return (
        Component(lazy_gettext("What is required"), _requirements(sop)),
        Component(lazy_gettext("System, mechanism and procedure"), _procedure(sop)),
        Component(lazy_gettext("Time to completion"), sop.service.time),
        Component(lazy_gettext("Cost"), sop.service.cost),
        Component(lazy_gettext("Product of the service"), sop.service.product),
        Component(lazy_gettext("Complaints, suggestions and comments"), _channels(sop)),
    )


def _manufacturing(sop: Sop) -> Sequence[Component]:
    service = sop.service
    return (
        Component(lazy_gettext("Legal basis"), _legal_basis(sop)),
        Component(lazy_gettext("Facilities"), service.facilities or _plain(sop.equipment)),
        Component(lazy_gettext("Competence of the staff"), _plain(sop.qualifications)),
        Component(lazy_gettext("Internal supervision"), service.supervision),
        Component(lazy_gettext("Number of staff"), service.staff),
        Component(lazy_gettext("Guarantee of the service"), service.guarantees),
        Component(lazy_gettext("Guarantee of security and safety"), service.safety),
        Component(lazy_gettext("Evaluation of performance"), service.evaluation),
    )


def _requirements(sop: Sop) -> Clauses:
    english = language() == "en"
    return tuple(
        Clause((english and document.name_en) or document.name, note=(english and document.help_en) or document.help)
        for document in sop.required_documents
    )


def _procedure(sop: Sop) -> Clauses:
    rows = sorted(sop.rows.values(), key=lambda row: row.number)
    return tuple(Clause((language() == "en" and row.text_en) or row.text) for row in rows)


def _channels(sop: Sop) -> Clauses:
    """The sentence before the channels is the first clause; with it they are one list."""
    rule = sop.complaints
    return (*((Clause(rule.intro),) if rule.intro else ()), *rule.channels)


def _legal_basis(sop: Sop) -> Clauses:
    return tuple(
        Clause(act.text, note=" · ".join(part for part in (act.status, act.note) if part)) for act in sop.legal_basis
    )


def _plain(texts: Sequence[str]) -> Clauses:
    return tuple(Clause(text) for text in texts)
