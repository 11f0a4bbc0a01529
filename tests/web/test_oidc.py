"""Sign-in at an OpenID provider: a real one, that the suite starts."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from flask import Flask
from werkzeug.test import TestResponse

from app.ports import Office
from app.web import OidcSettings, WebSettings, create_app
from tests.web.conftest import Hands, Person
from tests.web.provider import CLIENT, SECRET


@pytest.fixture(scope="module")
def provider() -> Iterator[str]:
    """The address of a running provider."""
    command = [sys.executable, "-m", "tests.web.provider"]
    with subprocess.Popen(
        command, cwd=Path(__file__).parents[2], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as process:
        assert process.stdout is not None
        yield f"http://127.0.0.1:{int(process.stdout.readline())}"
        process.terminate()


@pytest.fixture
def office(office: Office, hands: Hands) -> Office:
    """The office at the time of the provider: tokens are dated."""
    hands.now = datetime.now(UTC)
    return office


@pytest.fixture
def realm(office: Office, provider: str) -> Callable[..., Flask]:
    """Makes the app that trusts a realm of the provider."""

    def make(name: str, **groups: str) -> Flask:
        oidc = OidcSettings(f"{provider}/{name}", CLIENT, SECRET, groups)
        return create_app(office, WebSettings("a secret of thirty-two characters", secure=False, oidc=oidc))

    return make


def leave(app: Flask, login: str = "operator") -> tuple[Person, str]:
    """A person at the sign-in page who has gone to the provider; the address he is sent back to."""
    person = Person(app.test_client())
    assert 'href="/masuk/oidc"' in person.get("/masuk").text
    there = person.get("/masuk/oidc").headers["Location"]
    answer = requests.get(f"{there}&login_hint={login}", allow_redirects=False, timeout=5)
    assert answer.status_code == 303, answer.text
    back = urlsplit(answer.headers["Location"])
    assert back.path == "/masuk/oidc/kembali"
    return person, f"{back.path}?{back.query}"


def come(app: Flask, login: str = "operator") -> tuple[Person, TestResponse]:
    person, back = leave(app, login)
    return person, person.get(back)


def test_who_is_known_comes_in(realm: Callable[..., Flask]) -> None:
    person, answer = come(realm("honest"))
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")
    assert "Contoh Ramadhan, A.Md." in person.get("/").text


def test_a_stranger_is_refused_with_a_sentence(realm: Callable[..., Flask]) -> None:
    person, answer = come(realm("honest"), "sari")
    assert answer.status_code == 403
    assert "akun itu tidak dikenal di sini" in answer.text
    assert person.get("/").status_code == 303


def test_a_stranger_with_a_mapped_group_comes_in_and_works_there(realm: Callable[..., Flask], office: Office) -> None:
    person, answer = come(realm("honest", **{"dinas-op": "operator"}), "sari")
    assert answer.status_code == 303
    assert "Sari" in person.get("/").text
    with office.store.reading() as reader:
        sari = reader.user_by_login("sari")
    assert sari is not None
    assert sari.groups == {"operator"}


def test_groups_that_are_no_list_give_nothing(realm: Callable[..., Flask]) -> None:
    _, answer = come(realm("grouptext", **{"dinas-op": "operator"}), "sari")
    assert answer.status_code == 403


@pytest.mark.parametrize(
    "lie",
    ["none", "hs256", "forged", "aud", "azp", "iss", "nonce", "expired", "future", "nobody", "silent"],
)
def test_a_token_that_does_not_hold_is_refused(realm: Callable[..., Flask], lie: str) -> None:
    person, answer = come(realm(lie))
    assert answer.status_code == 403, lie
    assert "tidak dapat dipastikan" in answer.text
    assert person.get("/").status_code == 303


def test_a_provider_that_is_not_who_it_says_is_never_gone_to(realm: Callable[..., Flask]) -> None:
    assert Person(realm("impostor").test_client()).get("/masuk/oidc").status_code == 403


def test_a_provider_that_does_not_answer_is_told_so(realm: Callable[..., Flask]) -> None:
    answer = Person(realm("down").test_client()).get("/masuk/oidc")
    assert answer.status_code == 503
    assert "sedang tidak menjawab" in answer.text


@pytest.mark.parametrize("change", ["state=x", "state=", "code=", "code=x", "iss=https://evil.example"])
def test_an_answer_that_was_not_asked_for_is_refused(realm: Callable[..., Flask], change: str) -> None:
    person, back = leave(realm("honest"))
    name, _, value = change.partition("=")
    fields = {key: values[0] for key, values in parse_qs(urlsplit(back).query).items()} | {name: value}
    kept = {key: text for key, text in fields.items() if text}
    query = "&".join(f"{key}={text}" for key, text in kept.items())
    assert person.get(f"/masuk/oidc/kembali?{query}").status_code == 403


def test_an_answer_works_once_and_only_in_the_browser_that_asked(realm: Callable[..., Flask]) -> None:
    app = realm("honest")
    person, back = leave(app)
    assert Person(app.test_client()).get(back).status_code == 403
    assert person.get(back).status_code == 303
    assert person.get(back).status_code == 403


def test_where_no_provider_is_set_there_is_no_such_door(visitor: Callable[[], Person]) -> None:
    assert "/masuk/oidc" not in visitor().get("/masuk").text
    assert visitor().get("/masuk/oidc").status_code == 404
    assert visitor().get("/masuk/oidc/kembali?code=x&state=y").status_code == 403
