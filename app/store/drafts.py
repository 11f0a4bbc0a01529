"""Drafts, photos from the field, comments."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from app.model.desk import Comment, Draft, Photo
from app.model.event import microseconds, moment
from app.store.codec import from_json, stamp, to_json, when
from app.store.draft_tables import comment, draft, photo
from app.store.session import Session
from app.store.tables import work_item

_IS_DRAFT = sa.and_(draft.c.work_id == sa.bindparam("of_work"), draft.c.person == sa.bindparam("of_person"))
_DRAFT = sa.select(draft.c.answers, draft.c.saved_at).where(_IS_DRAFT)
_NEW_DRAFT = sa.insert(draft)
_SAVE_DRAFT = sa.update(draft).where(_IS_DRAFT)
_DISCARD = sa.delete(draft).where(_IS_DRAFT)
_DISCARD_OLD = sa.delete(draft).where(
    sa.exists().where(work_item.c.id == draft.c.work_id, work_item.c.done_at < sa.bindparam("before"))
)

#: The columns in the order of `app.model.desk.Photo`.
_PHOTOS = sa.select(
    photo.c.id,
    photo.c.instance_id,
    photo.c.attachment_id,
    photo.c.taken_at,
    photo.c.lat,
    photo.c.lon,
    photo.c.accuracy,
)
_PHOTO = _PHOTOS.where(photo.c.id == sa.bindparam("id"))
_PHOTOS_OF = _PHOTOS.where(photo.c.instance_id == sa.bindparam("instance_id")).order_by(photo.c.attachment_id)
_ADD_PHOTO = sa.insert(photo)

#: The columns in the order of `app.model.desk.Comment`.
_COMMENTS = sa.select(
    comment.c.id,
    comment.c.instance_id,
    comment.c.event,
    comment.c.author,
    comment.c.text,
    comment.c.internal,
    comment.c.mentions,
    comment.c.written_at,
    comment.c.withdrawn_at,
)
_COMMENT = _COMMENTS.where(comment.c.id == sa.bindparam("id"))
_COMMENTS_OF = _COMMENTS.where(comment.c.instance_id == sa.bindparam("instance_id")).order_by(comment.c.id)
_ADD_COMMENT = sa.insert(comment).returning(comment.c.id)
_SAVE_COMMENT = sa.update(comment).where(comment.c.id == sa.bindparam("comment_id"))
_ERASE = (
    sa.update(comment)
    .where(comment.c.instance_id == sa.bindparam("of_instance"), comment.c.event == sa.bindparam("of_event"))
    .values(text="")
)


class Drafts(Session):
    """See `app.ports.Reader` and `app.ports.Unit` for what each method promises."""

    def draft(self, work_id: int, person: int) -> Draft | None:
        row = self.run(_DRAFT, {"of_work": work_id, "of_person": person}).one_or_none()
        return Draft(work_id, person, from_json(row[0]), moment(row[1])) if row else None

    def save_draft(self, draft: Draft) -> None:
        whose = {"of_work": draft.work, "of_person": draft.person}
        what = {"answers": to_json(draft.answers), "saved_at": microseconds(draft.saved_at)}
        if self.run(_SAVE_DRAFT, whose | what).rowcount == 0:
            self.run(_NEW_DRAFT, {"work_id": draft.work, "person": draft.person, **what})

    def discard_draft(self, work_id: int, person: int) -> None:
        self.run(_DISCARD, {"of_work": work_id, "of_person": person})

    def discard_old_drafts(self, before: datetime) -> None:
        self.run(_DISCARD_OLD, {"before": microseconds(before)})

    def photo(self, photo_id: str) -> Photo | None:
        row = self.run(_PHOTO, {"id": photo_id}).one_or_none()
        return photo_of(row) if row else None

    def photos(self, instance_id: int) -> Sequence[Photo]:
        return [photo_of(row) for row in self.run(_PHOTOS_OF, {"instance_id": instance_id})]

    def add_photo(self, photo: Photo) -> None:
        row = {
            "id": photo.id,
            "instance_id": photo.instance,
            "attachment_id": photo.attachment,
            "taken_at": microseconds(photo.taken_at),
            "lat": photo.lat,
            "lon": photo.lon,
            "accuracy": photo.accuracy,
        }
        self.run(_ADD_PHOTO, row)

    def comment(self, comment_id: int) -> Comment | None:
        row = self.run(_COMMENT, {"id": comment_id}).one_or_none()
        return comment_of(row) if row else None

    def comments(self, instance_id: int) -> Sequence[Comment]:
        return [comment_of(row) for row in self.run(_COMMENTS_OF, {"instance_id": instance_id})]

    def add_comment(self, comment: Comment) -> Comment:
        row = {
            "instance_id": comment.instance,
            "event": comment.event,
            "author": comment.author,
            "text": comment.text,
            "internal": comment.internal,
            "mentions": to_json(list(comment.mentions)),
            "written_at": microseconds(comment.written_at),
            "withdrawn_at": stamp(comment.withdrawn_at),
        }
        return replace(comment, id=self.run(_ADD_COMMENT, row).scalar_one())

    def save_comment(self, comment: Comment) -> None:
        self.run(_SAVE_COMMENT, {"comment_id": comment.id, "withdrawn_at": stamp(comment.withdrawn_at)})

    def erase_comment(self, instance_id: int, event: int) -> None:
        self.run(_ERASE, {"of_instance": instance_id, "of_event": event})


def photo_of(row: Sequence[Any]) -> Photo:
    """The photo of a row, its columns in the order of the table."""
    photo_id, instance, attachment, taken_at, *position = row
    return Photo(photo_id, instance, attachment, moment(taken_at), *position)


def comment_of(row: Sequence[Any]) -> Comment:
    """The comment of a row, its columns in the order of the table."""
    comment_id, instance, event, author, text, internal, mentions, written_at, withdrawn_at = row
    named, written = tuple(from_json(mentions)), moment(written_at)
    return Comment(comment_id, instance, event, author, text, internal, named, written, when(withdrawn_at))
