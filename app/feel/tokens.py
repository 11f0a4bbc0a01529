"""Text cut into tokens, each with its place in the text."""

import re
from functools import lru_cache
from typing import NamedTuple

from app.feel.errors import FeelSyntaxError

KEYWORDS = frozenset(
    ["if", "then", "else", "for", "in", "return", "some", "every", "satisfies", "or", "and", "between", "instance"]
) | {"function", "true", "false", "null"}
# DMN 1.5, 10.3.1.2, grammar rules 28 and 29.
NAME_START = (
    r"A-Z_a-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C-\u200D\u2070-\u218F"
    r"\u2C00-\u2FEF\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\U00010000-\U000EFFFF"
)
NAME_PART = NAME_START + r"0-9\u00B7\u0300-\u036F\u203F-\u2040"

FEEL = re.compile(
    rf"""(?P<space>(?:[\s\uFEFF]|//[^\n]*|/\*.*?\*/)+)
    |(?P<open>/\*)
    |(?P<number>[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?|\.[0-9]+(?:[eE][+-]?[0-9]+)?)
    |(?P<string>"(?:[^"\\]|\\.)*")
    |(?P<name>[{NAME_START}][{NAME_PART}]*|\?)
    |(?P<sign>\*\*|\.\.|<=|>=|!=|[-+*/<>=(){{}}\[\],.:@'’])""",
    re.DOTALL | re.VERBOSE,
)
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|U[0-9a-fA-F]{6}|.)", re.DOTALL)
_PLAIN = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "'": "'", "\\": "\\"}


class Token(NamedTuple):
    """`kind` is name, keyword, number, string, sign or end; `start` and `end` are offsets in the whole text."""

    kind: str
    text: str
    start: int
    end: int


def tokenize(text: str, start: int, end: int, pattern: re.Pattern[str] = FEEL) -> list[Token]:
    """The tokens of a part of a text and one more that marks its end.

    Raises FeelSyntaxError at the first character that begins no token.
    """
    tokens: list[Token] = []
    place = start
    while place < end:
        match = pattern.match(text, place, end)
        if match is None or match.lastgroup is None or match.lastgroup == "open":
            raise FeelSyntaxError(position=place)
        place = match.end()
        if match.lastgroup != "space":
            kind = "keyword" if match.lastgroup == "name" and match.group() in KEYWORDS else match.lastgroup
            tokens.append(Token(kind, match.group(), match.start(), place))
    tokens.append(Token("end", "", end, end))
    return tokens


def unquote(token: Token) -> str:
    r"""The text a string token stands for.

    An escape FEEL does not know stays as it is, so that `"\d+"` is the pattern it looks like.
    """
    body = token.text[1:-1]
    if "\\" not in body:
        return body
    plain = _ESCAPE.sub(lambda match: _character(match[1], token.start), body)
    return plain.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _character(escape: str, position: int) -> str:
    if len(escape) == 1:
        return _PLAIN.get(escape, "\\" + escape)
    point = int(escape[1:], 16)
    if point > 0x10FFFF:
        raise FeelSyntaxError(position=position)
    return chr(point)


@lru_cache(maxsize=4096)
def odd_name(name: str) -> tuple[str, ...]:
    """The tokens a name consists of if its signs or keywords could be taken for something else, else nothing.

    `Date-Time` and `days in weekend` are odd, `Monthly Salary` is not: two names side by side are always one.
    """
    try:
        tokens = tokenize(name, 0, len(name))[:-1]
    except FeelSyntaxError:
        return ()
    plain = all(token.kind == "name" or token.text.isdecimal() for token in tokens)
    return () if plain or tokens[0].kind not in ("name", "keyword") else tuple(token.text for token in tokens)
