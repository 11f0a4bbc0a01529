"""Errors are pages in plain words, with the right status."""

from contextlib import contextmanager

import pytest
from flask import Flask
from werkzeug.exceptions import default_exceptions
from werkzeug.routing import RequestRedirect

from app.model.errors import Unavailable
from app.web import WebSettings, create_app
from app.web.shared.entrance import EVERYONE, entrance
from tests.web.conftest import Person


def failing(app: Flask, error: Exception) -> Person:
    """A visitor of an app one of whose views fails."""

    @entrance(EVERYONE)
    def fail() -> str:
        raise error

    app.view_functions["session.sign_in"] = fail
    return Person(app.test_client())


def test_an_address_that_is_none(come, visitor) -> None:
    for person in (come("operator"), visitor()):
        answer = person.get("/tidak-ada")
        assert answer.status_code == 404
        assert "Tidak ada apa-apa di alamat ini" in answer.text


def test_what_is_too_large_is_refused_early(office) -> None:
    app = create_app(office, WebSettings("a secret of thirty-two characters", secure=False, upload_limit=1000))
    answer = Person(app.test_client()).post("/masuk", login="x" * 2000)
    assert answer.status_code == 413
    assert "Kiriman Anda terlalu besar." in answer.text


def test_nobody_who_has_not_signed_in_sends_a_large_body(app: Flask) -> None:
    class Untouched:
        def read(self, *_: object) -> bytes:
            raise AssertionError("the body was read")

    environ = {
        "wsgi.input": Untouched(),
        "CONTENT_LENGTH": "1000000",
        "CONTENT_TYPE": "multipart/form-data; boundary=x",
    }
    assert app.test_client().post("/mulai/izin_kecil", environ_overrides=environ).status_code == 401


def test_a_mistake_of_ours_tells_nothing_of_itself(app: Flask) -> None:
    answer = failing(app, RuntimeError("secret detail")).get("/masuk")
    assert answer.status_code == 500
    assert "Ada kesalahan di pihak kami" in answer.text
    assert "secret detail" not in answer.text


def test_when_the_books_cannot_be_reached_the_page_needs_no_books(office, come) -> None:
    person = come("operator")

    @contextmanager
    def closed():
        raise Unavailable
        yield

    office.store.reading = closed
    answer = person.get("/")
    assert answer.status_code == 503
    assert answer.headers["Retry-After"] == "5"
    assert "tidak ada yang hilang" in answer.text


@pytest.mark.parametrize("status", [400, 418])
def test_any_other_refusal_has_a_page_too(app: Flask, status: int) -> None:
    answer = failing(app, default_exceptions[status]()).get("/masuk")
    assert answer.status_code == status
    assert "Permintaan ini tidak dapat dipahami" in answer.text


def test_a_detour_stays_a_detour(app: Flask) -> None:
    answer = failing(app, RequestRedirect("http://localhost/permohonan")).get("/masuk")
    assert answer.status_code == 308
