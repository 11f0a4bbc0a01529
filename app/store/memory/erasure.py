"""What an erasure of personal data finds and changes besides the history, in memory."""

from collections.abc import Sequence
from dataclasses import replace

from app.model.desk import Draft
from app.model.document import Document
from app.model.instance import ProcessInstance, WorkItem
from app.model.notice import Notice
from app.model.register import RegisterEntry
from app.store.memory.shelf import View


class Erasures(View):
    """See `app.ports.Reader` and `app.ports.Unit` for what each method promises."""

    def drafts_of(self, instance_id: int) -> Sequence[Draft]:
        own = {work.id for work in self._shelf.work.values() if work.instance == instance_id}
        return [draft for (work, _), draft in sorted(self._shelf.drafts.items()) if work in own]

    def notices_of(self, instance_id: int) -> Sequence[Notice]:
        return [it for _, it in sorted(self._shelf.notices.items()) if it.instance == instance_id]

    def followers(self, instance_id: int) -> Sequence[ProcessInstance]:
        return [it for _, it in sorted(self._shelf.instances.items()) if it.linked_to == instance_id]

    def save_locals(self, work: WorkItem) -> None:
        self._shelf.work[work.id] = replace(self._shelf.work[work.id], locals=work.locals)

    def save_facts(self, notice: Notice) -> None:
        self._shelf.notices[notice.id] = replace(self._shelf.notices[notice.id], facts=notice.facts)

    def shorten_register_entry(self, entry: RegisterEntry) -> None:
        self._shelf.register[entry.book, entry.year, entry.number] = entry

    def shorten_document(self, document: Document) -> None:
        self._shelf.documents[document.id] = replace(
            self._shelf.documents[document.id],
            subject=document.subject,
            addressee=document.addressee,
            data=document.data,
            signature=document.signature,
        )

    def erase_message(self, message_id: int) -> None:
        self._shelf.messages[message_id] = replace(self._shelf.messages[message_id], text="")

    def remove_attachment(self, attachment_id: int) -> None:
        for photo in [it for it in self._shelf.photos.values() if it.attachment == attachment_id]:
            del self._shelf.photos[photo.id]
        self._shelf.attachments.pop(attachment_id, None)
