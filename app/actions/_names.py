"""The names of the people a case speaks of."""

from collections.abc import Mapping, Sequence

from app.model.desk import Comment
from app.model.event import Event
from app.model.instance import ProcessInstance, WorkItem
from app.ports import Reader


def names_in(
    reader: Reader,
    instance: ProcessInstance,
    work: Sequence[WorkItem],
    events: Sequence[Event],
    comments: Sequence[Comment],
) -> Mapping[str, str]:
    """Names by login and by id (as text): of all who have done something in the case, or whom a comment mentions."""
    named = {instance.applicant, *(item.assignee for item in work), *(item.done_by for item in work)}
    named |= {person for it in comments for person in (it.author, *it.mentions)}
    logins = {event.actor.removeprefix("user:") for event in events}
    people = reader.users_among({person for person in named if person is not None}, logins)
    return {person.login: person.name for person in people} | {str(person.id): person.name for person in people}
