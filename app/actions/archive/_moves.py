"""Whether the moves of a case from version to version, as its history tells of them, are such as were really made."""

from collections.abc import Iterator, Mapping

from app.actions.archive._definitions import Definitions, Facts
from app.model.discrepancy import Code, Discrepancy, discrepancy
from app.model.implied import Implied, ImpliedMove
from app.model.instance import ProcessInstance
from app.model.values import Json
from app.ports import Reader


def moves(reader: Reader, definitions: Definitions, case: ProcessInstance, implied: Implied) -> Iterator[Discrepancy]:
    """What is wrong with the moves, and with the definitions that were in force before the last of them.

    Each must begin at the version that was in force, and lead to one that is deployed under that number; open work must
    be called as that version calls it. That its tokens stood where they could go on shows in a re-enactment.
    """
    for it in implied.moves:
        if isinstance(it.version, int) and it.definition != case.digest:
            yield from definitions.of_case(reader, case.sop, it.version, str(it.definition), case.number)
        for what in _wrong(reader, definitions, case, it, implied):
            yield discrepancy(Code.MOVE_DIFFERS, case.number, it.event, version=it.payload.get("version"), what=what)


def ruling(reader: Reader, definitions: Definitions, case: ProcessInstance, implied: Implied) -> Mapping[str, Facts]:
    """The facts of every definition that was in force in a case, by digest, as far as they can be read."""
    digests = dict.fromkeys([str(it.definition) for it in implied.moves] + [str(implied.definition), case.digest])
    found = {digest: definitions.facts(reader, digest) for digest in digests}
    return {digest: facts for digest, facts in found.items() if facts is not None}


def _wrong(
    reader: Reader, definitions: Definitions, case: ProcessInstance, it: ImpliedMove, implied: Implied
) -> Iterator[str]:
    to = it.payload.get("definition"), it.payload.get("version")
    if it.payload.get("before") != {"version": it.version, "definition": it.definition}:
        yield "before"
    if not isinstance(to[1], int) or definitions.deployed.get((case.sop, to[1])) != to[0]:
        yield "definition"
    facts = definitions.facts(reader, str(to[0]))
    for item in _items(it.payload) if facts else ():
        known = implied.work.get(token) if isinstance(token := item.get("token"), int) else None
        element = known.element if known else None
        if facts and element and "name" in item and item["name"] != (facts.names.get(element) or element):
            yield f"items.{element}"


def _items(payload: Mapping[str, Json]) -> list[dict[str, Json]]:
    items = payload.get("items")
    return [item for item in items if isinstance(item, dict)] if isinstance(items, list) else []
