"""Expressions computed: for plain data, for values of FEEL, and as tests in a decision table."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime, tzinfo

from app.feel.boundary import Json, from_any, from_json, to_json
from app.feel.cursor import Odd, odd_names
from app.feel.errors import FeelError
from app.feel.functions import FUNCTIONS
from app.feel.parse import Expression, failing_in, parse_for, parse_tests
from app.feel.scope import Root, Run
from app.feel.values import Function, Value


def evaluate(
    expression: str | Expression, variables: Mapping[str, object], *, now: datetime | None = None, zone: tzinfo = UTC
) -> Json:
    """The plain data an expression means, given plain data.

    Numbers come out as an int when whole and within 64 bits, else as the nearest float; dates, times and durations as
    ISO 8601 texts. `now()` and `today()` show the aware moment `now` in `zone`; without it they raise NoClock.
    Raises UnknownVariable for a name that is neither a variable nor a function; a missing entry of a context is null.
    Raises the FeelError family only.
    """
    run = Run(now=now, zone=zone, strict=True)
    parsed = _parsed(expression, _odd(variables))
    with failing_in(parsed.text):
        return to_json(parsed.run(Root(variables, FUNCTIONS, from_json, run)), run)


def evaluate_typed(
    expression: str | Expression,
    variables: Mapping[str, object],
    *,
    now: datetime | None = None,
    zone: tzinfo = UTC,
    strict: bool = True,
) -> Value:
    """As `evaluate`, but in values of FEEL, which the variables may hold as well as plain data.

    Unless `strict`, unknown names are null, as the standard has it.
    """
    functions = frozenset(name for name, value in variables.items() if isinstance(value, Function))
    parsed = _parsed(expression, _odd(variables), functions)
    run = Run(now=now, zone=zone, strict=strict)
    with failing_in(parsed.text):
        return parsed.run(Root(variables, FUNCTIONS, from_any, run))


def unary_tests(
    text: str,
    value: object,
    variables: Mapping[str, object],
    *,
    now: datetime | None = None,
    zone: tzinfo = UTC,
    strict: bool = True,
) -> bool:
    """Does a value pass the tests in one cell of a decision table? An empty cell and `-` accept everything."""
    parsed = parse_tests(text, _odd(variables))
    run = Run(now=now, zone=zone, strict=strict)
    with failing_in(text):
        return parsed.run(Root({**variables, "?": value}, FUNCTIONS, from_any, run)) is True


def names(expression: str | Expression) -> frozenset[str]:
    """The variables an expression reads for sure.

    Names within a filter are left out, because they may be entries of the items: `items[price > limit]` needs items.
    """
    return (parse_for(expression, (), frozenset()) if isinstance(expression, str) else expression).names


def readable_names(expression: str) -> frozenset[str]:
    """As `names`; nothing of a text that cannot be read."""
    try:
        return names(expression)
    except FeelError:
        return frozenset()


def _parsed(expression: str | Expression, odd: Odd, functions: frozenset[str] = frozenset()) -> Expression:
    if isinstance(expression, str):
        return parse_for(expression, odd, functions)
    return parse_for(expression.text, odd, functions) if odd else expression


def _odd(variables: Mapping[str, object]) -> Odd:
    """The names of variables that have signs or keywords in them and so change how a text is read."""
    with suppress(TypeError):  # a name that is no text is none that a text could mean
        if all(map(str.isidentifier, variables)):  # as nearly always, and quickly known
            return ()
    return odd_names([name for name in variables if isinstance(name, str) and not name.isidentifier()])
