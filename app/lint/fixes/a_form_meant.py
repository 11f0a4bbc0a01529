"""Names the form that was meant: the only one that no task uses and that is called much like the missing one."""

from difflib import SequenceMatcher

from app.lint.fixes.mended import Mended
from app.lint.subject import Subject
from app.model.errors import LajurError
from app.notation.edit import Source
from app.notation.tags import CAMUNDA

RULES = frozenset({"form_missing"})
#: How much alike two names are, from 0 to 1, so that one is taken for the other.
ALIKE = 0.7


def offer(subject: Subject, element: str) -> LajurError | None:
    form = _meant(subject, element)
    return LajurError("Use the form “{form}”", form=form) if form else None


def mend(subject: Subject, source: Source, element: str) -> Mended:
    prefix = {uri: name for name, uri in subject.nodes[element].nsmap.items()}.get(CAMUNDA.strip("{}"))
    source.set(source.find(element), f"{prefix}:formRef", _meant(subject, element))
    return Mended(source.changed())


def _meant(subject: Subject, element: str) -> str:
    task = subject.outline.elements.get(element)
    if task is None or not task.form or not subject.forms or task.form in subject.forms:
        return ""
    if CAMUNDA.strip("{}") not in subject.nodes[element].nsmap.values():
        return ""
    used = {each.form for each in subject.outline.elements.values()}
    free = [name for name in subject.forms if name not in used]
    alike = [name for name in free if SequenceMatcher(None, name, task.form).ratio() >= ALIKE]
    return alike[0] if len(alike) == 1 else ""
