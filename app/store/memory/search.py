"""The search of the archive in memory."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import islice

from app.model.instance import ProcessInstance, Status
from app.model.search import SavedSearch
from app.model.touch import Touch, touches
from app.model.urgency import OVER, TOO_LATE, urgency
from app.ports.search import Order, SearchQuery
from app.store.codec import COMPANY, searchable
from app.store.memory.cases import search_text
from app.store.memory.shelf import View

Key = tuple[int | str | timedelta, int]


class Search(View):
    """See `app.ports.Reader` and `app.ports.Unit` for what each method promises."""

    def search(self, query: SearchQuery) -> Sequence[ProcessInstance]:
        def key(case: ProcessInstance) -> Key:
            return _key(query, case), case.id

        last = self._shelf.instances.get(query.after or 0)
        if query.after is not None and last is None:
            return []
        found = sorted(self._asked_for(query), key=key, reverse=query.descending)
        if last is not None:
            edge = key(last)
            found = [case for case in found if (key(case) < edge if query.descending else key(case) > edge)]
        return [replace(case, state=None, variables={}) for case in found[: query.limit]]

    def search_count(self, query: SearchQuery, *, up_to: int) -> int:
        return sum(1 for _ in islice(self._asked_for(query), up_to))

    def stopped_ever(self, instances: Sequence[int]) -> frozenset[int]:
        return frozenset(number for number in instances if self._has_stopped(number))

    def saved_searches(self, person: int) -> Sequence[SavedSearch]:
        own = (it for it in self._shelf.saved_searches.values() if it.person == person)
        return sorted(own, key=lambda it: it.name)

    def save_search(self, search: SavedSearch) -> None:
        known = self._shelf.saved_searches
        same = (search.person, search.name)
        if any((it.person, it.name) == same and it.id != search.id for it in known.values()):
            raise self.conflict()
        if not search.id:
            search = replace(search, id=self.next_number("saved_search.id", 0))
        elif search.id not in known or known[search.id].person != search.person:
            return
        known[search.id] = search

    def discard_search(self, person: int, search_id: int) -> None:
        if search_id in self._shelf.saved_searches and self._shelf.saved_searches[search_id].person == person:
            del self._shelf.saved_searches[search_id]

    def _asked_for(self, query: SearchQuery) -> Iterator[ProcessInstance]:
        for case in self._shelf.instances.values():
            if _fits(case, query) and self._is_touched(case, query):
                yield case

    def _is_touched(self, case: ProcessInstance, query: SearchQuery) -> bool:
        found = touches(self._shelf.events.get(case.id, ()))
        acted = not query.actors or any((Touch.ACTOR, actor) in found for actor in query.actors)
        passed = query.element is None or (Touch.ELEMENT, query.element) in found
        return acted and passed and query.incident in (None, self._has_stopped(case.id))

    def _has_stopped(self, instance_id: int) -> bool:
        return any(kind is Touch.INCIDENT for kind, _ in touches(self._shelf.events.get(instance_id, ())))


def _fits(case: ProcessInstance, query: SearchQuery) -> bool:
    same = (
        query.sop in (None, case.sop)
        and query.version in (None, case.version)
        and query.status in (None, case.status)
        and query.end in (None, case.end)
        and query.late in (None, _is_late(case, query))
        and searchable(query.text) in search_text(case)
    )
    longer = query.longer_than is None or _lasted(case, query) > query.longer_than
    started = _lies_in(case.started_at, query.started_since, query.started_until)
    return same and longer and started and _lies_in(case.ended_at, query.ended_since, query.ended_until)


def _lies_in(at: datetime | None, since: datetime | None, until: datetime | None) -> bool:
    if since is None and until is None:
        return True
    return at is not None and (since is None or at >= since) and (until is None or at < until)


def _is_late(case: ProcessInstance, query: SearchQuery) -> bool:
    rank = urgency(case.clock, running=case.status is Status.RUNNING)
    return rank < query.today or TOO_LATE <= rank < OVER


def _lasted(case: ProcessInstance, query: SearchQuery) -> timedelta:
    return (case.ended_at or query.now) - case.started_at


def _key(query: SearchQuery, case: ProcessInstance) -> int | str | timedelta:
    keys: dict[Order, int | str | timedelta] = {
        Order.STARTED: case.id,
        Order.LASTED: _lasted(case, query),
        Order.NUMBER: case.number,
        Order.COMPANY: searchable(case.title)[:COMPANY],
    }
    return keys[query.order]
