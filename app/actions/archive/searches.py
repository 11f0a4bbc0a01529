"""Searches that an auditor keeps under names of his own. Each person has his own; nobody else sees them."""

from collections.abc import Sequence
from dataclasses import replace

from app.actions import _rights
from app.model.errors import Conflict, LajurError, NotFound
from app.model.people import User
from app.model.search import KEPT, NAME, SavedSearch
from app.ports import Office, Reader


def saved_searches(office: Office, *, by: User) -> Sequence[SavedSearch]:
    """The searches of a person, by name. Raises Forbidden unless he is an auditor."""
    _rights.must_audit(by)
    with office.store.reading() as reader:
        return reader.saved_searches(by.id)


def saved_search(office: Office, search_id: int, *, by: User) -> SavedSearch:
    """A search of his. Raises NotFound."""
    _rights.must_audit(by)
    with office.store.reading() as reader:
        return _own(reader, search_id, by)


def save_search(office: Office, name: str, query: str, *, by: User) -> None:
    """Keep a search under a name; what was kept under this name is replaced. `query` was made by the web from a wish
    that makes sense. Raises LajurError for a name that is empty or too long, and when there are too many."""
    _rights.must_audit(by)
    name = _name(name)
    with office.store.writing() as unit:
        kept = unit.saved_searches(by.id)
        same = next((it.id for it in kept if it.name == name), 0)
        if not same and len(kept) >= KEPT:
            raise LajurError("You keep {n} searches already; please delete one first.", n=KEPT)
        unit.save_search(SavedSearch(same, by.id, name, query, office.clock()))
        unit.commit()


def rename_search(office: Office, search_id: int, name: str, *, by: User) -> None:
    """Give a search another name. Raises NotFound, LajurError for a name that is empty or too long, or Conflict when
    another search of his has it."""
    _rights.must_audit(by)
    name = _name(name)
    with office.store.writing() as unit:
        search = _own(unit, search_id, by)
        if any(it.name == name and it.id != search_id for it in unit.saved_searches(by.id)):
            raise Conflict("You have another search with this name.")
        unit.save_search(replace(search, name=name))
        unit.commit()


def delete_search(office: Office, search_id: int, *, by: User) -> None:
    """Delete a search of his; one that is gone already is no error. Raises Forbidden unless he is an auditor."""
    _rights.must_audit(by)
    with office.store.writing() as unit:
        unit.discard_search(by.id, search_id)
        unit.commit()


def _own(reader: Reader, search_id: int, by: User) -> SavedSearch:
    found = next((it for it in reader.saved_searches(by.id) if it.id == search_id), None)
    if found is None:
        raise NotFound
    return found


def _name(text: str) -> str:
    name = " ".join(text.split())
    if not name:
        raise LajurError("Please give the search a name.")
    if len(name) > NAME:
        raise LajurError("A name has {n} characters at most.", n=NAME)
    return name
