"""What letters are given besides the values of their case: who has done which step, and the documents before them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.actions._names import named
from app.actions._work import Held
from app.model.definition import ProcessDefinition
from app.model.document import Document
from app.model.event import Event, Happening, told
from app.model.values import Json, Variables
from app.ports import Office, Reader


@dataclass(frozen=True)
class Completion:
    """What a completion leaves behind: `outputs`, and what it says besides (`told`); `done_by` is the person's id."""

    held: Held
    outputs: Variables
    told: Variables
    actor: str
    done_by: int | None
    now: datetime

    @property
    def values(self) -> dict[str, Json]:
        """The variables of the case when the completion is over."""
        return {**self.held.instance.variables, **self.held.work.locals, **self.outputs}


def steps_of(office: Office, reader: Reader, now: Completion, history: Sequence[Event]) -> dict[str, dict[str, str]]:
    """When elements were completed last, and by whom, the element that is being completed among them."""
    done = [it for it in history if it.kind is Happening.WORK_COMPLETED and it.element]
    logins = {*named(done), now.actor.removeprefix("user:")}
    names = {person.login: person.name for person in reader.users_among((), logins)}
    moments = [(it.element or "", it.actor, told(it), it.at) for it in done]
    zone = office.calendar.zone
    return {
        element: {
            "tanggal": at.astimezone(zone).date().isoformat(),
            "oleh": names.get(who.removeprefix("user:"), ""),
            "jabatan": _post(office, now.held.definition, element, payload),
        }
        for element, who, payload, at in [*moments, (now.held.work.element, now.actor, now.told, now.now)]
    }


def issued_before(process: ProcessDefinition, documents: Sequence[Document]) -> Mapping[str, Json]:
    """The last document of each template of a case, by the key of the template."""
    keys = {template.path: template.key for template in process.templates.values()}
    return {
        keys[it.template]: {
            "nomor": it.number,
            "tanggal": it.date.isoformat(),
            "keadaan": it.state.value,
            "digest": it.filed,
            "bertanda_tangan": it.signed,
        }
        for it in documents
        if it.template in keys
    }


def _post(office: Office, process: ProcessDefinition, element: str, payload: Variables) -> str:
    """The title of the post whose group has done an element."""
    group = process.group_of(element) if element in process.outline.elements else None
    post = office.house.posts.get(group or "")
    place = payload.get("as")
    capacity = f"{place.get('capacity', '')} " if isinstance(place, dict) else ""
    return f"{capacity}{post.title}" if post else ""
