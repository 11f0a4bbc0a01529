"""After an erasure no table and no file holds any of it, on real databases."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
import sqlalchemy as sa

from app.actions.archive.verify import verify_case
from app.actions.comment import comment
from app.actions.messages import send_message
from app.model.instance import Attachment, ProcessInstance
from app.model.loss import Wish
from app.model.reenactment import Outcome
from app.model.register import Book
from app.store.books import SqlStore
from app.store.codec import unpack
from app.store.opening import open_store
from app.store.vault import FileVault
from tests.actions.conftest import FACTS, Desk
from tests.actions.letters import HOUSE, MINUTES, RECEIPT, bundle_with, issued
from tests.actions.test_erase import NAME, PDF, attached, ended, gone, judged
from tests.chain import first_break
from tests.postgres import Postgres, postgres

__all__ = ["postgres"]

LETTERS = """
[[letters]]
book = "masuk"
element = "periksa"
party = "=nama"
subject = '="Permohonan " + nama'
note = '="NIB " + nib'
nature = "Biasa"
"""

PARTY = """addressee = "{{ nama }}\\ndi tempat"
series"""

Dump = Callable[[], bytes]


@dataclass
class Kept:
    """A desk on a real database, and all bytes of all its tables."""

    desk: Desk
    dump: Dump


@pytest.fixture(params=["sqlite", "postgres"])
def kept(request: pytest.FixtureRequest, desk: Desk, tmp_path: Path) -> Iterator[Kept]:
    address = f"sqlite:///{tmp_path / 'books.db'}"
    if request.param == "postgres":
        server: Postgres = request.getfixturevalue("postgres")
        address = server.url("erasing")
        make(server.url(), "erasing")
    store = open_store(address)
    assert isinstance(store, SqlStore)
    bundle = bundle_with({"ajukan": RECEIPT.replace("series", PARTY), "periksa": MINUTES}, FACTS + LETTERS)
    with desk.office.store.reading() as old, store.writing() as unit:
        people = {user.login: unit.add_user(user.login, user.name, user.groups, "") for user in old.users()}
        unit.add_bundle(bundle)
        unit.add_deployment(replace(old.deployments()[0], digest=bundle.digest))
        unit.commit()
    office = replace(desk.office, store=store, vault=FileVault(tmp_path / "vault"), house=HOUSE)
    yield Kept(replace(desk, office=office, people=people), lambda: everything(store.writer, tmp_path))
    store.close()


def make(server: str, name: str) -> None:
    engine = sa.create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(sa.text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        connection.execute(sa.text(f"CREATE DATABASE {name}"))
    engine.dispose()


def everything(engine: sa.Engine, folder: Path) -> bytes:
    """Every value of every row of every table, compressed payloads opened, and every file of the vault."""

    found: list[bytes] = []
    with engine.connect() as connection:
        tables = sa.MetaData()
        tables.reflect(connection)
        for table in tables.tables.values():
            for row in connection.execute(sa.select(table)):
                for value in row:
                    raw = bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()
                    found.append(unpack(raw) or b"")
    found += [path.read_bytes() + path.name.encode() for path in (folder / "vault").rglob("*") if path.is_file()]
    return b"\n".join(found)


def test_nothing_of_it_is_left_in_any_table_or_file(kept: Kept) -> None:
    desk = kept.desk
    files: list[Attachment] = []

    def attach_both(case: ProcessInstance) -> None:
        files.append(attached(desk, case, "sri contoh.pdf"))
        files.append(attached(desk, case, "rumah sri contoh.pdf", PDF + b"%2"))

    case = ended(desk, attach_both)
    file, photo = files
    said = comment(desk.office, case.id, "Ibu Sri Contoh menelepon.", by=desk.people["opi"])
    sent = send_message(desk.office, case.id, "Salam, Ibu Sri Contoh", [photo.id], by=desk.people["siti"])
    secrets = [NAME.encode(), b"sri contoh", b"9999000011112222", PDF, file.digest.encode(), bytes.fromhex(file.digest)]
    before = kept.dump()
    assert all(secret in before for secret in secrets)
    ids = Wish(frozenset({"nama", "nib"}), frozenset({file.id, photo.id}), frozenset({sent.id}), frozenset({said.id}))
    assert verify_case(desk.office, case.number) == []
    gone(desk, case, ids)
    after = kept.dump()
    assert [secret for secret in secrets if secret.lower() in after.lower()] == []
    history = desk.history(case)
    assert first_break(history) is None
    assert judged(desk, case).outcome is Outcome.SAME
    assert verify_case(desk.office, case.number) == []
    with desk.office.store.reading() as reader:
        assert reader.attachments(case.id) == []
        incoming = [line for line in reader.register_among([case.id]) if line.book is Book.INCOMING]
        assert [line.columns for line in incoming] == [{"nature": "Biasa"}] * 2
    receipt = issued(desk, case.id)[0]
    assert (receipt.number[:6], receipt.subject, receipt.addressee) == ("001/TT", "", "")


@pytest.mark.parametrize("kept", ["sqlite"], indirect=True)
def test_nothing_of_it_is_left_in_the_file_of_the_database(kept: Kept, tmp_path: Path) -> None:
    """Not in pages that are free again, either: SQLite overwrites what it lets go."""
    case = ended(kept.desk)
    gone(kept.desk, case, Wish(frozenset({"nama", "nib"})))
    kept.desk.office.store.close()  # the last one to leave writes the log into the file
    assert not (tmp_path / "books.db-wal").exists()
    raw = (tmp_path / "books.db").read_bytes()
    assert [secret for secret in (b"Sri Contoh", b"sri contoh", b"9999000011112222") if secret in raw] == []
