"""Cases that were there before tracking codes get one."""

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from sqlalchemy import column, table

from app.model.event import microseconds
from app.model.tracking import LENGTH, SIGNS
from app.store import migrations
from app.store.opening import open_store
from tests.store.cases import NOW


def before(number: int) -> dict[str, object]:
    """A case as the first tables hold it."""
    texts = dict.fromkeys(("sop", "title", "business_key", "clock", "search", "variables"), "{}")
    numbers = {"id": number, "version": 1, "events": 0, "started_at": microseconds(NOW)}
    return {**texts, **numbers, "number": f"IP-{number}", "status": "running", "digest": b"d", "head": b"h"}


def test_cases_from_before_get_a_code_each(sqlite_url: str) -> None:
    engine = sa.create_engine(sqlite_url)
    config = Config()
    config.set_main_option("script_location", str(migrations.__path__[0]))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        connection.execute(sa.insert(table("instance", *map(column, before(1)))), [before(1), before(2)])
    engine.dispose()
    store = open_store(sqlite_url)
    with store.reading() as books:
        codes = [books.instance(n).tracking_code for n in (1, 2)]
    store.close()
    assert [len(code) for code in codes] == [LENGTH, LENGTH]
    assert set("".join(codes)) <= set(SIGNS)
    assert codes[0] != codes[1]
