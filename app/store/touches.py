"""Who and what has touched a case: kept with every step, for the search of the archive."""

from collections.abc import Sequence

import sqlalchemy as sa

from app.model.event import Event
from app.model.touch import Touch, touches
from app.store.archive_tables import case_touch
from app.store.session import Select, Session


def touched(kind: Touch) -> Select:
    """The ids of the cases with a touch of this kind."""
    return sa.select(case_touch.c.instance_id).where(case_touch.c.kind == sa.literal_column(f"'{kind.value}'"))


_KEEP = sa.text(
    "INSERT INTO case_touch (kind, what, instance_id) VALUES (:kind, :what, :instance_id)"
    " ON CONFLICT (kind, what, instance_id) DO NOTHING"
)
_STOPPED = touched(Touch.INCIDENT).where(case_touch.c.instance_id.in_(sa.bindparam("instances", expanding=True)))


class Touches(Session):
    """See `app.ports.Reader` and `app.ports.Unit` for what each method promises."""

    def write_touches(self, instance_id: int, events: Sequence[Event]) -> None:
        found = sorted(touches(events))
        if found:
            self.run(_KEEP, [{"kind": kind.value, "what": what, "instance_id": instance_id} for kind, what in found])

    def stopped_ever(self, instances: Sequence[int]) -> frozenset[int]:
        return frozenset(self.run(_STOPPED, {"instances": list(instances)}).scalars())
