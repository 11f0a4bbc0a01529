"""`lajur verify`, `lajur seal`, `lajur export-case`, as they are typed."""

import sqlite3
from collections.abc import Callable
from json import loads
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner, Result

from app.actions.start import start
from app.cli import main, verifying
from app.settings import Settings
from app.wiring import open_for_business, open_office

Lajur = Callable[..., Result]


@pytest.fixture
def lajur(tmp_path: Path) -> Lajur:
    """Types a command at an installation with one case."""
    settings = Settings(data=tmp_path / "data")
    office = open_office(settings)
    open_for_business(office, settings)
    with office.store.writing() as unit:
        siti = unit.add_user("siti", "Siti", {"pemohon"}, "")
        unit.commit()
    start(office, "izin_perluasan", by=siti)
    office.store.close()

    def typed(*words: str, **environment: str) -> Result:
        return CliRunner().invoke(main, list(words), env={"LAJUR_DATA": str(tmp_path / "data"), **environment})

    return typed


@pytest.fixture
def number(lajur: Lajur, tmp_path: Path) -> str:
    return str(sql(tmp_path, "SELECT number FROM instance")[0][0])


def sql(tmp_path: Path, *statements: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(tmp_path / "data" / "lajur.db") as connection:
        rows = [connection.execute(statement).fetchall() for statement in statements]
    connection.close()
    return rows[-1]


def tamper(tmp_path: Path) -> None:
    sql(tmp_path, "DROP TRIGGER event_update", "UPDATE event SET actor = 'user:lain' WHERE number = 2")


def test_nothing_is_said_when_all_is_well(lajur: Lajur) -> None:
    result = lajur("verify")
    assert (result.exit_code, result.output) == (0, "")


def test_a_finding_is_printed_and_the_status_says_so(lajur: Lajur, number: str, tmp_path: Path) -> None:
    tamper(tmp_path)
    for words in (["verify"], ["verify", number]):
        result = lajur(*words)
        assert result.exit_code == 1
        assert result.output == (
            f"{number} #2: The event does not fit into the chain: it, or its digest, was changed. [chain-broken]\n"
        )


def test_findings_are_told_to_machines_as_json(lajur: Lajur, number: str, tmp_path: Path) -> None:
    tamper(tmp_path)
    row = loads(lajur("verify", "--json").output)
    assert (row["code"], row["case"], row["event"]) == ("chain-broken", number, 2)
    assert row["sentence"].startswith("The event does not fit")


@pytest.mark.parametrize(
    ("words", "environment", "sentence"),
    [
        (["verify", "IP-1"], {}, "There is no case IP-1."),
        (["verify", "--seals", "/nowhere"], {}, "There are no seals here."),
        (["verify"], {"LAJUR_DATA": "/nowhere"}, "There is no database /nowhere/lajur.db."),
        (["verify"], {"LAJUR_DEMO": "perhaps"}, "LAJUR_DEMO is 1 or 0"),
        (["verify"], {"LAJUR_DATABASE": "postgresql+psycopg://localhost:1/x"}, "The storage cannot take this"),
    ],
)
def test_what_cannot_be_checked_has_a_status_of_its_own(
    lajur: Lajur, words: list[str], environment: dict[str, str], sentence: str
) -> None:
    result = lajur(*words, **environment)
    assert result.exit_code == 2
    assert sentence in result.stderr


def test_a_fault_of_ours_is_no_finding(lajur: Lajur, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verifying, "verify_all", lambda *_: 1 / 0)
    assert lajur("verify").exit_code == 2


def test_seals_are_written_and_checked(lajur: Lajur, tmp_path: Path) -> None:
    folder = tmp_path / "data" / "seals"
    assert lajur("seal").output.splitlines()[-1] == str(folder / "seal-000001.jsonl")
    assert lajur("verify", "--seals", str(folder)).exit_code == 0
    sql(
        tmp_path,
        "DROP TRIGGER event_delete",
        "DELETE FROM event WHERE number = (SELECT max(number) FROM event)",
    )
    result = lajur("verify", "--seals", str(folder))
    assert result.exit_code == 1
    assert "[history-short]" in result.output
    assert "[sealed-truncated]" in result.output


def test_seals_lie_where_a_setting_says(lajur: Lajur, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    assert lajur("seal", LAJUR_SEALS=str(elsewhere)).exit_code == 0
    assert (elsewhere / "seal-000001.jsonl").exists()
    assert not (tmp_path / "data" / "seals").exists()


def test_the_public_key_is_printed_and_known_keys_can_be_given(lajur: Lajur, tmp_path: Path) -> None:
    key = lajur("seal", "--public-key").output.splitlines()[-1]
    assert len(bytes.fromhex(key)) == 32
    assert (tmp_path / "data" / "keys" / "seal.pem").stat().st_mode & 0o777 == 0o600
    lajur("seal")
    seals = str(tmp_path / "data" / "seals")
    assert lajur("verify", "--seals", seals, "--key", key).exit_code == 0
    result = lajur("verify", "--seals", seals, "--key", "00" * 32)
    assert (result.exit_code, "[seal-key]" in result.output) == (1, True)


def test_a_key_can_be_given_as_a_file(lajur: Lajur, tmp_path: Path) -> None:
    key = lajur("seal", "--public-key").output
    moved = tmp_path / "kunci.pem"
    (tmp_path / "data" / "keys" / "seal.pem").rename(moved)
    assert lajur("seal", "--public-key", LAJUR_SEAL_KEY=str(moved)).output.splitlines()[-1] == key.splitlines()[-1]
    result = lajur("seal", LAJUR_SEAL_KEY=str(tmp_path / "nowhere.pem"))
    assert (result.exit_code, "The key in nowhere.pem cannot be read." in result.output) == (1, True)


def test_somebody_who_looks_on_sees_progress_and_a_result(
    lajur: Lajur, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(verifying, "is_watched", lambda: True)
    lajur("seal")
    result = lajur("verify", "--seals", str(tmp_path / "data" / "seals"))
    assert "cases" in result.stderr
    assert "seals" in result.stderr
    assert "All is well." in result.stderr
    tamper(tmp_path)
    assert "1 findings." in lajur("verify").stderr


def test_a_case_is_taken_away_whole(lajur: Lajur, number: str, tmp_path: Path) -> None:
    target = tmp_path / "kasus.zip"
    assert lajur("export-case", number, "--output", str(target)).exit_code == 0
    assert ZipFile(target).testzip() is None
    assert [path.name for path in tmp_path.glob(".making-*")] == []


def test_a_case_is_taken_away_under_its_number(lajur: Lajur, number: str, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert lajur("export-case", number).exit_code == 0
    assert (tmp_path / f"{number}.zip").exists()


def test_what_cannot_be_taken_away_is_a_sentence(lajur: Lajur, number: str) -> None:
    result = lajur("export-case", number, "--output", "/nowhere/x.zip")
    assert (result.exit_code, "/nowhere/x.zip cannot be written" in result.output) == (1, True)
    assert "There is no case IP-1." in lajur("export-case", "IP-1").output
