"""The diagram of a working copy in the editor."""

import zlib

from flask import make_response, render_template, request
from flask.typing import ResponseReturnValue

from app.actions.studio.save_diagram import Edit, save_diagram
from app.actions.studio.save_file import Stale
from app.model.bundle import DIAGRAM
from app.model.errors import LajurError, TooLarge
from app.model.people import ADMINISTRATOR, ANALYST, RELEASER
from app.model.studio import FILE_LIMIT
from app.web.shared.entrance import entrance
from app.web.shared.formats import hour, when
from app.web.shared.headers import STYLED
from app.web.shared.house import office, user
from app.web.shared.languages import gettext, sentence
from app.web.studio.copy import asked
from app.web.studio.files import digest_read
from app.web.studio.furniture import furniture, picture
from app.web.studio.room import room

#: The three files of an edit, unpacked.
EDIT_LIMIT = 3 * FILE_LIMIT
GZIP = 31


class NotAnEdit(LajurError):
    """This is not what the editor sends: three files, packed by gzip."""


@room.get("/<int:copy_id>/diagram")
@entrance(ANALYST, RELEASER, ADMINISTRATOR)
def diagram(copy_id: int) -> ResponseReturnValue:
    opened = asked(copy_id)
    page = render_template(
        "studio/diagram.html", opened=opened, furniture=furniture(opened), picture=picture(opened), file=DIAGRAM
    )
    response = make_response(page)
    response.headers["Content-Security-Policy"] = STYLED
    return response


@room.put("/<int:copy_id>/diagram")
@entrance(ANALYST)
def write_diagram(copy_id: int) -> ResponseReturnValue:
    """Saves an edit: `exported`, `edited` and `original` with a NUL between them, packed by gzip. `If-Match` is as
    for the other files."""
    try:
        copy, digest = save_diagram(office(), copy_id, unpacked(request.get_data()), read=digest_read(), by=user())
    except Stale as stale:
        return _overtaken(stale, copy_id)
    words = gettext("Saved at %(time)s", time=hour(copy.saved_at))
    return {"digest": digest, "saved_at": copy.saved_at.isoformat(), "words": words}


def _overtaken(stale: Stale, copy_id: int) -> tuple[dict[str, str], int]:
    """Who has saved, and when: the editor asks what is to become of the edit."""
    saved_at = when(asked(copy_id).copy.saved_at)
    return {"words": sentence(stale), "who": str(stale.facts["name"]), "when": saved_at}, stale.status


def unpacked(body: bytes) -> Edit:
    """The edit in a body. Raises NotAnEdit, or TooLarge: what is packed may be a hundred times as long."""
    unpacker = zlib.decompressobj(GZIP)
    try:
        parts = unpacker.decompress(body, EDIT_LIMIT).split(b"\0", 2)
    except zlib.error:
        raise NotAnEdit from None
    if unpacker.unconsumed_tail:
        raise TooLarge(None, limit=f"{EDIT_LIMIT // 2**20} MB")
    if len(parts) != 3:
        raise NotAnEdit
    exported, edited, original = parts
    return Edit(original, exported, edited)
