"""The attachments of a case as a reader sees them: with a preview, and where and when a photo was taken."""

from dataclasses import dataclass

from app.model.desk import Photo
from app.model.instance import Attachment
from app.web.shared.record import Record


@dataclass(frozen=True)
class Enclosure:
    """A file; `photo` is what the device in the field has said of it."""

    file: Attachment
    photo: Photo | None

    @property
    def is_picture(self) -> bool:
        return self.file.media_type.startswith("image/")


def enclosures(record: Record) -> list[Enclosure]:
    """The files that are open to the reader, in the order they came."""
    photos = {photo.attachment: photo for photo in record.case.photos}
    return [
        Enclosure(file, photos.get(file.id))
        for file in record.case.attachments
        if record.is_open_to_reader(file.element) or file.added_by == record.reader.id
    ]
