"""Control characters in every field and in every address, on both databases: a sentence at worst, never a crash."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from app.library.survey import questionnaire
from app.ports import Office
from app.settings import Settings
from app.store.opening import open_store
from app.web import WebSettings, create_app
from app.wiring import open_for_business, rehearsal_office
from tests.web.conftest import Person
from tests.web.test_entrances import FILLING

TEMPLATES = Path(__file__).parents[2] / "app/web/templates"
#: Every field that a page has, and every word that an address may ask with.
FIELDS = {name for page in TEMPLATES.rglob("*.html") for name in re.findall(r'name="(\w+)"', page.read_text("utf-8"))}
ASKED = {"q", "list", "status", "clock", "sop", "lane", "activity", "since", "until", "sort", "after", "before", "next"}
HOSTILE = ("a\x00b", "\x1b[2J\ufffe\U0010ffff\u0661", "9" * 400)


@pytest.fixture
def office(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Office]:
    make: Callable[[], str] = request.getfixturevalue("postgres_database")
    address = make() if request.param == "postgres" else f"sqlite:///{tmp_path / 'books.db'}"
    office = replace(rehearsal_office(), store=open_store(address), survey=questionnaire())
    open_for_business(office, Settings(demo=True))
    yield office
    office.store.close()


@pytest.fixture
def app(office: Office) -> Flask:
    app = create_app(office, WebSettings("a secret of thirty-two characters", secure=False, demo=True))
    app.config["WTF_CSRF_ENABLED"] = False
    return app


def addresses(app: Flask, method: str, number: str) -> list[str]:
    adapter = app.url_map.bind("localhost")
    filling = {**FILLING, "number": number, "sop": "izin_perluasan"}
    return [
        adapter.build(rule.endpoint, {name: filling[name] for name in rule.arguments}, method)
        for rule in app.url_map.iter_rules()
        if method in (rule.methods or ()) and rule.endpoint not in ("assets.send", "session.sign_out")
    ]


@pytest.mark.no_cover  # other tests measure what it walks through, and measuring doubles its time
@pytest.mark.parametrize(
    ("office", "login", "texts"),
    [
        ("postgres", "pemohon", HOSTILE[:1]),
        ("postgres", "pengawas", HOSTILE),
        ("postgres", "admin", HOSTILE[:1]),
        ("sqlite", "analis", HOSTILE[1:]),
    ],
    indirect=["office"],
)
def test_no_page_and_no_button_falls_over_them(login: str, texts: Sequence[str], app: Flask) -> None:
    applicant, person = Person(app.test_client()), Person(app.test_client())
    for each, name in ((applicant, "pemohon"), (person, login)):
        each.post("/masuk/demo", login=name)
    number = applicant.post("/mulai/izin_perluasan").headers["Location"].rpartition("/")[2]
    for text in texts:
        for address in addresses(app, "POST", number):
            answer = person.post(address, **dict.fromkeys(FIELDS, text))
            assert answer.status_code < 500, (address, text)
        for address in addresses(app, "GET", number):
            answer = person.client.get(address, query_string=dict.fromkeys(FIELDS | ASKED, text), buffered=True)
            assert answer.status_code < 500, (address, text)
