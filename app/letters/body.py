"""The body of a template: Markdown with holes `{{ FEEL }}` and blocks `{% … %}`, read into parts.

Blocks are `{% if FEEL %} … {% elif FEEL %} … {% else %} … {% endif %}`, `{% for name in FEEL %} … {% endfor %}` and
`{% foto FEEL %}`. A block's tag that stands on a line of its own leaves no line behind, so rows of a table can be
repeated. What a line `{.style}` says holds for what follows (see `app.letters.marked`).
"""

import re
from dataclasses import dataclass

from app.feel import FeelError
from app.feel.parse import parse_for
from app.letters.functions import NAMES
from app.letters.marked import STYLES
from app.letters.problem import BadTemplate
from app.model.template import Branch, Choose, Hole, Literal, Part, Photos, Repeat, Text

MOST_DEPTH = 12
MOST_TAGS = 2_000
_TAG = re.compile(r"\{\{(.*?)\}\}|\{%(.*?)%\}", re.DOTALL)
_LOOP = re.compile(r"([^\W\d]\w*)\s+in\s+(.+)", re.DOTALL)
_STYLE = re.compile(r"^\{\.([^}\n]*)\}[ \t]*$", re.MULTILINE)
#: The names of the functions of the house.
FUNCTION_NAMES = frozenset(name.partition("(")[0] for name in NAMES)


def read_text(text: str, line: int = 1) -> Text:
    """The parts of a text that begins on a line of its file. Raises BadTemplate."""
    for style in _STYLE.finditer(text):
        if style[1] not in STYLES:
            known = ", ".join(sorted(STYLES))
            at = line + text.count("\n", 0, style.start())
            raise BadTemplate("“{style}” is no style; there are {known}.", at, style=style[0], known=known)
    tokens = _tokens(text, line)
    if len(tokens) > MOST_TAGS:
        raise BadTemplate("the template has more than {most} parts.", line, most=MOST_TAGS)
    reader = _Reader(tokens)
    parts = reader.parts(0)
    if reader.peek() is not None:
        raise BadTemplate("“{word}” closes nothing that is open.", reader.line, word=reader.word)
    return parts


def read_expression(text: str, line: int) -> str:
    """The expression without blanks around it. Raises BadTemplate when it cannot be parsed."""
    expression = text.strip()
    try:
        parse_for(expression, (), FUNCTION_NAMES)
    except FeelError as error:
        raise BadTemplate(error, line) from None
    return expression


@dataclass(frozen=True, slots=True)
class _Token:
    """A piece of text, the expression of a hole, or the word and the rest of a block's tag."""

    kind: str
    text: str
    line: int

    @property
    def tag(self) -> str:
        return f"{{% {self.text} %}}"


def _tokens(text: str, line: int) -> list[_Token]:
    found: list[_Token] = []
    done = 0
    for tag in _TAG.finditer(text):
        start, end = tag.span()
        if tag[2] is not None:
            start, end = _without_its_line(text, start, end)
        if start > done:
            found.append(_Token("text", text[done:start], line))
        at = line + text.count("\n", 0, tag.start())
        found.append(_Token("hole", tag[1], at) if tag[1] is not None else _Token("block", tag[2].strip(), at))
        done = end
    if stray := re.search(r"\{\{|\{%|%\}", text[done:]):
        at = line + text.count("\n", 0, done + stray.start())
        raise BadTemplate("“{sign}” is not closed, or not open.", at, sign=stray[0])
    return [*found, *([_Token("text", text[done:], line)] if done < len(text) else [])]


def _without_its_line(text: str, start: int, end: int) -> tuple[int, int]:
    """Where a tag begins and ends, with its line when nothing else stands on it."""
    begin = text.rfind("\n", 0, start) + 1
    close = text.find("\n", end)
    close = len(text) if close < 0 else close + 1
    alone = not text[begin:start].strip() and not text[end:close].strip()
    return (begin, close) if alone else (start, end)


class _Reader:
    """Goes through the tokens once."""

    def __init__(self, tokens: list[_Token]) -> None:
        self.tokens = tokens
        self.at = 0

    def peek(self) -> _Token | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    @property
    def line(self) -> int:
        token = self.peek() or self.tokens[-1]
        return token.line

    @property
    def word(self) -> str:
        """The word of the block's tag that is next, or nothing."""
        token = self.peek()
        return token.text.partition(" ")[0] if token is not None and token.kind == "block" else ""

    def parts(self, depth: int) -> tuple[Part, ...]:
        """The parts up to a tag that belongs to an outer block, or the end."""
        if depth > MOST_DEPTH:
            raise BadTemplate("blocks stand in each other more than {most} deep.", self.line, most=MOST_DEPTH)
        found: list[Part] = []
        while (token := self.peek()) is not None and self.word not in ("endif", "endfor", "else", "elif"):
            self.at += 1
            if token.kind == "text":
                found.append(Literal(token.text))
            elif token.kind == "hole":
                found.append(Hole(read_expression(token.text, token.line), token.line))
            else:
                found.append(self._block(token, depth))
        return tuple(found)

    def _block(self, token: _Token, depth: int) -> Part:
        word, _, rest = token.text.partition(" ")
        if word == "if":
            return self._choose(token, depth)
        if word == "foto":
            return Photos(read_expression(rest, token.line), token.line)
        loop = _LOOP.fullmatch(rest.strip())
        if word != "for" or loop is None:
            raise BadTemplate("“{tag}” is no block; there are if, for and foto.", token.line, tag=token.tag)
        body = self.parts(depth + 1)
        self._close("endfor", token)
        return Repeat(loop[1], read_expression(loop[2], token.line), token.line, body)

    def _choose(self, token: _Token, depth: int) -> Choose:
        branches: list[Branch] = []
        opening: _Token | None = token
        while opening is not None:
            word, _, rest = opening.text.partition(" ")
            condition = "" if word == "else" else read_expression(rest, opening.line)
            branches.append(Branch(condition, opening.line, self.parts(depth + 1)))
            more = self.word in ("elif", "else") and word != "else"
            opening = self._take() if more else None
        self._close("endif", token)
        return Choose(tuple(branches))

    def _take(self) -> _Token:
        self.at += 1
        return self.tokens[self.at - 1]

    def _close(self, word: str, opened: _Token) -> None:
        if self.word != word:
            raise BadTemplate("“{tag}” is not closed by {word}.", opened.line, tag=opened.tag, word=f"{{% {word} %}}")
        self.at += 1
