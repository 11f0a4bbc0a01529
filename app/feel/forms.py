"""The forms of an expression that begin with a word or a bracket: `if`, `for`, lists, contexts, functions, types."""

from abc import abstractmethod
from decimal import Decimal, DecimalException

from app.feel.cursor import Cursor
from app.feel.errors import FeelError, FeelSyntaxError
from app.feel.isotext import parse_temporal
from app.feel.tokens import Token, unquote
from app.feel.tree import (
    Choice,
    Definition,
    Entry,
    Interval,
    Items,
    Literal,
    Loop,
    Node,
    Parameter,
    Quantifier,
    Record,
    Source,
    Type,
)
from app.feel.values import NUMBERS

COMPARISONS = ("<=", ">=", "<", ">", "=", "!=")
ANY = Type("Any")
_CONSTANTS: dict[str, bool | None] = {"true": True, "false": False, "null": None}


class Forms(Cursor):
    """Everything that knows where it begins and where it ends. What stands between is left to the grammar."""

    @abstractmethod
    def operand(self) -> Node:
        """Read what can be the end of an interval: no `and`, no comparison."""

    def form(self) -> Node | None:
        """The form that begins at the next token, or None if none does."""
        begin = {
            "if": self.choice,
            "for": self.loop,
            "some": self.quantifier,
            "every": self.quantifier,
            "function": self.definition,
            "[": self.brackets,
            "]": self.open_interval,
            "(": self.parentheses,
            "{": self.context,
            "@": self.temporal,
        }
        kind, text, _, _ = self.token
        if kind in ("sign", "keyword") and text in begin:
            return begin[text]()
        return None

    def literal(self) -> Node | None:
        token = self.token
        if token.kind == "number":
            value = Literal(number(token))
        elif token.kind == "string":
            value = Literal(unquote(token))
        elif token.kind == "keyword" and token.text in _CONSTANTS:
            value = Literal(_CONSTANTS[token.text])
        else:
            return None
        self.index += 1
        return value

    def temporal(self) -> Node:
        """`@"…"`: a date, a time, a date and time or a duration."""
        self.need("@")
        token = self.token
        if token.kind != "string":
            raise self.unexpected(FeelError("a text in double quotes"))
        value = parse_temporal(unquote(token))
        if value is None:
            raise self.unexpected(FeelError("a date, a time or a duration"))
        self.index += 1
        return Literal(value)

    def choice(self) -> Node:
        self.need("if")
        condition = self.expression()
        self.need("then")
        then = self.expression()
        self.need("else")
        return Choice(condition, then, self.expression())

    def loop(self) -> Node:
        self.need("for")
        with self.knowing():
            sources = self.sources()
            self.need("return")
            return Loop(sources, self.expression())

    def quantifier(self) -> Node:
        decisive = self.need("some", "every") == "some"
        with self.knowing():
            sources = self.sources()
            self.need("satisfies")
            return Quantifier(decisive, sources, self.expression())

    def sources(self) -> tuple[Source, ...]:
        found: list[Source] = []
        while not found or self.take(","):
            name = self.label("in")
            self.know([name])
            self.need("in")
            domain = self.expression()
            to = self.expression() if self.take("..") else None
            found.append(Source(name, domain, to))
        return tuple(found)

    def context(self) -> Node:
        self.need("{")
        known: set[str] = set()
        with self.knowing():
            return Record(tuple(self.separated("}", lambda: self.entry(known))))

    def entry(self, known: set[str]) -> Entry:
        start = self.token.start
        key = self.key()
        if key in known:
            template = "The expression {expression} names {key} twice, again at character {place}."
            raise FeelSyntaxError(template, position=start, key=key)
        self.need(":")
        value = self.expression()
        known.add(key)
        self.know([key])
        return Entry(key, value)

    def key(self) -> str:
        if self.token.kind == "string":
            self.index += 1
            return unquote(self.tokens[self.index - 1])
        return self.label(":", ",")

    def brackets(self) -> Node:
        """A list, or an interval that includes its start."""
        self.need("[")
        if self.take("]"):
            return Items(())
        first = self.expression()
        if self.at(".."):
            return self.interval(first, included=True)
        items = [first]
        while self.take(","):
            items.append(self.expression())
        self.need("]")
        return Items(tuple(items))

    def open_interval(self) -> Node:
        self.need("]")
        return self.interval(self.operand(), included=False)

    def parentheses(self) -> Node:
        """Something in parentheses: an expression, a comparison without its left side, or an interval."""
        self.need("(")
        if self.at(*COMPARISONS):
            inner: Node = self.comparison()
        else:
            inner = self.expression()
            if self.at(".."):
                return self.interval(inner, included=False)
        self.need(")")
        return inner

    def interval(self, low: Node, *, included: bool) -> Node:
        self.need("..")
        high = self.operand()
        return Interval(low, high, included, self.need("]", ")", "[") == "]", "..")

    def comparison(self) -> Interval:
        """`< 10` and its like: an interval with one end, or a single point."""
        sign = self.need(*COMPARISONS)
        value, nothing = self.operand(), Literal(None)
        low, high = (nothing, value) if sign[0] == "<" else (value, nothing) if sign[0] == ">" else (value, value)
        return Interval(low, high, sign in (">=", "=", "!="), sign in ("<=", "=", "!="), sign)

    def definition(self) -> Node:
        self.need("function")
        self.need("(")
        parameters = self.separated(")", self.parameter)
        if self.word("external"):
            raise FeelSyntaxError(
                "The expression {expression} wants a function from outside at character {place}; there is none here.",
                position=self.token.start,
            )
        with self.knowing(parameter.name for parameter in parameters):
            return Definition(tuple(parameters), self.expression())

    def parameter(self) -> Parameter:
        name = self.label(":", ",", ")")
        return Parameter(name, self.type() if self.take(":") else ANY)

    def type(self) -> Type:
        """The name of a type, for list, range, context and function with the types it consists of."""
        with self.deeper():
            name = self.type_name()
            if name == "function":
                return Type(name, self.function_parts())
            if name == "context" and self.take("<"):
                return self.context_type()
            if name in ("list", "range") and self.take("<"):
                inner = self.type()
                self.need(">")
                return Type(name, (inner,))
            return Type(name)

    def type_name(self) -> str:
        """One to five words: "date and time" and its like hold a keyword."""
        start = self.token.start
        if not self.take("function", "null"):
            self.name()
        if self.at("and") and self.tokens[self.index - 1].text in ("date", "years", "days"):
            self.index += 1
            self.name()
        return self._since(start)

    def function_parts(self) -> tuple[Type, ...]:
        parts = self.separated(">", self.type) if self.take("<") else []
        if self.take("-"):
            self.need(">")
            parts.append(self.type())
        return tuple(parts)

    def context_type(self) -> Type:
        members = dict(self.separated(">", self.member_type))
        return Type("context", tuple(members.values()), tuple(members))

    def member_type(self) -> tuple[str, Type]:
        key = self.label(":", ",")
        self.need(":")
        return key, self.type()


def number(token: Token) -> Decimal:
    """The number a token stands for, to 34 digits. Raises FeelSyntaxError when it is too large."""
    try:
        return NUMBERS.create_decimal(token.text)
    except DecimalException:
        raise FeelSyntaxError(
            "The expression {expression} has a number at character {place} that is too large.", position=token.start
        ) from None
