"""Who may enter: every view says it, and nobody else gets in."""

from dataclasses import replace

import pytest
from flask import Flask

from app.web.shared.entrance import EVERYONE, entrance_of, every_view_has_an_entrance
from app.web.shared.entrance import entrance as declares
from tests.web.conftest import PEOPLE, Person

#: Something for every place in an address.
FILLING = {
    "work_id": 1,
    "file_id": 1,
    "token": "x",
    "attachment_id": 1,
    "document_id": 1,
    "number": "IK-2026-00001",
    "sop": "izin_kecil",
    "locale": "en",
    "user_id": 1,
    "post_id": 1,
    "absence_id": 1,
    "comment_id": 1,
    "secret": "x",
    "notice_id": 1,
    "job_id": 1,
    "name": "surat.eml",
    "search_id": 1,
    "table": "kegiatan",
    "code": "x",
    "copy_id": 1,
    "proposal_id": 1,
    "version": 1,
    "path": "bpmn/process.bpmn",
    "section": "umum",
    "form_id": "periksa",
    "element": "periksa",
    "template": "periksa",
}


def addresses(app: Flask, method: str) -> list[tuple[str, str]]:
    """Endpoint and address of all views with a method, but the assets."""
    adapter = app.url_map.bind("localhost")
    return [
        (rule.endpoint, adapter.build(rule.endpoint, {name: FILLING[name] for name in rule.arguments}, method))
        for rule in app.url_map.iter_rules()
        if method in (rule.methods or ()) and rule.endpoint != "assets.send"
    ]


def guarded(app: Flask, method: str) -> list[tuple[str, str]]:
    return [(name, path) for name, path in addresses(app, method) if entrance_of(app, name) != EVERYONE]


def test_a_view_without_an_entrance_stops_the_app(app: Flask) -> None:
    app.view_functions["forgotten"] = lambda: ""
    with pytest.raises(TypeError, match="forgotten"):
        every_view_has_an_entrance(app)


def test_there_are_guarded_pages_and_guarded_buttons(app: Flask) -> None:
    assert len(guarded(app, "GET")) >= 8
    assert len(guarded(app, "POST")) >= 8


def test_a_stranger_is_led_from_every_page_to_the_sign_in(app: Flask, visitor) -> None:
    for _, path in guarded(app, "GET"):
        answer = visitor().get(path)
        assert answer.status_code == 303, path
        assert answer.headers["Location"].startswith("/masuk?next=/"), path


def test_a_stranger_presses_no_button(app: Flask, visitor) -> None:
    for _, path in guarded(app, "POST"):
        person = visitor()
        person.get("/masuk")
        assert person.post(path).status_code == 401, path


def test_only_the_groups_of_a_room_enter_it(app: Flask, walk, come) -> None:
    walk.start()
    rooms = {name: door.groups for name in app.view_functions if (door := entrance_of(app, name)) and door.groups}
    assert rooms.keys() >= {"desk.incidents", "desk.retry_step", "desk.correct_case", "desk.cancel_case"}
    for login in ("pemohon", "operator", "auditor"):
        person = come(login)
        theirs = {name for name, groups in rooms.items() if not groups & PEOPLE[login][1]}
        for name, path in addresses(app, "GET"):
            if name in theirs:
                assert person.get(path).status_code == 403, (login, path)
        for name, path in addresses(app, "POST"):
            if name in theirs:
                assert person.post(path).status_code == 403, (login, path)


def test_nothing_that_changes_something_answers_to_a_look(app: Flask, come) -> None:
    person = come("pengawas")
    pages = {path for _, path in addresses(app, "GET")}
    for _, path in addresses(app, "POST"):
        if path not in pages:
            answer = person.get(path)
            assert answer.status_code == 405, path
            assert "POST" in answer.headers["Allow"]


def test_an_applicant_sees_nothing_of_the_case_of_another(walk, come) -> None:
    walk.start("pemohon")
    other, work = come("pemohon2"), walk.task("ajukan")
    for path in (f"/permohonan/{walk.number}", f"/tugas/{work}"):
        assert other.get(path).status_code == 404, path
    for path in (f"/tugas/{work}", f"/tugas/{work}/ambil", f"/permohonan/{walk.number}/lanjutan"):
        assert other.post(path, perusahaan_nama="PT Lain", nib="1" * 13).status_code == 404, path
    assert walk.number not in other.get("/permohonan").text
    assert walk.number not in other.get("/").text


def test_a_task_of_another_lane_may_be_seen_and_not_be_done(walk, come) -> None:
    walk.start()
    work, operator = walk.task("ajukan"), come("operator")
    page = operator.get(f"/tugas/{work}")
    assert page.status_code == 200
    assert "Tugas ini milik lajur lain" in page.text
    assert 'name="nib"' not in page.text
    assert operator.post(f"/tugas/{work}", perusahaan_nama="PT X", nib="1" * 13).status_code == 403
    assert operator.post(f"/tugas/{work}/ambil").status_code == 403


def test_a_group_taken_away_is_gone_at_the_next_click(office, come) -> None:
    person: Person = come("pengawas")
    assert person.get("/kendala").status_code == 200
    with office.store.writing() as unit:
        user = unit.user_by_login("pengawas")
        unit.save_user(replace(user, groups=frozenset({"operator"})))
        unit.commit()
    assert person.get("/kendala").status_code == 403


def test_an_entrance_may_name_groups() -> None:
    view = declares("supervisor", "auditor")(lambda: "")
    assert view.entrance.groups == {"supervisor", "auditor"}
    assert view.entrance.signed_in
