"""Reduced pictures: small, turned the right way, and nothing in them but the picture."""

import struct
import zlib
from io import BytesIO

import pytest
from PIL import Image

from app.web.desk.reduced import MOST_PIXELS, NotAPicture, reduced


def picture(size: tuple[int, int], kind: str = "JPEG", mode: str = "RGB", **more: object) -> BytesIO:
    out = BytesIO()
    Image.new(mode, size, "red").save(out, kind, **more)
    out.seek(0)
    return out


def test_the_longer_edge_is_as_asked_and_a_small_picture_stays_small() -> None:
    assert Image.open(BytesIO(reduced(picture((800, 400)), 100))).size == (100, 50)
    assert Image.open(BytesIO(reduced(picture((80, 40)), 100))).size == (80, 40)


def test_what_a_camera_writes_into_a_file_is_gone_and_the_picture_is_turned() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by 90 degrees
    exif[0x010F] = "Kamera Contoh"
    exif.get_ifd(0x8825)[1] = "N"  # where it was
    small = Image.open(BytesIO(reduced(picture((400, 200), exif=exif), 100)))
    assert small.size == (50, 100)
    assert not small.getexif()
    assert "exif" not in small.info


def test_what_one_can_see_through_is_white() -> None:
    clear = BytesIO()
    Image.new("RGBA", (10, 10), (255, 0, 0, 0)).save(clear, "PNG")
    clear.seek(0)
    assert Image.open(BytesIO(reduced(clear, 100))).getpixel((5, 5)) == (255, 255, 255)


@pytest.mark.parametrize("mode", ["L", "P", "1", "RGBA", "I;16"])
def test_pictures_of_all_kinds_can_be_shown(mode: str) -> None:
    out = BytesIO()
    Image.new(mode, (20, 10)).save(out, "PNG")
    out.seek(0)
    assert Image.open(BytesIO(reduced(out, 100))).size == (20, 10)


def flood(width: int, height: int) -> BytesIO:
    """A small PNG that claims to be enormous."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return BytesIO(
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")
    )


@pytest.mark.parametrize("edge", [MOST_PIXELS // 7000, 9500, 40_000])
def test_a_picture_that_would_flood_the_memory_is_not_unfolded(edge: int) -> None:
    with pytest.raises(NotAPicture):
        reduced(flood(edge, edge), 100)


@pytest.mark.parametrize("data", [b"", b"GIF89a", b"\xff\xd8\xff\xe0", picture((90, 90)).getvalue()[:300]])
def test_what_is_no_whole_picture_is_refused(data: bytes) -> None:
    with pytest.raises(NotAPicture):
        reduced(BytesIO(data), 100)
