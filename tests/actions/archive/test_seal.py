"""Seals: what they hold, when they are written, and what the books are found guilty of."""

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from itertools import repeat
from json import loads
from pathlib import Path

import pytest

from app.actions.archive.seal import newest, place, seal, seal_daily
from app.actions.archive.verify import verify_all
from app.actions.archive.verify_seals import verify_seals
from app.model.errors import LajurError, NotFound, Unavailable
from app.model.event import GENESIS, Event, Fact, chain
from app.model.seal import LONGEST
from app.store.memory import MemoryStore
from app.store.seal_folder import FileNotary, FolderSeals
from tests.actions.archive.conftest import Attacker, short
from tests.actions.conftest import Desk, desk_on

Sealed = Callable[[Desk], Desk]


@pytest.fixture
def sealed(folder: Path) -> Sealed:
    """The same desk, in an office that keeps seals."""

    def of(desk: Desk) -> Desk:
        notary = FileNotary(folder.parent / "keys" / "seal.pem", make=True)
        return replace(desk, office=replace(desk.office, seals=FolderSeals(folder), notary=notary))

    return of


def found(desk: Desk, folder: Path, *keys: str) -> list[str]:
    return [short(finding) for finding in verify_seals(desk.office, FolderSeals(folder), keys)]


def test_a_seal_tells_of_every_case_and_every_deployment(desk: Desk, sealed: Sealed, folder: Path) -> None:
    desk = sealed(desk)
    first, second = desk.start(), desk.started()
    assert seal(desk.office) == "seal-000001.jsonl"
    header, deployed, *cases, last = map(loads, (folder / "seal-000001.jsonl").read_text().splitlines())
    assert header["number"] == 1
    assert header["previous"] is None
    assert header["at"] == "2026-03-17T02:00:00+00:00"
    assert header["key"] == place(desk.office)[1].public_key()
    assert (deployed["sop"], deployed["version"], deployed["digest"]) == ("permit", 1, first.digest)
    assert [case["case"] for case in cases] == [first.number, second.number]
    assert cases[1] == {"id": 2, "case": second.number, "events": second.events, "head": second.head.hex()}
    assert last.keys() == {"signature"}


def test_seals_form_a_chain(desk: Desk, sealed: Sealed, folder: Path) -> None:
    desk = sealed(desk)
    desk.start()
    first, second = seal(desk.office), seal(desk.office)
    header = loads((folder / second).read_text().splitlines()[0])
    assert header["previous"] == sha256((folder / first).read_bytes()).hexdigest()
    assert found(desk, folder) == []
    desk.started("setuju")
    seal(desk.office)
    assert found(desk, folder) == []
    assert [path.name for path in sorted(folder.iterdir())] == [f"seal-{n:06d}.jsonl" for n in (1, 2, 3)]


def test_one_seal_is_written_a_day(desk: Desk, sealed: Sealed, folder: Path) -> None:
    desk = sealed(desk)
    assert seal_daily(desk.office) == "seal-000001.jsonl"
    assert seal_daily(desk.office) is None
    desk.go_on(days=1)
    assert seal_daily(desk.office) == "seal-000002.jsonl"
    assert seal_daily(desk.office) is None


def test_of_two_nodes_one_writes_the_seal_of_the_day(
    desk: Desk, sealed: Sealed, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = sealed(desk)
    other, linking = FolderSeals(folder), FolderSeals.keep

    def slow(seals: FolderSeals, name: str, write: Callable[..., None]) -> bool:
        monkeypatch.setattr(FolderSeals, "keep", linking)
        assert seal_daily(replace(desk.office, seals=other)) == "seal-000001.jsonl"
        return seals.keep(name, write)

    monkeypatch.setattr(FolderSeals, "keep", slow)
    assert seal_daily(desk.office) is None
    assert len(list(folder.iterdir())) == 1


def test_who_comes_second_on_demand_writes_the_next_seal(
    desk: Desk, sealed: Sealed, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = sealed(desk)
    keep, answers = FolderSeals.keep, iter([False])
    monkeypatch.setattr(FolderSeals, "keep", lambda *it: next(answers, None) is None and keep(*it))
    assert seal(desk.office) == "seal-000001.jsonl"


def test_an_office_without_seals_writes_none(desk: Desk) -> None:
    assert seal_daily(desk.office) is None
    with pytest.raises(LajurError, match="keeps no seals"):
        seal(desk.office)
    with pytest.raises(NotFound, match="keeps no seals"):
        list(verify_seals(desk.office, FolderSeals(Path("/nowhere"))))


def test_a_place_without_seals_cannot_be_verified_against(desk: Desk, sealed: Sealed, folder: Path) -> None:
    desk = sealed(desk)
    assert newest(FolderSeals(folder)) is None
    with pytest.raises(NotFound, match="no seals here"):
        found(desk, folder)


def test_a_place_that_is_no_folder_is_unavailable(desk: Desk, sealed: Sealed, folder: Path) -> None:
    desk = sealed(desk)
    folder.write_text("a file")
    with pytest.raises(Unavailable):
        seal(desk.office)


def test_an_untouched_town_agrees_with_its_seal(attacker: Attacker, sealed: Sealed, folder: Path) -> None:
    desk = sealed(attacker.desk)
    seal(desk.office)
    assert found(desk, folder) == []


def truncate(attacker: Attacker) -> None:
    """Cut off what was done last in case 2, and put everything beside it right."""
    attacker.sql(
        "DELETE FROM event WHERE instance_id = 2 AND number = 17",
        "UPDATE instance SET events = 16 WHERE id = 2",
        "UPDATE instance SET head = (SELECT digest FROM event WHERE instance_id = 2 AND number = 16) WHERE id = 2",
        "UPDATE work_item SET assignee = (SELECT id FROM app_user WHERE login = 'opi')"
        " WHERE instance_id = 2 AND element = 'periksa'",
    )


def test_only_a_seal_shows_that_the_end_was_cut_off(attacker: Attacker, sealed: Sealed, folder: Path) -> None:
    desk = sealed(attacker.desk)
    seal(desk.office)
    truncate(attacker)
    assert attacker.everything() == []
    assert found(desk, folder) == ["sealed-truncated 2#17"]


def rewrite(attacker: Attacker, case: int) -> None:
    """Write another name into the first answer of a case, and make its whole chain anew."""
    with attacker.desk.office.store.reading() as reader:
        events = reader.history(case)
    facts = [
        Fact(it.kind, it.element, it.flow, loads((it.payload or b"{}").replace(b"PT Contoh", b"PT Palsu")))
        for it in events
    ]
    head, anew = GENESIS, list[Event]()
    for old, fact in zip(events, facts, strict=True):
        (event,) = chain(
            [fact],
            instance=old.instance,
            after=old.number - 1,
            head=head,
            at=old.at,
            actor=old.actor,
            salts=repeat(old.salt),
        )
        anew.append(event)
        head = event.digest
    for event in anew:
        attacker.sql(
            "UPDATE event SET payload = :payload, payload_digest = :covered, digest = :digest"
            " WHERE instance_id = :case AND number = :number",
            payload=event.payload,
            covered=event.payload_digest,
            digest=event.digest,
            case=case,
            number=event.number,
        )
    attacker.sql(
        "UPDATE instance SET head = :head, variables = REPLACE(variables, 'PT Contoh', 'PT Palsu'),"
        " title = 'PT Palsu', company = 'pt palsu', search = REPLACE(search, 'pt contoh', 'pt palsu') WHERE id = :case",
        head=head,
        case=case,
    )


def test_only_a_seal_shows_that_a_history_was_written_anew(attacker: Attacker, sealed: Sealed, folder: Path) -> None:
    desk = sealed(attacker.desk)
    seal(desk.office)
    rewrite(attacker, 1)
    assert attacker.everything() == []
    assert found(desk, folder) == ["sealed-head 1#29"]


def test_a_case_that_is_missing_is_told_once_however_many_seals_name_it(
    attacker: Attacker, sealed: Sealed, folder: Path
) -> None:
    desk = sealed(attacker.desk)
    seal(desk.office)
    seal(desk.office)
    attacker.sql(
        "DELETE FROM event WHERE instance_id = 4",
        "DELETE FROM work_item WHERE instance_id = 4",
        "DELETE FROM instance WHERE id = 4",
    )
    assert found(desk, folder) == ["sealed-case-missing 4"]


def test_a_case_with_another_number_than_in_the_seal_is_found(attacker: Attacker, sealed: Sealed, folder: Path) -> None:
    desk = sealed(attacker.desk)
    seal(desk.office)
    attacker.sql("UPDATE instance SET number = 'P-2026-00077' WHERE id = 3")
    assert found(desk, folder) == ["sealed-case-other 3"]


def test_a_deployment_that_is_not_the_sealed_one_is_found(attacker: Attacker, sealed: Sealed, folder: Path) -> None:
    desk = sealed(attacker.desk)
    seal(desk.office)
    attacker.sql("UPDATE deployment SET deployed_by = 'user:oka'")
    assert found(desk, folder) == ["sealed-deployment"]


def test_another_database_is_found_and_called_so(desk: Desk, sealed: Sealed, folder: Path) -> None:
    desk = sealed(desk)
    desk.start()
    desk.started()
    seal(desk.office)
    other = desk_on(MemoryStore())
    office = replace(other.office, notary=desk.office.notary, salts=lambda: b"other salts 1234")
    other = replace(other, office=office)
    other.start()
    assert list(verify_all(office)) == []
    assert found(other, folder) == ["sealed-head 1#4", "sealed-case-missing 2", "sealed-database"]


def test_a_case_that_was_brought_in_from_another_database_is_found(desk: Desk, sealed: Sealed, folder: Path) -> None:
    desk = sealed(desk)
    desk.start()
    desk.go_on(days=2)
    seal(desk.office)
    desk.go_on(days=-1)
    brought = desk.start()
    desk.go_on(days=1)
    desk.start()
    assert list(verify_all(desk.office)) == []
    assert found(desk, folder) == [f"not-sealed {brought.number[-1]}"]


def test_a_case_that_began_while_the_seal_was_written_is_no_finding(desk: Desk, sealed: Sealed, folder: Path) -> None:
    desk = sealed(desk)
    seal(desk.office)
    desk.go_on(minutes=-1)
    desk.start()
    assert found(desk, folder) == []


@pytest.fixture
def three(desk: Desk, sealed: Sealed) -> Desk:
    """An office with three seals."""
    desk = sealed(desk)
    for _ in range(3):
        desk.start()
        seal(desk.office)
        desk.go_on(days=1)
    return desk


def write(path: Path, data: bytes) -> None:
    path.chmod(0o644)
    path.write_bytes(data)


def test_a_seal_that_is_missing_in_the_chain_is_found(three: Desk, folder: Path) -> None:
    (folder / "seal-000002.jsonl").unlink()
    assert [str(it.sentence) for it in verify_seals(three.office, FolderSeals(folder))] == ["Seals 2 to 2 are missing."]


def test_a_half_written_seal_is_a_finding_and_the_rest_goes_on(three: Desk, folder: Path) -> None:
    path = folder / "seal-000002.jsonl"
    whole = path.read_bytes()
    for half in (whole[: len(whole) // 2], whole[: whole.rindex(b"{")], whole[:-1], whole.splitlines(True)[0], b""):
        write(path, half)
        assert found(three, folder) == ["seal-unfinished", "seal-chain"], half


NO_SEALS = [
    b"\xff\n{}\n",
    b"[]\n[]\n",
    b"x" * LONGEST,
    b'{"format":"x"}\n{"signature":"00"}\n',
    b"[" * 9999 + b"\n{}\n",
]


@pytest.mark.parametrize("bad", NO_SEALS, ids=range(len(NO_SEALS)))
def test_a_file_that_is_no_seal_is_a_finding_and_the_rest_goes_on(three: Desk, folder: Path, bad: bytes) -> None:
    write(folder / "seal-000002.jsonl", bad)
    assert found(three, folder) == ["seal-unreadable", "seal-chain"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"number":2', b'"number":"2"'),
        (b'"at":"2026-03-18T', b'"at":"gestern'),
        (b'+00:00"', b'"'),
        (b'"signature":"', b'"signature":"x'),
    ],
)
def test_a_header_or_signature_that_makes_no_sense_is_a_finding(
    three: Desk, folder: Path, old: bytes, new: bytes
) -> None:
    path = folder / "seal-000002.jsonl"
    write(path, path.read_bytes().replace(old, new))
    assert found(three, folder) == ["seal-unreadable", "seal-chain"]


def test_a_seal_that_was_changed_is_found_by_its_signature_and_by_the_next(three: Desk, folder: Path) -> None:
    path = folder / "seal-000002.jsonl"
    write(path, path.read_bytes().replace(b'"events":4', b'"events":3'))
    assert found(three, folder) == ["seal-signature", "seal-chain"]


def test_a_line_that_no_lajur_has_written_is_a_finding_though_it_is_signed(
    three: Desk, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.actions.archive.seal.head_line", lambda head: b'{"id":"1","case":"x","head":""}\n')
    seal(three.office)
    assert found(three, folder) == ["seal-unreadable"]


def test_a_newest_seal_that_cannot_be_read_is_no_seal_of_today(three: Desk, folder: Path) -> None:
    three.go_on(days=-1)
    write(folder / "seal-000003.jsonl", b"")
    assert newest(FolderSeals(folder)) is not None
    assert seal_daily(three.office) == "seal-000004.jsonl"


def test_seals_in_another_order_are_found(three: Desk, folder: Path) -> None:
    (folder / "seal-000002.jsonl").rename(folder / "x")
    (folder / "seal-000003.jsonl").rename(folder / "seal-000002.jsonl")
    (folder / "x").rename(folder / "seal-000003.jsonl")
    assert found(three, folder) == ["seal-chain", "seal-chain"]


def test_a_seal_of_another_key_is_found_unless_the_key_is_known(three: Desk, folder: Path) -> None:
    old = place(three.office)[1].public_key()
    other = FileNotary(folder.parent / "other.pem", make=True)
    moved = replace(three, office=replace(three.office, notary=other))
    assert found(moved, folder) == ["seal-key"] * 3
    seal(moved.office)
    assert found(moved, folder, old) == ["seal-key"]
    assert found(moved, folder, old, other.public_key()) == []


def test_other_files_beside_the_seals_are_none(three: Desk, folder: Path) -> None:
    (folder / "catatan.txt").write_text("x")
    (folder / ".making-x").write_text("x")
    assert found(three, folder) == []
    with pytest.raises(NotFound):
        FolderSeals(folder).open("catatan.txt")
