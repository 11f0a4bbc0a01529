"""The index of the satisfaction survey, by the published examples."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from fractions import Fraction

import pytest

from app.model.survey import EXACT, PRINTED, Response, grade, index_of, rounded, sample_size

#: A published example: 29 respondents, and the sums of their answers to U1 ... U9.
SUMS = (105, 101, 100, 116, 102, 105, 106, 105, 115)
RESPONDENTS = 29
CODES = tuple(f"E{n}" for n in range(1, 10))


def response(number: int, scores: dict[str, int]) -> Response:
    return Response(number, "izin", date(2026, 3, 17), scores)


def published() -> Sequence[Response]:
    """29 responses with those sums: everybody answers 3, and as many as needed 4."""
    more = {code: total - 3 * RESPONDENTS for code, total in zip(CODES, SUMS, strict=True)}
    return [response(n, {code: 4 if n < extra else 3 for code, extra in more.items()}) for n in range(RESPONDENTS)]


@pytest.mark.parametrize(
    ("weight", "converted", "letter"),
    [(EXACT, "91.48", "A"), (PRINTED, "91.38", "A"), (Fraction(11, 100), "90.56", "A")],
)
def test_the_published_example_comes_out(weight: Fraction, converted: str, letter: str) -> None:
    index = index_of(published(), CODES, weight=weight)
    assert [element.total for element in index.elements] == list(SUMS)
    assert index.converted == Decimal(converted)
    assert (index.grade, index.responses) == (letter, RESPONDENTS)


def test_the_index_runs_from_1_to_4_and_from_25_to_100() -> None:
    worst = index_of([response(1, dict.fromkeys(CODES, 1))], CODES)
    best = index_of([response(1, dict.fromkeys(CODES, 4))], CODES)
    assert (worst.ikm, worst.converted, worst.grade) == (Decimal("1.00"), Decimal("25.00"), "D")
    assert (best.ikm, best.converted, best.grade) == (Decimal("4.00"), Decimal("100.00"), "A")


def test_an_empty_answer_is_left_out_and_not_counted_as_nothing() -> None:
    index = index_of([response(1, {"a": 4, "b": 2}), response(2, {"a": 2})], ["a", "b"], weight=Fraction(1, 2))
    assert [(element.answers, element.nrr) for element in index.elements] == [(2, 3), (1, 2)]
    assert index.converted == Decimal("62.50")


def test_without_an_answer_to_every_element_there_is_no_index() -> None:
    index = index_of([response(1, {"a": 4})], ["a", "b"])
    assert (index.ikm, index.converted, index.grade) == (None, None, None)
    assert [element.grade for element in index.elements] == ["A", None]
    assert index_of([], []).ikm is None


@pytest.mark.parametrize(
    ("converted", "letter"),
    [("100", "A"), ("88.31", "A"), ("88.30", "B"), ("76.61", "B"), ("76.60", "C"), ("65.00", "C"), ("64.99", "D")],
)
def test_the_class_is_that_of_the_rounded_value(converted: str, letter: str) -> None:
    assert grade(Decimal(converted)) == letter


@pytest.mark.parametrize(
    ("value", "shown"), [(Fraction(1, 8), "0.13"), (Fraction("2.345"), "2.35"), (Fraction("2.3449"), "2.34")]
)
def test_halves_are_rounded_up(value: Fraction, shown: str) -> None:
    assert str(rounded(value)) == shown


@pytest.mark.parametrize(
    ("population", "needed"),
    [
        *((0, 0), (1, 1), (10, 10), (20, 19), (30, 28), (50, 44), (75, 63), (100, 80), (150, 108)),
        *((200, 132), (300, 169), (500, 217), (1000, 278), (5000, 357), (10000, 370)),
    ],
)
def test_the_sample_is_that_of_krejcie_and_morgan(population: int, needed: int) -> None:
    assert sample_size(population) == needed
