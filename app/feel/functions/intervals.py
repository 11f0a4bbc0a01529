"""`range`: an interval from its text (DMN 1.5, 10.3.4.1)."""

from app.feel.arithmetic import negate
from app.feel.compare import order
from app.feel.errors import FeelError
from app.feel.functions.registry import FUNCTIONS, function
from app.feel.grammar import read_expression
from app.feel.scope import Run
from app.feel.tree import Arguments, Interval, Literal, Name, Negation, Node, Path
from app.feel.values import Range, Value

MOST_CHARACTERS = 1_000
_ENDS = frozenset(["date", "time", "date and time", "duration", "years and months duration"])
_DATE_AND_TIME = ((("date", "and", "time"), "date and time"),)


@function("range(from: string)", run=True)
def range_from_text(run: Run, text: str) -> Range | None:
    """The interval a text writes out with constant ends; null if one is missing, or they are the wrong way round."""
    if len(text) > MOST_CHARACTERS:
        return None
    run.charge(10 + len(text))
    try:
        tree = read_expression(text, 0, len(text), _DATE_AND_TIME)
    except FeelError:
        return None
    if not isinstance(tree, Interval) or tree.sign != "..":
        return None
    start, end = _constant(tree.low, run), _constant(tree.high, run)
    place = order(start, end)
    return None if place is None or place > 0 else Range(start, end, tree.low_included, tree.high_included)


def _constant(node: Node, run: Run) -> Value:
    """A literal, a negative number, or a date or duration made of a literal text; anything else is null."""
    if isinstance(node, Literal):
        return node.value
    if isinstance(node, Negation) and isinstance(node.value, Literal):
        return negate(node.value.value)
    match node:
        case Path(Name(name), (Arguments((Literal(str() as text),), ()),)) if name in _ENDS:
            return FUNCTIONS[name].call(run, [text])
    return None
