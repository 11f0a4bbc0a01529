"""Comparing, proposing, deciding and restoring in the browser's protocol; and nobody does what is not his."""

import re
from dataclasses import replace

import pytest
from flask import Flask

from app.actions.studio.begin import begin
from app.actions.studio.propose import propose
from app.actions.studio.save_file import save_file
from app.library.shipped import shipped_bundle
from app.model.bundle import DIAGRAM, SCENARIOS, SOP, Bundle
from app.model.definition import Deployment
from app.model.people import User
from app.model.story import StoryTold
from app.ports import Office
from app.web.shared.entrance import entrance_of
from tests.second_review import KEY, second_review
from tests.web.conftest import MORNING, PEOPLE, Person
from tests.web.test_entrances import addresses

HELD = StoryTold("lancar", "Lancar", "", "selesai", 9)
FAILED = StoryTold("macet", "Macet", "", "selesai", 4, "ended at no end instead of selesai")
HIDDEN = re.compile(r'name="(read|over)" value="([^"]*)"')


@pytest.fixture
def sop(office: Office) -> str:
    """Izin Perluasan in force, and a working copy with a second review in it."""
    bundle = shipped_bundle(KEY)
    with office.store.writing() as unit:
        unit.add_bundle(bundle)
        unit.add_deployment(Deployment(KEY, 1, bundle.digest, "system", MORNING, "pertama"))
        unit.commit()
    copy = begin(office, KEY, by=analyst(office), title="Tinjauan kedua")
    for path, data in second_review().files.items():
        save_file(office, copy.id, path, data, read=None, by=analyst(office))
    office.rehearsed[second_review().digest] = [HELD]
    return KEY


def analyst(office: Office) -> User:
    with office.store.reading() as reader:
        person = reader.user_by_login("analis")
    assert person is not None
    return person


def hidden(page: str) -> dict[str, str]:
    return dict(HIDDEN.findall(page))


def ask(person: Person, note: str = "Mata kedua") -> str:
    """Propose the copy as its page says; answers the address of the proposal."""
    form = hidden(person.get("/studio/1/terbit").text)
    answer = person.post("/studio/1/usul", note=note, **form)
    assert answer.status_code == 303, answer.text
    return answer.headers["Location"]


def put_in_force(office: Office, bundle: Bundle, version: int) -> None:
    with office.store.writing() as unit:
        unit.add_bundle(bundle)
        unit.add_deployment(Deployment(KEY, version, bundle.digest, "user:penerbit", MORNING, "lain"))
        unit.commit()


def test_the_copy_is_compared_with_the_version_it_was_begun_from(sop: str, come) -> None:
    page = come("analis").get("/studio/1/banding").text
    assert page.count('<svg xmlns="http://www.w3.org/2000/svg" class="diagram"') == 2
    assert 'id="change-telaah_kedua"' in page
    assert 'href="#baru-telaah_kedua"' in page
    assert 'id="baru-telaah_kedua"' in page
    assert 'id="lama-telaah_kedua"' not in page
    assert "Menelaah surat pengantar untuk kedua kalinya" in page
    assert come("analis").get("/studio/1/banding?dengan=7").status_code == 404


def test_what_the_files_say_is_never_markup(sop: str, office: Office, come) -> None:
    evil = b'name="&lt;img src=x onerror=alert(1)&gt;"'
    data = second_review().files[DIAGRAM].replace(b'name="Penelaah"', evil)
    save_file(office, 1, DIAGRAM, data, read=None, by=analyst(office))
    save_file(office, 1, SOP, b'key = "<script>"', read=None, by=analyst(office))
    page = come("analis").get("/studio/1/banding").text
    assert "<img" not in page
    assert "<script>" not in page
    assert "&lt;script&gt;" in page


def test_a_copy_that_cannot_be_read_is_compared_and_not_proposed(sop: str, office: Office, come) -> None:
    save_file(office, 1, DIAGRAM, b"not XML", read=None, by=analyst(office))
    ana = come("analis")
    assert "tidak dapat dibaca" in ana.get("/studio/1/banding").text
    page = ana.get("/studio/1/terbit").text
    assert 'action="/studio/1/usul"' not in page
    assert 'class="point bad"' in page
    assert ana.post("/studio/1/terbit/skenario").status_code == 422


def test_a_proposal_is_made_and_approved_by_another(sop: str, come) -> None:
    ana, rina = come("analis"), come("penerbit")
    where = ask(ana)
    assert where == "/studio/usulan/1"
    assert "Mata kedua" in ana.get("/studio").text
    page = rina.get(where).text
    assert "Mata kedua" in page
    assert "telaah_kedua" in rina.get(f"{where}/banding").text
    answer = rina.post(f"{where}/setujui", **hidden(page))
    assert answer.headers["Location"] == f"/studio/sop/{sop}"
    assert "mengusulkan perubahan SOP, menunggu keputusan: Mata kedua" in rina.get("/pemberitahuan").text
    assert rina.post("/pemberitahuan/1/buka").headers["Location"] == where
    assert "menyetujui usulan Anda; versi 2 berlaku" in ana.get("/pemberitahuan").text
    versions = rina.get(f"/studio/sop/{sop}").text
    assert "Contoh Wulandari" in versions
    assert "Mata kedua" in versions
    assert rina.post(f"{where}/setujui", over="2").status_code == 409
    assert "telaah_kedua" in rina.get(f"/studio/sop/{sop}/banding?dari=1&ke=2").text
    assert rina.get(f"/studio/sop/{sop}/banding?dari=1&ke=9").status_code == 404


def test_a_proposal_is_rejected_with_a_reason_or_withdrawn(sop: str, come) -> None:
    ana, rina = come("analis"), come("penerbit")
    where = ask(ana)
    assert rina.post(f"{where}/tolak", reason=" ").status_code == 400
    assert rina.post(f"{where}/tolak", reason="Kurang <b>jelas</b>").status_code == 303
    assert "Kurang &lt;b&gt;jelas" in ana.get(where).text
    second = ask(ana)
    assert ana.post(f"{second}/tarik").status_code == 303
    assert rina.post(f"{second}/tolak", reason="x").status_code == 409


def test_a_note_is_needed_and_nothing_is_proposed_blindly(sop: str, office: Office, come) -> None:
    ana = come("analis")
    form = hidden(ana.get("/studio/1/terbit").text)
    assert ana.post("/studio/1/usul", note="", **form).status_code == 400
    assert ana.post("/studio/1/usul", note="x", read=form["read"]).status_code == 409
    put_in_force(office, second_review().replacing(SCENARIOS, b""), 2)
    answer = ana.post("/studio/1/usul", note="Alasan saya", **form)
    assert answer.status_code == 409
    assert "Alasan saya" in answer.text
    assert 'type="checkbox" name="over" value="2"' in answer.text
    assert ana.post("/studio/1/usul", note="x", read=form["read"], over="2").status_code == 303


def test_who_approves_over_a_newer_version_must_say_so(sop: str, office: Office, come) -> None:
    where = ask(come("analis"))
    put_in_force(office, second_review().replacing(SCENARIOS, b""), 2)
    rina = come("penerbit")
    page = rina.get(where).text
    assert 'type="checkbox" name="over" value="2"' in page
    assert rina.post(f"{where}/setujui").status_code == 409
    assert rina.post(f"{where}/setujui", over="2").status_code == 303


def test_scenarios_are_played_at_a_click_and_stop_what_does_not_hold(sop: str, office: Office, come) -> None:
    office.rehearsed.clear()
    ana = come("analis")
    page = ana.get("/studio/1/terbit").text
    assert 'action="/studio/1/terbit/skenario"' in page
    assert ana.post("/studio/1/terbit/skenario").status_code == 303
    office.rehearsed[second_review().digest] = [HELD, FAILED]
    page = ana.get("/studio/1/terbit").text
    assert "Macet" in page
    assert 'action="/studio/1/usul"' not in page
    read = second_review().digest
    assert ana.post("/studio/1/usul", note="x", read=read, over="1").status_code == 422


def test_a_releaser_deploys_a_copy_of_others_at_once(sop: str, come) -> None:
    rina = come("penerbit")
    page = rina.get("/studio/1/terbit").text
    assert 'action="/studio/1/usul"' not in page
    answer = rina.post("/studio/1/terbitkan", note="Langsung", **hidden(page))
    assert answer.headers["Location"] == f"/studio/sop/{sop}"
    assert 'class="notice"' in rina.get("/studio/1/terbit").text


def test_who_is_both_does_not_release_his_own(sop: str, office: Office, come) -> None:
    with office.store.writing() as unit:
        unit.save_user(replace(analyst(office), groups=frozenset({"analyst", "releaser"})))
        unit.commit()
    ana = come("analis")
    page = ana.get("/studio/1/terbit").text
    assert 'formaction="/studio/1/terbitkan"' not in page
    assert ana.post("/studio/1/terbitkan", note="x", **hidden(page)).status_code == 403
    where = ask(ana)
    assert f'action="{where}/setujui"' not in ana.get(where).text
    assert ana.post(f"{where}/setujui", over="1").status_code == 403


def test_an_old_version_is_restored_by_a_releaser(sop: str, office: Office, come) -> None:
    put_in_force(office, second_review(), 2)
    rina = come("penerbit")
    rina.get(f"/studio/sop/{sop}")
    path = f"/studio/sop/{sop}/pulihkan"
    assert rina.post(path, version="1", over="2", note="").status_code == 400
    assert rina.post(path, version="1", over="1", note="x").status_code == 409
    assert rina.post(path, version="2", over="2", note="x").status_code == 400
    assert rina.post(path, version="9", over="2", note="x").status_code == 404
    assert rina.post(path, version="1", over="2", note="Kembali").status_code == 303
    assert "Kembali" in rina.get(f"/studio/sop/{sop}").text
    assert 'action="/studio/sop' not in come("analis").get(f"/studio/sop/{sop}").text.replace('"get" action', "")


def test_a_version_has_its_diagram_and_its_document(sop: str, come) -> None:
    ana = come("analis")
    assert ana.get(f"/studio/sop/{sop}/versi/1/diagram.svg").mimetype == "image/svg+xml"
    assert ana.get(f"/studio/sop/{sop}/versi/1/dokumen.pdf").data.startswith(b"%PDF")
    assert ana.get(f"/studio/sop/{sop}/versi/9/diagram.svg").status_code == 404
    assert ana.get("/studio/sop/tiada").status_code == 404


def test_an_sop_that_was_never_deployed_has_a_history_and_becomes_version_one(office: Office, come) -> None:
    ana = come("analis")
    ana.get("/studio/baru")
    where = ana.post("/studio/baru", title="Surat Keterangan", key="surat").headers["Location"]
    assert "surat" in ana.get("/studio/sop/surat").text
    copy = where.rpartition("/")[2]
    assert 'id="change-mulai"' in ana.get(f"/studio/{copy}/banding").text
    form = hidden(ana.get(f"/studio/{copy}/terbit").text)
    assert form["over"] == "0"
    proposal = ana.post(f"/studio/{copy}/usul", note="Baru", **form).headers["Location"]
    assert 'id="change-mulai"' in ana.get(f"{proposal}/banding").text
    rina = come("penerbit")
    assert rina.post(f"{proposal}/setujui", **hidden(rina.get(proposal).text)).status_code == 303


@pytest.mark.parametrize("login", ["pemohon", "operator", "pengawas", "auditor", "analis2", "penerbit"])
def test_every_address_of_the_studio_lets_in_its_own_people_only(
    login: str, sop: str, office: Office, app: Flask, come
) -> None:
    propose(office, 1, read=second_review().digest, over=1, note="Mata kedua", by=analyst(office))
    person = come(login)
    groups = PEOPLE[login][1]
    tried = 0
    for method, ask_for in (("GET", person.get), ("POST", person.post)):
        for name, path in addresses(app, method):
            door = entrance_of(app, name)
            if not name.startswith("studio.") or door is None or door.groups & groups:
                continue
            assert ask_for(path).status_code == 403, (method, path)
            tried += 1
    assert tried >= 4
    with office.store.reading() as reader:
        assert reader.deployment(KEY).version == 1
        assert len(reader.open_proposals()) == 1


def test_the_doors_of_the_studio_say_who_edits_and_who_releases(app: Flask) -> None:
    doors = {
        name: door.groups
        for method in ("POST", "PUT")
        for name, _ in addresses(app, method)
        if name.startswith("studio.") and (door := entrance_of(app, name))
    }
    releasing = {name for name, groups in doors.items() if "analyst" not in groups}
    assert releasing == {
        "studio.release_copy",
        "studio.restore_version",
        "studio.approve_proposal",
        "studio.reject_proposal",
        "studio.ask_to_move",
    }
    editing = {"write_file", "begin_copy", "rename_copy", "discard_copy", "propose_copy", "withdraw_proposal"}
    assert {doors[f"studio.{name}"] for name in editing} == {frozenset({"analyst"})}
    assert all(groups for groups in doors.values())
