"""Cases from before tracking codes get one; notices from before they could be about an SOP stay as they are."""

import pytest
import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from sqlalchemy import column, table

from app.model.event import microseconds
from app.model.notice import Notice, Topic
from app.model.tracking import LENGTH, SIGNS
from app.store import migrations
from app.store.opening import open_store
from tests.store.cases import NOW


def before(number: int) -> dict[str, object]:
    """A case as the first tables hold it."""
    texts = dict.fromkeys(("sop", "title", "business_key", "clock", "search", "variables"), "{}")
    numbers = {"id": number, "version": 1, "events": 0, "started_at": microseconds(NOW)}
    return {**texts, **numbers, "number": f"IP-{number}", "status": "running", "digest": b"d", "head": b"h"}


def brought(url: str, revision: str, *rows: tuple[str, dict[str, object]]) -> None:
    """Make a database of an old revision with these rows (table, columns)."""
    engine = sa.create_engine(url)
    config = Config()
    config.set_main_option("script_location", str(migrations.__path__[0]))
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        for name, row in rows:
            connection.execute(sa.insert(table(name, *map(column, row))), row)
    engine.dispose()


@pytest.mark.parametrize("address", ["empty_sqlite", "empty_postgres"])
def test_notices_from_before_stay_as_they_are(address: str, request: pytest.FixtureRequest) -> None:
    url = request.getfixturevalue(address)
    person = {"id": 1, "login": "sri", "name": "Sri", "password": "", "active": True, "locale": "id", "epoch": 0}
    case = before(1) | {"tracking_code": "AB23CD45"}
    told = {
        "id": 7,
        "person": 1,
        "topic": "work",
        "key": "IP-1/2/work",
        "instance_id": 1,
        "facts": "{}",
        "mail": "none",
    }
    told |= {"mail": "none", "made_at": microseconds(NOW), "daily": False, "attempts": 0}
    brought(url, "0014", ("app_user", person), ("instance", case), ("notice", told))
    store = open_store(url)
    with store.reading() as books:
        assert books.notices(1) == [Notice(7, 1, Topic.WORK, "IP-1/2/work", 1, None, {}, NOW)]
    store.close()


def test_cases_from_before_get_a_code_each(empty_sqlite: str) -> None:
    brought(empty_sqlite, "0001", ("instance", before(1)), ("instance", before(2)))
    store = open_store(empty_sqlite)
    with store.reading() as books:
        codes = [books.instance(n).tracking_code for n in (1, 2)]
    store.close()
    assert [len(code) for code in codes] == [LENGTH, LENGTH]
    assert set("".join(codes)) <= set(SIGNS)
    assert codes[0] != codes[1]
