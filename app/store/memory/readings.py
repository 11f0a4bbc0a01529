"""Who has read which case, in memory."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from itertools import islice

from app.model.reading import CaseReading, Reading, ReadingQuery, span_of
from app.store.memory.shelf import View


class Readings(View):
    """See `app.ports.Reader` and `app.ports.Unit` for what each method promises."""

    def readings(self, query: ReadingQuery) -> Sequence[CaseReading]:
        newest = (note for _, note in sorted(self._shelf.readings.items(), reverse=True))
        wanted = (
            note
            for note in newest
            if query.instance in (None, note.instance)
            and query.person in (None, note.person)
            and (query.before is None or note.id < query.before)
        )
        return list(islice(wanted, query.limit))

    def is_read(self, person: int, instance_id: int, what: Reading, at: datetime) -> bool:
        key = (person, instance_id, what, span_of(at))
        return any(key == (it.person, it.instance, it.what, span_of(it.at)) for it in self._shelf.readings.values())

    def note_readings(self, person: int, instances: Iterable[int], what: Reading, at: datetime) -> None:
        reader = self._shelf.users[person]
        for instance_id in instances:
            if self.is_read(person, instance_id, what, at):
                continue
            case = self._shelf.instances.get(instance_id)
            if case is None:
                raise self.conflict()
            number = self.next_number("reading.id", 0)
            self._shelf.readings[number] = CaseReading(
                number, person, reader.login, reader.name, case.id, case.number, case.title, what, at
            )
