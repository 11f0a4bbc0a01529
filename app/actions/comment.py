"""Comments on a case: plain text, for the office or for the applicant too, with mentions of people.

A comment is never changed. Its author may withdraw it for a short while; the history keeps both.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from app.actions import _rights
from app.actions._definitions import definition
from app.actions._step import keep
from app.model.definition import ProcessDefinition
from app.model.desk import SECOND_THOUGHTS, Comment
from app.model.errors import Conflict, LajurError, NotFound
from app.model.event import Fact, Happening
from app.model.instance import ProcessInstance
from app.model.people import User
from app.model.text import free_text
from app.model.values import Json
from app.ports import Office, Reader, Unit

#: Letters one comment may have.
LONGEST = 4000
#: `@sari` at the beginning of a word; the dot that ends a sentence does not belong to a login.
MENTION = re.compile(r"(?<![\w@./-])@(\w+(?:[.-]\w+)*)")


class CommentEmpty(LajurError):
    """Please write something."""


class CommentTooLong(LajurError):
    """A comment has {most} letters at most; yours has {count}."""

    status = 413


def comment(office: Office, instance_id: int, text: str, *, by: User, internal: bool = False) -> Comment:
    """Write a comment. What an applicant writes is never internal, and mentions nobody: he does not know the people.

    Raises CommentEmpty, CommentTooLong, Forbidden or NotFound. Comments can be written after a case has ended, too.
    """
    with office.store.writing() as unit:
        before = unit.hold(instance_id)
        if before is None:
            raise NotFound
        process = definition(office, unit, before.digest)
        _rights.must_speak(process, before, by)
        text = _tidy(text)
        staff = _rights.is_staff(process, by)
        fresh = Comment(0, before.id, before.events + 1, by.id, text, internal and staff, (), office.clock())
        people = list(_named(unit, process, before, fresh)) if staff else []
        kept = unit.add_comment(replace(fresh, mentions=tuple(person.id for person in people)))
        payload: dict[str, Json] = {
            "comment": kept.id,
            "text": text,
            "mentions": [person.login for person in people],
            "internal": kept.internal,
        }
        fact = Fact(Happening.COMMENT_ADDED, payload=payload)
        keep(office, unit, before, before, [fact], by.actor, now=kept.written_at)
        unit.commit()
        return kept


def withdraw(office: Office, comment_id: int, *, by: User) -> Comment:
    """Take one's own comment back within SECOND_THOUGHTS. Raises NotFound for those of others, Conflict when late."""
    now = office.clock()
    with office.store.writing() as unit:
        before = _hold(unit, comment_id)
        # Read again: it may have been withdrawn before the hold.
        found = unit.comment(comment_id)
        if before is None or found is None or found.author != by.id:
            raise NotFound
        if found.withdrawn_at is not None:
            return found
        if now - found.written_at > SECOND_THOUGHTS:
            raise Conflict("A comment can be withdrawn for {minutes} minutes.", minutes=SECOND_THOUGHTS.seconds // 60)
        withdrawn = replace(found, withdrawn_at=now)
        unit.save_comment(withdrawn)
        fact = Fact(Happening.COMMENT_WITHDRAWN, payload={"comment": found.id, "number": found.event})
        keep(office, unit, before, before, [fact], by.actor, now=now)
        unit.commit()
        return withdrawn


def readable(reader: Reader, process: ProcessDefinition, instance: ProcessInstance, user: User) -> Sequence[Comment]:
    """The comments of a case that `user` may read, in order; withdrawn ones without their text."""
    found = [it for it in reader.comments(instance.id) if may_read(process, instance, it, user)]
    return [replace(it, text="") if it.withdrawn_at else it for it in found]


def mentions(reader: Reader, comment: Comment) -> Sequence[User]:
    """The people a comment names, as they are now; nobody any more once it was withdrawn."""
    if comment.withdrawn_at is not None:
        return []
    people = (reader.user(person) for person in comment.mentions)
    return [person for person in people if person and person.active]


def may_read(process: ProcessDefinition, instance: ProcessInstance, comment: Comment, user: User) -> bool:
    """Whether a comment is meant for the eyes of `user`."""
    return _rights.may_see(process, instance, user) and (not comment.internal or _rights.is_staff(process, user))


def _tidy(text: str) -> str:
    clean = free_text(text)
    if not clean:
        raise CommentEmpty
    if len(clean) > LONGEST:
        raise CommentTooLong(most=LONGEST, count=len(clean))
    return clean


def _named(reader: Reader, process: ProcessDefinition, instance: ProcessInstance, comment: Comment) -> Iterator[User]:
    for login in dict.fromkeys(MENTION.findall(comment.text)):
        person = reader.user_by_login(login)
        if person and person.active and may_read(process, instance, comment, person):
            yield person


def _hold(unit: Unit, comment_id: int) -> ProcessInstance | None:
    found = unit.comment(comment_id)
    return unit.hold(found.instance) if found else None
