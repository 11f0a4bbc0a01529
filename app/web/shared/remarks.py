"""What the history says of people besides what they did: in whose place, how they signed, whose work they checked."""

from collections.abc import Mapping

from app.actions.signing import SIMULATION
from app.model.values import Json
from app.web.shared.formats import day
from app.web.shared.languages import gettext
from app.web.shared.record import Record
from app.web.shared.words import activity


def name_of(record: Record, login: Json) -> str:
    """The name of a person, for readers inside."""
    return record.case.names.get(str(login), str(login)) if login and record.inside else ""


def in_place(record: Record, payload: Mapping[str, Json]) -> str:
    """` (Plh. Contoh Wijaya)` behind the name of who stood in."""
    place = payload.get("as")
    if not isinstance(place, dict) or not record.inside:
        return ""
    return f" ({place.get('capacity')} {name_of(record, place.get('for'))})"


def remarks(record: Record, payload: Mapping[str, Json]) -> str:
    """Sentences behind that of a completion."""
    signed, own = payload.get("signed"), payload.get("own_work")
    told = []
    if isinstance(signed, dict):
        simulated = signed.get("method") == SIMULATION
        told.append(gettext("Signed (SIMULASI).") if simulated else gettext("Signed with the second factor."))
    if isinstance(own, list) and record.inside:
        what = ", ".join(activity(record.case.definition, str(element)) for element in own)
        told.append(gettext("It was own work that was checked or signed: %(what)s.", what=what))
    return "".join(f" {sentence}" for sentence in told)


def erasure_of(record: Record, number: int) -> str:
    """Who has erased something of an event, when and on what ground; nothing when nobody has."""
    erasure = record.erased.get(number)
    if erasure is None:
        return ""
    who = name_of(record, erasure.actor.removeprefix("user:")) or gettext("the office")
    facts = {"who": who, "when": day(erasure.at), "ground": erasure.ground}
    return gettext("Erased by %(who)s on %(when)s. Ground: %(ground)s", **facts)


def note(record: Record, payload: Mapping[str, Json]) -> str:
    """What a person has written, or a system has said, for readers inside."""
    if not record.inside:
        return ""
    return next((str(payload[key]) for key in ("reason", "note", "ground") if payload.get(key)), "")
