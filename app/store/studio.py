"""Working copies of the studio."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import sqlalchemy as sa

from app.model.bundle import Bundle
from app.model.event import microseconds, moment
from app.model.studio import CopyState, WorkingCopy
from app.store.session import Session
from app.store.studio_tables import working_copy, working_file

_COPIES = sa.select(
    working_copy.c.id,
    working_copy.c.sop,
    working_copy.c.title,
    working_copy.c.owner,
    working_copy.c.base,
    working_copy.c.made_at,
    working_copy.c.saved_at,
    working_copy.c.saved_by,
    working_copy.c.state,
)
_COPY = _COPIES.where(working_copy.c.id == sa.bindparam("of_copy"))
_HELD = _COPY.with_for_update()
_OPEN = _COPIES.where(working_copy.c.state == CopyState.OPEN).order_by(
    working_copy.c.saved_at.desc(), working_copy.c.id.desc()
)
_OPEN_OF = _OPEN.where(working_copy.c.sop == sa.bindparam("sop"))
_ADD = sa.insert(working_copy).returning(working_copy.c.id)
_SAVE = sa.update(working_copy).where(working_copy.c.id == sa.bindparam("of_copy"))

_FILES = sa.select(working_file.c.path, working_file.c.bytes).where(working_file.c.copy_id == sa.bindparam("of_copy"))
_ADD_FILES = sa.insert(working_file)
_THROW_FILE = sa.delete(working_file).where(
    working_file.c.copy_id == sa.bindparam("of_copy"), working_file.c.path == sa.bindparam("of_path")
)


class Studio(Session):
    """See `app.ports.Reader` and `app.ports.Unit` for what each method promises."""

    def working_copy(self, copy_id: int) -> WorkingCopy | None:
        return _copy(self.run(_COPY, {"of_copy": copy_id}).one_or_none())

    def hold_working_copy(self, copy_id: int) -> WorkingCopy | None:
        return _copy(self.run(_HELD, {"of_copy": copy_id}).one_or_none())

    def working_copies(self, sop: str | None = None) -> Sequence[WorkingCopy]:
        rows = self.run(_OPEN) if sop is None else self.run(_OPEN_OF, {"sop": sop})
        return [found for row in rows if (found := _copy(row))]

    def working_bundle(self, copy_id: int) -> Bundle | None:
        rows = self.run(_FILES, {"of_copy": copy_id}).all()
        return Bundle(dict(sorted(rows))) if rows else None

    def add_working_copy(self, copy: WorkingCopy, bundle: Bundle) -> WorkingCopy:
        kept = replace(copy, id=self.run(_ADD, _row(copy)).scalar_one())
        self.run(_ADD_FILES, [{"copy_id": kept.id, "path": path, "bytes": data} for path, data in bundle.files.items()])
        return kept

    def save_working_copy(self, copy: WorkingCopy) -> None:
        self.run(_SAVE, {"of_copy": copy.id, **_row(copy)})

    def save_working_file(self, copy_id: int, path: str, data: bytes | None) -> None:
        self.run(_THROW_FILE, {"of_copy": copy_id, "of_path": path})
        if data is not None:
            self.run(_ADD_FILES, {"copy_id": copy_id, "path": path, "bytes": data})


def _row(copy: WorkingCopy) -> dict[str, Any]:
    return {
        "sop": copy.sop,
        "title": copy.title,
        "owner": copy.owner,
        "base": copy.base,
        "made_at": microseconds(copy.made_at),
        "saved_at": microseconds(copy.saved_at),
        "saved_by": copy.saved_by,
        "state": copy.state.value,
    }


def _copy(row: Sequence[Any] | None) -> WorkingCopy | None:
    if row is None:
        return None
    copy_id, sop, title, owner, base, made_at, saved_at, saved_by, state = row
    return WorkingCopy(copy_id, sop, title, owner, base, moment(made_at), moment(saved_at), saved_by, CopyState(state))
