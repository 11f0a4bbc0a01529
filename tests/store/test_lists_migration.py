"""A database of the first version gets what lists are sorted by for the cases it already has."""

from collections.abc import Callable
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config

from app.ports import Store
from app.store import migrations
from tests.postgres import Postgres

CLOCKS = {
    1: ("running", '{"due":"2026-03-24"}', 739699),
    2: ("running", '{"due":"2026-03-24","paused_on":"2026-03-20"}', 4_000_000),
    3: ("running", "{}", 5_000_000),
    4: ("ended", '{"due":"2026-03-24","stopped_on":"2026-03-24"}', 6_000_000),
    5: ("running", '{"due":"2026-03-24","stopped_on":"2026-03-25"}', 7_000_000),
    6: ("cancelled", '{"due":"2026-03-24"}', 8_000_000),
}
CASE = sa.text(
    "INSERT INTO instance (id, number, sop, version, digest, title, business_key, status, events, head, clock,"
    " started_at, search, variables) VALUES (:id, :number, 'izin', 1, :bytes, 'PT Contoh', '', :status, 0, :bytes,"
    " :clock, 0, '', '{}')"
)
WORK = sa.text(
    "INSERT INTO work_item (id, instance_id, token, element, name, kind, state, opened_at, attempts)"
    " VALUES (:id, :id, 1, 'periksa', 'Periksa', 'user', 'open', 0, 0)"
)


def to_the_first_version(engine: sa.Engine) -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")


@pytest.fixture(params=["sqlite", "postgres"])
def old(request: pytest.FixtureRequest, postgres: Postgres, tmp_path: Path) -> str:
    """The address of a database of the first version with a case for each standing of the clock."""
    url = f"sqlite:///{tmp_path / 'old.sqlite'}"
    if request.param == "postgres":
        url = request.getfixturevalue("empty_postgres")
    engine = sa.create_engine(url)
    to_the_first_version(engine)
    with engine.begin() as connection:
        for case, (status, clock, _) in CLOCKS.items():
            row = {"id": case, "number": f"IP-{case}", "bytes": b"x" * 32, "status": status, "clock": clock}
            connection.execute(CASE, row)
            connection.execute(WORK, {"id": case})
    engine.dispose()
    return url


def test_cases_and_their_work_are_filled_in(old: str, opened: Callable[[str], Store]) -> None:
    opened(old)
    engine = sa.create_engine(old)
    with engine.connect() as connection:
        cases = connection.execute(sa.text("SELECT id, urgency, company FROM instance ORDER BY id")).all()
        work = connection.execute(sa.text("SELECT id, urgency, sop FROM work_item ORDER BY id")).all()
    engine.dispose()
    assert cases == [(case, rank, "pt contoh") for case, (_, _, rank) in CLOCKS.items()]
    assert work == [(case, rank, "izin") for case, (_, _, rank) in CLOCKS.items()]
