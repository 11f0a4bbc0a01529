"""The forms of a working copy: which task uses which, and adding, copying, renaming and removing them."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from app.actions.studio.facts import outline_of
from app.actions.studio.open_copy import opened
from app.actions.studio.save_file import NOTHING, Stale, digest_of, save_file
from app.form.misfits import Misfit, misfits
from app.lint.fixes.form_added import empty_form
from app.model.bundle import DIAGRAM, Bundle
from app.model.errors import Conflict, LajurError, NotFound
from app.model.outline import Element, Outline
from app.model.people import User
from app.notation.edit import Source
from app.notation.tags import CAMUNDA
from app.ports import Office

_ID: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_-]{0,99}", re.ASCII)
#: What is filled in where a system is not connected: for one step, or for all that have none of their own.
EVIDENCE, ANY_EVIDENCE = "bukti_", "bukti_manual"


class Taken(Conflict):
    """There is a form “{form}” already."""


@dataclass(frozen=True)
class FormEntry:
    """A form with the elements that ask for it. `is_there` is False for one that is asked for and missing; `evidence`
    says that it stands in for a system."""

    id: str
    elements: Sequence[Element]
    is_there: bool
    misfits: Sequence[Misfit] = ()
    evidence: bool = False

    @property
    def is_used(self) -> bool:
        return bool(self.elements) or self.evidence


def form_path(form_id: str) -> str:
    """The file of a form. Raises LajurError for a name that no form may have."""
    if not _ID.fullmatch(form_id):
        raise LajurError(
            "The name of a form is made of letters, digits, “-” and “_” and begins with a letter; “{form}” is not.",
            form=form_id[:60],
        )
    return f"forms/{form_id}.form"


def form_entries(bundle: Bundle) -> Sequence[FormEntry]:
    """The forms that are asked for, in the order of the diagram, then the others by name."""
    outline = outline_of(bundle)
    users = dict(_users(outline)) if outline else {}
    paths = bundle.form_paths()
    return [_entry(bundle, name, users.get(name, ()), paths) for name in dict.fromkeys([*users, *paths])]


def add_form(office: Office, copy_id: int, form_id: str, *, like: str = "", by: User) -> None:
    """Add an empty form, or a copy of another one. Raises Taken, NotFound, or LajurError for a name that cannot be."""
    path, bundle = form_path(form_id), opened(office, copy_id, by=by).bundle
    data = renamed(_bytes(bundle, like), form_id) if like else empty_form(form_id)
    if path in bundle.files:
        raise Taken(None, form=form_id)
    try:
        save_file(office, copy_id, path, data, read=NOTHING, by=by)
    except Stale as stale:
        raise Taken(None, form=form_id) from stale


def rename_form(office: Office, copy_id: int, form_id: str, new: str, *, by: User) -> None:
    """Give a form another name, in its file and wherever the diagram asks for it; all else of the diagram stays.

    Raises as `add_form`, and Stale when somebody has just saved the diagram.
    """
    bundle = opened(office, copy_id, by=by).bundle
    data = _bytes(bundle, form_id)
    diagram = bundle.files.get(DIAGRAM, b"")
    after = _asking(diagram, outline_of(bundle), form_id, new)
    add_form(office, copy_id, new, like=form_id, by=by)
    save_file(office, copy_id, DIAGRAM, after, read=digest_of(diagram), by=by)
    save_file(office, copy_id, form_path(form_id), None, read=digest_of(data), by=by)


def remove_form(office: Office, copy_id: int, form_id: str, *, read: str, by: User) -> None:
    """Take a form away. `read` is the digest of what the reader has seen. Raises NotFound or Stale."""
    _bytes(opened(office, copy_id, by=by).bundle, form_id)
    save_file(office, copy_id, form_path(form_id), None, read=read, by=by)


def renamed(data: bytes, form_id: str) -> bytes:
    """The file of a form under another id. Raises LajurError when it is not JSON."""
    try:
        document = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise LajurError("This form cannot be copied: its file is not JSON.") from error
    if not isinstance(document, dict):
        raise LajurError("This form cannot be copied: its file is not JSON.")
    return (json.dumps({**document, "id": form_id}, indent=2, ensure_ascii=False) + "\n").encode()


def _bytes(bundle: Bundle, form_id: str) -> bytes:
    data = bundle.files.get(f"forms/{form_id}.form")
    if data is None:
        raise NotFound
    return data


def _entry(bundle: Bundle, name: str, users: Sequence[Element], paths: Mapping[str, str]) -> FormEntry:
    data = bundle.files.get(paths.get(name, ""))
    wrong = misfits(data, name) if data is not None else ()
    return FormEntry(name, users, data is not None, wrong, name.startswith(EVIDENCE))


def _users(outline: Outline) -> Iterator[tuple[str, Sequence[Element]]]:
    """The forms the diagram asks for with the elements that do. What is only confirmed needs none."""
    asked: dict[str, list[Element]] = {}
    for element in outline.elements.values():
        named = element.attributes.get("formRef")
        if element.form and (named or element.type in ("userTask", "task") or element.event == "message"):
            asked.setdefault(element.form, []).append(element)
    return iter(asked.items())


def _asking(diagram: bytes, outline: Outline | None, form_id: str, new: str) -> bytes:
    """The diagram with `formRef` changed, or added where a form was found by the name of its task."""
    users = [each for each in outline.elements.values() if each.form == form_id] if outline else []
    if not users:
        return diagram
    source = Source(diagram)
    prefix = _camunda_prefix(source)
    for element in users:
        source.set(source.find(element.id), f"{prefix}:formRef", new)
    return source.changed()


def _camunda_prefix(source: Source) -> str:
    """The prefix of the platform's attributes; declared at the root where it was not yet."""
    for place in source.places:
        for name in place.attributes:
            if name.startswith("xmlns:") and place.get(name) == CAMUNDA.strip("{}"):
                return name.removeprefix("xmlns:")
    source.set(source.places[0], "xmlns:camunda", CAMUNDA.strip("{}"))
    return "camunda"
