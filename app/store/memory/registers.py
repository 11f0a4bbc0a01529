"""The books of letters in memory."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import islice

from app.model.register import Book, RegisterEntry, RegisterQuery
from app.store.codec import register_text, searchable
from app.store.memory.shelf import View


class Registers(View):
    """See `app.ports.Reader` and `app.ports.Unit` for what each method promises."""

    def register(self, query: RegisterQuery) -> Sequence[RegisterEntry]:
        found = (
            entry
            for _, entry in sorted(self._shelf.register.items())
            if (entry.book, entry.year) == (query.book, query.year)
            and query.month in (None, entry.day.month)
            and entry.number > query.after
            and searchable(query.text) in register_text(entry)
        )
        return list(islice(found, query.limit))

    def register_months(self, book: Book) -> Sequence[tuple[int, int, int]]:
        own = (entry for entry in self._shelf.register.values() if entry.book is book)
        counted = Counter((entry.year, entry.day.month) for entry in own)
        return [(year, month, count) for (year, month), count in sorted(counted.items())]

    def register_among(self, instances: Iterable[int]) -> Sequence[RegisterEntry]:
        wanted = set(instances)
        found = [entry for entry in self._shelf.register.values() if entry.instance in wanted]
        return sorted(found, key=lambda entry: (entry.instance, entry.event, entry.book))

    def register_numbers(self, book: Book, year: int) -> Sequence[int]:
        return sorted(it.number for it in self._shelf.register.values() if (it.book, it.year) == (book, year))

    def add_register_entry(self, entry: RegisterEntry) -> None:
        known = self._shelf.register
        cause = (entry.book, entry.instance, entry.event)
        if (entry.book, entry.year, entry.number) in known or any(
            (it.book, it.instance, it.event) == cause for it in known.values()
        ):
            raise self.conflict()
        known[entry.book, entry.year, entry.number] = entry
