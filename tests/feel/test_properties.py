"""Whatever the text: a value or a FeelError, never anything else, and always the same."""

import json
from collections.abc import Callable
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.feel import FeelError, evaluate, evaluate_typed, names, parse, unary_tests

VALID = [
    'if luas > 3 and hasil = "lengkap" then [1, 2] else {a: 1, b: a + 1}.b',
    "for x in 1..5, y in [x..6) return partial[-1] + x * y",
    "some m in mesin satisfies m.nilai between 1 and 5",
    'mesin[nilai > 3 or item.nama in ("a", "b")].nama[1]',
    "{f: function(a: number, b) a ** b, r: f(b: 2, a: 3)}.r instance of number",
    '@"2026-01-31T10:00:00@Asia/Pontianak" + duration("P1M") - @"PT1H"',
    'replace(string join(["a", "b"], ", "), "[a-z]+", "$0")',
    "sort(distinct values(concatenate([3], [1, 2])), function(a, b) a < b)",
    "${empty mesin[0].nama ? luas mod 2 : !(hasil == 'x')}",
    "not(luas in (<3, ]4..5[, null)) // akhir",
    'date and time(date("2026-01-01"), time("08:00:00")) /* di sini */ >= now()',
]
VARIABLES = {"luas": 5, "hasil": "lengkap", "mesin": [{"nama": "a", "nilai": 4}], "tgl-a": 1}
WORDS = """if then else for in return some every satisfies and or between not function instance of external null true
    1 2.5 1e9 "a" @"P1D" @"2026-01-01" luas mesin x item partial count date time sum string range list context
    .. ** != /* */ // ${ #{ } 🐎"""
PIECES = st.sampled_from([*"()[]{}.,:+-*/<>=?@\"'\\ #$%&|!;~^\n\ud800", *WORDS.split(), "date and time", "a b"])


def attempt(run: Callable[[], object]) -> object:
    try:
        return run()
    except FeelError as error:
        return error


def outcome(text: str) -> object:
    """The value of an expression as a text, or the sentence of its error."""
    try:
        return json.dumps(evaluate(text, VARIABLES))
    except FeelError as error:
        return str(error)


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(st.text(max_size=60), st.lists(PIECES, max_size=25).map(" ".join), st.lists(PIECES).map("".join)))
def test_any_text_is_a_value_or_an_error(text: str) -> None:
    assert outcome(text) == outcome(text)
    assert isinstance(attempt(lambda: unary_tests(text, 3, VARIABLES, strict=False)), bool | FeelError)


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(VALID), st.integers(0, 80), st.integers(0, 6), st.lists(PIECES, max_size=3).map(" ".join))
def test_a_valid_expression_with_a_part_changed_is_a_value_or_an_error(
    text: str, start: int, length: int, instead: str
) -> None:
    changed = text[:start] + instead + text[start + length :]
    assert outcome(changed) == outcome(changed)
    read = attempt(lambda: names(parse(changed)))
    if isinstance(read, FeelError):
        assert read.expression == changed
        assert read.position is None or 0 <= read.position <= len(changed)
    else:
        assert read == names(changed)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.text(max_size=8)
    | st.floats(allow_nan=False, allow_infinity=False, min_value=-1e15, max_value=1e15),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
    max_leaves=12,
)  # fmt: skip


@given(JSON)
def test_data_is_never_taken_for_an_expression(value: object) -> None:
    assert evaluate("x", {"x": value}) == value
    assert evaluate("[x]", {"x": value}) == [value]
    assert evaluate("x = x", {"x": value}) is True


@given(st.sampled_from(["${1 + 1}", "=1+1", "{{x}}", "#{x}"]), st.text(max_size=10))
def test_a_text_that_looks_like_an_expression_stays_a_text(mark: str, rest: str) -> None:
    assert evaluate("x", {"x": mark + rest}) == mark + rest


@given(st.decimals(-(10**12), 10**12, places=4), st.decimals(-(10**12), 10**12, places=4))
def test_order_and_difference_agree(left: Decimal, right: Decimal) -> None:
    given_both = {"a": left, "b": right}
    assert evaluate_typed("a < b", given_both) is (left < right)
    assert evaluate_typed("a - b", given_both) == left - right
    assert evaluate_typed("a = b or a < b or a > b", given_both) is True


@given(st.integers(-999_999_999, 999_999_999), st.integers(1, 12), st.integers(1, 28), st.integers(-(10**6), 10**6))
def test_a_day_moved_forth_and_back_is_the_same_day(year: int, month: int, day: int, distance: int) -> None:
    moved = evaluate('date(y, m, d) + n * @"P1D"', {"y": year, "m": month, "d": day, "n": distance})
    if moved is not None:
        text = 'date(moved) - date(y, m, d) = n * @"P1D"'
        assert evaluate(text, {"moved": moved, "y": year, "m": month, "d": day, "n": distance}) is True


@given(st.text(max_size=30))
def test_a_text_written_out_and_read_again_is_the_same(text: str) -> None:
    written = evaluate("string([x])", {"x": text})
    assert isinstance(written, str)
    if "\0" not in written:
        assert evaluate(written, {}) == [text]
