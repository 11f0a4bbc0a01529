"""What every store promises about complaints and the satisfaction survey."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import psycopg
import pytest
import sqlalchemy as sa

from app.model.complaint import Complaint, ComplaintDeed, ComplaintEvent, ComplaintFile, ComplaintState
from app.model.errors import Conflict
from app.model.instance import Status
from app.model.survey import Response
from app.ports import Store
from app.store.books import SqlStore
from tests.store.cases import MINUTE, NOW, case, given

TODAY = date(2026, 3, 17)
on_all = pytest.mark.parametrize("address", ["memory", "sqlite", "postgres"], indirect=True)
on_databases = pytest.mark.parametrize("address", ["sqlite", "postgres"], indirect=True)

FILED = ComplaintEvent(1, NOW, ComplaintDeed.FILED, "complainant")
ANSWERED = ComplaintEvent(2, NOW + MINUTE, ComplaintDeed.ANSWERED, "user:sri", "Sudah kami perbaiki.", "")
SCAN = ComplaintFile(0, 0, "cd" * 32, "bukti.pdf", "application/pdf", 1200)


def complaint(number: int = 1, **changes: Any) -> Complaint:
    fresh = Complaint(
        id=0,
        number=f"ADU-2026-{number:05}",
        code="ab" * 32,
        sop="izin_perluasan",
        kind="normatif",
        subject="Loket tutup",
        text="Loket tutup\nsebelum jam tiga.",
        contact="",
        case_number="IP-2026-00001",
        filed_at=NOW,
        due=date(2026, 3, 27),
        events=1,
    )
    return replace(fresh, **changes)


def filed(store: Store, *complaints: Complaint, files: tuple[ComplaintFile, ...] = ()) -> list[Complaint]:
    with store.writing() as unit:
        kept = [unit.add_complaint(it, FILED, files) for it in complaints or (complaint(),)]
        unit.commit()
    return kept


@on_all
def test_a_complaint_is_found_by_its_number_with_history_and_files(store: Store) -> None:
    [kept] = filed(store, files=(SCAN,))
    with store.reading() as books:
        assert books.complaint("ADU-2026-00001") == kept == replace(complaint(), id=kept.id)
        assert books.complaint("ADU-2026-00002") is None
        assert books.complaint_events(kept.id) == [FILED]
        [file] = books.complaint_files(kept.id)
        assert file == replace(SCAN, id=file.id, complaint=kept.id)
        assert books.complaint_events(kept.id + 1) == []


@on_all
def test_a_number_is_given_to_one_complaint_only(store: Store) -> None:
    filed(store)
    with store.writing() as unit, pytest.raises(Conflict):
        unit.add_complaint(complaint(), FILED, ())


@on_all
def test_complaints_are_listed_newest_first_by_state_and_page(store: Store) -> None:
    first, second, third = filed(store, complaint(1), complaint(2, state=ComplaintState.CLOSED), complaint(3))
    with store.reading() as books:
        assert books.complaints() == [third, second, first]
        assert books.complaints(limit=2) == [third, second]
        assert books.complaints(before=second.id) == [first]
        assert books.complaints(state=ComplaintState.OPEN) == [third, first]


@on_all
def test_a_change_is_kept_with_its_event(store: Store) -> None:
    [before] = filed(store)
    after = replace(before, state=ComplaintState.ANSWERED, answered_on=TODAY, events=2)
    with store.writing() as unit:
        unit.keep_complaint(before, after, ANSWERED)
        unit.commit()
    with store.reading() as books:
        assert books.complaint(before.number) == after
        assert books.complaint_events(before.id) == [FILED, ANSWERED]


@on_all
def test_two_people_do_not_change_the_same_complaint_at_once(store: Store) -> None:
    [before] = filed(store)
    with store.writing() as unit:
        unit.keep_complaint(before, replace(before, events=2), ANSWERED)
        unit.commit()
    with store.writing() as unit, pytest.raises(Conflict):
        unit.keep_complaint(before, replace(before, events=2), ANSWERED)


@on_databases
@pytest.mark.parametrize("statement", ["UPDATE complaint_event SET text = ''", "DELETE FROM complaint_event"])
def test_the_history_of_a_complaint_is_never_changed(store: SqlStore, statement: str) -> None:
    filed(store)
    with store.writer.connect() as connection, pytest.raises(sa.exc.IntegrityError):
        connection.execute(sa.text(statement))


@pytest.mark.parametrize("address", ["postgres"], indirect=True)
def test_it_cannot_be_emptied_either(store: SqlStore, postgres_url: str) -> None:
    with store.writer.connect() as connection, pytest.raises(sa.exc.IntegrityError) as refusal:
        connection.execute(sa.text("TRUNCATE complaint_event"))
    assert isinstance(refusal.value.orig, psycopg.errors.IntegrityError)


def response(number: int, day: date = TODAY, **changes: Any) -> Response:
    return Response(number, "izin_perluasan", day, {"WAKTU": 3}, {"sex": "p"}, **changes)


def answered(store: Store, *responses: Response) -> None:
    with store.writing() as unit:
        for it in responses:
            unit.add_survey_response(f"{it.id:064x}", it)
        unit.commit()


@on_all
def test_responses_are_found_by_sop_and_day(store: Store) -> None:
    yesterday = TODAY - timedelta(days=1)
    mine, old = response(2**55, suggestion="Lebih cepat."), response(7, yesterday)
    answered(store, mine, old, replace(response(9), sop="lain"))
    with store.reading() as books:
        assert books.survey_responses("izin_perluasan", TODAY, TODAY) == [mine]
        assert books.survey_responses("izin_perluasan", yesterday, TODAY) == [old, mine]


@on_all
def test_a_token_is_used_once(store: Store) -> None:
    token = f"{5:064x}"
    answered(store, response(5))
    with store.reading() as books:
        assert books.survey_token_used(token)
        assert not books.survey_token_used(f"{6:064x}")
    with store.writing() as unit, pytest.raises(Conflict):
        unit.add_survey_response(token, response(6))


@on_databases
def test_nothing_in_the_books_leads_from_a_response_to_its_token(store: SqlStore) -> None:
    answered(store, response(5))
    with store.writer.connect() as connection:
        assert [*connection.execute(sa.text("SELECT * FROM survey_token")).keys()] == ["digest"]
        kept = connection.execute(sa.text("SELECT * FROM survey_response")).mappings().one()
    assert set(kept) == {"id", "sop", "day", "scores", "traits", "suggestion"}
    assert (kept["day"], kept["suggestion"]) == ("2026-03-17", "")


@on_all
def test_the_cases_that_have_ended_in_a_time_are_counted(store: Store) -> None:
    ended = {"status": Status.ENDED, "state": None, "end": "terbit"}
    given(
        store,
        case(1, ended_at=NOW, **ended),
        case(2, ended_at=NOW + MINUTE, **ended),
        case(3),
        case(4, sop="lain", ended_at=NOW, **ended),
    )
    with store.reading() as books:
        assert books.cases_ended("izin_perluasan", NOW, NOW + MINUTE) == 1
        assert books.cases_ended("izin_perluasan", NOW, NOW + 2 * MINUTE) == 2
