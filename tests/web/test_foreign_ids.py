"""Every address with the ids of others, for everybody whom they do not concern: refused, and written down.

The addresses are those of the app itself, so that a view that is added tomorrow is tried, too.
"""

import logging
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from io import BytesIO
from itertools import product
from json import loads

import pytest
from flask import Flask
from werkzeug.routing import Rule

from app.actions.absences import add_absence
from app.actions.jobs import request as request_job
from app.model.job import JobResult
from app.ports import Office
from app.web.shared.entrance import entrance_of
from tests.store.test_contract_documents import LETTER
from tests.web.conftest import MORNING, Person, Walk
from tests.web.test_task import PDF

#: What names something that belongs to somebody.
OWNED = frozenset(
    {"number", "work_id", "attachment_id", "comment_id", "user_id", "post_id", "absence_id", "file_id", "job_id"}
    | {"document_id"}
)
OTHERS = {"sop": "izin_kecil", "locale": "en", "secret": "x", "token": "x", "copy_id": 1}
OUTSIDERS = ("pemohon2", "dinas_lain", "tanpa_kelompok")
#: What staff and roles may do with a case and its tasks though they are not theirs.
THEIRS = {
    "operator": {"desk.add_comment", "desk.post_message", "desk.make_document", "desk.send_scan"},
    "auditor": set[str](),
    "pengawas": {"desk.add_comment", "desk.post_message", "desk.correct_case", "desk.cancel_case"}
    | {"desk.release_task", "desk.retry_step", "desk.erase_from_case"}
    | {"desk.make_document", "desk.withdraw_document", "desk.send_scan"},
}


@dataclass(frozen=True)
class Tried:
    """An address with ids of others, and how it is asked."""

    endpoint: str
    method: str
    path: str


@pytest.fixture
def ids(walk: Walk, office: Office) -> Mapping[str, Collection[object]]:
    """A case of Siti with files, comments and tasks of every kind; the operator's absence and post."""
    with office.store.writing() as unit:
        unit.add_user("dinas_lain", "Staf Dinas Lain", {"dinas_lain"}, unit.user_by_login("operator").password)
        unit.add_user("tanpa_kelompok", "Tanpa Kelompok", (), unit.user_by_login("operator").password)
        unit.commit()
    walk.start()
    walk.apply(file_denah=(BytesIO(PDF), "denah.pdf"))
    walk.come("operator").post(f"/permohonan/{walk.number}/komentar", text="Hanya untuk kantor.")
    with office.store.reading() as reader:
        clerk = reader.user_by_login("operator")
        case = reader.instance_by_number(walk.number)
        work = [item.id for item in reader.work_items(case.id)]
        files = [file.id for file in reader.attachments(case.id)]
        comments = [comment.id for comment in reader.comments(case.id)]
    office.jobs["uji"] = lambda *_: JobResult()
    job = request_job(office, "uji", {}, by=clerk)
    add_absence(office, clerk.id, MORNING.date(), MORNING.date(), by=clerk)
    with office.store.writing() as unit:
        letter = unit.add_document(replace(LETTER, instance=case.id))
        unit.commit()
    assert len(work) >= 3
    assert files
    assert comments
    return {
        "number": [walk.number],
        "work_id": work,
        "attachment_id": files,
        "comment_id": comments,
        "user_id": [clerk.id],
        "post_id": [1],
        "absence_id": [1],
        "file_id": [1],
        "job_id": [job.id],
        "document_id": [letter.id],
    }


def everything(app: Flask, ids: Mapping[str, Collection[object]]) -> Iterator[Tried]:
    """Every address that names something of somebody, with every id and every method."""
    adapter = app.url_map.bind("localhost")
    for rule in app.url_map.iter_rules():
        if not rule.arguments & OWNED or not entrance_of(app, rule.endpoint).signed_in:
            continue
        for values in filled(rule, ids):
            for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
                yield Tried(rule.endpoint, method, adapter.build(rule.endpoint, values, method))


def filled(rule: Rule, ids: Mapping[str, Collection[object]]) -> Iterator[dict[str, object]]:
    names = sorted(rule.arguments)
    for values in product(*(ids[name] if name in OWNED else [OTHERS[name]] for name in names)):
        yield dict(zip(names, values, strict=True))


def ask(person: Person, tried: Tried) -> int:
    answer = person.get(tried.path) if tried.method == "GET" else person.post(tried.path)
    return answer.status_code


def noted(caplog: pytest.LogCaptureFixture, login: str, tried: Tried) -> bool:
    """Whether the last line of the security log tells of it."""
    line = caplog.records[-1].getMessage()
    facts = dict(part.split("=", 1) for part in line.split(" ")[1:])
    assert "\n" not in line
    return (loads(facts["who"]), loads(facts["method"]), loads(facts["path"])) == (login, tried.method, tried.path)


@pytest.mark.parametrize("login", OUTSIDERS)
def test_who_has_nothing_to_do_with_a_case_gets_nowhere(
    login: str, app: Flask, ids: Mapping[str, Collection[object]], come, caplog: pytest.LogCaptureFixture
) -> None:
    person = come(login)
    tried = list(everything(app, ids))
    assert len(tried) > 40
    with caplog.at_level(logging.WARNING, "lajur.security"):
        for one in tried:
            caplog.clear()
            assert ask(person, one) in {403, 404}, one
            assert noted(caplog, login, one), one


@pytest.mark.parametrize("login", THEIRS)
def test_who_may_read_a_case_changes_nothing_that_is_not_his(
    login: str, app: Flask, ids: Mapping[str, Collection[object]], walk: Walk, come, caplog: pytest.LogCaptureFixture
) -> None:
    walk.start()  # another case, whose only task is the applicant's
    task = walk.task("ajukan")
    person = come(login)
    foreign = {**ids, "number": [walk.number], "work_id": [task]}
    everyone = (one for one in everything(app, foreign) if one.method == "POST" and one.endpoint.startswith("desk."))
    changes = [one for one in everyone if one.endpoint not in THEIRS[login]]
    assert len(changes) > 10
    with caplog.at_level(logging.WARNING, "lajur.security"):
        for one in changes:
            caplog.clear()
            assert ask(person, one) in {403, 404}, one
            assert noted(caplog, login, one), one


def test_a_stranger_gets_nowhere(app: Flask, ids: Mapping[str, Collection[object]], visitor) -> None:
    for one in everything(app, ids):
        person = visitor()
        person.get("/masuk")
        assert ask(person, one) == (303 if one.method == "GET" else 401), one


def test_all_that_was_tried_has_changed_nothing(
    app: Flask, ids: Mapping[str, Collection[object]], walk: Walk, office: Office, come
) -> None:
    with office.store.reading() as reader:
        before = reader.instance_by_number(walk.number)
    for login in OUTSIDERS:
        person = come(login)
        for one in everything(app, ids):
            ask(person, one)
    with office.store.reading() as reader:
        assert reader.instance_by_number(walk.number) == before
