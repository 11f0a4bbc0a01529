"""What an erasure of personal data finds and changes besides the history."""

from collections.abc import Sequence

import sqlalchemy as sa

from app.model.desk import Draft
from app.model.document import Document
from app.model.event import moment
from app.model.instance import ProcessInstance, WorkItem
from app.model.notice import Notice
from app.model.register import RegisterEntry
from app.store.archive_tables import register_entry
from app.store.codec import from_json, register_text, to_json
from app.store.document_tables import document
from app.store.documents import signature_data
from app.store.draft_tables import draft, photo
from app.store.instances import Instances
from app.store.notice_tables import message, notice
from app.store.notices import NOTICE, read
from app.store.tables import attachment, instance, work_item

_DRAFTS = (
    sa.select(draft.c.work_id, draft.c.person, draft.c.answers, draft.c.saved_at)
    .select_from(draft.join(work_item))
    .where(work_item.c.instance_id == sa.bindparam("of_instance"))
    .order_by(draft.c.work_id, draft.c.person)
)
_NOTICES = sa.select(*NOTICE).where(notice.c.instance_id == sa.bindparam("of_instance")).order_by(notice.c.id)
_FOLLOWERS = sa.select(instance.c.id).where(instance.c.linked_to == sa.bindparam("of_instance")).order_by(instance.c.id)
_SAVE_LOCALS = sa.update(work_item).where(work_item.c.id == sa.bindparam("work_id"))
_SAVE_FACTS = sa.update(notice).where(notice.c.id == sa.bindparam("notice_id"))
_SHORTEN = sa.update(register_entry).where(
    register_entry.c.book == sa.bindparam("of_book"),
    register_entry.c.year == sa.bindparam("of_year"),
    register_entry.c.number == sa.bindparam("of_number"),
)
_SHORTEN_DOCUMENT = sa.update(document).where(document.c.id == sa.bindparam("document_id"))
_ERASE_MESSAGE = sa.update(message).where(message.c.id == sa.bindparam("message_id")).values(text="")
_FORGET_PHOTO = sa.delete(photo).where(photo.c.attachment_id == sa.bindparam("file"))
_FORGET_FILE = sa.delete(attachment).where(attachment.c.id == sa.bindparam("file"))


class Erasures(Instances):
    """See `app.ports.Reader` and `app.ports.Unit` for what each method promises."""

    def drafts_of(self, instance_id: int) -> Sequence[Draft]:
        rows = self.run(_DRAFTS, {"of_instance": instance_id})
        return [Draft(work, person, from_json(answers), moment(at)) for work, person, answers, at in rows]

    def notices_of(self, instance_id: int) -> Sequence[Notice]:
        return [read(row) for row in self.run(_NOTICES, {"of_instance": instance_id})]

    def followers(self, instance_id: int) -> Sequence[ProcessInstance]:
        ids = self.run(_FOLLOWERS, {"of_instance": instance_id}).scalars().all()
        return [case for case in map(self.instance, ids) if case]

    def save_locals(self, work: WorkItem) -> None:
        self.run(_SAVE_LOCALS, {"work_id": work.id, "locals": to_json(work.locals) if work.locals else None})

    def save_facts(self, notice: Notice) -> None:
        self.run(_SAVE_FACTS, {"notice_id": notice.id, "facts": to_json(notice.facts)})

    def shorten_register_entry(self, entry: RegisterEntry) -> None:
        key = {"of_book": entry.book.value, "of_year": entry.year, "of_number": entry.number}
        self.run(_SHORTEN, {**key, "columns": to_json(dict(entry.columns)), "search": register_text(entry)})

    def shorten_document(self, document: Document) -> None:
        signature = to_json(signature_data(document.signature)) if document.signature else None
        said = {"subject": document.subject, "addressee": document.addressee, "data": to_json(dict(document.data))}
        self.run(_SHORTEN_DOCUMENT, {"document_id": document.id, **said, "signature": signature})

    def erase_message(self, message_id: int) -> None:
        self.run(_ERASE_MESSAGE, {"message_id": message_id})

    def remove_attachment(self, attachment_id: int) -> None:
        self.run(_FORGET_PHOTO, {"file": attachment_id})
        self.run(_FORGET_FILE, {"file": attachment_id})
