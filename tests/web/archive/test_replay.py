"""The page of a case in the archive: how it stood at any moment, without a script."""

import re
from dataclasses import replace
from html import unescape
from io import BytesIO
from json import loads

import pytest

from app.actions.erase import erase
from app.actions.perform import lease, perform
from app.model.bundle import DIAGRAM, Bundle
from app.model.event import told
from app.model.frame import ClockFace, Ticking
from app.model.frames import frame_at, frames
from app.model.people import SUPERVISOR, User
from app.web.archive.beside import clocks
from tests.web.conftest import Hands, Walk
from tests.web.test_case import checked, finished
from tests.web.test_task import PDF

TAG = re.compile(r"<[^>]+>")


def page(walk: Walk, at: str | int = "", login: str = "auditor") -> str:
    answer = walk.come(login).get(f"/arsip/permohonan/{walk.number}?at={at}")
    assert answer.status_code == 200
    return answer.text


def words(html: str) -> str:
    return " ".join(unescape(TAG.sub(" ", html)).split())


def part(html: str, begin: str, end: str) -> str:
    return html.split(begin, 1)[1].split(end, 1)[0]


def moment(html: str) -> str:
    """What the entry that is shown says, without what is hidden."""
    return words(visible(part(html, '<section class="sheet moment"', "</section>")))


def visible(html: str) -> str:
    return re.sub(r"<(li|p|div)[^>]* hidden>.*?</\1>", "", html, flags=re.DOTALL)


def events(walk: Walk):
    with walk.office.store.reading() as reader:
        return reader.history(reader.instance_by_number(walk.number).id)


def number_of(walk: Walk, kind: str, element: str | None = None, turn: int = 0) -> int:
    """The number of the event of a kind, at an element: the first, or a later one."""
    found = [one.number for one in events(walk) if one.kind == kind and element in (None, one.element)]
    return found[turn]


def states(html: str) -> dict[str, str]:
    marked = re.findall(r'class="node [^"]*state-(\w+)[^"]*" id="el-(\w+)"', html)
    return {element: state for state, element in marked}


def taken(html: str) -> set[str]:
    return set(re.findall(r'class="flow sequenceFlow taken" id="el-(\w+)"', html))


@pytest.fixture
def case(walk: Walk, hands: Hands) -> Walk:
    checked(walk, hands)
    return walk


def test_only_auditors_enter(case: Walk) -> None:
    for login in ("pemohon", "operator", "pengawas"):
        assert case.come(login).get(f"/arsip/permohonan/{case.number}").status_code == 403


def test_a_case_that_is_not_there_is_not_found(come) -> None:
    assert come("auditor").get("/arsip/permohonan/IK-2026-99999").status_code == 404


def test_that_it_was_read_is_noted(case: Walk) -> None:
    page(case)
    with case.office.store.reading() as reader:
        auditor, instance = reader.user_by_login("auditor"), reader.instance_by_number(case.number)
        assert reader.is_read(auditor.id, instance.id, "page", case.office.clock())


def test_it_says_which_case_this_is_and_on_which_version(case: Walk) -> None:
    told_ = words(page(case))
    digest = events(case)[0]
    assert f"{case.number} · Izin Kecil · versi 1" in told_
    assert "PT Contoh" in told_
    assert "9999000000011" in told_
    assert told(digest)["definition"][:12] in told_
    assert "17 Maret 2026 system" in told_


def test_without_a_moment_the_last_entry_is_shown(case: Walk) -> None:
    last = len(events(case))
    assert f"Entri {last} dari {last}" in words(page(case))


def test_the_diagram_is_drawn_as_it_stood_at_every_moment(case: Walk) -> None:
    with case.office.store.reading() as reader:
        outline = case.office.read(reader.bundle(reader.instance_by_number(case.number).digest)).outline
    person = case.come("auditor")
    for event in events(case):
        html = person.get(f"/arsip/permohonan/{case.number}?at={event.number}").text
        there = frame_at(events(case), event.number, outline)
        assert states(html) == {element: state.value for element, state in there.states.items()}
        assert taken(html) == set(there.taken)
        assert html.count('aria-current="step"') == 1
        assert f'<li id="e{event.number}" class' in html.split(' aria-current="step"')[0].rpartition("\n")[2]


def test_an_activity_that_was_done_again_says_how_often(case: Walk) -> None:
    assert ">2×</text>" in page(case)
    assert ">2×</text>" not in page(case, number_of(case, "work:completed", "ajukan"))


def test_every_event_has_its_line_and_leads_to_its_moment(case: Walk) -> None:
    html = part(page(case), '<ol class="entries"', "</ol>")
    assert re.findall(r'href="\?at=(\d+)"', html) == [str(event.number) for event in events(case)]
    assert all(len(words(line)) > 20 for line in html.split("<li ")[1:])
    assert "“Penarikan permohonan” sejak saat ini dapat terjadi." in words(html)


def test_the_entry_says_lane_person_and_what_it_changed_with_the_labels_of_the_form(case: Walk) -> None:
    told_ = moment(page(case, number_of(case, "work:completed", "periksa", 1)))
    assert "Operator Contoh Ramadhan, A.Md." in told_
    assert "sebelum: Tidak lengkap → kini: Lengkap" in told_
    assert "sebelum: Denah belum ada. dihapus" in told_


def test_answers_are_those_of_the_moment(case: Walk) -> None:
    early, late = (page(case, number_of(case, "work:completed", "periksa", turn)) for turn in (0, 1))
    shown = [words(visible(html.split('<section aria-labelledby="answers"')[1])) for html in (early, late)]
    assert "Denah belum ada." in shown[0]
    assert "Denah belum ada." not in shown[1]
    assert "Tidak lengkap" in shown[0]
    assert "1.250,5" in shown[1]
    assert "1.250,5" not in shown[0]


def test_what_has_just_been_answered_stands_out(case: Walk) -> None:
    html = page(case, number_of(case, "work:completed", "periksa", 1)).split('aria-labelledby="answers"')[1]
    fresh = re.findall(r'<div class="fresh[^>]*><dt>([^<]+)</dt>', visible(html))
    assert fresh
    assert "Perusahaan" not in fresh


def test_files_appear_with_their_event_and_can_be_looked_at(case: Walk) -> None:
    came = number_of(case, "attachment:added")
    before, after = page(case, came - 1), page(case, came)
    listed = [words(visible(html.split('<section aria-labelledby="files"')[1])) for html in (before, after)]
    assert "denah.pdf" not in listed[0]
    assert "denah.pdf" in listed[1]
    assert "denah.pdf" in moment(after)
    assert re.search(r'href="/berkas/\d+/lihat"', after)


def test_what_the_case_waited_for_and_how_the_clock_stood(case: Walk) -> None:
    opened = number_of(case, "work:opened", "periksa")
    early = moment(page(case, opened))
    assert "2 Memeriksa kelengkapan Operator" in early
    assert "Belum dimulai" in early
    late = moment(page(case))
    assert "Memeriksa kelengkapan" not in late.split("Menunggu")[1]
    assert "Menerbitkan izin Operator" in late
    assert "Berjalan dijanjikan 25 Maret 2026" in late


def test_who_has_taken_work_on_is_said_while_he_has_it(case: Walk) -> None:
    operator = case.come("operator")
    work = case.task("terbitkan")
    operator.post(f"/tugas/{work}/ambil")
    claimed = len(events(case))
    operator.post(f"/tugas/{work}/lepas")
    assert "Menerbitkan izin Operator · Contoh Ramadhan, A.Md." in moment(page(case, claimed))
    assert "Menerbitkan izin Operator Waktu layanan" in moment(page(case))


@pytest.mark.parametrize(("days", "chip"), [(0, "Selesai tepat waktu"), (30, "Selesai terlambat")])
def test_the_clock_says_in_the_end_whether_it_was_in_time(
    case: Walk, hands: Hands, office, days: int, chip: str
) -> None:
    hands.go_on(days=days)
    case.do("operator", "terbitkan")
    for work in lease(office, "w"):
        perform(office, work, "w")
    assert chip in moment(page(case))


def test_while_the_applicant_answers_the_clock_stands_still(case: Walk) -> None:
    with case.come("auditor").client as client:
        client.get("/arsip")
        shot = frames(events(case))[0]
        paused = replace(shot, clock=ClockFace(Ticking.PAUSED))
        assert [span.it.tone for span in clocks([shot, paused])] == ["quiet", "quiet"]
        assert clocks([paused])[0].it.text == "Berhenti menunggu pemohon"


def test_a_case_that_has_ended_says_so(walk: Walk, hands: Hands, office) -> None:
    finished(walk, hands, office)
    html = page(walk)
    assert "Izin terbit" in words(html)
    assert "Selesai 17 Maret 2026" in words(html)
    assert states(html)["e_terbit"] == "done"
    assert "Permohonan berakhir: Izin terbit." in moment(html)


def test_an_incident_stands_out_until_it_is_resolved(case: Walk, office) -> None:
    office.connectors["siinas.kirim"].outputs.clear()
    office.connectors["siinas.kirim"].failing["kirim"] = 99
    case.do("operator", "terbitkan")
    for _ in range(9):
        case.office.clock.go_on(hours=9)
        for work in lease(office, "w"):
            perform(office, work, "w")
    stopped = page(case, number_of(case, "incident:opened"))
    assert states(stopped)["kirim"] == "incident"
    assert "Mengirim ke SIINAS SIINAS terhenti" in moment(stopped)


@pytest.mark.parametrize(
    ("at", "shown", "sentence"),
    [
        ("1", 1, ""),
        ("0", 1, "Entri dihitung mulai dari 1. Yang pertama ditampilkan."),
        ("-5", 1, "Entri dihitung mulai dari 1. Yang pertama ditampilkan."),
        ("99999", None, "Permohonan ini memiliki {last} entri. Yang terakhir ditampilkan."),
        ("2026-03-17T02:00:00Z", 6, ""),
        ("2026-03-17T09:30:00 07:00", 6, ""),
        ("2026-03-17T09:30", 6, ""),
        ("2030-01-01", None, ""),
        ("2020-01-01", 1, "Permohonan belum dimulai pada waktu itu. Yang pertama ditampilkan."),
        ("kemarin", None, "“kemarin” bukan nomor entri dan bukan waktu. Entri terakhir ditampilkan."),
        ("9999999999999999", None, "bukan nomor entri dan bukan waktu"),
        ("<b>", None, "“<b>” bukan nomor entri"),
    ],
)
def test_a_link_leads_to_an_entry_or_to_a_time(case: Walk, at: str, shown: int | None, sentence: str) -> None:
    last = len(events(case))
    html = page(case, at)
    assert f"Entri {shown or last} dari {last}" in moment(html)
    assert sentence.format(last=last) in words(html)
    assert ('<p class="notice" role="status">' in html) is bool(sentence)


def test_without_a_script_buttons_lead_to_the_neighbours(case: Walk) -> None:
    last = len(events(case))
    steps = re.findall(r'<button [^>]*name="at" value="(\d+)" data-go="(\w+)"[^>]*?( disabled)?>', page(case, 3))
    assert steps == [("1", "first", ""), ("2", "back", ""), ("4", "on", ""), (str(last), "last", "")]
    ends = re.findall(r'data-go="(\w+)"[^>]* disabled>', page(case, 1) + page(case))
    assert ends == ["first", "back", "on", "last"]


def test_the_script_is_given_what_each_event_changed(case: Walk) -> None:
    data = loads(unescape(part(page(case), "data-reel='", "'")))
    shots = frames(events(case))
    assert len(data["at"]) == len(data["place"]) == len(shots)
    assert data["at"][0] == 0
    assert data["at"][-1] == (shots[-1].at - shots[0].at).total_seconds() * 1000
    flows = [[n, data["names"][flow]] for n, flow, _ in data["flows"]]
    assert flows == [[shot.number, shot.flow] for shot in shots if shot.flow]
    assert data["names"][data["lanes"][str(data["names"].index("periksa"))]] == "lane_operator"


def test_what_was_erased_is_said_where_it_stood(case: Walk, office) -> None:
    number = number_of(case, "work:completed", "periksa")
    boss = User(1, "pengawas", "P", frozenset({SUPERVISOR}))
    with office.store.reading() as reader:
        instance = reader.instance_by_number(case.number)
    erase(office, instance.id, number, "Permintaan pemohon, UU 27/2022", by=boss)
    html = page(case, number)
    assert "Isi entri ini telah dihapus." in moment(html)
    assert "Denah belum ada." not in words(html).split("Riwayat")[0]
    assert "Permintaan pemohon, UU 27/2022" in moment(page(case))


def test_the_text_of_a_comment_stands_with_its_entry(case: Walk) -> None:
    case.come("operator").post(f"/permohonan/{case.number}/komentar", text="Sudah <b>diperiksa</b>.", internal="on")
    assert "Sudah <b>diperiksa</b>." in moment(page(case))
    assert "<b>diperiksa" not in page(case)


def broken(case: Walk, change) -> None:
    """Let the books hold another definition under the digest of the case."""
    shelf = case.office.store._shelf
    with case.office.store.reading() as reader:
        digest = reader.instance_by_number(case.number).digest
    case.office.shelf.clear()
    change(shelf.bundles, digest)


def test_a_definition_that_cannot_be_read_any_more_leaves_the_history(case: Walk) -> None:
    class Unread(Bundle):
        digest = "0" * 64

    def garble(bundles, digest):
        bundles[digest] = Unread({**bundles[digest].files, DIAGRAM: b"<broken"})

    broken(case, garble)
    html = page(case, number_of(case, "work:completed", "periksa"))
    assert "Diagram versi ini tidak dapat ditampilkan." in words(html)
    assert "<svg xmlns" not in html
    assert "Contoh Ramadhan, A.Md. menyelesaikan “periksa”." in words(html)
    assert "Denah belum ada." in words(html)


def test_a_definition_that_is_not_there_leaves_the_history(case: Walk) -> None:
    broken(case, lambda bundles, digest: bundles.pop(digest))
    html = words(page(case))
    assert "Diagram versi ini tidak dapat ditampilkan." in html
    assert "tidak ada dalam" in html


def test_an_element_that_the_diagram_does_not_know_is_called_by_its_id(case: Walk) -> None:
    shelf = case.office.store._shelf
    with case.office.store.reading() as reader:
        instance = reader.instance_by_number(case.number)
    log = shelf.events[instance.id]
    strange = {"element": "asing", "flow": "f_asing"}
    shelf.events[instance.id] = tuple(replace(it, **strange) if it.element == "periksa" else it for it in log)
    assert "“asing”" in words(page(case))


def test_a_history_that_is_gone_is_said(case: Walk) -> None:
    shelf = case.office.store._shelf
    with case.office.store.reading() as reader:
        shelf.events[reader.instance_by_number(case.number).id] = ()
    assert "Riwayat permohonan ini kosong." in words(page(case))


def test_a_history_with_a_hole_is_shown_with_what_is_left(case: Walk) -> None:
    shelf = case.office.store._shelf
    with case.office.store.reading() as reader:
        instance = reader.instance_by_number(case.number)
    whole = shelf.events[instance.id]
    shelf.events[instance.id] = whole[:4] + whole[7:]
    count = len(whole) - 3
    assert f"Entri {count} dari {count}" in moment(page(case))


def test_hostile_answers_stay_text(walk: Walk) -> None:
    walk.start()
    walk.apply(perusahaan_nama="""'"><script>alert(1)</script>{{7*7}}""", file_denah=(BytesIO(PDF), "denah.pdf"))
    html = page(walk)
    assert "<script>alert" not in html
    assert "{{7*7}}" in html
    assert all("src=" in tag for tag in html.split("<script")[1:])
    assert " style=" not in html
