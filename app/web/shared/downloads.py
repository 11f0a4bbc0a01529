"""What a person takes away as a file that was made for him."""

from io import BytesIO

from flask import Response, send_file

from app.web.shared.headers import SANDBOX

PDF = "application/pdf"


def download(data: bytes, media_type: str, name: str) -> Response:
    """A file to keep, not to look at in the browser; nothing in it may run here, and nobody else keeps it."""
    response = send_file(BytesIO(data), media_type, as_attachment=True, download_name=name)
    response.headers["Content-Security-Policy"] = SANDBOX
    response.headers["Cache-Control"] = "no-store"
    return response
