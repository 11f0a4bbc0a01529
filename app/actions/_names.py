"""The names of the people a case speaks of."""

from collections.abc import Iterable, Mapping, Sequence

from app.model.desk import Comment
from app.model.event import Event, Happening, told
from app.model.instance import ProcessInstance, WorkItem
from app.model.people import User
from app.model.values import Variables
from app.ports import Reader

PASSED_ON = frozenset({Happening.WORK_HANDED_OVER, Happening.WORK_TAKEN_OVER})


def named(events: Iterable[Event]) -> set[str]:
    """The logins in a history. Some may be none: the place somebody filled can also be a vacant post."""
    logins: set[str] = set()
    for event in events:
        logins.add(event.actor.removeprefix("user:"))
        payload = event.payload or b""
        # Few events name a second person; the others need not be decoded.
        if event.kind in PASSED_ON or b'"as":' in payload:
            logins |= _others(told(event))
    return logins


def _others(says: Variables) -> set[str]:
    place = says.get("as")
    names = [says.get("from"), says.get("to"), place.get("for") if isinstance(place, dict) else None]
    return {name for name in names if isinstance(name, str)}


def names_in(
    reader: Reader,
    instance: ProcessInstance,
    work: Sequence[WorkItem],
    events: Sequence[Event],
    comments: Sequence[Comment],
    user: User,
) -> Mapping[str, str]:
    """Names by login and by id (as text): of all who have done something in the case, whom a comment mentions, and in
    whose place `user` works."""
    ids = {instance.applicant, *(item.assignee for item in work), *(item.done_by for item in work)}
    ids |= {person for it in comments for person in (it.author, *it.mentions)}
    logins = named(events) | {standing.whose for standing in user.standings}
    people = reader.users_among({person for person in ids if person is not None}, logins)
    return {person.login: person.name for person in people} | {str(person.id): person.name for person in people}
