"""Posts, deputies, absences and the ways to sign in: what the books answer and keep."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from app.model.people import Absence, PasswordLink, Post, SecondFactor, User


class PeopleReader(Protocol):
    """Reads posts, deputies, absences and the ways to sign in."""

    def people(self, text: str = "", *, after: int = 0, limit: int = 50) -> Sequence[User]:
        """People in the order they came, from the one after the id `after` on. `text` is looked for in login and name;
        upper and lower case of the letters a to z are the same."""

    def members(self, group: str) -> Sequence[User]:
        """The people of a group whose accounts are open, in the order they came."""

    def posts(self, user_id: int) -> Sequence[Post]:
        """The posts of a person, the first one first."""

    def acting_posts(self, day: date) -> Sequence[Post]:
        """The posts that somebody fills as Plt. on a day."""

    def absences(self, user_id: int) -> Sequence[Absence]:
        """When a person is or was away, the first time first."""

    def absences_on(self, day: date) -> Sequence[Absence]:
        """Who is away on a day."""

    def second_factor(self, user_id: int) -> SecondFactor | None: ...
    def password_link(self, digest: str) -> PasswordLink | None: ...
    def user_by_subject(self, issuer: str, subject: str) -> User | None:
        """The person whom an OpenID provider knows by this subject."""

    def subject_of(self, user_id: int, issuer: str) -> str | None:
        """How a provider knows a person; None when it has never vouched for him."""


class PeopleUnit(PeopleReader, Protocol):
    """Keeps posts, deputies, absences and the ways to sign in."""

    def save_post(self, post: Post) -> None:
        """Keep a post; one with the id 0 is new."""

    def remove_post(self, post_id: int) -> None: ...
    def save_absence(self, absence: Absence) -> None:
        """Keep an absence; one with the id 0 is new."""

    def remove_absence(self, absence_id: int) -> None: ...
    def save_second_factor(self, factor: SecondFactor) -> None: ...
    def remove_second_factor(self, user_id: int) -> None: ...
    def save_password_link(self, link: PasswordLink) -> None:
        """Keep a link. It is the only one of its person: an older one is worth nothing any more."""

    def remove_password_link(self, user_id: int) -> None: ...
    def add_subject(self, issuer: str, subject: str, user_id: int) -> None:
        """A provider knows a person by this subject from now on. Raises Conflict when it knew somebody by it, or the
        person by another one."""
