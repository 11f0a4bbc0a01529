"""`lajur demo-history`, alone on SQLite and side by side on PostgreSQL."""

import os
import signal
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app.actions.archive.demo_history import Wish
from app.cli import main
from app.cli.history_parts import side_by_side
from app.model.demo_plan import Period
from app.model.errors import NotFound
from app.model.instance import ProcessInstance, Status
from app.ports import InstanceQuery
from app.settings import Settings
from app.wiring import open_office
from tests.chain import first_break

UNTIL = datetime(2026, 10, 30, 9, tzinfo=UTC)
PERIOD = Period(UNTIL - timedelta(days=200), UNTIL, running=0.1)


def lajur(data: Path, *words: str, **environment: str) -> Result:
    return CliRunner().invoke(main, ["demo-history", *words], env={"LAJUR_DATA": str(data), **environment})


def cases_of(settings: Settings) -> list[ProcessInstance]:
    office = open_office(settings)
    with office.store.reading() as reader:
        cases = [reader.instance(row.id) for row in reader.instances(InstanceQuery(limit=1000))]
        assert all(first_break(reader.history(case.id)) is None for case in cases if case)
    office.store.close()
    return sorted((case for case in cases if case), key=lambda case: (case.started_at, case.id))


def test_a_history_is_made_in_a_demo(tmp_path: Path) -> None:
    said = lajur(tmp_path, "--cases", "5", "--from", "2026-03-02", "--until", "2026-10-30", LAJUR_DEMO="1")
    assert (said.exit_code, said.output.splitlines()[-1]) == (0, "5 cases of 02-03-2026 to 31-10-2026.")
    assert len(cases_of(Settings(data=tmp_path))) == 5


def test_a_real_office_is_never_polluted(tmp_path: Path) -> None:
    said = lajur(tmp_path, "--cases", "5")
    assert said.exit_code == 1
    assert "This is not a demo" in said.output
    assert list(tmp_path.iterdir()) == []


def test_a_test_database_may_be_named_as_one(tmp_path: Path) -> None:
    said = lajur(tmp_path, "--cases", "1", "--sop", "izin_perluasan", "--yes-this-is-a-test-database")
    assert said.exit_code == 0


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--from", "2026-03-02", "--until", "2026-03-01"), "A history begins before it ends."),
        (("--processes", "2"), "Several processes need PostgreSQL: SQLite has one writer at a time."),
        (("--sop", "nothing"), "No SOP with stories is deployed here."),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_sentence(tmp_path: Path, words: tuple[str, ...], sentence: str) -> None:
    said = lajur(tmp_path, "--cases", "3", *words, LAJUR_DEMO="1")
    assert said.exit_code != 0
    assert sentence in said.output


def test_two_processes_make_one_history_without_gaps(tmp_path: Path, postgres_database: Callable[[], str]) -> None:
    settings = Settings(data=tmp_path, database=postgres_database(), demo=True)
    words = ("--cases", "8", "--processes", "2", "--from", "2026-03-02", "--until", "2026-10-30")
    said = lajur(tmp_path, *words, LAJUR_DEMO="1", LAJUR_DATABASE=settings.database)
    assert (said.exit_code, said.output.splitlines()[-1][:9]) == (0, "8 cases o")
    cases = cases_of(settings)
    assert len(cases) == 8
    for prefix in ("IP-", "IPM-"):
        numbers = [case.number for case in cases if case.number.startswith(prefix)]
        assert numbers == [f"{prefix}2026-{n:05d}" for n in range(1, len(numbers) + 1)]


def test_what_goes_wrong_in_one_process_stops_all_of_them(tmp_path: Path, postgres_database: Callable[[], str]) -> None:
    settings = Settings(data=tmp_path, database=postgres_database(), demo=True)
    with pytest.raises(NotFound, match="No SOP with stories"):
        side_by_side(settings, Wish(4, PERIOD, sops=("nothing",)), 1, lambda _: None)


def test_an_interrupt_leaves_whole_cases(tmp_path: Path, postgres_database: Callable[[], str]) -> None:
    settings = Settings(data=tmp_path, database=postgres_database(), demo=True)

    pressed: list[int] = []

    def interrupt(started: int) -> None:
        if started > 2 and not pressed:
            pressed.append(started)
            os.kill(os.getpid(), signal.SIGINT)

    count = side_by_side(settings, Wish(200, replace(PERIOD, running=0), seed=2), 2, interrupt)
    assert 2 < count < 200
    cases = cases_of(settings)
    assert len(cases) == count
    assert {case.status for case in cases} <= {Status.ENDED, Status.CANCELLED}
