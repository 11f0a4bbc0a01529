"""The other spelling: what `${…}` and `#{…}` of Camunda Platform 7 share with FEEL, read into the same tree.

Comparisons, `&& || !` and their words, arithmetic, `empty`, `? :`, paths with dots and brackets. Calls are Java and are
refused. Two things mean what they mean in FEEL: values are compared without being converted, and `mod` has the sign of
the divisor. In brackets a number counts from 0, as there.
"""

import re

from app.feel.cursor import Cursor
from app.feel.errors import FeelBudget, FeelError, FeelSyntaxError
from app.feel.forms import number
from app.feel.tokens import tokenize, unquote
from app.feel.tree import (
    Arguments,
    Chain,
    Choice,
    Index,
    Literal,
    Logic,
    Member,
    Membership,
    Name,
    Negation,
    Node,
    Operand,
    Path,
)

_TOKENS = re.compile(
    r"""(?P<space>\s+)
    |(?P<number>[0-9]+(?:\.[0-9]*)?(?:[eE][+-]?[0-9]+)?|\.[0-9]+(?:[eE][+-]?[0-9]+)?)
    |(?P<string>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')
    |(?P<name>[^\W\d][\w$]*)
    |(?P<sign>&&|\|\||[=!<>]=|[-+*/%<>!?:()\[\],.])""",
    re.DOTALL | re.VERBOSE,
)
_WORDS = {"eq": "=", "ne": "!=", "lt": "<", "gt": ">", "le": "<=", "ge": ">=", "div": "/", "mod": "%"}
_SIGNS = {"==": "=", "&&": "and", "||": "or", "!": "not", **_WORDS}
_LEVELS = (("or",), ("and",), ("=", "!="), ("<", ">", "<=", ">="), ("+", "-"), ("*", "/", "%"))
_CONSTANTS = {"true": True, "false": False, "null": None}
_OPERATORS = {"and", "or", "not", "empty", *_WORDS}
MOST_STEPS_OF_A_PATH = 60


def read_juel(text: str, start: int, end: int) -> Node:
    """The tree of what stands within the braces. Raises FeelSyntaxError or FeelBudget."""
    tokens = [
        token._replace(kind="sign", text=_SIGNS.get(token.text, token.text))
        if token.kind in ("sign", "name", "keyword") and (token.text in _SIGNS or token.text in _OPERATORS)
        else token
        for token in tokenize(text, start, end, _TOKENS)
    ]
    reader = _Juel(text, tokens, ())
    tree = reader.expression()
    reader.finish()
    return tree


class _Juel(Cursor):
    def expression(self) -> Node:
        with self.deeper():
            condition = self.operation(0)
            if not self.take("?"):
                return condition
            then = self.expression()
            self.need(":")
            return Choice(condition, then, self.expression())

    def operation(self, level: int) -> Node:
        if level == len(_LEVELS):
            return self.unary()
        first = self.operation(level + 1)
        rest: list[Operand] = []
        while sign := self.take(*_LEVELS[level]):
            rest.append(Operand(sign, self.operation(level + 1)))
        if not rest:
            return first
        if level < 2:
            return Logic(level == 0, (first, *(operand.value for operand in rest)))
        return _remainders(first, rest)

    def unary(self) -> Node:
        """Signs and words before a value, the innermost first."""
        before: list[str] = []
        while sign := self.take("-", "not", "empty"):
            before.append(sign)
        value = self.path()
        if len(before) > MOST_STEPS_OF_A_PATH:
            raise FeelBudget(MOST_STEPS_OF_A_PATH, "signs before a value", self.token.start)
        for sign in reversed(before):
            value = Negation(value) if sign == "-" else _is_empty(value) if sign == "empty" else _not(value)
        return value

    def path(self) -> Node:
        base = self.atom()
        steps: list[Member | Index] = []
        while True:
            if self.take("."):
                steps.append(Member(self.word_here()))
            elif self.take("["):
                steps.append(Index(self.expression()))
                self.need("]")
            elif self.at("("):
                raise FeelSyntaxError(
                    "The expression {expression} calls Java at character {place}; only data can be read here.",
                    position=self.token.start,
                )
            else:
                return Path(base, tuple(steps)) if steps else base
            if len(steps) > MOST_STEPS_OF_A_PATH:
                raise FeelBudget(MOST_STEPS_OF_A_PATH, "steps of a path", self.token.start)

    def atom(self) -> Node:
        token = self.token
        if self.take("("):
            inner = self.expression()
            self.need(")")
            return inner
        if token.kind == "number":
            self.index += 1
            return Literal(number(token))
        if token.kind == "string":
            self.index += 1
            return Literal(unquote(token))
        name = self.word_here()
        return Literal(_CONSTANTS[name]) if name in _CONSTANTS else Name(name, token.start)

    def word_here(self) -> str:
        if self.token.kind not in ("name", "keyword"):
            raise self.unexpected(FeelError("a name"))
        self.index += 1
        return self.tokens[self.index - 1].text


def _call(name: str, *values: Node) -> Node:
    return Path(Name(name, 0), (Arguments(values, ()),))


def _not(value: Node) -> Node:
    return _call("not", value)


def _is_empty(value: Node) -> Node:
    """`empty`: null, a text, a list or a context with nothing in it."""
    return Membership(value, (Literal(None), Literal(""), Literal([]), Literal({})))


def _remainders(first: Node, rest: list[Operand]) -> Node:
    """A chain in which `%` has become a call of `modulo`."""
    chain: list[Operand] = []
    for operand in rest:
        if operand.sign == "%":
            first = _call("modulo", Chain(first, tuple(chain)) if chain else first, operand.value)
            chain = []
        else:
            chain.append(operand)
    return Chain(first, tuple(chain)) if chain else first
