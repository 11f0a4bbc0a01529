"""How often somebody may try something without having signed in. The books count, so that every node knows of it.

Of a sender only a digest is kept, which the web makes with the key of the house, and that for a day at most.
"""

from dataclasses import dataclass
from datetime import timedelta

from app.model.errors import LajurError
from app.ports import Office


class TooOften(LajurError):
    """This was tried too often from here; please wait {minutes} minutes and try again."""

    status = 429


@dataclass(frozen=True, slots=True)
class Limit:
    """So many times within a window for each sender."""

    what: str
    times: int
    window: timedelta

    def of(self, sender: str) -> str:
        """The name under which the books count the tries of a sender; no login has a blank in it."""
        return f"{self.what} from {sender}"


def must_not_be_too_often(office: Office, limit: Limit, sender: str) -> None:
    """Raises TooOften when there were as many tries as the limit allows."""
    with office.store.reading() as reader:
        tries = reader.failed_sign_ins(limit.of(sender), office.clock() - limit.window)
    if tries >= limit.times:
        raise TooOften(minutes=limit.window.seconds // 60)


def note_try(office: Office, limit: Limit, sender: str) -> None:
    """Count one more."""
    with office.store.writing() as unit:
        unit.note_sign_in(limit.of(sender), office.clock(), ok=False)
        unit.commit()
