"""From text to an expression that is ready to run.

Short texts are remembered; the tree and its code never change.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache

from app.feel import code_forms, code_paths
from app.feel.analysis import free_names
from app.feel.code import Code, code
from app.feel.cursor import Odd, odd_names
from app.feel.errors import FeelBudget, FeelError, FeelSyntaxError, UnknownFunction
from app.feel.functions import FUNCTIONS
from app.feel.grammar import read_expression, read_tests
from app.feel.juel import read_juel
from app.feel.tree import Literal, Node

__all__ = ["Expression", "code_forms", "code_paths", "failing_in", "parse", "parse_for", "parse_tests"]

MOST_CHARACTERS = 10_000
MOST_REMEMBERED = 1_000
_BUILTIN = odd_names(FUNCTIONS)


@dataclass(frozen=True, slots=True)
class Expression:
    """A text that has been read. `names` are the variables it needs for sure (see `names`)."""

    text: str
    names: frozenset[str]
    root: Node = field(repr=False)
    run: Code = field(repr=False, compare=False)


def parse(text: str) -> Expression:
    """Read a text: plain FEEL, FEEL after `=`, or the other spelling in `${…}` or `#{…}`.

    Raises FeelSyntaxError, UnknownFunction or FeelBudget (too long, nested too deeply). Positions in errors count from
    the beginning of the whole text.
    """
    return parse_for(text, (), frozenset())


def parse_for(text: str, odd: Odd, callable_names: frozenset[str]) -> Expression:
    """As `parse`, where some names have signs or keywords in them, and some are functions."""
    read = _parse if len(text) <= MOST_REMEMBERED else _parse.__wrapped__
    return read(text, odd, callable_names)


def parse_tests(text: str, odd: Odd = ()) -> Expression:
    """Read the tests in one cell of a decision table; they are about the name `?`. Raises as `parse` does."""
    read = _parse_tests if len(text) <= MOST_REMEMBERED else _parse_tests.__wrapped__
    return read(text, odd)


@lru_cache(maxsize=1024)
def _parse(text: str, odd: Odd, callable_names: frozenset[str]) -> Expression:
    with failing_in(text):
        _check_text(text)
        start = len(text) - len(text.lstrip())
        end = len(text.rstrip())
        if text.startswith(("${", "#{"), start) and text.endswith("}", 0, end):
            return _expression(text, read_juel(text, start + 2, end - 1), callable_names)
        start += text.startswith("=", start)
        return _expression(text, read_expression(text, start, end, odd_names((), (*odd, *_BUILTIN))), callable_names)


@lru_cache(maxsize=1024)
def _parse_tests(text: str, odd: Odd) -> Expression:
    with failing_in(text):
        _check_text(text)
        root = read_tests(text, (*odd, *_BUILTIN)) if text.strip() else None
        return _expression(text, root or Literal(True), frozenset())


def _expression(text: str, root: Node, callable_names: frozenset[str]) -> Expression:
    free = list(free_names(root))
    for found in free:
        if found.called and found.sure and found.name not in FUNCTIONS and found.name not in callable_names:
            raise UnknownFunction(found.name, found.at)
    names = frozenset(found.name for found in free if found.sure and not (found.name in FUNCTIONS and found.called))
    return Expression(text, names - {"?"}, root, code(root))


def _check_text(text: str) -> None:
    if len(text) > MOST_CHARACTERS:
        raise FeelBudget(MOST_CHARACTERS, "characters")
    for position, character in enumerate(text):
        if "\ud800" <= character <= "\udfff" or character == "\0":
            raise FeelSyntaxError(position=position)


@contextmanager
def failing_in(text: str) -> Iterator[None]:
    """Every error names the expression; running out of Python's own stack is an error of the expression, too."""
    try:
        yield
    except FeelError as error:
        raise error.within(text)  # noqa: B904 - it is the same error
    except RecursionError:
        raise FeelBudget(1, "level of the stack that is left").within(text) from None
