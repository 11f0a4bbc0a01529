"""Sign in with what an OpenID provider vouches for."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from app.actions._words import must_be_login, must_be_name
from app.model.errors import Forbidden, LajurError
from app.model.people import NO_PASSWORD, User
from app.ports import Office, Unit


class NotKnownHere(Forbidden):
    """You have signed in at your provider, but nobody here is known by this account. Please ask the administrator."""


@dataclass(frozen=True)
class Vouched:
    """What a provider says of a person. `subject` never changes; `login` may, and counts only at the first time.

    `groups` are the provider's own names for his groups, `mapping` says which groups here they stand for; without a
    mapping the provider has no say in groups.
    """

    issuer: str
    subject: str
    login: str
    name: str
    groups: frozenset[str] = frozenset()
    mapping: Mapping[str, str] = field(default_factory=dict)

    @property
    def mapped(self) -> frozenset[str]:
        return frozenset(self.mapping[group] for group in self.groups if group in self.mapping)


def sign_in_with(office: Office, vouched: Vouched) -> User:
    """The person a provider vouches for. Mapped groups follow the provider at every sign-in, others stay.

    Who has never come this way is known by his login; from then on by the provider's subject only. Somebody unknown is
    added when the provider gives him a group, and refused with NotKnownHere when not.
    """
    with office.store.writing() as unit:
        user = unit.user_by_subject(vouched.issuer, vouched.subject) or _first_time(unit, vouched)
        if not user.active:
            raise NotKnownHere
        groups = (user.groups - frozenset(vouched.mapping.values())) | vouched.mapped
        if groups != user.groups:
            user = replace(user, groups=groups)
            unit.save_user(user)
        unit.commit()
        return user


def _first_time(unit: Unit, vouched: Vouched) -> User:
    user = unit.user_by_login(vouched.login) or _added(unit, vouched)
    if unit.subject_of(user.id, vouched.issuer) is not None:
        # The login has been given to somebody else over there; here it still belongs to the one before.
        raise NotKnownHere
    unit.add_subject(vouched.issuer, vouched.subject, user.id)
    return user


def _added(unit: Unit, vouched: Vouched) -> User:
    if not vouched.mapped:
        raise NotKnownHere
    try:
        must_be_login(vouched.login)
        name = must_be_name(vouched.name or vouched.login)
    except LajurError as error:
        raise NotKnownHere from error
    return unit.add_user(vouched.login, name, vouched.mapped, NO_PASSWORD)
