"""The file of a case that an auditor takes away on paper: made of the real history of a real case."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from hashlib import sha256
from io import BytesIO
from json import dumps

import pytest
from flask import Flask
from flask_babel import force_locale

from app.actions.archive.print_case import Printed, print_case
from app.actions.cancel import cancel
from app.actions.comment import comment, withdraw
from app.actions.correct import correct
from app.actions.erase import erase, erase_data
from app.actions.perform import lease, perform
from app.model.bundle import Bundle
from app.model.desk import Photo
from app.model.errors import NotFound, Refused
from app.model.event import Event, Happening, told
from app.model.loss import Wish
from app.model.people import Post, User
from app.model.reading import Reading, ReadingQuery
from app.ports import Office
from app.web import WebSettings, create_app
from app.web.archive.case_file import EmptyHistory, case_file
from app.web.archive.paper import case_on_paper
from reports.case_file import CaseFile
from tests.reports.papers import pages, text
from tests.web.conftest import Hands, Person, Walk
from tests.web.test_task import PDF


@pytest.fixture
def person(office: Office) -> Callable[[str], User]:
    def known(login: str) -> User:
        with office.store.reading() as reader:
            found = reader.user_by_login(login)
        assert found is not None
        return found

    return known


@pytest.fixture
def number(walk: Walk, hands: Hands) -> str:
    """A case that was returned once, with a file, an answer that changed, and a task somebody has taken."""
    walk.start()
    walk.apply(skala="kecil", **{"mesin": "", "mesin.0": "", "mesin.0.nama": "Ketel", "mesin.0.jumlah": "2"})
    hands.go_on(hours=3, minutes=20)
    walk.come("operator").post(f"/tugas/{walk.task('periksa')}/ambil")
    hands.go_on(minutes=40)
    walk.do("operator", "periksa", hasil="kurang", catatan="Denah belum ada.")
    hands.go_on(days=1, hours=2)
    walk.apply(nib="9999000000022", file_denah=(BytesIO(PDF), "denah.pdf"))
    hands.go_on(hours=1)
    walk.do("operator", "periksa", hasil="lengkap", nilai_uji="5")
    return walk.number


@pytest.fixture
def filed(app: Flask, office: Office, number: str, person) -> Callable[..., CaseFile]:
    """The case as it is printed, for the auditor; `change` may spoil what was read."""

    def printed(change: Callable[[Printed], Printed] = lambda it: it, language: str = "id") -> CaseFile:
        reader = person("auditor")
        with app.app_context(), force_locale(language):
            return case_file(change(print_case(office, number, reader)), reader)

    return printed


def events(office: Office, number: str) -> list[Event]:
    with office.store.reading() as reader:
        case = reader.instance_by_number(number)
        assert case is not None
        return list(reader.history(case.id))


def case_id(office: Office, number: str) -> int:
    with office.store.reading() as reader:
        case = reader.instance_by_number(number)
    assert case is not None
    return case.id


def paper(auditor: Person, number: str) -> bytes:
    answer = auditor.get(f"/arsip/permohonan/{number}/berkas.pdf")
    assert answer.status_code == 200
    return answer.data


def test_an_auditor_takes_the_case_away(number: str, come) -> None:
    answer = come("auditor").get(f"/arsip/permohonan/{number}/berkas.pdf")
    assert answer.status_code == 200
    assert answer.mimetype == "application/pdf"
    assert answer.headers["Content-Disposition"] == f"attachment; filename={number}.pdf"
    assert answer.headers["Cache-Control"] == "no-store"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    assert answer.data.startswith(b"%PDF-")


def test_the_page_of_the_case_leads_to_it(number: str, come) -> None:
    assert f'href="/arsip/permohonan/{number}/berkas.pdf"' in come("auditor").get(f"/arsip/permohonan/{number}").text


@pytest.mark.parametrize("login", ["pemohon", "operator", "pengawas"])
def test_nobody_else_does(login: str, number: str, come) -> None:
    assert come(login).get(f"/arsip/permohonan/{number}/berkas.pdf").status_code == 403


def test_there_is_no_paper_of_a_case_that_does_not_exist(come) -> None:
    assert come("auditor").get("/arsip/permohonan/IK-2026-09999/berkas.pdf").status_code == 404


def test_that_it_was_taken_away_is_noted(office: Office, number: str, come, person) -> None:
    paper(come("auditor"), number)
    with office.store.reading() as reader:
        (noted,) = reader.readings(ReadingQuery(person=person("auditor").id))
    assert (noted.what, noted.number) == (Reading.PDF, number)


def test_every_event_is_printed_with_its_digest(office: Office, number: str, come) -> None:
    found, history = text(paper(come("auditor"), number)), events(office, number)
    assert len(history) > 15
    for event in history:
        assert f"{event.kind} · {event.digest.hex()[:16]}" in found
    assert f"peristiwa {len(history)} (SHA-256): {history[-1].digest.hex()}" in found


def test_the_head_is_on_every_page(office: Office, number: str, come) -> None:
    head = events(office, number)[-1].digest.hex()
    assert all(head in page for page in pages(paper(come("auditor"), number)))


def test_the_same_state_gives_the_same_bytes_on_any_day(number: str, hands: Hands, come) -> None:
    first = paper(come("auditor"), number)
    hands.go_on(days=40)
    assert paper(come("auditor"), number) == first


def test_it_is_written_in_the_language_of_the_reader(number: str, come) -> None:
    auditor = come("auditor")
    auditor.post("/bahasa/en")
    found = text(paper(auditor, number))
    assert "CASE FILE" in found
    assert "2. Checking completeness" in found
    assert "Small Permit" in found


def test_the_case_says_who_it_is(filed, office: Office, number: str) -> None:
    found = filed()
    assert (found.number, found.company, found.business_key) == (number, "PT Contoh", "9999000000022")
    assert (found.applicant, found.office, found.sop) == ("Siti Contoh", "Dinas Contoh", "Izin Kecil")
    assert (found.started, found.ended, found.zone) == ("17 Maret 2026, 09.00 WIB", "Belum berakhir", "WIB")
    assert found.clock == "Berjalan, dijanjikan 27 Maret 2026"
    with office.store.reading() as reader:
        assert found.definition == reader.instance_by_number(number).digest


def test_every_activity_is_called_by_its_row_and_its_name(filed) -> None:
    activities = {happened.activity for happened in filed().happened}
    assert {"1. Mengajukan izin", "2. Memeriksa kelengkapan", "Menerbitkan izin", "Lengkap?"} <= activities


def test_who_acted_is_named_with_the_post_of_that_day(filed, office: Office, person) -> None:
    clerk = person("operator")
    with office.store.writing() as unit:
        unit.save_post(Post(0, clerk.id, "Operator Lama", date(2026, 1, 1), date(2026, 3, 17)))
        unit.save_post(Post(0, clerk.id, "Operator Layanan", date(2026, 3, 18)))
        unit.commit()
    posts = [(it.at[:10], it.post) for it in filed().happened if it.who == "Contoh Ramadhan, A.Md."]
    assert set(posts) == {("17-03-2026", "Operator Lama"), ("18-03-2026", "Operator Layanan")}


def test_waiting_and_working_are_told_apart(filed) -> None:
    found = filed().happened
    taken = next(it for it in found if it.kind == Happening.WORK_CLAIMED)
    done = next(it for it in found if it.kind == Happening.WORK_COMPLETED and it.activity.startswith("2."))
    assert (taken.waited, taken.worked) == ("3 jam 20 menit", "")
    assert (done.waited, done.worked) == ("", "40 menit")
    assert taken.visit == done.visit == 2


def test_visits_are_numbered_in_order(filed) -> None:
    assert [(it.number, it.activity, bool(it.closed)) for it in filed().visits] == [
        (1, "1. Mengajukan izin", True),
        (2, "2. Memeriksa kelengkapan", True),
        (3, "1. Mengajukan izin", True),
        (4, "2. Memeriksa kelengkapan", True),
        (5, "Menerbitkan izin", False),
    ]


def test_answers_say_what_stood_there_before(filed) -> None:
    first, again = (it for it in filed().sheets if it.activity == "1. Mengajukan izin")
    assert {it.label: it.text for it in first.answers}["NIB"] == "9999000000011"
    nib = next(it for it in again.answers if it.label == "NIB")
    assert (nib.text, nib.before) == ("9999000000022", "9999000000011")
    company = next(it for it in again.answers if it.label == "Nama perusahaan")
    assert (company.text, company.before) == ("PT Contoh", None)
    assert any("denah.pdf (" in it.text for it in again.answers)


def test_an_answer_that_was_taken_back_is_a_dash_beside_what_stood_there(filed) -> None:
    again = [it for it in filed().sheets if it.activity == "1. Mengajukan izin"][1]
    machines = next(it for it in again.answers if "Ketel" in (it.before or ""))
    assert machines.text == "–"


def test_a_table_that_was_answered_is_a_table(filed) -> None:
    first = next(it for it in filed().sheets if it.activity == "1. Mengajukan izin")
    table = next(it.table for it in first.answers if it.table)
    assert next(iter(table[1])) == "Ketel"


def test_a_correction_is_called_as_its_form_calls_it_and_says_why(filed, office: Office, number: str, person) -> None:
    correct(office, case_id(office, number), {"nib": "9999000000033"}, "Salah ketik", by=person("pengawas"))
    sheet = filed().sheets[-1]
    assert (sheet.activity, sheet.note, sheet.who) == ("Koreksi data", "Salah ketik", "Contoh Lestari, S.E.")
    assert [(it.label, it.text, it.before) for it in sheet.answers] == [("NIB", "9999000000033", "9999000000022")]


def test_files_come_with_their_digests(filed) -> None:
    (file,) = filed().files
    assert (file.name, file.media_type, file.digest) == ("denah.pdf", "application/pdf", sha256(PDF).hexdigest())
    assert (file.who, file.at) == ("Siti Contoh", "18-03-2026 15.00.00")


def test_a_photo_says_where_and_when_it_was_taken(filed) -> None:
    def with_photo(it: Printed, **place: float) -> Printed:
        case = it.recording.case
        taken = Photo("a", case.instance.id, case.attachments[0].id, case.events[0].at, **place)
        return replace(it, recording=replace(it.recording, case=replace(case, photos=[taken])))

    assert filed(with_photo).files[0].taken == "Foto diambil pada 17-03-2026 09.00.00"
    placed = filed(lambda it: with_photo(it, lat=0.121, lon=110.612)).files[0].taken
    assert placed.endswith(", 0,121 / 110,612")


def test_comments_are_printed_with_what_became_of_them(filed, office: Office, number: str, person) -> None:
    case, clerk = case_id(office, number), person("operator")
    comment(office, case, "Untuk kantor.", by=clerk, internal=True)
    taken_back = comment(office, case, "Keliru.", by=clerk, internal=False)
    withdraw(office, taken_back.id, by=clerk)
    first, second = filed().remarks
    assert (first.text, first.internal, first.withdrawn) == ("Untuk kantor.", True, False)
    assert (second.internal, second.withdrawn) == (False, True)
    assert first.who == "Contoh Ramadhan, A.Md."


def test_what_was_erased_says_so_wherever_it_stood(filed, office: Office, number: str, person) -> None:
    done = next(it for it in events(office, number) if it.kind is Happening.WORK_COMPLETED)
    erase(office, case_id(office, number), done.number, "Permintaan subjek data", by=person("pengawas"))
    found = filed()
    (erasure,) = found.erasures
    assert (erasure.number, erasure.who) == (done.number, "Contoh Lestari, S.E.")
    assert erasure.ground == "Permintaan subjek data"
    words = f"Isi entri ini telah dihapus (peristiwa {found.events})."
    assert found.happened[done.number - 1].note == words
    sheet = next(it for it in found.sheets if it.event == done.number)
    assert (sheet.note, sheet.answers) == (words, [])


def test_what_an_erasure_has_left_of_an_entry_is_still_printed(filed, office: Office, number: str, person) -> None:
    case, boss, before = case_id(office, number), person("pengawas"), filed().sheets[1]
    cancel(office, case, "Ditarik", by=boss)  # what runs still needs it
    erase_data(office, case, Wish(variables=frozenset({"perusahaan_nama"})), "Permintaan subjek data", by=boss)
    after = filed().sheets[1]
    assert after.note.startswith("Sebagian isi entri ini telah dihapus (peristiwa ")
    assert len(after.answers) == len(before.answers) - 1 > 0


def spoiled(it: Printed, number: int, **says: object) -> Printed:
    """The same case, in which an event says something else."""
    case = it.recording.case
    changed = [
        replace(event, payload=dumps({**told(event), **says}).encode()) if event.number == number else event
        for event in case.events
    ]
    return replace(it, recording=replace(it.recording, case=replace(case, events=changed)))


@pytest.mark.parametrize(
    ("method", "how", "simulated"), [("totp", "Dengan faktor kedua", False), ("simulation", "Hanya dimainkan", True)]
)
def test_signatures_say_how(method: str, how: str, simulated: bool, filed, office: Office, number: str) -> None:
    done = next(it.number for it in events(office, number) if it.kind is Happening.WORK_COMPLETED)
    signed = {"method": method, "at": "2026-03-17T02:00:00+00:00"}
    stand_in = {"for": "operator2", "capacity": "Plh."}
    (signature,) = filed(lambda it: spoiled(it, done, signed=signed, **{"as": stand_in})).signatures
    assert signature.method.startswith(how)
    assert signature.simulated is simulated
    assert signature.who == "Siti Contoh (Plh. operator2)"


def test_an_erasure_that_lost_its_own_content_names_no_event(filed, office: Office, number: str, person) -> None:
    case = case_id(office, number)
    erase(office, case, 1, "Dasar", by=person("pengawas"))
    with office.store.writing() as unit:
        unit.erase_payload(case, len(events(office, number)))
        unit.commit()
    found = filed()
    assert [it.number for it in found.erasures] == [0]
    assert found.happened[0].note == "Isi entri ini telah dihapus (peristiwa ?)."


def test_the_diagram_shows_the_way_and_the_numbers_of_the_visits(filed) -> None:
    picture = filed().picture
    labels = [mark.text for mark in picture.marks if hasattr(mark, "text")]
    assert {"1, 3", "2, 4", "5"} <= set(labels)
    assert {"#276749", "#0b5c8f"} <= {mark.stroke for mark in picture.marks if hasattr(mark, "stroke")}
    assert picture.strip > 0


def test_many_visits_of_one_activity_are_not_all_named(
    walk: Walk, hands: Hands, office: Office, app: Flask, person
) -> None:
    walk.start()
    for _ in range(4):
        walk.apply()
        walk.do("operator", "periksa", hasil="kurang", catatan="Belum.")
    reader = person("auditor")
    with app.app_context(), force_locale("id"):
        picture = case_file(print_case(office, walk.number, reader), reader).picture
    assert "1, 3 … 9 (5×)" in {mark.text for mark in picture.marks if hasattr(mark, "text")}


def test_a_version_without_a_drawing_says_so(filed) -> None:
    def undrawn(it: Printed) -> Printed:
        case = it.recording.case
        definition = replace(case.definition, bundle=Bundle({}))
        return replace(it, recording=replace(it.recording, case=replace(case, definition=definition)))

    found = filed(undrawn)
    assert found.picture is None
    assert found.picture_note == "Versi SOP ini tidak memiliki gambar."


def test_a_case_whose_definition_cannot_be_read_is_printed_all_the_same(office: Office, number: str) -> None:
    def unreadable(_: Bundle) -> None:
        raise Refused("The diagram cannot be read.")

    broken = create_app(replace(office, read=unreadable, shelf={}), WebSettings("a secret of thirty-two characters"))
    found = text(case_on_paper(broken, number, "id"))
    assert f"peristiwa {len(events(office, number))}" in found
    assert events(office, number)[3].digest.hex()[:16] in found


def test_an_empty_history_cannot_be_printed(filed) -> None:
    def emptied(it: Printed) -> Printed:
        return replace(it, recording=replace(it.recording, case=replace(it.recording.case, events=[])))

    with pytest.raises(EmptyHistory):
        filed(emptied)


def test_a_case_that_is_over_says_how_and_when(walk: Walk, app: Flask, office: Office, person) -> None:
    walk.start()
    walk.apply()
    walk.do("pemohon", "tarik", alasan="Rencana perluasan ditunda.")
    reader = person("auditor")
    with app.app_context(), force_locale("id"):
        found = case_file(print_case(office, walk.number, reader), reader)
    assert (found.outcome, found.ended, found.clock) == (
        "Ditarik pemohon",
        "17 Maret 2026, 09.00 WIB",
        "Tidak dihitung",
    )
    assert found.visits[-1].closed


def test_a_clock_that_has_stopped_says_whether_in_time(walk: Walk, office: Office, number: str, hands, filed) -> None:
    hands.go_on(days=1)
    walk.do("operator", "terbitkan")
    (work,) = lease(office, owner="tester")
    perform(office, work, owner="tester")
    assert filed().clock == "Selesai tepat waktu, 19 Maret 2026, dijanjikan 27 Maret 2026"


def test_the_command_line_prints_without_a_reader(app: Flask, office: Office, number: str) -> None:
    assert "BERKAS PERMOHONAN" in text(case_on_paper(app, number, "id"))
    assert "CASE FILE" in text(case_on_paper(app, number, "en"))
    with office.store.reading() as reader:
        assert not reader.readings(ReadingQuery())
    with pytest.raises(NotFound):
        case_on_paper(app, "IK-2026-09999", "id")


def test_hostile_answers_harm_nothing(walk: Walk, come) -> None:
    walk.start()
    hostile = "<b>x</b> {{ 7*7 }} \u202e 😀 中 " + "w" * 3000
    walk.apply(perusahaan_nama=hostile)
    found = text(paper(come("auditor"), walk.number))
    assert "<b>x</b> {{ 7*7 }}" in found
