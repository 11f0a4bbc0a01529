"""Files of a case leave as downloads only, and nothing in them may run."""

from flask import send_file
from flask.typing import ResponseReturnValue

from app.actions import look
from app.web.desk.room import room
from app.web.shared.entrance import SIGNED_IN, entrance
from app.web.shared.headers import SANDBOX
from app.web.shared.house import office, user


@room.get("/berkas/<int:attachment_id>")
@entrance(SIGNED_IN)
def attachment(attachment_id: int) -> ResponseReturnValue:
    found, stream = look.attachment(office(), attachment_id, user())
    response = send_file(
        stream, mimetype=found.media_type, as_attachment=True, download_name=found.name, conditional=False
    )
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["Content-Length"] = str(found.size)
    response.headers["Cache-Control"] = "no-store"
    return response
