"""What was erased from a history (UU 27/2022), by whom, when and on what ground, and what is left of it.

An event whose payload was erased keeps its place in the chain, for that covers only the payload's digest. The event
`payload:erased` behind it says who erased it. Where only some variables were erased, it also carries the `rest`: the
payload without them, as the eraser found it. That is vouched for by the chain from there on, not from the beginning.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from json import loads

from app.model.event import Event, Happening
from app.model.values import Json


@dataclass(frozen=True, slots=True)
class Erasure:
    """Of the event `number`: erased by `actor`, on a `ground`. `variables` are the names of those that were erased,
    empty when all of the payload was; `rest` is what is left, None when nothing is."""

    number: int
    at: datetime
    actor: str
    ground: str
    variables: frozenset[str] = frozenset()
    rest: Mapping[str, Json] | None = None


def erasures(events: Iterable[Event]) -> dict[int, Erasure]:
    """The erasures in a history by the number of the event that was erased; the last one counts, with the names of
    all."""
    found: dict[int, Erasure] = {}
    for event in events:
        if event.kind is Happening.PAYLOAD_ERASED and (erasure := _read(event)):
            earlier = found.get(erasure.number)
            names = erasure.variables | (earlier.variables if earlier else frozenset())
            found[erasure.number] = Erasure(erasure.number, event.at, event.actor, erasure.ground, names, erasure.rest)
    return found


def _read(event: Event) -> Erasure | None:
    """None for an erasure that was erased itself, because its rest held what was to go: a later one stands for it."""
    payload = loads(event.payload) if event.payload else {}
    number, rest = payload.get("number"), payload.get("rest")
    if not isinstance(number, int):
        return None
    names = frozenset(str(name) for name in payload.get("variables") or ())
    left = rest if isinstance(rest, dict) else None
    return Erasure(number, event.at, event.actor, str(payload.get("ground", "")), names, left)
