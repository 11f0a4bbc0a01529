"""Files of a case leave as downloads only, and nothing in them may run."""

from typing import cast

from flask import Response, send_file
from flask.typing import ResponseReturnValue

from app.web.desk.room import room
from app.web.shared.entrance import SIGNED_IN, entrance
from app.web.shared.headers import SANDBOX
from app.web.shared.house import actions, house, user


@room.get("/attachments/<int:attachment_id>")
@entrance(SIGNED_IN)
def attachment(attachment_id: int) -> ResponseReturnValue:
    found = actions().attachment(attachment_id, user())
    stream = office().vault.open(found.digest)
    response = cast(
        Response, send_file(stream, mimetype=found.media_type, as_attachment=True, download_name=found.name, etag=False)
    )
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["Content-Length"] = str(found.size)
    response.headers["Cache-Control"] = "no-store"
    return response
