"""Drafts, photos from the field and comments in memory."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from app.model.desk import Comment, Draft, Photo
from app.store.codec import from_json, to_json
from app.store.memory.shelf import View


class Drafts(View):
    """See `app.ports.Reader` and `app.ports.Unit` for what each method promises."""

    def draft(self, work_id: int, person: int) -> Draft | None:
        return self._shelf.drafts.get((work_id, person))

    def save_draft(self, draft: Draft) -> None:
        self._shelf.drafts[draft.work, draft.person] = replace(draft, answers=from_json(to_json(draft.answers)))

    def discard_draft(self, work_id: int, person: int) -> None:
        self._shelf.drafts.pop((work_id, person), None)

    def discard_old_drafts(self, before: datetime) -> None:
        for work_id, person in list(self._shelf.drafts):
            done = self._shelf.work[work_id].done_at
            if done is not None and done < before:
                self.discard_draft(work_id, person)

    def photo(self, photo_id: str) -> Photo | None:
        return self._shelf.photos.get(photo_id)

    def photos(self, instance_id: int) -> Sequence[Photo]:
        own = (photo for photo in self._shelf.photos.values() if photo.instance == instance_id)
        return sorted(own, key=lambda photo: photo.attachment)

    def add_photo(self, photo: Photo) -> None:
        if photo.id in self._shelf.photos:
            raise self.conflict()
        self._shelf.photos[photo.id] = photo

    def comment(self, comment_id: int) -> Comment | None:
        return self._shelf.comments.get(comment_id)

    def comments(self, instance_id: int) -> Sequence[Comment]:
        return [it for _, it in sorted(self._shelf.comments.items()) if it.instance == instance_id]

    def add_comment(self, comment: Comment) -> Comment:
        kept = replace(comment, id=self.next_number("comment.id", 0))
        self._shelf.comments[kept.id] = kept
        return kept

    def save_comment(self, comment: Comment) -> None:
        self._shelf.comments[comment.id] = comment

    def erase_comment(self, instance_id: int, event: int) -> None:
        for it in self.comments(instance_id):
            if it.event == event:
                self._shelf.comments[it.id] = replace(it, text="")
