"""Make an SOP of its official table: what the table does not say is asked."""

from collections.abc import Mapping
from dataclasses import dataclass

from app.actions.studio.access import must_edit
from app.actions.studio.begin import begin_with
from app.model.bundle import Bundle
from app.model.errors import LajurError, TooLarge
from app.model.people import User
from app.model.studio import WorkingCopy
from app.ports import Office
from app.sopdoc.make.bundle import make_bundle
from app.sopdoc.read.draft import Draft, read_draft
from app.sopdoc.read.settle import Settled, settle

#: How large the file of a table may be here, in bytes; it goes to and fro with the questions.
TABLE_LIMIT = 2 * 2**20


@dataclass(frozen=True)
class Made:
    """What a table with its answers makes; `bundle` is what a working copy would begin with."""

    key: str
    bundle: Bundle
    settled: Settled


def read_table(office: Office, data: bytes, *, by: User) -> Draft:
    """What a file says. Raises Refused or TooLarge, with a sentence, for what is no table of an SOP, and Forbidden."""
    must_edit(by)
    if len(data) > TABLE_LIMIT:
        raise TooLarge(None, limit=f"{TABLE_LIMIT // 2**20} MB")
    return read_draft(office.grids(data))


def made(draft: Draft, answers: Mapping[str, str], key: str = "") -> Made:
    """The SOP of a table. `answers` are by the key of the question; what is not asked is passed over; where
    there is no answer, the guess stands. Raises Refused when neither is there."""
    asked = {question.key for question in draft.questions()}
    settled = settle(draft, {name: answer for name, answer in answers.items() if name in asked and answer.strip()})
    name, bundle = make_bundle(settled, key)
    return Made(name, bundle, settled)


def begin_imported(office: Office, draft: Draft, answers: Mapping[str, str], key: str = "", *, by: User) -> WorkingCopy:
    """A working copy of the SOP of a table. Raises LajurError for a key that an SOP has already, or none may have."""
    done = made(draft, answers, key)
    with office.store.reading() as reader:
        if reader.deployment(done.key) is not None:
            raise LajurError("There is an SOP “{key}” already; give this one another key.", key=done.key)
    return begin_with(office, done.key, done.bundle, by=by, title=done.settled.identity.title[:120])
