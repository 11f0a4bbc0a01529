"""Failed sign-ins and refusals stand in the security log: who, what, from where, and never a secret."""

import pytest
from flask import Flask

from tests.web.conftest import Person, Walk
from tests.web.test_entrances import addresses

LOGGER = "lajur.security"


@pytest.fixture
def log(caplog: pytest.LogCaptureFixture) -> pytest.LogCaptureFixture:
    caplog.set_level("INFO", LOGGER)
    return caplog


def lines(log: pytest.LogCaptureFixture) -> list[str]:
    return [record.getMessage() for record in log.records if record.name == LOGGER]


def test_a_failed_sign_in_says_who_and_from_where_but_not_the_password(visitor, log) -> None:
    visitor().sign_in("operator", "rahasia sekali dong")
    assert lines(log) == [
        'refused who="operator" what="sign-in" method="POST" path="/masuk" address="127.0.0.1"',
    ]


def test_a_sign_in_that_works_is_noted_too(come, log) -> None:
    come("operator")
    assert lines(log) == ['allowed who="operator" what="sign-in" method="POST" path="/masuk" address="127.0.0.1"']


def test_whatever_is_typed_a_line_stays_one_line(visitor, log) -> None:
    visitor().sign_in('x\r\nallowed who="admin"\u2028\x1b[31m' + "y" * 5000)
    (line,) = lines(log)
    assert line.isascii()
    assert line.isprintable()
    assert len(line) < 400
    assert r"x\r\nallowed who=\"admin\"\u2028\u001b" in line


def test_a_guess_at_a_one_time_link_does_not_write_it_down(visitor, log) -> None:
    assert visitor().get("/sandi/0123456789abcdef").status_code == 404
    (line,) = lines(log)
    assert 'what="LinkIsOver"' in line
    assert 'path="/sandi/\\u2026"' in line


def test_every_refusal_is_noted(app: Flask, walk: Walk, come, log) -> None:
    walk.start("pemohon2")
    for login in ("pemohon", "operator", "pengawas", "auditor"):
        person: Person = come(login)
        for _, path in addresses(app, "GET"):
            log.clear()
            if person.get(path).status_code in (403, 404):
                (line,) = lines(log)
                assert f'who="{login}"' in line
                assert f'path="{path}"' in line or "/sandi/" in path


def test_a_forged_form_is_noted(come, log) -> None:
    person = come("operator")
    log.clear()
    person.token = "forged"
    assert person.post("/saya", name="X").status_code == 400
    (line,) = lines(log)
    assert 'what="CSRFError"' in line
