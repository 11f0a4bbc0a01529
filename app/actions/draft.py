"""Drafts: what a person has typed so far at a task, kept for him until he completes it or throws it away."""

from json import dumps

from app.actions import _rights
from app.actions._work import hold_work, must_be_open
from app.model.desk import Draft
from app.model.errors import LajurError
from app.model.people import User
from app.model.values import Variables
from app.ports import Office

#: Bytes of JSON one draft may have.
LIMIT = 500_000


class DraftTooLarge(LajurError):
    """This is too much text for a draft."""

    status = 413


def save_draft(office: Office, work_id: int, answers: Variables, *, by: User) -> Draft:
    """Keep the answers of `by` as they are, in the place of those he kept before. Nothing is checked.

    Also while a colleague has claimed the task: what was typed is not lost by that. Raises DraftTooLarge, AlreadyDone,
    Forbidden or NotFound.
    """
    if len(dumps(answers, ensure_ascii=False).encode(errors="surrogatepass")) > LIMIT:
        raise DraftTooLarge
    with office.store.writing() as unit:
        held = hold_work(office, unit, work_id)
        _rights.must_work(held.definition, held.instance, held.work, by)
        must_be_open(held.work)
        draft = Draft(work_id, by.id, answers, office.clock())
        unit.save_draft(draft)
        unit.commit()
        return draft


def read_draft(office: Office, work_id: int, *, by: User) -> Draft | None:
    """What `by` himself has kept at this task, or None. It stays his when the task was done by somebody else."""
    with office.store.reading() as reader:
        return reader.draft(work_id, by.id)


def discard_draft(office: Office, work_id: int, *, by: User) -> None:
    """Throw away what `by` has kept at this task; harmless when there is nothing.

    Raises Forbidden or NotFound when he has kept nothing and the task is none of his.
    """
    with office.store.writing() as unit:
        if unit.draft(work_id, by.id) is None:
            held = hold_work(office, unit, work_id)
            _rights.must_work(held.definition, held.instance, held.work, by)
        unit.discard_draft(work_id, by.id)
        unit.commit()
