"""Functions with regular expressions (DMN 1.5, 10.3.4.3): XPath 2.0 patterns, matched by RE2 in linear time.

What RE2 leaves out (back-references) is null, as is a pattern that is none.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Protocol

import re2

from app.feel.functions.registry import function
from app.feel.functions.xpath import translate
from app.feel.scope import MOST_TEXT, Run
from app.feel.values import Value

MOST_PATTERN = 1_000
SMALL_PROGRAM = 10  # instructions; so few never make an automaton too large
MOST_MEMORY = 1 << 20  # bytes RE2 may take for one pattern
_DOLLAR = re.compile(r"\\([\\$])|\$(\d)|([\\$])", re.ASCII)


class Match(Protocol):
    def start(self) -> int: ...
    def end(self) -> int: ...
    def group(self, number: int, /) -> bytes | None: ...


class Pattern(Protocol):
    groups: int
    programsize: int

    def search(self, text: bytes, /) -> Match | None: ...
    def finditer(self, text: bytes, /) -> Iterator[Match]: ...


@function("matches(input: string, pattern: string, flags?: string?)", run=True)
def matches(run: Run, text: str, pattern: str, flags: str | None = None) -> bool | None:
    compiled = _compiled(run, text, pattern, flags)
    return None if compiled is None else compiled.search(text.encode()) is not None


@function("replace(input: string, pattern: string, replacement: string, flags?: string?)", run=True)
def replace(run: Run, text: str, pattern: str, replacement: str, flags: str | None = None) -> str | None:
    """`$1` in the replacement is what the first group matched. A pattern that matches nothing at all is refused."""
    compiled = _compiled(run, text, pattern, flags)
    if compiled is None or compiled.search(b"") or any(match[3] for match in _DOLLAR.finditer(replacement)):
        return None
    pieces: list[str] = []
    length = 0
    for before, match in _cut(run, compiled, text):
        pieces += [before, _filled(replacement, match, compiled.groups) if match else ""]
        length += len(pieces[-1]) + len(before)
        if length > MOST_TEXT:
            break
    run.text(length)
    return "".join(pieces)


@function("split(string: string, delimiter: string)", run=True)
def split(run: Run, text: str, delimiter: str) -> list[Value] | None:
    compiled = _compiled(run, text, delimiter, None)
    if compiled is None or compiled.search(b""):
        return None
    found: list[Value] = [before for before, _ in _cut(run, compiled, text)]
    run.items(len(found))
    return found


@function("extract(string: string, pattern: string)", run=True)
def extract(run: Run, text: str, pattern: str) -> list[Value] | None:
    """All parts of a text that match."""
    compiled = _compiled(run, text, pattern, None)
    if compiled is None:
        return None
    found: list[Value] = [_group(match, 0) for _, match in _cut(run, compiled, text) if match]
    run.items(len(found))
    return found


def _cut(run: Run, compiled: Pattern, text: str) -> Iterator[tuple[str, Match | None]]:
    """Every match with the text between it and the one before, and what is left at the end without a match."""
    encoded, end = text.encode(), 0
    for match in compiled.finditer(encoded):
        yield encoded[end : match.start()].decode(), match
        end = match.end()
        run.charge(2 + _work(compiled, len(encoded) - end))
    yield encoded[end:].decode(), None


def _group(match: Match, number: int) -> str:
    return (match.group(number) or b"").decode()


def _compiled(run: Run, text: str, pattern: str, flags: str | None) -> Pattern | None:
    """The pattern, ready; the work of compiling it and of going through the text once is paid in advance."""
    if len(pattern) > MOST_PATTERN:
        return None
    run.charge(20 + 2 * len(pattern))
    compiled = _compile(pattern, flags or "")
    run.charge(_work(compiled, len(text)) if compiled else 0)
    return compiled


def _work(compiled: Pattern, length: int) -> int:
    """Steps for one way through a text of that length.

    RE2 goes through it in one automaton if that stays small, else with as many states at once as the program is long;
    each match may look as far as the end again.
    """
    if compiled.programsize <= SMALL_PROGRAM:
        return length // 8_000
    return compiled.programsize * length // 1_000


@lru_cache(maxsize=128)
def _compile(pattern: str, flags: str) -> Pattern | None:
    translated = translate(pattern, flags)
    if translated is None:
        return None
    options = re2.Options()
    options.max_mem = MOST_MEMORY
    options.log_errors = False
    try:
        compiled: Pattern = re2.compile(translated.encode(), options)  # bytes: no counting of characters per match
    except re2.error:
        return None
    return compiled


def _filled(replacement: str, match: Match, groups: int) -> str:
    def part(dollar: "re.Match[str]") -> str:
        if dollar[1]:
            return dollar[1]
        return _group(match, int(dollar[2])) if int(dollar[2]) <= groups else ""

    return _DOLLAR.sub(part, replacement)
