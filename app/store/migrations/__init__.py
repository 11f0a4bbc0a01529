"""Brings a database to the tables of this version. Migrations only go forward; each is one file in `versions`.

A new one begins as a copy of the newest file: `revision` counts up, `down_revision` names the one before. The tests
compare what the migrations build with `app.store.tables`.
"""

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config

#: Any number will do, as long as nobody else locks it in this database.
_LOCK = 0x1A10


def upgrade(engine: sa.Engine) -> None:
    """Run the migrations that are missing, all in one transaction: a kill in the middle leaves the old tables.

    Processes that start at once wait for each other: on SQLite by `BEGIN IMMEDIATE`, on PostgreSQL by a lock.
    """
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    with engine.begin() as connection:
        if engine.dialect.name == "postgresql":
            connection.execute(sa.select(sa.func.pg_advisory_xact_lock(_LOCK)))
        config.attributes["connection"] = connection
        command.upgrade(config, "head")
