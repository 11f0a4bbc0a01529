"""Send the e-mails of notices: each leased to one worker, sent outside any transaction, recorded in one.

A worker that dies between sending and recording leaves a lease that runs out; the letter then goes once more with the
same Message-ID. More than that SMTP cannot promise.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from app.actions._letter import letter_of
from app.model.notice import Notice, Post
from app.ports import ConnectorFailed, Letter, Office, Reader

LEASE = timedelta(minutes=5)
#: After so many failures, about a day and a half, an e-mail is given up.
TRIES = 14


@dataclass(frozen=True)
class _Leased:
    """Notices that go in one e-mail; `letter` is None when there is nobody to send it to any more."""

    notices: Sequence[Notice]
    letter: Letter | None


def post_next(office: Office, owner: str) -> bool:
    """Send the next e-mail that is due; answers whether there was one. Costs one read when there is none."""
    if office.mail is None:
        return False
    with office.store.reading() as reader:
        due = reader.next_letter()
    leased = _lease(office, owner) if due is not None and due <= office.clock() else None
    if leased is None:
        return False
    if leased.letter is None:
        _record(office, leased, ConnectorFailed("There is no address any more.", permanent=True))
        return True
    try:
        office.mail.send(leased.letter)
    except ConnectorFailed as failure:
        _record(office, leased, failure)
    except Exception as fault:  # noqa: BLE001 - one letter that cannot be sent must not hold up all others
        _record(office, leased, ConnectorFailed(f"{type(fault).__name__}: {fault}"))
    else:
        _record(office, leased, None)
    return True


def retry_delay(attempt: int) -> timedelta:
    """How long to wait after the n-th failure: 1, 2, 4, ... minutes, at most six hours."""
    return min(timedelta(minutes=2 ** (attempt - 1)), timedelta(hours=6))


def _lease(office: Office, owner: str) -> _Leased | None:
    now = office.clock()
    with office.store.writing() as unit:
        notices = unit.lease_letter(owner=owner, now=now, until=now + LEASE)
        leased = _Leased(notices, _letter(office, unit, notices)) if notices else None
        unit.commit()
        return leased


def _letter(office: Office, reader: Reader, notices: Sequence[Notice]) -> Letter | None:
    person = reader.user(notices[0].person)
    mailbox = reader.mailbox(notices[0].person)
    if person is None or not person.active or not mailbox.address:
        return None
    logins = {str(each.facts["by"]) for each in notices if each.facts.get("by")}
    found = [reader.user_by_login(login) for login in sorted(logins)]
    names = {each.login: each.name for each in found if each}
    return letter_of(notices, person, mailbox, names, office.public_url)


def _record(office: Office, leased: _Leased, failure: ConnectorFailed | None) -> None:
    attempt = leased.notices[0].attempts + 1
    if failure is None:
        after, note = Post.SENT, ""
    else:
        over = failure.permanent or attempt >= TRIES
        after, note = (Post.REFUSED if over else Post.WAITING), str(failure)
    kept = [
        replace(each, mail=after, attempts=attempt if failure else each.attempts, note=note) for each in leased.notices
    ]
    with office.store.writing() as unit:
        unit.save_letter(kept, retry_at=office.clock() + retry_delay(attempt))
        unit.commit()
