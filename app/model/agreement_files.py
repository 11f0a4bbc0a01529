"""Whether files, photos, messages and comments of a case are those of which its history tells."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from hashlib import sha256

from app.model.desk import Comment, Photo
from app.model.discrepancy import Code, Discrepancy, discrepancy
from app.model.dossier import Dossier
from app.model.event import microseconds
from app.model.implied import Implied, ImpliedFile
from app.model.instance import Attachment
from app.model.notice import Message
from app.model.values import Json


def files(dossier: Dossier, implied: Implied) -> Iterator[Discrepancy]:
    """Attachments and photos that differ, are not listed any more, or of which the history knows nothing.

    Files are listed in the order of their events; the one is compared with the other by its digest.
    """
    rest = list(dossier.files)
    photos = {photo.attachment: photo for photo in dossier.photos}
    for said in implied.files:
        kept = _match(rest, said)
        if kept is None:
            yield discrepancy(Code.FILE_UNLISTED, dossier.number, said.event)
            continue
        rest.remove(kept)
        for column in (*_differing(kept, said, dossier.logins), *_seen(photos.pop(kept.id, None), said.payload)):
            yield discrepancy(Code.FILE_DIFFERS, dossier.number, said.event, column=column)
    unknown = len(rest) - implied.erased_files
    for kept in rest if unknown > 0 else ():
        yield discrepancy(Code.FILE_UNLOGGED, dossier.number, file=kept.id)
        photos.pop(kept.id, None)
    for photo in photos.values() if not implied.erased_files else ():
        yield discrepancy(Code.FILE_UNLOGGED, dossier.number, file=photo.attachment)


def words(dossier: Dossier, implied: Implied) -> Iterator[Discrepancy]:
    """Messages and comments that are not what was sent and written."""
    messages = {it.id: it for it in dossier.messages}
    for key, (event, payload) in implied.messages.items():
        if not _is_message(messages.pop(key, None), payload):
            yield discrepancy(Code.MESSAGE_CHANGED, dossier.number, event)
    if len(messages) > implied.erased_messages:
        yield discrepancy(Code.MESSAGE_CHANGED, dossier.number)
    comments = {it.event: it for it in dossier.comments}
    for key, (event, payload) in implied.comments.items():
        kept = comments.pop(key, None)
        withdrawn = key in implied.withdrawn
        if kept is not None and kept.withdrawn_at is not None and implied.erased_withdrawals:
            withdrawn = True  # perhaps: what said which one is erased
        if not _is_comment(kept, payload, dossier.logins, withdrawn=withdrawn):
            yield discrepancy(Code.COMMENT_CHANGED, dossier.number, event)
    for comment in comments.values():
        yield discrepancy(Code.COMMENT_CHANGED, dossier.number, comment.event)


def _match(rest: list[Attachment], said: ImpliedFile) -> Attachment | None:
    """The attachment an event tells of: of those with its digest the first; else the first added at its time."""
    same = [kept for kept in rest if kept.digest == said.payload.get("digest")]
    then = [kept for kept in rest if microseconds(kept.added_at) == said.at]
    return next(iter(same or then), None)


def _differing(kept: Attachment, said: ImpliedFile, logins: Mapping[int, str]) -> Iterator[str]:
    told: dict[str, tuple[object, object]] = {
        "element": (kept.element, said.element),
        "added_at": (microseconds(kept.added_at), said.at),
        "added_by": (f"user:{logins.get(kept.added_by)}", said.actor),
        **{name: (getattr(kept, name), said.payload.get(name)) for name in ("digest", "name", "media_type", "size")},
    }
    return (column for column, (has, should) in told.items() if has != should)


def _seen(photo: Photo | None, payload: Mapping[str, Json]) -> Iterator[str]:
    """The columns of a photo that are not what the device said."""
    taken = payload.get("taken_at")
    told = {"taken_at": datetime.fromisoformat(taken) if isinstance(taken, str) else None}
    place = {name: payload.get(name) for name in ("lat", "lon", "accuracy")}
    return (f"photo.{name}" for name, value in {**told, **place}.items() if getattr(photo, name, None) != value)


def _is_message(kept: Message | None, payload: Mapping[str, Json]) -> bool:
    if kept is None:
        return False
    sender = "office" if kept.from_office else "applicant"
    return (sender, sha256(kept.text.encode()).hexdigest()) == (payload.get("sender"), payload.get("digest"))


def _is_comment(
    kept: Comment | None, payload: Mapping[str, Json], logins: Mapping[int, str], *, withdrawn: bool
) -> bool:
    if kept is None:
        return False
    if not payload:  # erased, and the text with it
        return kept.text == ""
    said = (payload.get("text"), payload.get("internal"), payload.get("mentions"), withdrawn)
    mentions = [logins.get(person, "?") for person in kept.mentions]
    return (kept.text, kept.internal, mentions, kept.withdrawn_at is not None) == said
