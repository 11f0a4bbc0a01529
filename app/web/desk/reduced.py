"""Reduced pictures: small enough for a page, without what a camera writes into a file. The originals stay untouched."""

from io import BytesIO
from typing import IO

from PIL import Image, ImageOps

from app.model.errors import LajurError

#: Pixels a picture may unfold to; a small file can claim billions.
MOST_PIXELS = 60_000_000
QUALITY = 80
FORMATS = ("JPEG", "PNG")


class NotAPicture(LajurError):
    """This picture cannot be shown here; you can download the file."""

    status = 415


def reduced(stream: IO[bytes], edge: int) -> bytes:
    """The picture as a JPEG whose longer edge has `edge` pixels at most, turned the right way, on white.

    Nothing but the picture is in it: no place, no device, no time. Raises NotAPicture.
    """
    try:
        with Image.open(stream, formats=FORMATS) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise NotAPicture
            picture.draft("RGB", (edge, edge))
            return _as_jpeg(ImageOps.exif_transpose(picture), edge)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise NotAPicture from error


def _as_jpeg(picture: Image.Image, edge: int) -> bytes:
    picture.thumbnail((edge, edge))
    painted = picture.convert("RGBA")
    page = Image.new("RGB", painted.size, "white")
    page.paste(painted, mask=painted)
    out = BytesIO()
    page.save(out, "JPEG", quality=QUALITY, optimize=True)
    return out.getvalue()
