"""The grammar of FEEL (DMN 1.5, 10.3.1.2): operators by how tightly they bind, paths, and tests of a decision table."""

from app.feel.cursor import Odd
from app.feel.errors import FeelBudget, FeelError
from app.feel.forms import COMPARISONS, Forms
from app.feel.tokens import tokenize
from app.feel.tree import (
    Arguments,
    Between,
    Chain,
    Filter,
    InstanceOf,
    Logic,
    Member,
    Membership,
    Name,
    Negation,
    Node,
    Operand,
    Path,
)

OR, AND, COMPARISON, SUM, PRODUCT, POWER = range(1, 7)
LEVELS = (
    dict.fromkeys(["or"], OR)
    | dict.fromkeys(["and"], AND)
    | dict.fromkeys([*COMPARISONS, "between", "in"], COMPARISON)
    | dict.fromkeys("+-", SUM)
    | dict.fromkeys("*/", PRODUCT)
    | {"**": POWER}
)
MOST_STEPS_OF_A_PATH = 60
# After "[" none of these can begin an expression, so the bracket closes an interval.
_CLOSES = frozenset(
    [*".,)]}=<>+*/:", "!=", "<=", ">=", "**", "..", "and", "or", "then", "else", "return", "satisfies", "in", "between"]
)


def read_expression(text: str, start: int, end: int, odd: Odd) -> Node:
    """The tree of the expression that a part of the text is. Raises FeelSyntaxError or FeelBudget."""
    grammar = Grammar(text, tokenize(text, start, end), odd)
    tree = grammar.expression()
    grammar.finish()
    return tree


def read_tests(text: str, odd: Odd) -> Node | None:
    """The tree of the tests in one cell of a decision table about the name `?`, None for a cell that accepts all."""
    grammar = Grammar(text, tokenize(text, 0, len(text)), odd)
    if grammar.take("-") and grammar.token.kind == "end":
        return None
    grammar.index = 0
    tree = grammar.negated_tests() or grammar.tests()
    grammar.finish()
    return tree


class Grammar(Forms):
    def expression(self) -> Node:
        with self.deeper():
            return self.operation(OR)

    def operand(self) -> Node:
        with self.deeper():
            return self.operation(SUM)

    def operation(self, loosest: int, begun: Node | None = None) -> Node:
        """Operators that bind at least so tightly, those of one level side by side; the first operand may be there."""
        left = begun or self.unary()
        while (level := self.level()) >= loosest:
            if level in (OR, AND):
                left = self.logic(left, level)
            elif self.at("between", "in"):
                left = self.between(left) if self.at("between") else self.membership(left)
            else:
                left = self.chain(left, level)
        return left

    def level(self) -> int:
        token = self.token
        return LEVELS.get(token.text, 0) if token.kind in ("sign", "keyword") else 0

    def logic(self, left: Node, level: int) -> Node:
        parts = [left]
        while self.take("or" if level == OR else "and"):
            parts.append(self.operation(level + 1))
        return Logic(level == OR, tuple(parts))

    def chain(self, left: Node, level: int) -> Node:
        rest: list[Operand] = []
        while self.level() == level and not self.at("between", "in"):
            sign = self.token.text
            self.index += 1
            rest.append(Operand(sign, self.operation(level + 1)))
        return Chain(left, tuple(rest))

    def between(self, value: Node) -> Node:
        self.need("between")
        low = self.operation(SUM)
        self.need("and")
        return Between(value, low, self.operation(SUM))

    def membership(self, value: Node) -> Node:
        self.need("in")
        if not self.at("("):
            return Membership(value, (self.test(),))
        self.index += 1
        tests = [self.whole_test()]
        while self.take(","):
            tests.append(self.whole_test())
        if len(tests) > 1:
            self.need(")")
            return Membership(value, tuple(tests))
        return Membership(value, (self.after_one_test(tests[0]),))

    def after_one_test(self, test: Node) -> Node:
        """`(` and one test have been read: it may begin an interval, stand alone or begin an operation."""
        if self.at(".."):
            return self.interval(test, included=False)
        self.need(")")
        return self.operation(SUM, self.steps(test))

    def test(self) -> Node:
        if self.at(*COMPARISONS):
            return self.comparison()
        return self.operand()

    def negated_tests(self) -> Node | None:
        if not (self.word("not") and self.after().text == "("):
            return None
        self.index += 2
        inner = self.tests()
        self.need(")")
        if self.token.kind == "end":
            return Path(Name("not", 0), (Arguments((inner,), ()),))
        self.index = 0
        return None

    def tests(self) -> Node:
        tests = [self.whole_test()]
        while self.take(","):
            tests.append(self.whole_test())
        return Membership(Name("?", 0), tuple(tests))

    def whole_test(self) -> Node:
        """A test that has the cell to itself may also be a condition about `?`."""
        return self.comparison() if self.at(*COMPARISONS) else self.expression()

    def unary(self) -> Node:
        signs = 0
        while self.take("-"):
            signs += 1
        value = self.instance(self.path())
        if not signs:
            return value
        negated = Negation(value)
        return negated if signs % 2 else Negation(negated)

    def instance(self, value: Node) -> Node:
        if not self.at("instance"):
            return value
        self.index += 1
        if not self.word("of"):
            raise self.unexpected("of")
        self.index += 1
        return InstanceOf(value, self.type())

    def path(self) -> Node:
        return self.steps(self.atom())

    def steps(self, base: Node) -> Node:
        steps: list[Member | Filter | Arguments] = []
        while True:
            if self.take("."):
                steps.append(Member(self.member()))
            elif self.at("[") and self.filter_follows():
                steps.append(self.filter())
            elif self.at("("):
                steps.append(self.arguments())
            else:
                return Path(base, tuple(steps)) if steps else base
            if len(steps) > MOST_STEPS_OF_A_PATH:
                raise FeelBudget(MOST_STEPS_OF_A_PATH, "steps of a path", self.token.start)

    def atom(self) -> Node:
        start = self.token.start
        found = None if self.token.kind == "name" or self.at_name() else self.literal() or self.form()
        return found or Name(self.name(), start)

    def member(self) -> str:
        if self.token.kind == "keyword" and not self.at_name():
            self.index += 1
            return self.tokens[self.index - 1].text
        return self.name()

    def filter(self) -> Filter:
        self.need("[")
        condition = self.expression()
        self.need("]")
        return Filter(condition)

    def filter_follows(self) -> bool:
        """Or does the bracket close an interval?"""
        following = self.after()
        if following.kind == "end":
            return False
        return not (following.kind in ("sign", "keyword") and following.text in _CLOSES)

    def arguments(self) -> Arguments:
        self.need("(")
        given = self.separated(")", self.argument)
        names = [name for name, _ in given if name]
        if names and len(names) < len(given):
            raise self.unexpected(FeelError("a name for every argument"))
        return Arguments(tuple(value for _, value in given), tuple(names))

    def argument(self) -> tuple[str, Node]:
        name = ""
        if self.at_label():
            name = self.label(":")
            self.need(":")
        return name, self.whole_test()
