"""Personal data are erased for good, everywhere, and the history says by whom, when and why."""

from collections.abc import Callable
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest

from app.actions._definitions import definition
from app.actions._loss import content_of, loss_of
from app.actions.archive.reenact import reenact
from app.actions.archive.verify import verify_case
from app.actions.attach import attach
from app.actions.comment import comment
from app.actions.correct import correct
from app.actions.draft import save_draft
from app.actions.erase import StillNeeded, erasable, erase, erase_data, preview, values, worded
from app.actions.lists import CaseWish, cases
from app.actions.messages import send_message
from app.actions.start import start
from app.model.erasure import Article, erasures, kept
from app.model.errors import Conflict, Forbidden, LajurError, NotFound
from app.model.event import Event, Happening
from app.model.instance import Attachment, ProcessInstance
from app.model.loss import Trace, Wish
from app.model.reenactment import Outcome
from tests.actions.conftest import Desk
from tests.chain import first_break
from tests.postgres import postgres

__all__ = ["postgres"]

PDF = b"%PDF-1.7\n%contoh KTP\n%%EOF\n"
NAME = "Ibu Sri Contoh"
GROUND = "Permintaan tertulis tanggal 3 Maret 2026."


def variables(*names: str) -> Wish:
    return Wish(variables=frozenset(names))


def events_of(desk: Desk, case: ProcessInstance, kind: Happening) -> list[Event]:
    return [event for event in desk.history(case) if event.kind is kind]


def gone(desk: Desk, case: ProcessInstance, wish: Wish, **more: Any) -> None:
    erase_data(desk.office, case.id, wish, GROUND, by=desk.people["awas"], **more)


def attached(desk: Desk, case: ProcessInstance, name: str = "ktp sri.pdf", content: bytes = PDF) -> Attachment:
    return attach(desk.office, case.id, BytesIO(content), name, by=desk.people["siti"])


def ended(desk: Desk, meanwhile: Callable[[ProcessInstance], object] = id, **answers: Any) -> ProcessInstance:
    """A case that was closed, after a question, with Ibu Sri's name in many places; `meanwhile` before its end."""
    case = desk.start()
    desk.do(case, "ajukan", "siti", **{"nama": NAME, "nib": "9999000011112222", **answers})
    desk.do(case, "periksa", "opi", hasil="tanya")
    desk.do(case, "jawab", "siti", jawaban="Tetap saya sendiri.")
    correct(desk.office, case.id, {"nama": f"{NAME}, S.E."}, "Gelar.", by=desk.people["awas"])
    meanwhile(case)
    desk.do(case, "periksa", "opi", hasil="tutup")
    return desk.now(case)


# -- variables ----------------------------------------------------------------------------------------------------


def test_a_variable_vanishes_from_start_to_end_and_the_rest_of_every_event_stays(desk: Desk) -> None:
    case = ended(desk)
    gone(desk, case, variables("nama"), article=Article.ASKED)
    after, history = desk.now(case), desk.history(case)
    assert "nama" not in after.variables
    assert after.variables["nib"] == "9999000011112222"
    assert (after.title, after.business_key) == ("", "9999000011112222")
    assert first_break(history) is None
    assert not any(NAME.encode() in (event.payload or b"") for event in history)
    erased = erasures(history)
    assert [history[number - 1].element for number in erased] == ["ajukan", None]
    completed = next(event for event in history if event.number in erased)
    assert kept(completed, erased)["outputs"] == {"nib": "9999000011112222", "berkas": []}
    note = history[-1]
    assert (note.kind, note.actor) == (Happening.PAYLOAD_ERASED, "user:awas")
    erasure = erased[completed.number]
    assert (erasure.variables, erasure.ground, erasure.actor) == ({"nama"}, GROUND, "user:awas")
    assert b'"article":"pasal 43 ayat (1) huruf c"' in (note.payload or b"")


def test_a_case_is_not_found_any_more_by_what_was_erased(desk: Desk) -> None:
    case = ended(desk)
    wish = CaseWish(text="sri contoh")
    assert [row.instance.id for row in cases(desk.office, desk.people["awas"], wish).page.rows] == [case.id]
    gone(desk, case, variables("nama"))
    assert cases(desk.office, desk.people["awas"], wish).page.rows == []


def test_after_any_erasure_the_case_still_verifies(desk: Desk) -> None:
    case = ended(desk, lambda running: attached(desk, running))
    sent = send_message(desk.office, case.id, "Salam.", by=desk.people["siti"])
    said = comment(desk.office, case.id, "Sudah.", by=desk.people["opi"])
    (file,) = erasable(desk.office, case.id, by=desk.people["awas"]).files
    worded_events = [event.number for event, _ in worded(erasable(desk.office, case.id, by=desk.people["awas"]))]
    wishes = [
        variables("nama", "hasil"),
        Wish(files=frozenset({file.id})),
        Wish(messages=frozenset({sent.id})),
        Wish(comments=frozenset({said.id})),
        Wish(events=frozenset(worded_events)),
        variables("ronde", "nib"),
    ]
    for wish in wishes:
        gone(desk, case, wish)
        assert verify_case(desk.office, case.number) == [], wish
        assert judged(desk, case).outcome is not Outcome.DIFFERS


def test_a_second_erasure_takes_from_what_the_first_has_left(desk: Desk) -> None:
    case = ended(desk)
    gone(desk, case, variables("nama"))
    desk.go_on(days=1)
    erase_data(desk.office, case.id, variables("nib"), "Masa simpan habis.", by=desk.people["awas"])
    history = desk.history(case)
    assert first_break(history) is None
    assert not any(b"9999000011112222" in (event.payload or b"") for event in history)
    erased = erasures(history)
    (number,) = [n for n in erased if history[n - 1].element == "ajukan"]
    assert erased[number].variables == {"nama", "nib"}
    assert kept(history[number - 1], erased)["outputs"] == {"berkas": []}
    assert erased[number].ground == "Masa simpan habis."


def test_what_was_erased_already_cannot_be_erased_again(desk: Desk) -> None:
    case = ended(desk)
    gone(desk, case, variables("nama"))
    with pytest.raises(LajurError, match="nothing of it"):
        gone(desk, case, variables("nama"))


def test_notices_and_drafts_lose_it_too(desk: Desk) -> None:
    case = desk.start()
    work = desk.open(case, "ajukan")
    desk.do(case, "ajukan", "siti", nama=NAME, nib="1")
    save_draft(desk.office, desk.open(case, "periksa").id, {"nama": NAME, "hasil": "x"}, by=desk.people["opi"])
    desk.do(case, "periksa", "oka", hasil="tutup")
    with desk.office.store.reading() as reader:
        assert NAME in {notice.facts["title"] for notice in reader.notices_of(case.id)}
        assert reader.work_item(work.id).outputs_digest
    gone(desk, case, variables("nama"))
    with desk.office.store.reading() as reader:
        assert NAME not in {notice.facts["title"] for notice in reader.notices_of(case.id)}
        assert [draft.answers for draft in reader.drafts_of(case.id)] == [{"hasil": "x"}]
        assert reader.work_item(work.id).outputs_digest is None


def test_re_enactment_leaves_out_what_was_erased_and_says_so(desk: Desk) -> None:
    case = ended(desk)
    gone(desk, case, variables("nama"))
    found = judged(desk, case)
    assert (found.outcome, found.left_out) == (Outcome.SAME, ("nama",))
    gone(desk, case, variables("hasil"))
    found = judged(desk, case)
    assert found.outcome is Outcome.UNKNOWN
    assert str(found.reason).startswith("Without the variables that were erased (hasil, nama) the way")


def judged(desk: Desk, case: ProcessInstance) -> Any:
    with desk.office.store.reading() as reader:
        return reenact(desk.office, reader, reader.instance(case.id))


# -- running cases ------------------------------------------------------------------------------------------------


def test_a_running_case_keeps_what_it_still_reads(desk: Desk) -> None:
    case = desk.started()
    with pytest.raises(StillNeeded, match="needs nama at -"):
        gone(desk, case, variables("nama"))
    assert preview(desk.office, case.id, variables("nama", "berkas"), by=desk.people["awas"]).needed == {"nama": ["-"]}
    assert desk.history(case)[-1].kind is not Happening.PAYLOAD_ERASED


def test_what_it_does_not_read_any_more_can_go_while_it_runs(desk: Desk) -> None:
    case = desk.started("tanya")
    desk.do(case, "jawab", "siti", jawaban="Nomor telepon saya 0812-0000-0000.")
    gone(desk, case, variables("jawaban"))
    assert "jawaban" not in desk.now(case).variables
    desk.do(case, "periksa", "opi", hasil="tutup")
    assert judged(desk, case).outcome is Outcome.SAME


def test_an_incident_keeps_the_answers_it_will_repeat(desk: Desk) -> None:
    case = desk.started("hitung")
    desk.do(case, "bayar", "opi", catatan="Atas nama Ibu Sri")
    with pytest.raises(StillNeeded, match="needs catatan at bayar"):
        gone(desk, case, variables("catatan"))


def test_a_file_that_answers_of_a_running_case_speak_of_stays(desk: Desk) -> None:
    case = desk.start()
    file = attached(desk, case)
    desk.do(case, "ajukan", "siti", nama="x", berkas=[reference(file)])
    with pytest.raises(StillNeeded, match=r"needs ktp sri\.pdf at periksa"):
        gone(desk, case, Wish(files=frozenset({file.id})))


def reference(file: Attachment) -> dict[str, Any]:
    return {"digest": file.digest, "name": file.name, "size": file.size, "media_type": file.media_type}


# -- events, files, messages, comments ----------------------------------------------------------------------------


def test_an_event_loses_what_people_have_written_and_keeps_what_happened(desk: Desk) -> None:
    case = ended(desk)
    (corrected,) = events_of(desk, case, Happening.VARIABLES_CORRECTED)
    erase(desk.office, case.id, corrected.number, GROUND, by=desk.people["awas"])
    erased = erasures(desk.history(case))
    assert kept(desk.history(case)[corrected.number - 1], erased) == {}
    assert erased[corrected.number].variables == {"nama"}
    assert desk.now(case).variables["nama"] == f"{NAME}, S.E."


def test_a_file_is_gone_with_its_bytes_its_name_and_all_that_speaks_of_it(desk: Desk) -> None:
    case = desk.start()
    file = attached(desk, case)
    again = attached(desk, case, "salinan ktp.pdf")
    desk.do(case, "ajukan", "siti", nama="x", berkas=[reference(file)])
    desk.do(case, "periksa", "opi", hasil="tutup")
    loss = preview(desk.office, case.id, Wish(files=frozenset({file.id})), by=desk.people["awas"])
    assert ([it.id for it in loss.files], loss.shared) == ([file.id, again.id], frozenset())
    gone(desk, case, Wish(files=frozenset({file.id})))
    assert not desk.office.vault.has(file.digest)
    with desk.office.store.reading() as reader:
        assert reader.attachments(case.id) == []
    assert desk.now(case).variables["berkas"] == [
        {"digest": "", "name": "", "size": file.size, "media_type": "application/pdf"}
    ]
    for text in (b"ktp", file.digest.encode()):
        assert not any(text in (event.payload or b"") for event in desk.history(case))
    assert first_break(desk.history(case)) is None


def test_bytes_that_another_case_names_stay_there(desk: Desk) -> None:
    case, other = desk.start(), desk.start()
    file, same = attached(desk, case), attached(desk, other)
    wish = Wish(files=frozenset({file.id}))
    assert preview(desk.office, case.id, wish, by=desk.people["awas"]).shared == {file.digest}
    gone(desk, case, wish)
    assert desk.office.vault.has(same.digest)
    gone(desk, other, Wish(files=frozenset({same.id})))
    assert not desk.office.vault.has(same.digest)


def test_bytes_that_the_answers_of_a_linked_case_speak_of_stay(desk: Desk) -> None:
    case = desk.start()
    file = attached(desk, case)
    desk.do(case, "ajukan", "siti", nama="x", nib=file.digest)  # carried over to the next case
    desk.do(case, "periksa", "opi", hasil="tutup")
    start(desk.office, "permit", by=desk.people["siti"], linked_to=case.number)
    gone(desk, case, Wish(files=frozenset({file.id})))
    assert desk.office.vault.has(file.digest)


@pytest.mark.parametrize("by_event", [False, True])
def test_a_message_loses_its_text_and_the_digest_of_it(desk: Desk, by_event: bool) -> None:
    case = desk.started()
    sent = send_message(desk.office, case.id, "Nomor rekening 123-456.", by=desk.people["siti"])
    (event,) = events_of(desk, case, Happening.MESSAGE_SENT)
    gone(desk, case, Wish(events=frozenset({event.number})) if by_event else Wish(messages=frozenset({sent.id})))
    with desk.office.store.reading() as reader:
        assert [message.text for message in reader.messages(case.id)] == [""]
    assert kept(desk.history(case)[event.number - 1], erasures(desk.history(case))) == {
        "sender": "applicant",
        "message": sent.id,
    }


def test_a_comment_loses_its_text(desk: Desk) -> None:
    case = desk.started()
    kept = comment(desk.office, case.id, "Rumahnya di Jalan Contoh 5.", by=desk.people["opi"])
    gone(desk, case, Wish(comments=frozenset({kept.id})))
    with desk.office.store.reading() as reader:
        assert [it.text for it in reader.comments(case.id)] == [""]
    assert desk.history(case)[kept.event - 1].payload is None


# -- what the page tells before -----------------------------------------------------------------------------------


def test_the_same_words_elsewhere_are_told(desk: Desk) -> None:
    files: list[Attachment] = []
    case = ended(desk, lambda running: files.append(attached(desk, running, f"{NAME}.pdf")))
    comment(desk.office, case.id, f"Sudah bicara dengan {NAME}, S.E.", by=desk.people["opi"])
    send_message(desk.office, case.id, f"Salam, {NAME}", by=desk.people["siti"])
    follower = start(desk.office, "permit", by=desk.people["siti"], linked_to=case.number)
    correct_reason(desk, follower, f"{NAME}, S.E. menelepon.")
    here = preview(desk.office, case.id, variables("nama"), by=desk.people["awas"]).elsewhere
    assert Trace("comment", "1") in here
    assert Trace("message", "1") in here
    assert Trace("file", files[0].name) in here
    assert Trace("case", follower.number) in here
    there = preview(desk.office, follower.id, variables("jawaban", "nama"), by=desk.people["awas"]).elsewhere
    assert Trace("case", case.number) in there
    assert Trace("variable", "catatan") in there
    assert {trace.kind for trace in there} >= {"variable", "event", "case"}


def correct_reason(desk: Desk, case: ProcessInstance, reason: str) -> None:
    correct(desk.office, case.id, {"catatan": f"untuk {NAME}, S.E."}, reason, by=desk.people["awas"])


def test_words_of_the_process_and_short_numbers_are_no_traces(desk: Desk) -> None:
    case = ended(desk, nib="1234")
    correct(desk.office, desk.start().id, {"x": "tutup"}, "x", by=desk.people["awas"])
    assert preview(desk.office, case.id, variables("hasil", "nib"), by=desk.people["awas"]).elsewhere == []


# -- who, what, why -----------------------------------------------------------------------------------------------


def test_only_who_supervises_erases(desk: Desk) -> None:
    case = ended(desk)
    for login in ("audi", "ana", "opi", "siti"):
        with pytest.raises(Forbidden):
            preview(desk.office, case.id, variables("nama"), by=desk.people[login])
        with pytest.raises(Forbidden):
            erase_data(desk.office, case.id, variables("nama"), GROUND, by=desk.people[login])


@pytest.mark.parametrize("ground", ["", "  ", "x" * 1001])
def test_a_ground_is_needed(desk: Desk, ground: str) -> None:
    with pytest.raises(LajurError, match="ground"):
        erase_data(desk.office, ended(desk).id, variables("nama"), ground, by=desk.people["awas"])


@pytest.mark.parametrize(
    "wish",
    [
        Wish(files=frozenset({99})),
        Wish(messages=frozenset({99})),
        Wish(comments=frozenset({99})),
        Wish(events=frozenset({99})),
    ],
    ids=["file", "message", "comment", "event"],
)
def test_what_is_not_there_is_not_found(desk: Desk, wish: Wish) -> None:
    case = ended(desk)
    with pytest.raises(NotFound):
        gone(desk, case, wish)
    for call in (gone, lambda *its: preview(desk.office, 99, wish, by=desk.people["awas"])):
        with pytest.raises(NotFound):
            call(desk, replace(case, id=99), wish)


def test_what_says_which_case_it_is_and_the_notes_of_erasures_stay(desk: Desk) -> None:
    case = ended(desk)
    with pytest.raises(LajurError, match="nomor_kasus"):
        gone(desk, case, variables("nomor_kasus"))
    gone(desk, case, variables("nama"))
    note = events_of(desk, case, Happening.PAYLOAD_ERASED)[0]
    with pytest.raises(LajurError, match="note of an erasure stays"):
        gone(desk, case, Wish(events=frozenset({note.number})))


def test_a_case_that_has_changed_since_one_looked_is_not_erased_blindly(desk: Desk) -> None:
    case = ended(desk)
    comment(desk.office, case.id, "Tunggu dulu.", by=desk.people["opi"])
    with pytest.raises(Conflict):
        gone(desk, case, variables("nama"), seen=case.events)
    gone(desk, case, variables("nama"), seen=case.events + 1)


def test_a_title_that_cannot_be_read_reads_nothing(desk: Desk) -> None:
    case = ended(desk)
    with desk.office.store.reading() as reader:
        process = definition(desk.office, reader, case.digest)
        odd = replace(process, sop=replace(process.sop, title="=1 +"))
        assert loss_of(reader, odd, content_of(reader, case), variables("hasil")).after.title == case.title


def test_what_could_be_erased_is_shown_to_nobody_who_may_not(desk: Desk) -> None:
    case = ended(desk)
    with pytest.raises(NotFound):
        erasable(desk.office, 99, by=desk.people["awas"])
    with pytest.raises(Forbidden):
        erasable(desk.office, case.id, by=desk.people["audi"])
    held = values(erasable(desk.office, case.id, by=desk.people["awas"]))
    assert held["nama"] == [f"{NAME}, S.E.", NAME]
    assert "nomor_kasus" not in held
    assert "kasus_asal" not in held
