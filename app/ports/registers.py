"""The books of letters: what the database answers and keeps."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from app.model.register import Book, RegisterEntry, RegisterQuery


class RegistersReader(Protocol):
    """Reads the books of letters."""

    def register(self, query: RegisterQuery) -> Sequence[RegisterEntry]:
        """Lines of a book in the order of their numbers."""

    def register_months(self, book: Book) -> Sequence[tuple[int, int, int]]:
        """Year, month and number of lines of every month in which there are any, in their order."""

    def register_among(self, instances: Iterable[int]) -> Sequence[RegisterEntry]:
        """All lines of these cases, whatever the book, in the order of the events that have caused them."""

    def register_numbers(self, book: Book, year: int) -> Sequence[int]:
        """The numbers of a book in a year, in their order."""


class RegistersUnit(RegistersReader, Protocol):
    """Writes into the books of letters. What was written is never changed and never goes away."""

    def add_register_entry(self, entry: RegisterEntry) -> None:
        """Raises Conflict when there is a line with this number, or one of the same event in this book."""
