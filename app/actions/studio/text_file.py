"""A file of a working copy as text that somebody edits by hand."""

from app.actions.studio.save_file import digest_of, save_file
from app.facts import read_facts
from app.form import read_form
from app.letters import read_template
from app.model.bundle import DIAGRAM, SCENARIOS, SOP, TEMPLATES, Bundle
from app.model.errors import LajurError
from app.model.people import User
from app.model.studio import WorkingCopy
from app.notation.diagram import read_diagram
from app.ports import Office

_MARK = "\ufeff"


class NotText(LajurError):
    """{path} is not written in UTF-8, so it cannot be changed here; take it away, mend it and bring it back."""

    status = 422


def as_text(data: bytes, path: str) -> str:
    """The text of a file, with plain line ends. Raises NotText."""
    try:
        return data.decode().removeprefix(_MARK).replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        raise NotText(path=path) from error


def as_bytes(text: str, before: bytes | None) -> bytes:
    """A text as the bytes of a file: with the line ends and the mark that the file had."""
    text = text.replace("\r\n", "\n")
    had = before or b""
    if b"\r\n" in had and had.count(b"\r\n") == had.count(b"\n"):
        text = text.replace("\n", "\r\n")
    return (_MARK if had.startswith(_MARK.encode()) else "").encode() + text.encode()


def save_text(
    office: Office, copy_id: int, path: str, text: str, *, before: bytes | None, read: str | None, by: User
) -> tuple[WorkingCopy, str]:
    """Save a text in the place of the bytes `before`; answers the copy and the digest. Raises what `save_file` does."""
    try:
        data = as_bytes(text, before)
    except UnicodeEncodeError as error:
        raise LajurError("This text holds characters that cannot be kept.") from error
    return save_file(office, copy_id, path, data, read=read, by=by), digest_of(data)


def problem_of(office: Office, bundle: Bundle, path: str) -> LajurError | None:
    """Why a file cannot be read, or None: what somebody who edits it by hand must know first."""
    data = bundle.files.get(path, b"")
    try:
        if path.startswith("forms/"):
            read_form(data, path.removeprefix("forms/").removesuffix(".form"))
        elif path.startswith(TEMPLATES):
            return read_template(data, path).problem
        elif path == SCENARIOS:
            office.stories(data)
        else:
            _read_definition(office, bundle, path, data)
    except LajurError as error:
        return error
    return None


def _read_definition(office: Office, bundle: Bundle, path: str, data: bytes) -> None:
    if path == SOP:
        read_facts(data)
    read_diagram(bundle.files.get(DIAGRAM, b""))
    if path == SOP:
        office.read(Bundle({each: bundle.files.get(each, b"") for each in (DIAGRAM, SOP)}))
