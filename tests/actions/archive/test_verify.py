"""Verification where nobody has tampered: it stays silent, whatever has honestly happened."""

from contextlib import suppress
from dataclasses import replace
from io import BytesIO
from json import dumps

import pytest

from app.actions._step import keep
from app.actions.archive import _books, verify
from app.actions.archive.verify import verify_all, verify_case
from app.actions.attach import attach
from app.actions.claim import claim
from app.actions.complete import complete
from app.actions.correct import correct
from app.actions.erase import erase
from app.actions.messages import send_message
from app.actions.play import play
from app.actions.retry import retry
from app.library.shipped import shipped_bundle, shipped_sops
from app.library.stories import read_stories
from app.model.bundle import DIAGRAM, SCENARIOS
from app.model.definition import Deployment
from app.model.discrepancy import SENTENCES, Code, Discrepancy, discrepancy
from app.model.errors import LajurError, NotFound, Unavailable
from app.model.event import Fact, Happening
from app.model.happens import HAPPENS
from app.model.instance import WorkState
from app.model.values import Json
from app.store.memory import MemoryStore
from app.wiring import stage_for
from tests.actions.archive.conftest import short
from tests.actions.archive.town import ANSWERED, ENDED, PDF, WAITING, settle
from tests.actions.conftest import Desk, permit_bundle
from tests.office import begin, bundle_of, hire, office_on, put

STORIES = [(sop, name) for sop in sorted(shipped_sops()) for name in read_stories(shipped_bundle(sop).files[SCENARIOS])]
FIELD = {"id": "f", "type": "textfield", "key": "suara_ku", "label": "Suara"}


def found(desk: Desk) -> list[str]:
    return [short(finding) for finding in verify_all(desk.office)]


def gone(desk: Desk, case: int, number: int, **left: Json) -> None:
    """Erase the payload of an event, and note it; `left` is what the note says besides."""
    with desk.office.store.writing() as unit:
        before = unit.hold(case)
        if before is None or number > before.events:
            raise NotFound
        unit.erase_payload(case, number)
        unit.erase_comment(case, number)
        fact = Fact(Happening.PAYLOAD_ERASED, payload={"number": number, "ground": "UU 27/2022", **left})
        keep(desk.office, unit, before, before, [fact], "user:awas", now=desk.clock.now)
        unit.commit()


@pytest.mark.parametrize(("sop", "name"), STORIES)
def test_no_story_of_a_shipped_sop_gives_a_finding(sop: str, name: str) -> None:
    bundle = shipped_bundle(sop)
    stories = read_stories(bundle.files[SCENARIOS])
    stage = stage_for(bundle, stories[name])
    assert play(stage, bundle, stories[name], stories).failure is None
    assert list(verify_all(stage.office)) == []


def test_a_town_in_which_everything_has_happened_gives_no_finding(desk: Desk) -> None:
    settle(desk)
    assert found(desk) == []
    assert verify_case(desk.office, f"P-2026-{ANSWERED:05d}") == []


def test_every_kind_of_event_is_known_to_the_fold() -> None:
    assert HAPPENS.keys() == set(Happening)


def test_every_code_has_a_sentence() -> None:
    assert SENTENCES.keys() == set(Code)


def test_a_case_that_is_not_there_cannot_be_verified(desk: Desk) -> None:
    with pytest.raises(NotFound, match="There is no case P-1"):
        verify_case(desk.office, "P-1")


def test_an_empty_database_gives_no_finding(desk: Desk) -> None:
    heard: list[tuple[int, int]] = []
    assert list(verify_all(desk.office, lambda done, total: heard.append((done, total)))) == []
    assert heard == [(0, 0)]


def test_progress_is_told_for_every_page(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verify, "PAGE", 2)
    for _ in range(4):
        desk.start()
    heard: list[tuple[int, int]] = []
    assert list(verify_all(desk.office, lambda done, total: heard.append((done, total)))) == []
    assert heard == [(2, 4), (4, 4), (4, 4)]


def test_a_history_is_read_in_pages(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_books, "ENTRIES", 3)
    desk.started("setuju")
    assert found(desk) == []


def test_a_clock_that_went_backwards_has_a_finding_of_its_own_and_the_chain_holds(desk: Desk) -> None:
    case = desk.started()
    desk.go_on(seconds=-3)
    claim(desk.office, desk.open(case, "periksa").id, by=desk.people["opi"])
    assert found(desk) == ["clock-backwards 1#8"]


def test_a_definition_that_cannot_be_read_any_more_is_a_finding_and_the_rest_goes_on(desk: Desk) -> None:
    desk.started()
    desk.started()
    broken = permit_bundle().replacing(DIAGRAM, b"<no diagram/>")
    with desk.office.store.writing() as unit:
        unit.add_bundle(broken)
        unit.add_deployment(Deployment("permit", 2, broken.digest, "system", desk.clock.now))
        case = unit.instance(1)
        assert case is not None
        unit.keep(case, replace(case, version=2, digest=broken.digest), [])
        unit.commit()
    findings = list(verify_all(desk.office))
    assert [short(it) for it in findings] == [
        "definition-unreadable",
        "definition-unreadable 1",
        "row-differs 1 version",
        "row-differs 1 digest",
    ]
    assert "cannot be read any more: The diagram is not well-formed XML: line 1" in str(findings[0].sentence)


def test_what_scripts_and_loops_set_is_left_to_the_re_enactment() -> None:
    office = office_on(MemoryStore())
    drawing = "(s) -> nilai{parallel=orang; as=siapa; collect=suara} -> hitung:script{ronde + 1; result=ronde} -> (e)"
    form = dumps({"type": "default", "id": "nilai", "schemaVersion": 19, "components": [FIELD]}).encode()
    bundle = bundle_of(drawing, orang=["a", "b"], ronde=1, judul="Suara").replacing("forms/nilai.form", form)
    put(office, bundle, "proses")
    person = hire(office, "pak")
    case = begin(office, person)
    for vote in ("ya", "tidak"):
        with office.store.reading() as reader:
            work = reader.work_items(case.id, open_only=True)[0]
        case = complete(office, work.id, {"suara_ku": vote}, by=person)
    assert case.variables == {**case.variables, "suara": [{"suara_ku": "ya"}, {"suara_ku": "tidak"}], "ronde": 2}
    assert list(verify_all(office)) == []


@pytest.mark.parametrize("case", [ENDED, WAITING])
@pytest.mark.parametrize("number", range(1, 30))
def test_whatever_is_erased_is_no_finding(desk: Desk, case: int, number: int) -> None:
    settle(desk)
    with suppress(NotFound):  # one has fewer events than the other
        gone(desk, case, number)
    silent = ["payload-gone 2#15"] if (case, number) == (WAITING, 16) else []  # what said who erased it is gone
    assert found(desk) == silent


@pytest.mark.parametrize("case", [ENDED, WAITING, ANSWERED])
def test_whatever_a_supervisor_erases_is_no_finding(desk: Desk, case: int) -> None:
    settle(desk)
    with desk.office.store.reading() as reader:
        last = len(reader.history(case))
    for number in range(1, last + 1):
        with suppress(LajurError):  # there is nothing of it to erase, or it is needed still
            erase(desk.office, case, number, "UU 27/2022", by=desk.people["awas"])
    assert found(desk) == []


def test_answers_that_were_sent_once_more_are_still_those_of_who_gave_them(desk: Desk) -> None:
    settle(desk)
    with desk.office.store.reading() as reader:
        (stopped,) = (work for work in reader.work_items(ANSWERED, open_only=True) if work.element == "bayar")
    correct(desk.office, ANSWERED, {"biaya": 5}, "Lupa", by=desk.people["awas"])
    retry(desk.office, stopped.id, by=desk.people["awas"])
    assert found(desk) == []
    assert desk.work(stopped.id).done_by == desk.people["opi"].id


def test_a_forged_payload_that_breaks_a_comparison_is_a_finding(desk: Desk) -> None:
    desk.started()
    store = desk.office.store
    assert isinstance(store, MemoryStore)
    events = list(store._shelf.events[1])
    events[6] = replace(events[6], payload=(events[6].payload or b"").replace(b"2026-", b"gestern "))
    store._shelf.events[1] = tuple(events)
    assert found(desk) == ["payload-changed 1#7", "payload-unreadable 1"]


def test_erased_files_messages_and_corrections_are_no_finding(desk: Desk) -> None:
    case = desk.started()
    siti, awas = desk.people["siti"], desk.people["awas"]
    attach(desk.office, case.id, BytesIO(PDF), "akta.pdf", by=siti)
    send_message(desk.office, case.id, "Kapan?", by=siti)
    correct(desk.office, case.id, {"nib": "8"}, "Salah", by=awas)
    desk.do(case, "periksa", "opi", hasil="hitung")
    desk.do(case, "bayar", "opi", catatan="Lunas")
    for number in range(1, desk.now(case).events + 1):
        gone(desk, case.id, number)
    assert found(desk) == []


def test_where_payloads_are_erased_work_is_still_counted(desk: Desk) -> None:
    case = desk.started()
    gone(desk, case.id, 6)
    work = desk.open(case, "periksa")
    with desk.office.store.writing() as unit:
        unit.save_work(replace(work, state=WorkState.DONE))
        unit.commit()
    assert found(desk) == ["work-missing 1"]
    with desk.office.store.writing() as unit:
        unit.save_work(work)
        unit.save_work(replace(work, id=99, token=99))
        unit.commit()
    assert found(desk) == ["work-unlogged 1"]


def test_a_variable_that_was_set_after_an_erasure_is_still_vouched_for(desk: Desk) -> None:
    case = desk.started()
    gone(desk, case.id, 5)
    correct(desk.office, case.id, {"nib": "8"}, "Salah", by=desk.people["awas"])
    set_variables(desk, 1, nib="7", nama="dihapus")
    assert found(desk) == ["variable-differs 1 nib"]


def set_variables(desk: Desk, case: int, **values: Json) -> None:
    """Write other values into the row of a case."""
    with desk.office.store.writing() as unit:
        now = unit.hold(case)
        assert now is not None
        kept = {name: value for name, value in {**now.variables, **values}.items() if value != "-"}
        unit.keep(now, replace(now, variables=kept), [])
        unit.commit()


def test_what_an_erasure_has_left_is_still_vouched_for(desk: Desk) -> None:
    desk.started()
    rest: Json = {"token": 4, "work": "user", "outputs": {"nib": "9999", "berkas": []}}
    gone(desk, 1, 5, rest=rest, variables=["nama"])
    set_variables(desk, 1, nama="-")
    assert found(desk) == []
    set_variables(desk, 1, nib="7777", ronde=2)
    assert found(desk) == ["variable-differs 1 nib", "variable-differs 1 ronde"]


def test_an_erasure_that_was_erased_is_told_by_what_is_left_of_it(desk: Desk) -> None:
    desk.started()
    gone(desk, 1, 5)
    gone(desk, 1, 8, rest={"number": 5, "ground": "UU 27/2022"})
    assert found(desk) == []


def test_an_erasure_that_did_not_happen_is_a_finding(desk: Desk) -> None:
    case = desk.started()
    gone(desk, case.id, 5)
    kept = desk.history(case)[4]
    assert kept.payload is None
    store = desk.office.store
    assert isinstance(store, MemoryStore)
    events = list(store._shelf.events[1])
    events[4] = replace(kept, payload=b"{}", salt=b"")
    store._shelf.events[1] = tuple(events)
    assert "payload-kept 1#5" in found(desk)


def test_two_values_that_only_look_alike_are_told_apart(desk: Desk) -> None:
    desk.started()
    set_variables(desk, 1, ronde=1.0, batas=True)
    assert found(desk) == ["variable-differs 1 batas", "variable-differs 1 ronde"]


def test_a_vault_that_cannot_be_read_is_a_finding(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    case = desk.started()
    attach(desk.office, case.id, BytesIO(PDF), "akta.pdf", by=desk.people["siti"])

    def refuse(digest: str) -> None:
        raise Unavailable

    monkeypatch.setattr(desk.office.vault, "open", refuse)
    assert found(desk) == ["file-missing 1#8"]


def test_a_finding_says_where_and_what_and_can_be_kept() -> None:
    finding = discrepancy(Code.ROW_DIFFERS, "P-1", 3, column="title")
    assert str(finding) == "P-1 #3: The column title of the case is not what the history says. [row-differs]"
    again = Discrepancy.from_row(finding.to_row())
    assert (again.code, again.case, again.event, str(again.sentence)) == (
        "row-differs",
        "P-1",
        3,
        str(finding.sentence),
    )
    lonely = discrepancy(Code.SEAL_MISSING, first=1, last=2)
    assert str(lonely) == "Seals 1 to 2 are missing. [seal-missing]"
    assert Discrepancy.from_row(lonely.to_row()).case is None
