"""The table of a benchmark run: what, measured, target, and whether it was met."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One line. `value` and `target` are in `unit`; `at_least` turns the comparison round; no target, no verdict."""

    what: str
    value: float
    unit: str
    target: float | None = None
    at_least: bool = False
    note: str = ""

    @property
    def verdict(self) -> str:
        if self.target is None:
            return ""
        met = self.value >= self.target if self.at_least else self.value <= self.target
        return "met" if met else "MISSED"


def show(figures: list[Figure]) -> None:
    """Print the figures as a Markdown table."""
    print("| what | measured | target | | note |\n|---|---|---|---|---|")
    for figure in figures:
        sign = ">=" if figure.at_least else "<="
        target = "" if figure.target is None else f"{sign} {figure.target:g} {figure.unit}"
        print(f"| {figure.what} | {figure.value:.3g} {figure.unit} | {target} | {figure.verdict} | {figure.note} |")
