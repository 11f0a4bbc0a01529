"""Stage props: the files that a story's answers speak of, made on the spot and attached for real."""

from io import BytesIO

from app.actions.attach import MEDIA_TYPES, attach
from app.model.instance import ProcessInstance
from app.model.people import User
from app.model.values import Json, Variables
from app.ports import Office

#: The shortest beginnings that are honestly of their type.
PROPS = {
    "application/pdf": b"%PDF-1.4\n%story\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n",
    "image/jpeg": b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00\xff\xd9",
    "image/png": b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\xc4\x89",
}


def with_props(office: Office, case: ProcessInstance, answers: Variables, *, by: User) -> dict[str, Json]:
    """The answers, every file in them attached to the case; a file is a table with `name` and `media_type`."""
    return {name: _prop(office, case, value, by) for name, value in answers.items()}


def _prop(office: Office, case: ProcessInstance, value: Json, by: User) -> Json:
    if isinstance(value, list):
        return [_prop(office, case, item, by) for item in value]
    if not isinstance(value, dict):
        return value
    if value.get("media_type") not in MEDIA_TYPES:
        return {name: _prop(office, case, item, by) for name, item in value.items()}
    name = str(value.get("name"))
    bytes_of = PROPS[str(value["media_type"])] + name.encode()
    attached = attach(office, case.id, BytesIO(bytes_of), name, by=by)
    return value | {
        "digest": attached.digest,
        "name": attached.name,
        "size": attached.size,
        "media_type": attached.media_type,
    }
