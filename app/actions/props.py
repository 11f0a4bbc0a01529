"""Props: the files that sample answers speak of, made on the spot, marked as samples and attached for real."""

from importlib.resources import files
from io import BytesIO

from app.actions.attach import MEDIA_TYPES, attach
from app.model.instance import ProcessInstance
from app.model.people import User
from app.model.values import Json, Variables
from app.ports import Office

SAMPLES = files("app.actions").joinpath("sample_files")


def with_props(
    office: Office, case: ProcessInstance, answers: Variables, *, by: User, element: str | None = None
) -> dict[str, Json]:
    """The answers, every file in them attached to the case; a file is a table with `name` and `media_type`.

    Files of the same name have the same content, others never have.
    """
    return {name: _prop(office, case, value, by, element) for name, value in answers.items()}


def _prop(office: Office, case: ProcessInstance, value: Json, by: User, element: str | None) -> Json:
    if isinstance(value, list):
        return [_prop(office, case, item, by, element) for item in value]
    if not isinstance(value, dict):
        return value
    if value.get("media_type") not in MEDIA_TYPES:
        return {name: _prop(office, case, item, by, element) for name, item in value.items()}
    name = str(value["name"])
    content = SAMPLES.joinpath(f"contoh{MEDIA_TYPES[str(value['media_type'])][0]}").read_bytes()
    # What follows the end of a picture or a document is not shown.
    attached = attach(office, case.id, BytesIO(content + b"%" + name.encode() + b"\n"), name, by=by, element=element)
    return value | {
        "digest": attached.digest,
        "name": attached.name,
        "size": attached.size,
        "media_type": attached.media_type,
    }
