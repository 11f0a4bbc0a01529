"""What is sent is small, and its size tells nothing."""

import gzip

from flask import Flask

from app.web.shared.assets import digest
from tests.web.conftest import Person

GZIP = {"Accept-Encoding": "gzip, deflate, br"}


def page(person: Person, path: str, **headers: str):
    return person.client.get(path, headers={**GZIP, **headers}, buffered=True)


def test_a_page_is_compressed_for_those_who_can_read_it(come) -> None:
    operator = come("operator")
    packed, plain = page(operator, "/permohonan"), operator.client.get("/permohonan", buffered=True)
    assert packed.headers["Content-Encoding"] == "gzip"
    assert "Content-Encoding" not in plain.headers
    assert packed.headers["Vary"] == plain.headers["Vary"] == "Accept-Encoding, Cookie"
    assert b"</html>" in gzip.decompress(packed.data)
    assert len(packed.data) < len(plain.data) / 2
    assert packed.content_length == len(packed.data)


def test_gzip_that_is_refused_is_not_sent(come) -> None:
    answer = page(come("operator"), "/permohonan", **{"Accept-Encoding": "gzip;q=0, identity"})
    assert "Content-Encoding" not in answer.headers


def test_equal_pages_differ_in_size(come) -> None:
    operator = come("operator")
    assert len({len(page(operator, "/tidak-ada-di-sini").data) for _ in range(30)}) > 5


def test_what_is_short_and_what_people_have_sent_stays_as_it_is(app: Flask, come) -> None:
    answer = page(come("operator"), "/keluar")
    assert answer.status_code == 405
    assert "Content-Encoding" not in page(come("operator"), "/permohonan.csv").headers
    redirect = app.test_client().get("/", headers=GZIP)
    assert (redirect.status_code, "Content-Encoding" in redirect.headers) == (303, False)


def test_assets_are_compressed_and_asked_for_once(visitor) -> None:
    address = f"/static/{digest()}/desk.css"
    packed, plain = page(visitor(), address), visitor().client.get(address, buffered=True)
    assert gzip.decompress(packed.data) == plain.data
    assert packed.headers["Cache-Control"] == plain.headers["Cache-Control"]
    assert "Accept-Encoding" in packed.headers["Vary"]
    again = page(visitor(), address, **{"If-None-Match": packed.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    part = page(visitor(), address, Range="bytes=0-9")
    assert (part.status_code, len(part.data)) == (206, 10)


def test_nothing_outside_the_folder_is_ever_compressed(visitor) -> None:
    for name in ("../__init__.py", "..%2f__init__.py", "none.css"):
        assert page(visitor(), f"/static/{digest()}/{name}").status_code == 404
