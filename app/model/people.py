"""Who acts: people with their groups, and the machines that act without a person.

A group stands behind each lane (`sop.toml` says which) and is the only permission a task knows. Five more groups are
roles of the house: `analyst`, `releaser`, `auditor`, `supervisor` and `administrator`.

Somebody may act in another's place: as Plh. (pelaksana harian) while he is absent, as Plt. (pelaksana tugas) while a
post is vacant. Either way he works for the groups of that place, never for its roles of the house, and passes nothing
on: a deputy's deputy is nobody.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

ANALYST = "analyst"
RELEASER = "releaser"
AUDITOR = "auditor"
SUPERVISOR = "supervisor"
ADMINISTRATOR = "administrator"
ROLES = frozenset({ANALYST, RELEASER, AUDITOR, SUPERVISOR, ADMINISTRATOR})
#: The password of somebody who signs in elsewhere, or has not chosen one yet: no hash, so nothing ever matches it.
NO_PASSWORD = "!"  # noqa: S105 - the opposite of one


class Capacity(StrEnum):
    """How somebody stands in another's place."""

    DURING_ABSENCE = "Plh."
    DURING_VACANCY = "Plt."


@dataclass(frozen=True, slots=True)
class Standing:
    """A place somebody fills for a group: `whose` is the login of the absent person, or the title of a vacant post."""

    group: str
    capacity: Capacity
    whose: str


@dataclass(frozen=True, slots=True)
class User:
    """A person who may sign in. `login` is unique and never reused; `epoch` counts up to end all his sessions.

    `standings` are the places he fills today; the books do not keep them, they follow from absences and posts.
    """

    id: int
    login: str
    name: str
    groups: frozenset[str]
    password: str = ""
    active: bool = True
    epoch: int = 0
    locale: str = "id"
    standings: tuple[Standing, ...] = ()

    @property
    def actor(self) -> str:
        """How the history names him."""
        return f"user:{self.login}"

    @property
    def works_for(self) -> frozenset[str]:
        """His own groups and those he stands in for."""
        return self.groups | {standing.group for standing in self.standings}

    def is_in(self, group: str | None) -> bool:
        return group is not None and group in self.works_for

    def standing(self, group: str | None) -> Standing | None:
        """In whose place he works for a group; None when it is his own."""
        if group in self.groups:
            return None
        return next((standing for standing in self.standings if standing.group == group), None)


@dataclass(frozen=True, slots=True)
class Post:
    """A post (jabatan) a person holds from `begins` until `ends` (the last day; None: until further notice).

    `nip` and `rank` (pangkat/golongan) are printed on letters beside the title. `acting_for` is the group of a vacant
    post that he fills as Plt.; None when the post is his own.
    """

    id: int
    user: int
    title: str
    begins: date
    ends: date | None = None
    nip: str = ""
    rank: str = ""
    acting_for: str | None = None

    def is_held(self, day: date) -> bool:
        return self.begins <= day and (self.ends is None or day <= self.ends)

    @property
    def title_in_full(self) -> str:
        """As letters say it: `Plt. Kepala Dinas`."""
        return f"{Capacity.DURING_VACANCY} {self.title}" if self.acting_for else self.title


@dataclass(frozen=True, slots=True)
class Absence:
    """Somebody is away from `begins` until `ends`, both included; `deputy` does his work meanwhile (None: nobody)."""

    id: int
    user: int
    begins: date
    ends: date
    deputy: int | None = None
    note: str = ""

    def covers(self, day: date) -> bool:
        return self.begins <= day <= self.ends


@dataclass(frozen=True, slots=True)
class SecondFactor:
    """Codes of an authenticator (TOTP, RFC 6238) of a person. `secret` is base32.

    Not `confirmed`: he has not shown yet that he can make codes. `last_step` is the time step of the last code that was
    taken: none is taken twice. `failures` are the wrong codes since `failed_at` and slow down guessing. `recovery` are
    SHA-256 digests of unused recovery codes. `proof` is the digest of what the last confirmation was answered with, and
    `proved_at` when that was: it shows that the very same session confirmed a signature.
    """

    user: int
    secret: str
    confirmed: bool = False
    last_step: int = 0
    failures: int = 0
    failed_at: datetime | None = None
    recovery: frozenset[str] = frozenset()
    proof: str = ""
    proved_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PasswordLink:
    """A one-time link with which a person chooses a new password. `digest` is the SHA-256 of what stands in it."""

    digest: str
    user: int
    expires_at: datetime


def post_on(posts: Iterable[Post], day: date) -> Post | None:
    """The post somebody holds on a day: his own before one he only fills, the latest of several."""
    held = [post for post in posts if post.is_held(day)]
    return max(held, key=lambda post: (post.acting_for is None, post.begins, post.id), default=None)


def is_absent(user: int, absences: Iterable[Absence], day: date) -> bool:
    """Whether a person is away on a day."""
    return any(absence.user == user and absence.covers(day) for absence in absences)


def standings(
    user: User, day: date, *, posts: Iterable[Post], absences: Iterable[Absence], people: Mapping[int, User]
) -> tuple[Standing, ...]:
    """The places `user` fills on a day: of absent people he is the deputy of, and of vacant posts.

    He needs an account that is open and must not be away himself. A closed account leaves a vacancy, not an absence.
    """
    absences = tuple(absences)
    if not user.active or is_absent(user.id, absences, day):
        return ()
    absent = [absence.user for absence in absences if absence.deputy == user.id and absence.covers(day)]
    known = [people[away] for away in absent if away in people and people[away].active]
    found = [Standing(group, Capacity.DURING_ABSENCE, away.login) for away in known for group in sorted(away.groups)]
    filled = [post for post in posts if post.user == user.id and post.is_held(day)]
    found += [Standing(post.acting_for, Capacity.DURING_VACANCY, post.title) for post in filled if post.acting_for]
    return tuple(place for place in found if place.group not in user.groups | ROLES)


def with_standings(user: User, found: Iterable[Standing]) -> User:
    """The same person, filling these places."""
    return replace(user, standings=tuple(found))
