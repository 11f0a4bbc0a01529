"""What a person says of himself: name and language."""

from dataclasses import replace

from app.actions._words import must_be_name
from app.actions.people import known
from app.model.errors import LajurError
from app.model.people import User
from app.ports import Office

LOCALES = frozenset({"id", "en"})


def change_profile(office: Office, *, name: str, locale: str, by: User) -> User:
    """Change one's own name and language. Raises LajurError for an empty name or another language."""
    if locale not in LOCALES:
        raise LajurError("There is no such language.")
    with office.store.writing() as unit:
        changed = replace(known(unit, by.login), name=must_be_name(name), locale=locale)
        unit.save_user(changed)
        unit.commit()
        return changed
