"""Everything that is printed of one case: its recording, and the posts of the people who acted in it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from app.actions.archive.replay import Recording, replay
from app.model.people import Post, User
from app.model.reading import Reading
from app.ports import Office


@dataclass(frozen=True)
class Printed:
    """A recording, and by login the posts that people held at any time."""

    recording: Recording
    posts: Mapping[str, Sequence[Post]]


def print_case(office: Office, number: str, user: User, *, noted: bool = True) -> Printed:
    """A case for paper; that `user` takes it away is noted first, unless nobody does (`noted`: the command line).

    Raises NotFound when there is none or he may not see it.
    """
    recording = replay(office, number, user, Reading.PDF if noted else None)
    actors = {event.actor.removeprefix("user:") for event in recording.case.events}
    with office.store.reading() as reader:
        people = reader.users_among((), actors)
        return Printed(recording, {person.login: reader.posts(person.id) for person in people})
