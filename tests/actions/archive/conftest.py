"""A town in real databases, and somebody who may write in them as he likes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from app.actions.archive.verify import verify_all, verify_case
from app.model.discrepancy import Discrepancy
from app.store.opening import open_store
from app.store.tables import metadata
from app.store.vault import MemoryVault
from tests.actions.archive.town import settle
from tests.actions.conftest import Desk, desk_on
from tests.postgres import postgres

__all__ = ["postgres"]

#: What an attacker does first: no trigger and no foreign key shall stop him.
UNGUARDED = {
    "sqlite": ["DROP TRIGGER IF EXISTS event_update", "DROP TRIGGER IF EXISTS event_delete"],
    "postgresql": ["SET session_replication_role = replica"],
}
TABLES = [table for table in metadata.sorted_tables if table.name not in ("membership", "sign_in_attempt")]


@dataclass
class Attacker:
    """Somebody with access to the database. What he has done is undone by `restore`."""

    desk: Desk
    engine: sa.Engine
    rows: Mapping[str, list[Any]] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)

    def sql(self, *statements: str, **values: Any) -> None:
        """Run statements; those values go with each that names them."""
        with self.engine.begin() as connection:
            for statement in (*UNGUARDED[self.engine.dialect.name], *statements):
                text = sa.text(statement)
                connection.execute(text, {name: values[name] for name in text.compile().params})

    def one(self, statement: str) -> Any:
        with self.engine.begin() as connection:
            return connection.execute(sa.text(statement)).one()

    def remember(self) -> None:
        with self.engine.begin() as connection:
            self.rows = {table.name: list(connection.execute(table.select()).mappings()) for table in TABLES}
        self.files = dict(self.vault._files)

    def restore(self) -> None:
        with self.engine.begin() as connection:
            for statement in UNGUARDED[self.engine.dialect.name]:
                connection.execute(sa.text(statement))
            for table in reversed(TABLES):
                connection.execute(table.delete())
            for table in TABLES:
                if rows := self.rows[table.name]:
                    connection.execute(table.insert(), [dict(row) for row in rows])
        self.vault._files = dict(self.files)
        self.desk.office.shelf.clear()

    @property
    def vault(self) -> MemoryVault:
        vault = self.desk.office.vault
        assert isinstance(vault, MemoryVault)
        return vault

    def everything(self) -> list[str]:
        return [short(finding) for finding in verify_all(self.desk.office)]

    def one_case(self, case: int) -> list[str]:
        return [short(finding) for finding in verify_case(self.desk.office, f"P-2026-{case:05d}")]


def short(finding: Discrepancy) -> str:
    """`chain-broken 1#6`: code, last digits of the case, number of the event; columns and the like as well."""
    where = (finding.case or "").removeprefix("P-2026-").lstrip("0")
    event = f"#{finding.event}" if finding.event is not None else ""
    about = finding.sentence.facts
    what = about.get("column") or about.get("name") or about.get("table") or ""
    return " ".join(part for part in (finding.code.value, f"{where}{event}", str(what)) if part)


@pytest.fixture(scope="session")
def sqlite_town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Attacker]:
    yield from _town(f"sqlite:///{tmp_path_factory.mktemp('town') / 'books.sqlite'}")


@pytest.fixture(scope="session")
def postgres_town(postgres: Any) -> Iterator[Attacker]:
    engine = sa.create_engine(postgres.url(), isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(sa.text("CREATE DATABASE town"))
    engine.dispose()
    yield from _town(postgres.url("town"))


def _town(url: str) -> Iterator[Attacker]:
    desk = desk_on(open_store(url))
    settle(desk)
    engine = sa.create_engine(url)
    attacker = Attacker(desk, engine)
    attacker.remember()
    yield attacker
    engine.dispose()
    desk.office.store.close()


@pytest.fixture(params=["sqlite", "postgres"])
def attacker(request: pytest.FixtureRequest) -> Iterator[Attacker]:
    """Somebody who may write in the database of the town."""
    found: Attacker = request.getfixturevalue(f"{request.param}_town")
    yield found
    found.restore()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where seals lie."""
    return tmp_path / "seals"
