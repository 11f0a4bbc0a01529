"""Files of a case: as downloads, and to look at. Nothing in them may run."""

from typing import IO

from flask import Response, request, send_file
from flask.typing import ResponseReturnValue

from app.actions import look
from app.actions.archive.read import note_audit
from app.model.errors import NotFound
from app.model.instance import Attachment
from app.model.reading import Reading
from app.web.desk.reduced import reduced
from app.web.desk.room import room
from app.web.shared.entrance import SIGNED_IN, entrance
from app.web.shared.headers import SANDBOX
from app.web.shared.house import office, user

#: The longer edge of a picture in a list, and on a page of its own.
SMALL, LARGE = 320, 1600
#: A browser may keep a reduced picture for itself: the bytes under a digest never change.
KEPT = "private, max-age=86400, immutable"


@room.get("/berkas/<int:attachment_id>")
@entrance(SIGNED_IN)
def attachment(attachment_id: int) -> ResponseReturnValue:
    found, stream = _opened(attachment_id)
    return _sent(found, stream, download=True)


@room.get("/berkas/<int:attachment_id>/lihat")
@entrance(SIGNED_IN)
def view_attachment(attachment_id: int) -> ResponseReturnValue:
    found, stream = _opened(attachment_id)
    if found.media_type.startswith("image/"):
        return _picture(found, stream, LARGE)
    return _sent(found, stream, download=False)


@room.get("/berkas/<int:attachment_id>/kecil")
@entrance(SIGNED_IN)
def small_picture(attachment_id: int) -> ResponseReturnValue:
    found, stream = look.attachment(office(), attachment_id, user())
    if not found.media_type.startswith("image/"):
        stream.close()
        raise NotFound
    return _picture(found, stream, SMALL)


def _opened(attachment_id: int) -> tuple[Attachment, IO[bytes]]:
    """A file that somebody opens on purpose; the small pictures of a page are part of that page."""
    found, stream = look.attachment(office(), attachment_id, user())
    note_audit(office(), found.instance, Reading.ATTACHMENT, by=user())
    return found, stream


def _sent(found: Attachment, stream: IO[bytes], *, download: bool) -> Response:
    response = send_file(
        stream, mimetype=found.media_type, as_attachment=download, download_name=found.name, conditional=False
    )
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["Content-Length"] = str(found.size)
    response.headers["Cache-Control"] = "no-store"
    return response


def _picture(found: Attachment, stream: IO[bytes], edge: int) -> Response:
    response = Response(mimetype="image/jpeg")
    tag = f"{found.digest[:32]}-{edge}"
    response.set_etag(tag)
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["Cache-Control"] = KEPT
    with stream:
        if not request.if_none_match.contains(tag):
            response.data = reduced(stream, edge)
    response.make_conditional(request)
    return response
