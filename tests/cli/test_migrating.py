"""`lajur migrate`, as it is typed."""

from collections.abc import Callable
from datetime import UTC, datetime
from json import loads
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from app.actions.start import start
from app.cli import main
from app.library.shipped import shipped_bundle
from app.model.bundle import DIAGRAM
from app.model.definition import Deployment
from app.model.errors import unpacked
from app.model.release import Milestone
from app.settings import Settings
from app.wiring import open_for_business, open_office

SOP = "izin_perluasan"
YEAR = datetime.now(UTC).year
Lajur = Callable[..., Result]


@pytest.fixture
def lajur(tmp_path: Path) -> Lajur:
    """An installation with two cases at their first task, and a version that puts a step before it."""
    settings = Settings(data=tmp_path, demo=True)
    office = open_office(settings)
    open_for_business(office, settings)
    bundle = shipped_bundle(SOP)
    renamed = bundle.replacing(DIAGRAM, bundle.files[DIAGRAM].replace(b'name="', b'name="Baru ', 3))
    gone = bundle.replacing(DIAGRAM, bundle.files[DIAGRAM].replace(b'"ajukan_izin"', b'"mengajukan"'))
    with office.store.writing() as unit:
        applicant = unit.user_by_login("pemohon")
        for version, each in ((2, renamed), (3, gone)):
            unit.add_bundle(each)
            unit.add_deployment(Deployment(SOP, version, each.digest, "system", office.clock()))
        unit.commit()
    assert applicant
    for _ in range(2):
        start(office, SOP, by=applicant, version=1)
    office.store.close()

    def typed(*words: str) -> Result:
        return CliRunner().invoke(main, ["migrate", *words], env={"LAJUR_DATA": str(tmp_path)})

    return typed


def test_a_dry_run_moves_nothing_and_the_move_then_does(lajur: Lajur) -> None:
    said = lajur(SOP, "--to", "2", "--dry-run")
    assert (said.exit_code, said.output.splitlines()[-1]) == (0, "izin_perluasan version 2: 2 could be moved, 0 stay.")
    one = lajur(SOP, "--to", "2", "--case", f"IP-{YEAR}-00001")
    assert one.output.splitlines()[-1] == "izin_perluasan version 2: 1 moved, 0 stay."
    assert lajur(SOP, "--to", "2").output.splitlines()[-1] == "izin_perluasan version 2: 1 moved, 0 stay."


def test_the_history_of_the_sop_tells_of_the_moves_of_each_call(lajur: Lajur, tmp_path: Path) -> None:
    lajur(SOP, "--to", "2", "--dry-run")
    lajur(SOP, "--to", "2")
    lajur(SOP)
    office = open_office(Settings(data=tmp_path, demo=True))
    with office.store.reading() as reader:
        (told,) = [it for it in reader.definition_events(SOP) if it.kind is Milestone.MIGRATED]
    office.store.close()
    assert (told.version, told.actor) == (2, "system")
    assert str(unpacked(told.note)) == f"Moved (2): IP-{YEAR}-00001, IP-{YEAR}-00002"


def test_what_stays_says_why_and_the_exit_status_is_1(lajur: Lajur) -> None:
    said = lajur(SOP, "--json")
    found = loads(said.output)
    assert (said.exit_code, found["version"]) == (1, 3)
    assert [case["fate"] for case in found["cases"]] == ["refused", "refused"]
    assert "is not in the new version." in found["cases"][0]["reasons"][0]["sentence"]
    plain = lajur(SOP).output
    assert "stays\n    “" in plain
    assert lajur(SOP, "--to", "9").output == "Error: There is no version 9 of izin_perluasan.\n"
