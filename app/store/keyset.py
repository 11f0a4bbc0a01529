"""Pages by the last row seen: whatever the order, a page costs no more for those before it."""

from typing import Any

import sqlalchemy as sa


def ordered(
    key: sa.ColumnElement[Any], row_id: sa.ColumnElement[int], *, descending: bool
) -> list[sa.ColumnElement[Any]]:
    """The order by a key; rows with equal keys stand in the order of their ids."""
    columns = [row_id] if key is row_id else [key, row_id]
    return [column.desc() for column in columns] if descending else columns


def beyond(key: sa.ColumnElement[Any], row_id: sa.ColumnElement[int], *, descending: bool) -> sa.ColumnElement[bool]:
    """The condition that a row stands behind the one with the values `after` (its key) and `after_id`."""
    if key is row_id:
        return row_id < sa.bindparam("after_id") if descending else row_id > sa.bindparam("after_id")
    own = sa.tuple_(key, row_id)
    last = sa.tuple_(sa.bindparam("after"), sa.bindparam("after_id"))
    return own < last if descending else own > last
