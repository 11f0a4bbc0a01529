"""Everything that somebody with access to the database can do, and what the verification says of it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from app.model.verification import TOLD
from tests.actions.archive.conftest import Attacker
from tests.actions.archive.town import ENDED, JPEG


@dataclass
class Crime:
    """The statements that are run, and what is found."""

    sql: list[str] = field(default_factory=list)
    found: list[str] = field(default_factory=list)

    def __str__(self) -> str:
        return "; ".join(self.sql)


def crimes() -> Iterator[Crime]:
    """The crimes of `crimes.txt`."""
    crime = Crime()
    for line in Path(__file__).with_name("crimes.txt").read_text().splitlines():
        if line.startswith(" "):
            crime.found += [found.strip() for found in line.strip().rstrip(",").split(",")]
        elif line and not line.startswith("#"):
            if crime.found:
                yield crime
                crime = Crime()
            crime.sql.append(line)
    yield crime


@pytest.mark.parametrize("crime", list(crimes()), ids=str)
def test_it_is_found_and_named(attacker: Attacker, crime: Crime) -> None:
    attacker.sql(*crime.sql)
    assert attacker.everything() == crime.found


def test_nothing_is_found_where_nobody_has_done_anything(attacker: Attacker) -> None:
    assert attacker.everything() == []


def test_a_file_that_is_gone_from_the_vault_is_found(attacker: Attacker) -> None:
    attacker.vault._files.clear()
    assert attacker.everything() == ["file-missing 1#5", "file-missing 2#9"]


def test_a_file_that_was_changed_in_the_vault_is_found(attacker: Attacker) -> None:
    attacker.vault._files = dict.fromkeys(attacker.vault._files, JPEG + b"x")
    assert attacker.everything() == ["file-changed 1#5", "file-changed 2#9"]


def test_swapped_histories_are_found_in_both_cases(attacker: Attacker) -> None:
    attacker.sql(
        "UPDATE event SET instance_id = 99 WHERE instance_id = 1",
        "UPDATE event SET instance_id = 1 WHERE instance_id = 5",
        "UPDATE event SET instance_id = 5 WHERE instance_id = 99",
    )
    found = attacker.everything()
    assert {"row-differs 1 number", "row-differs 5 number", "history-short 1#14", "history-long 5#14"} <= set(found)


def test_one_case_is_verified_alone(attacker: Attacker) -> None:
    attacker.sql(
        "UPDATE event SET actor = 'user:oka' WHERE number = 2",
        "UPDATE attachment SET digest = digest WHERE instance_id = 1",
    )
    attacker.vault._files.clear()
    assert attacker.one_case(ENDED) == ["chain-broken 1#2", "file-missing 1#5"]


def test_a_text_in_a_column_of_bytes_is_a_finding_and_the_rest_goes_on(sqlite_town: Attacker) -> None:
    sqlite_town.sql(
        "UPDATE event SET payload = 'x1', salt = 'y', digest = 'z' WHERE instance_id = 1 AND number = 6",
        "UPDATE event SET at = 'kemarin' WHERE instance_id = 1 AND number = 6",
        "UPDATE instance SET head = 'abc', digest = 'abc' WHERE id = 2",
        "UPDATE deployment SET digest = 'abc'",
        "UPDATE blob SET bytes = 'abc'",
    )
    try:
        found = sqlite_town.everything()
    finally:
        sqlite_town.restore()
    assert {"payload-changed 1#6", "chain-broken 1#6", "clock-backwards 1#6", "row-unreadable 2 instance"} <= set(found)
    assert {"deployment-differs 3", "definition-unreadable 3"} <= set(found)


@pytest.mark.parametrize("payload", ["[1]", "{", '{"token": "4"}', "[" * 100_000, '{"token": 4, "outputs": 5}'])
def test_a_forged_payload_that_makes_no_sense_is_a_finding(attacker: Attacker, payload: str) -> None:
    attacker.sql("UPDATE event SET payload = :payload WHERE instance_id = 1 AND number = 6", payload=payload.encode())
    found = attacker.everything()
    assert found[:2] == ["payload-changed 1#6", "payload-unreadable 1#6"]
    assert all(" 1" in line for line in found)


def test_a_history_that_was_rewritten_as_a_whole_is_told_in_few_words(attacker: Attacker) -> None:
    for number in range(30, 200):
        attacker.sql(
            "INSERT INTO event (instance_id, number, at, kind, actor, payload_digest, digest)"
            " SELECT 1, :number, 0, 'element:passed', 'x', head, head FROM instance WHERE id = 1",
            number=number,
        )
    found = attacker.one_case(ENDED)
    assert found[:2] == ["chain-broken 1#30", "clock-backwards 1#30"]
    assert len(found) == TOLD + 1
    assert found[-1] == "more 1"
