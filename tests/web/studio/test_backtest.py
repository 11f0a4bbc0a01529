"""Back-tests in the studio: asked for on a page, read as sentences, pictures and lists, one case side by side."""

import re
from dataclasses import replace
from threading import Event

import pytest

from app.actions.backtest import results
from app.actions.backtest.job import KIND, run_backtest
from app.actions.complete import complete
from app.actions.perform import lease, perform
from app.actions.run_job import run_next
from app.actions.start import start
from app.ports import Office
from app.web.shared.unattended import POLL
from tests.web.conftest import Hands, Person, permit_bundle

DIAGRAM = "bpmn/process.bpmn"
PAGE = "/studio/1/uji-mundur"
NEW_TASK = (
    ('targetRef="terbitkan">', 'targetRef="tinjau">'),
    (
        '<bpmn:sequenceFlow id="f_terbit"',
        (
            '<bpmn:userTask id="tinjau" name="Meninjau &lt;hasil&gt;" /><bpmn:sequenceFlow id="f_tinjau" '
            'sourceRef="tinjau" targetRef="terbitkan" /><bpmn:sequenceFlow id="f_terbit"'
        ),
    ),
    (
        '<bpmndi:BPMNShape id="terbitkan_di"',
        (
            '<bpmndi:BPMNShape id="tinjau_di" bpmnElement="tinjau"><dc:Bounds x="9" y="9" width="99" height="80" />'
            '</bpmndi:BPMNShape><bpmndi:BPMNShape id="terbitkan_di"'
        ),
    ),
)


@pytest.fixture
def office(office: Office) -> Office:
    """An office that does back-tests; two permits were granted, one application was withdrawn."""
    office.jobs[KIND] = run_backtest
    with office.store.reading() as reader:
        siti, clerk = (reader.user_by_login(it) for it in ("pemohon", "operator"))
    for _ in range(2):
        case = start(office, "izin_kecil", by=siti)
        for by, element, answers in (
            (siti, "ajukan", {"perusahaan_nama": "PT Rahasia", "nib": "9999000000011"}),
            (clerk, "periksa", {"hasil": "lengkap", "nilai_uji": 9}),
            (clerk, "terbitkan", {}),
        ):
            complete(office, open_at(office, case.id, element), answers, by=by)
        for work in lease(office, "w"):
            perform(office, work, "w")
    case = start(office, "izin_kecil", by=siti)
    complete(office, open_at(office, case.id, "tarik"), {"alasan": "Rencana berubah."}, by=siti)
    return office


def open_at(office: Office, case: int, element: str) -> int:
    with office.store.reading() as reader:
        return next(it.id for it in reader.work_items(case, open_only=True) if it.element == element)


def change(person: Person, *pairs: tuple[str, str], path: str = DIAGRAM) -> None:
    text = permit_bundle().files[path].decode()
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new, 1)
    headers = {"If-Match": "*", "X-CSRFToken": person.token}
    assert person.client.put(f"/studio/1/berkas/{path}", data=text.encode(), headers=headers).status_code == 200


def backtested(person: Person, office: Office, **fields: object) -> str:
    """Ask for a back-test and let a worker do it; answers its address."""
    person.get(PAGE)
    asked = person.post(PAGE, since="2026-01-01", until="2026-12-31", **fields)
    assert asked.status_code == 303, asked.text
    run_next(office, "w", Event())
    return asked.headers["Location"]


def test_the_page_says_how_many_cases_there_are_before_one_starts(ana: Person) -> None:
    page = ana.get(PAGE).text
    assert "3 permohonan selesai pada masa ini" in page
    assert 'value="2025-03-17"' in page
    assert "1 permohonan selesai" not in page
    assert "0 permohonan selesai pada masa ini" in ana.get(f"{PAGE}?since=2026-04-01&until=2026-05-01").text
    assert ana.get(f"{PAGE}?since=kemarin&until=x&versi=a").status_code == 200


def test_an_unchanged_copy_leaves_every_case_the_same(ana: Person, office: Office) -> None:
    page = ana.get(backtested(ana, office)).text
    assert "Dari 3 permohonan: 3 tetap sama." in page
    assert "Apa yang akan berubah" not in page


def test_a_new_task_stops_cases_and_one_sees_where_and_why(ana: Person, office: Office) -> None:
    change(ana, *NEW_TASK)
    address = backtested(ana, office)
    page = ana.get(address).text
    assert "Dari 3 permohonan: 1 tetap sama, 2 berhenti karena kurang jawaban." in page
    assert "Meninjau &lt;hasil&gt;" in page
    assert "<hasil>" not in page
    assert "■ 2" in page
    assert "+2" in page
    assert "−2" in page
    assert "PT Rahasia" not in page
    only = ana.get(f"{address}?unsur=tinjau").text
    assert only.count('class="lead digits"') == 2
    assert ana.get(f"{address}?hasil=same").text.count('class="lead digits"') == 1
    assert ana.get(f"{address}?hasil=apa&alasan=99&lewati=-3").text.count('class="lead digits"') == 3
    assert ana.get(f"{address}?alasan=0").text.count('class="lead digits"') == 2
    assert "Tidak ada permohonan seperti itu" in ana.get(f"{address}?hasil=fault").text


def test_a_standing_answer_lets_one_see_the_rest(ana: Person, office: Office) -> None:
    change(ana, *NEW_TASK)
    assert "beri.tinjau" in ana.get(PAGE).text
    page = ana.get(backtested(ana, office, **{"beri.tinjau": "on"})).text
    assert "1 tetap sama, 2 tetap sama kecuali unsur baru" in page
    assert "tinjau" in page
    assert re.search(r'name="beri.tinjau" checked', ana.get(PAGE).text)  # as in the last back-test


def test_fields_of_a_form_can_be_answered_in_their_kind(ana: Person, office: Office) -> None:
    """The condition sends cases back, so what is asked a second time stops them, and can be answered."""
    change(ana, ("nilai_uji &gt; ambang", "nilai_uji &gt; 99"))
    address = backtested(ana, office)
    assert "2 berhenti karena kurang jawaban" in ana.get(address).text
    form = ana.get(PAGE).text
    assert 'name="jawab.ajukan.perusahaan_nama"' in form
    again = backtested(
        ana,
        office,
        **{
            "beri.ajukan": "on",
            "jawab.ajukan.perusahaan_nama": "PT Uji",
            "jawab.ajukan.nib": "9999000000011",
            "beri.periksa": "on",
            "jawab.periksa.hasil": "lengkap",
            "jawab.periksa.nilai_uji": "100",
            "beri.tidak_ada": "on",
        },
    )
    assert "1 tetap sama, 2 lewat jalan lain ke akhir yang sama" in ana.get(again).text
    kept = ana.get(PAGE).text
    assert 'value="PT Uji"' in kept
    assert '<option value="lengkap" selected>' in kept


def test_the_answer_of_a_system_can_stand_as_lines(ana: Person, office: Office) -> None:
    change(ana, ("siinas.kirim", "siinas.baru"))
    assert "2 berhenti" in ana.get(backtested(ana, office)).text
    answer = {"beri.kirim": "on", "jawab.kirim": "siinas_pesan_id=S-7\nbukan baris\n=x"}
    assert "3 tetap sama" in ana.get(backtested(ana, office, **answer)).text
    assert "siinas_pesan_id=S-7" in ana.get(PAGE).text


def test_one_case_is_seen_then_and_now_and_only_auditors_are_led_on(
    ana: Person, office: Office, come, password: str
) -> None:
    change(ana, *NEW_TASK)
    address = backtested(ana, office)
    page = ana.get(f"{address}/kasus/IK-2026-00001").text
    assert 'id="beda"' in page
    assert "menunggu di “Meninjau &lt;hasil&gt;” (Lengkap)" in page
    assert "berhenti di sini" in page
    assert "/arsip/permohonan/" not in page
    assert "PT Rahasia" not in page
    assert 'id="beda"' not in ana.get(f"{address}/kasus/IK-2026-00003").text
    assert ana.get(f"{address}/kasus/IK-2026-00009").status_code == 404
    with office.store.writing() as unit:
        unit.add_user("dwirangkap", "Contoh Dwi", {"analyst", "auditor"}, password)
        unit.commit()
    assert "/arsip/permohonan/IK-2026-00001" in come("dwirangkap").get(f"{address}/kasus/IK-2026-00001").text


def test_all_cases_can_be_taken_away_as_a_table(ana: Person, office: Office) -> None:
    change(ana, *NEW_TASK)
    table = ana.get(f"{backtested(ana, office)}/csv")
    assert table.mimetype == "text/csv"
    lines = table.get_data(as_text=True).removeprefix("\ufeff").splitlines()
    assert lines[0] == "Permohonan;Versi;Hasil;Alasan;Berhenti di"
    assert lines[3].startswith("IK-2026-00003;1;Sama;")
    assert lines[1].endswith(";tinjau")


def test_long_lists_have_pages(ana: Person, office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in ("app.actions.backtest.results", "app.web.studio.backtest_view"):
        monkeypatch.setattr(f"{module}.PAGE", 2)
    address = backtested(ana, office)
    first = ana.get(address).text
    assert ">Berikutnya<" in first
    assert "IK-2026-00003" not in first
    second = ana.get(f"{address}?lewati=2").text
    assert "IK-2026-00003" in second
    assert ">Berikutnya<" not in second


def test_while_it_runs_its_page_says_how_far_it_is(ana: Person, office: Office) -> None:
    ana.get(PAGE)
    address = ana.post(PAGE, since="2026-01-01", until="2026-12-31").headers["Location"]
    page = ana.get(address).text
    assert f'data-job="{address}/keadaan"' in page
    assert "menunggu giliran" in page
    assert ana.get(f"{address}/keadaan").headers["Location"] == address
    assert "data-job-state" in ana.client.get(f"{address}/keadaan", headers={POLL: "1"}).text
    assert ana.get(f"{address}/csv").status_code == 404
    assert "menunggu giliran" in ana.get(PAGE).text
    run_next(office, "w", Event())
    done = ana.client.get(f"{address}/keadaan", headers={POLL: "1"}).text
    assert "/studio/uji-mundur/1" in done
    assert "uji-mundur.jsonl" not in done
    assert ana.get("/studio/uji-mundur/1").headers["Location"] == address


def test_a_result_tells_when_the_copy_has_changed_since(ana: Person, office: Office) -> None:
    address = backtested(ana, office)
    assert "rancangan sebelumnya" not in ana.get(address).text
    change(ana, *NEW_TASK)
    assert "dihitung untuk isi rancangan sebelumnya" in ana.get(address).text
    assert "isi sebelumnya" in ana.get(PAGE).text


def test_what_older_versions_alone_have_is_listed_below_the_diagram(ana: Person, office: Office) -> None:
    change(
        ana,
        ('targetRef="terbitkan">', 'targetRef="kirim">'),
        ('<bpmn:sequenceFlow id="f_terbit" sourceRef="terbitkan" targetRef="kirim" />', ""),
    )
    text = permit_bundle().files[DIAGRAM].decode()
    begin = text.index('<bpmn:userTask id="terbitkan"')
    end = text.index("</bpmn:userTask>", begin) + len("</bpmn:userTask>")
    change(
        ana,
        (text[begin:end], ""),
        ('targetRef="terbitkan">', 'targetRef="kirim">'),
        ('<bpmn:sequenceFlow id="f_terbit" sourceRef="terbitkan" targetRef="kirim" />', ""),
    )
    page = ana.get(backtested(ana, office)).text
    assert "2 tetap sama, tetapi ada yang tidak ditanyai lagi" in page
    assert "“Menerbitkan izin” → “Mengirim ke SIINAS”: dahulu 2 kali" in page


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({"since": "2026-05-01", "until": "2026-04-01"}, "Hari terakhir"),
        ({"since": "2026-05-01", "until": "2026-06-01"}, "Belum ada permohonan yang berakhir pada masa ini."),
    ],
)
def test_what_makes_no_sense_is_said_on_the_page(ana: Person, fields: dict[str, str], sentence: str) -> None:
    ana.get(PAGE)
    answer = ana.post(PAGE, **fields)
    assert (answer.status_code, sentence in answer.text) == (422, True)


def test_a_copy_that_cannot_be_read_or_run_says_why(ana: Person) -> None:
    change(ana, ('<bpmn:startEvent id="mulai"', '<bpmn:startEvent id="juga" /><bpmn:startEvent id="mulai"'))
    ana.get(PAGE)
    answer = ana.post(PAGE, since="2026-01-01", until="2026-12-31")
    assert (answer.status_code, 'class="problem"' in answer.text) == (422, True)
    change(ana, ("<bpmn:definitions", "<definitions"))
    page = ana.get(PAGE)
    assert (page.status_code, 'class="problem"' in page.text, '<form class="sheet' in page.text) == (200, True, False)


def test_a_result_belongs_to_its_copy(ana: Person, office: Office) -> None:
    backtested(ana, office)
    ana.post("/studio/mulai", sop="izin_kecil")
    assert ana.get("/studio/2/uji-mundur/1").status_code == 404
    assert ana.get("/studio/1/uji-mundur/9").status_code == 404
    assert "Belum ada yang menguji" in ana.get("/studio/2/uji-mundur").text


def test_a_cleared_result_is_told_as_such(ana: Person, office: Office, hands: Hands) -> None:
    address = backtested(ana, office)
    with office.store.writing() as unit:
        job = unit.hold_job(1)
        unit.save_job(replace(job, result=type(job.result)(), cleared=True))
        unit.commit()
    assert "sudah dihapus setelah 30 hari" in ana.get(address).text
    assert results.result(office, 1, by=reader_of(office)).tally is None


def reader_of(office: Office):
    with office.store.reading() as reader:
        return reader.user_by_login("analis")


def test_of_several_versions_one_chooses(ana: Person, office: Office) -> None:
    with office.store.writing() as unit:
        unit.add_deployment(replace(unit.deployment("izin_kecil"), version=2))
        unit.commit()
    assert 'name="versi" value="2"' in ana.get(PAGE).text
    assert "0 permohonan selesai pada masa ini" in ana.get(f"{PAGE}?since=2026-01-01&until=2026-12-31&versi=2").text
    page = ana.get(backtested(ana, office, versi="1")).text
    assert "Versi: 1." in page
