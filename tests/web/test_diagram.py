"""The diagram of a case in the whole window: for those who may see the case, and safe whatever the file holds."""

from tests.web.conftest import PERMIT


def test_the_page_shows_the_drawing_and_names_the_file_it_is_drawn_from(walk, come):
    walk.start()
    page = come("operator").get(f"/permohonan/{walk.number}/diagram").text
    assert 'class="node userTask state-active" id="el-ajukan"' in page
    assert f'data-diagram="/permohonan/{walk.number}/diagram.bpmn"' in page


def test_the_file_is_that_of_the_version_of_the_case_and_nothing_in_it_may_run(walk, come):
    walk.start()
    answer = come("operator").get(f"/permohonan/{walk.number}/diagram.bpmn")
    assert answer.data == (PERMIT / "process.bpmn").read_bytes()
    assert answer.headers["Content-Disposition"] == "attachment; filename=izin_kecil.bpmn"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.headers["Cache-Control"] == "no-store"


def test_who_may_not_see_the_case_sees_neither_its_diagram(walk, come):
    walk.start()
    stranger = come("pemohon2")
    for name in ("diagram", "diagram.bpmn"):
        assert stranger.get(f"/permohonan/{walk.number}/{name}").status_code == 404


def test_the_case_leads_to_it(walk, come):
    walk.start()
    assert f'href="/permohonan/{walk.number}/diagram"' in come("operator").get(f"/permohonan/{walk.number}").text
