"""The functions a template has besides those of FEEL. What does not fit is null, as FEEL wants it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo
from decimal import Decimal

from app.feel.scope import Run
from app.feel.temporal import Date, DateTime
from app.feel.values import Function, Value
from app.letters import words

#: What every call costs: enough for the work of the longest number in words.
COST = 20
#: An ISO 8601 text of this length is a day without a time.
_DAY = len("2026-11-25")
TICKED, UNTICKED = "\N{BALLOT BOX WITH X}", "\N{BALLOT BOX}"

Choices = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True, eq=False)
class Own(Function):
    """A function of the house with the names of its parameters; the last `optional` ones may be left out."""

    parameters: tuple[str, ...]
    compute: Callable[..., Value]
    optional: int = 0

    @property
    def arity(self) -> int:
        return len(self.parameters)

    def call(self, run: Run, given: Sequence[Value]) -> Value:
        run.charge(COST)
        if not self.arity - self.optional <= len(given) <= self.arity:
            return None
        try:
            return self.compute(*given)
        except (ArithmeticError, ValueError, TypeError, AttributeError):
            return None

    def call_named(self, run: Run, given: Mapping[str, Value]) -> Value:
        names = self.parameters[: len(given)]
        return self.call(run, [given[name] for name in names]) if given.keys() == set(names) else None


#: What a template may call, and with what; the last one of `angka` may be left out.
NAMES = (
    "tanggal(hari)",
    "tanggal_terbilang(hari)",
    "hari(hari)",
    "jam(waktu)",
    "terbilang(bilangan)",
    "angka(bilangan, desimal)",
    "rupiah(bilangan)",
    "pilihan(isian, nilai)",
    "centang(benar)",
    "centang_pilihan(isian, nilai)",
    "nip(angka)",
)


def functions(choices: Choices, zone: tzinfo) -> Mapping[str, Function]:
    """The functions by name. `choices` are the labels of the forms, `zone` is where times are read off the clock."""
    computes: dict[str, Callable[..., Value]] = {
        "tanggal": lambda value: words.day_in_numerals(_day(value, zone)),
        "tanggal_terbilang": lambda value: words.day_in_words(_day(value, zone)),
        "hari": lambda value: words.day_of_week(_day(value, zone)),
        "jam": lambda value: f"{_moment(value, zone):%H.%M}",
        "terbilang": lambda value: words.in_words(_number(value)),
        "angka": _numerals,
        "rupiah": lambda value: words.rupiah(_number(value)),
        "pilihan": lambda field, value: _label(choices.get(field, {}), value),
        "centang": lambda value: TICKED if value is True else UNTICKED,
        "centang_pilihan": lambda field, value: _ticked(choices.get(field, {}), value),
        "nip": spaced_nip,
    }
    made = {}
    for signature in NAMES:
        name, _, rest = signature.rstrip(")").partition("(")
        made[name] = Own(tuple(rest.split(", ")), computes[name], optional=name == "angka")
    return made


def spaced_nip(digits: str) -> str:
    """A NIP as it is printed, `19840505 200901 1 005`; what is none stays as it is."""
    if len(digits) != 18 or not digits.isdigit():
        return digits
    return " ".join((digits[:8], digits[8:14], digits[14], digits[15:]))


def moment_of(value: Value, zone: tzinfo) -> date | datetime:
    """The day or, where a value says a time, the moment in a zone. Raises ValueError or TypeError for others."""
    if isinstance(value, str):
        read = date.fromisoformat(value) if len(value) == _DAY else datetime.fromisoformat(value)
    elif isinstance(value, Date | DateTime):
        read = value.native()
    else:
        raise TypeError(value)
    return read.astimezone(zone) if isinstance(read, datetime) and read.tzinfo else read


def _day(value: Value, zone: tzinfo) -> date:
    found = moment_of(value, zone)
    return found.date() if isinstance(found, datetime) else found


def _moment(value: Value, zone: tzinfo) -> time:
    found = moment_of(value, zone)
    if not isinstance(found, datetime):
        raise TypeError(value)
    return found.time()


def _number(value: Value) -> Decimal:
    if not isinstance(value, Decimal):
        raise TypeError(value)
    return value


def _numerals(value: Value, places: Value = None) -> str:
    return words.in_numerals(_number(value), None if places is None else min(int(_number(places)), 12))


def _label(labels: Mapping[str, str], value: Value) -> Value:
    """The label of a choice, or of each of several; a value without one stays what it is."""
    if isinstance(value, list):
        return [_label(labels, one) for one in value]
    return labels.get(value, value) if isinstance(value, str) else None


def _ticked(labels: Mapping[str, str], value: Value) -> str:
    """All labels of a choice below each other, those that were chosen ticked."""
    chosen = value if isinstance(value, list) else [value]
    return "\n".join(f"{TICKED if name in chosen else UNTICKED} {label}" for name, label in labels.items())
