"""Heat on a diagram: five steps from pale to strong, each readable with dark ink; the number stands beside."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_LINE = "#6b3a12"
#: Step -> fill and line, like the states of `app.notation.figures`.
HEAT: Mapping[str, tuple[str, str]] = {
    "heat1": ("#fff9ea", _LINE),
    "heat2": ("#ffedc2", _LINE),
    "heat3": ("#ffd78a", _LINE),
    "heat4": ("#f8ae5d", _LINE),
    "heat5": ("#e98349", _LINE),
}


@dataclass(frozen=True, slots=True)
class Step:
    """The values from `least` to `most` are drawn as `state`."""

    state: str
    least: int
    most: int


def steps(values: Iterable[int]) -> list[Step]:
    """Up to five steps with as equally many different values in each as can be: few great values leave room for the
    differences among the small ones."""
    ranked = sorted(set(values))
    count = min(len(ranked), len(HEAT))
    names = list(HEAT)[len(HEAT) - count :]
    found = [ranked[n * len(ranked) // count : (n + 1) * len(ranked) // count] for n in range(count)]
    return [Step(name, part[0], part[-1]) for name, part in zip(names, found, strict=True)]


def step_of(value: int, scale: Iterable[Step]) -> str:
    """The step a value belongs to: the highest that it reaches."""
    return [step.state for step in scale if step.least <= value][-1]
