"""What the books lose of a document when personal data are erased: words of its row. What it is, its number and its PDF
stay, for documents are archives of the office (UU 43/2009); what its PDF says is told as a place where the words stay.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from app.actions._traces import holds
from app.letters import names_of, names_of_text
from app.model.definition import ProcessDefinition
from app.model.document import Document, Signature
from app.model.erasure import without_files
from app.model.loss import Content, Gone, Trace
from app.model.template import Template, Text
from app.model.values import Json


def redacted(process: ProcessDefinition, documents: Iterable[Document], gone: Gone) -> list[Document]:
    """The documents whose rows say something of it, as they will be."""
    found = ((it, _redacted(it, _template(process, it), gone)) for it in documents)
    return [after for before, after in found if after != before]


def printed(process: ProcessDefinition, content: Content, gone: Gone) -> Iterator[Trace]:
    """The documents whose PDF may say, or show, something of it."""
    shown = {name for name, value in content.case.variables.items() if without_files(value, gone.files) != value}
    for it in content.documents:
        template = _template(process, it)
        read = names_of(template) & (gone.names | shown) if template and not template.problem else frozenset()
        if it.filed and (read or _redacted(it, template, gone) != it):
            yield Trace("document", it.number or it.title)


def _template(process: ProcessDefinition, document: Document) -> Template | None:
    return next((each for each in process.templates.values() if each.path == document.template), None)


def _redacted(it: Document, template: Template | None, gone: Gone) -> Document:
    hal, addressee = (template.front.hal, template.front.addressee) if template else ((), ())
    return replace(
        it,
        subject=_text(it.subject, hal, gone),
        addressee=_text(it.addressee, addressee, gone),
        data={name: _part(name, value, gone) for name, value in it.data.items()},
        signature=_signature(it.signature, gone) if it.signature else None,
    )


def _text(text: str, made_of: Text, gone: Gone) -> str:
    return "" if names_of_text(made_of) & gone.names or holds(text, gone.words) else text


def _part(name: str, value: Json, gone: Gone) -> Json:
    """A part of what a template was filled with. Who signs as an official stays."""
    if not isinstance(value, dict) or name not in ("values", "steps"):
        return value
    if name == "values":
        return {key: without_files(one, gone.files) for key, one in value.items() if _stays(key, one, gone)}
    return {element: _blanked(step, gone) for element, step in value.items() if isinstance(step, dict)}


def _stays(name: str, value: Json, gone: Gone) -> bool:
    return name not in gone.names and not holds(value, gone.words)


def _signature(signature: Signature, gone: Gone) -> Signature:
    """Who has signed on paper may be somebody of the company."""
    return replace(signature, facts=_blanked(signature.facts, gone))


def _blanked(texts: Mapping[str, Json], gone: Gone) -> dict[str, Json]:
    return {key: "" if holds(text, gone.words) else text for key, text in texts.items()}
