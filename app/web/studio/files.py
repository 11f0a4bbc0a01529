"""The files of a working copy, as scripts and desktop editors read and save them."""

from flask import Response, request
from flask.typing import ResponseReturnValue
from werkzeug.http import unquote_etag

from app.actions.studio.save_file import digest_of, save_file
from app.model.errors import LajurError, NotFound
from app.model.people import ADMINISTRATOR, ANALYST, RELEASER
from app.web.shared.entrance import entrance
from app.web.shared.formats import hour
from app.web.shared.house import office, user
from app.web.shared.languages import gettext
from app.web.studio.copy import asked
from app.web.studio.room import room

#: Served as what it is to a script, and never as a page.
BYTES = "application/octet-stream"


class NotRead(LajurError):
    """Please say by If-Match which bytes you have read."""

    status = 428


@room.get("/<int:copy_id>/berkas/<path:path>")
@entrance(ANALYST, RELEASER, ADMINISTRATOR)
def read_file(copy_id: int, path: str) -> ResponseReturnValue:
    data = asked(copy_id).bundle.files.get(path)
    if data is None:
        raise NotFound
    response = Response(data, mimetype=BYTES)
    response.headers["Content-Disposition"] = f'attachment; filename="{path.rpartition("/")[2]}"'
    response.set_etag(digest_of(data))
    return response.make_conditional(request)


@room.put("/<int:copy_id>/berkas/<path:path>")
@entrance(ANALYST)
def write_file(copy_id: int, path: str) -> ResponseReturnValue:
    """Saves the body. `If-Match` holds the digest that was read, `""` where there was no file, `*` overwrites."""
    data = request.get_data()
    copy = save_file(office(), copy_id, path, data, read=_read(), by=user())
    return {
        "digest": digest_of(data),
        "saved_at": copy.saved_at.isoformat(),
        "words": gettext("Saved at %(time)s", time=hour(copy.saved_at)),
    }


def _read() -> str | None:
    given = request.headers.get("If-Match")
    if given is None:
        raise NotRead
    return None if given == "*" else unquote_etag(given)[0] or ""
