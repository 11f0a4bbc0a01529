"""The public satisfaction survey (SKM, Permenpan RB 14/2017): nine elements, answers from 1 to 4, one index.

    NRR of an element = sum of its answers / number of its answers       (an empty answer is not counted at all)
    IKM               = sum over the elements of NRR x weight            (1 to 4)
    converted         = IKM x 25                                         (25 to 100)

The weight of each of nine elements is exactly 1/9; printed reports use 0.111, which is offered too. Nothing is rounded
before the end: once, half up, to two decimals. The tables of the regulation have gaps between the classes (88.30 and
88.31), so the class is that of the rounded converted value.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import floor

LOWEST, HIGHEST = 1, 4
EXACT = Fraction(1, 9)
PRINTED = Fraction(111, 1000)
CONVERSION = 25
CENT = Decimal("0.01")
#: From which converted value on which class; below the last it is D.
CLASSES = ((Decimal("88.31"), "A"), (Decimal("76.61"), "B"), (Decimal("65.00"), "C"))
#: Krejcie and Morgan: chi square for one degree of freedom at 95 %, proportion, margin of error.
CHI_SQUARE, PROPORTION, MARGIN = Fraction("3.841"), Fraction("0.5"), Fraction("0.05")


@dataclass(frozen=True, slots=True)
class Question:
    """An element with its code (`PERSYARATAN`), its name, the question, and the words for 1, 2, 3 and 4."""

    code: str
    name: str
    name_en: str
    text: str
    text_en: str
    answers: tuple[str, ...]
    answers_en: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Trait:
    """What a respondent may say of himself (`age`): the values, each with its words."""

    code: str
    name: str
    name_en: str
    values: Mapping[str, str]
    values_en: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """The questions in the order in which they are numbered U1, U2, ...; U8 and U9 differ from office to office."""

    questions: tuple[Question, ...] = ()
    traits: tuple[Trait, ...] = ()


@dataclass(frozen=True, slots=True)
class Response:
    """One anonymous response: scores by element code (empty answers are missing), traits by code, the day only."""

    id: int
    sop: str
    day: date
    scores: Mapping[str, int]
    traits: Mapping[str, str] = field(default_factory=dict)
    suggestion: str = ""


@dataclass(frozen=True, slots=True)
class ElementValue:
    """What the responses say of one element. `nrr` and `weighted` are None when nobody has answered."""

    code: str
    answers: int
    total: int
    nrr: Fraction | None
    weighted: Fraction | None

    @property
    def grade(self) -> str | None:
        """The class of this element alone."""
        return None if self.nrr is None else grade(rounded(self.nrr * CONVERSION))


@dataclass(frozen=True, slots=True)
class Index:
    """The result of a survey. `ikm` and `converted` are rounded; both None until every element has an answer."""

    elements: tuple[ElementValue, ...]
    responses: int
    ikm: Decimal | None
    converted: Decimal | None

    @property
    def grade(self) -> str | None:
        return None if self.converted is None else grade(self.converted)


def index_of(responses: Sequence[Response], codes: Sequence[str], *, weight: Fraction = EXACT) -> Index:
    """The index of these responses over the elements `codes`, each with this weight."""
    elements = tuple(element_value(code, (response.scores for response in responses), weight) for code in codes)
    parts = [element.weighted for element in elements]
    whole = sum((part for part in parts if part is not None), Fraction(0))
    complete = bool(parts) and None not in parts
    return Index(
        elements,
        len(responses),
        rounded(whole) if complete else None,
        rounded(whole * CONVERSION) if complete else None,
    )


def element_value(code: str, scores: Iterable[Mapping[str, int]], weight: Fraction) -> ElementValue:
    """The value of one element."""
    given = [each[code] for each in scores if code in each]
    nrr = Fraction(sum(given), len(given)) if given else None
    return ElementValue(code, len(given), sum(given), nrr, nrr * weight if nrr is not None else None)


def rounded(value: Fraction) -> Decimal:
    """Half up to two decimals, exactly."""
    return Decimal(floor(value * 100 + Fraction(1, 2))) * CENT


def grade(converted: Decimal) -> str:
    """A to D of a rounded converted value."""
    return next((letter for least, letter in CLASSES if converted >= least), "D")


def sample_size(population: int) -> int:
    """How many of so many must be asked (Krejcie and Morgan, 95 % confidence, 5 % margin)."""
    spread = CHI_SQUARE * PROPORTION * (1 - PROPORTION)
    needed = spread * population / (MARGIN**2 * (population - 1) + spread) if population else Fraction(0)
    return int(needed + Fraction(1, 2))
