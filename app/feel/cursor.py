"""A place in the tokens of an expression, and the small moves every rule of the grammar is made of."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from app.feel.errors import FeelBudget, FeelError, FeelSyntaxError
from app.feel.tokens import Token, odd_name
from app.feel.tree import Node

Read = TypeVar("Read")
MOST_DEPTH = 60

Odd = tuple[tuple[tuple[str, ...], str], ...]


class Cursor(ABC):
    """Reads tokens one after the other. `odd` holds known names that need a look at more than one token."""

    def __init__(self, text: str, tokens: list[Token], odd: Odd) -> None:
        self.text = text
        self.tokens = tokens
        self.index = 0
        self.depth = 0
        self.odd = odd

    @abstractmethod
    def expression(self) -> Node:
        """Read one whole expression."""

    @property
    def token(self) -> Token:
        return self.tokens[self.index]

    def after(self, count: int = 1) -> Token:
        return self.tokens[min(self.index + count, len(self.tokens) - 1)]

    def at(self, *texts: str) -> bool:
        """Is the next token one of these signs or keywords?"""
        token = self.tokens[self.index]
        return token.kind in ("sign", "keyword") and token.text in texts

    def take(self, *texts: str) -> str:
        """The next token if it is one of these signs or keywords, else an empty text."""
        if not self.at(*texts):
            return ""
        self.index += 1
        return self.tokens[self.index - 1].text

    def need(self, *texts: str) -> str:
        found = self.take(*texts)
        if not found:
            raise self.unexpected(" or ".join(texts))
        return found

    def separated(self, end: str, read: Callable[[], Read]) -> list[Read]:
        """Things with commas between them, up to and with the sign that ends them."""
        if self.take(end):
            return []
        found = [read()]
        while self.take(","):
            found.append(read())
        self.need(end)
        return found

    def word(self, text: str) -> bool:
        """Is the next token this name?"""
        return self.token.text == text and self.token.kind == "name"

    def unexpected(self, wanted: str | FeelError = "") -> FeelSyntaxError:
        token = self.token
        found = FeelError("its end") if token.kind == "end" else token.text[:40]
        if not wanted:
            template = "The expression {expression} cannot be read: at character {place}, {found} does not fit."
        else:
            template = "The expression {expression} needs {wanted} at character {place}, where it has {found}."
        return FeelSyntaxError(template, position=token.start, found=found, wanted=wanted)

    def finish(self) -> None:
        if self.token.kind != "end":
            raise self.unexpected()

    @contextmanager
    def deeper(self) -> Iterator[None]:
        """One level of brackets or of keywords more. Raises FeelBudget when there are too many."""
        self.depth += 1
        if self.depth > MOST_DEPTH:
            raise FeelBudget(MOST_DEPTH, "levels of brackets", self.token.start)
        try:
            yield
        finally:
            self.depth -= 1

    @contextmanager
    def knowing(self, names: Iterable[str] = ()) -> Iterator[None]:
        """Names known while something is read; `know` adds more."""
        before = self.odd
        self.know(names)
        try:
            yield
        finally:
            self.odd = before

    def know(self, names: Iterable[str]) -> None:
        self.odd = odd_names(names, self.odd)

    def name(self) -> str:
        """A name: the longest known one that begins here, else all names and numbers side by side."""
        for known, name in self.odd:
            if self._begins(known):
                self.index += len(known)
                return name
        if self.token.kind != "name":
            raise self.unexpected(FeelError("a name"))
        start = self.token.start
        self.index += 1
        while self.token.kind == "name" or (self.token.kind == "number" and self.token.text.isdecimal()):
            self.index += 1
        return self._since(start)

    def at_name(self) -> bool:
        return self.token.kind == "name" or any(self._begins(known) for known, _ in self.odd)

    def at_label(self) -> bool:
        """Do names and a colon follow?"""
        ahead = self.index
        while self.tokens[ahead].kind in ("name", "keyword", "number"):
            ahead += 1
        return ahead > self.index and self.tokens[ahead].kind == "sign" and self.tokens[ahead].text == ":"

    def label(self, *stops: str) -> str:
        """What stands before one of these signs, whatever other signs it has."""
        start = self.token.start
        if self.token.kind not in ("name", "keyword"):
            raise self.unexpected(FeelError("a name"))
        while not self.at(*stops):
            if self.at("(", ")", "{", "}", "[", "]") or self.token.kind in ("end", "string"):
                raise self.unexpected(" or ".join(stops))
            self.index += 1
        return self._since(start)

    def _begins(self, known: tuple[str, ...]) -> bool:
        here = self.tokens[self.index : self.index + len(known)]
        return len(here) == len(known) and all(
            token.text == text and token.kind != "string" for token, text in zip(here, known, strict=True)
        )

    def _since(self, start: int) -> str:
        """The text from a place to the end of the last token, with single spaces."""
        return " ".join(self.text[start : self.tokens[self.index - 1].end].split())


def odd_names(names: Iterable[str], others: Odd = ()) -> Odd:
    """The names that need a look at more than one token, the longest first, so that the longest match wins."""
    fresh = {(tokens, name) for name in names if (tokens := odd_name(name))}
    return tuple(sorted({*others, *fresh}, key=lambda odd: (-len(odd[0]), odd))) if fresh else others
