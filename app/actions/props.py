"""Props: the files that sample answers speak of, made on the spot, marked as samples and attached for real."""

from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import IO

from app.actions.attach import MEDIA_TYPES, attach_all
from app.model.instance import Attachment, ProcessInstance
from app.model.people import User
from app.model.values import Json, Variables
from app.ports import Office

#: Name and media type of a file.
Prop = tuple[str, str]
SAMPLES = files("app.actions").joinpath("sample_files")


def with_props(
    office: Office, case: ProcessInstance, answers: Variables, *, by: User, element: str | None = None
) -> dict[str, Json]:
    """The answers, every file in them attached to the case; a file is a table with `name` and `media_type`.

    Files of the same name have the same content, others never have.
    """
    props = list(dict.fromkeys(_props(list(answers.values()))))
    if not props:
        return dict(answers)
    attached = attach_all(office, case.id, [_upload(*prop) for prop in props], by=by, element=element)
    files = dict(zip(props, attached, strict=True))
    return {name: _with_files(value, files) for name, value in answers.items()}


def _props(value: Json) -> Iterator[Prop]:
    """The files that answers speak of, at any depth."""
    if isinstance(value, list):
        yield from (prop for item in value for prop in _props(item))
    elif isinstance(value, dict):
        yield from ([_prop(value)] if _is_prop(value) else _props(list(value.values())))


def _with_files(value: Json, files: Mapping[Prop, Attachment]) -> Json:
    if isinstance(value, list):
        return [_with_files(item, files) for item in value]
    if not isinstance(value, dict):
        return value
    if not _is_prop(value):
        return {name: _with_files(item, files) for name, item in value.items()}
    file = files[_prop(value)]
    return value | {"digest": file.digest, "name": file.name, "size": file.size, "media_type": file.media_type}


def _is_prop(value: Variables) -> bool:
    return value.get("media_type") in MEDIA_TYPES


def _prop(value: Variables) -> Prop:
    return str(value["name"]), str(value["media_type"])


def _upload(name: str, media_type: str) -> tuple[IO[bytes], str]:
    # What follows the end of a picture or a document is not shown.
    return BytesIO(_sample(MEDIA_TYPES[media_type][0]) + b"%" + name.encode() + b"\n"), name


@cache
def _sample(ending: str) -> bytes:
    return SAMPLES.joinpath(f"contoh{ending}").read_bytes()
