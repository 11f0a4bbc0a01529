"""Whether cases are missing: their internal numbers and their case numbers are given out without gaps."""

import re
from collections.abc import Iterator, Mapping

from app.model.discrepancy import Code, Discrepancy, discrepancy

#: The series of internal numbers, and the year it has.
INTERNAL = ("instance.id", 0)
#: A case number: prefix, year, serial.
NUMBER = re.compile(r"(.+)-(\d{4})-(\d+)")


class NumbersCheck:
    """Follows the cases by their internal numbers. It remembers the last one, and the last of each series.

    `counted` is the last number given out of each series, as the books keep it; it was read with the newest cases.
    """

    def __init__(self) -> None:
        self.last = 0
        self.counted: Mapping[tuple[str, int], int] = {}
        self._serials: dict[tuple[str, int], int] = {}

    @property
    def total(self) -> int:
        """How many cases there should be."""
        return self.counted.get(INTERNAL, 0)

    def follow(self, instance_id: int, number: str | None) -> Iterator[Discrepancy]:
        """What is wrong with the numbers of the next case; `number` is None for a history without a case."""
        if instance_id > self.last + 1:
            yield discrepancy(Code.CASE_MISSING, first=self.last + 1, last=instance_id - 1)
        if not 0 < instance_id <= self.total:
            yield discrepancy(Code.CASE_FOREIGN, number, id=instance_id)
        self.last = max(instance_id, 0)
        found = NUMBER.fullmatch(number or "")
        if found:
            prefix, year, serial = found.groups()
            yield from self._serial(prefix, int(year), int(serial), gap_before=True)

    def end(self) -> Iterator[Discrepancy]:
        """What is missing at the end."""
        if self.total > self.last:
            yield discrepancy(Code.CASE_MISSING, first=self.last + 1, last=self.total)
        for (series, year), last in sorted(self.counted.items()):
            kind, _, prefix = series.partition(":")
            if kind == "case":
                yield from self._serial(prefix, year, last + 1, gap_before=False)

    def _serial(self, prefix: str, year: int, serial: int, *, gap_before: bool) -> Iterator[Discrepancy]:
        before = self._serials.get((prefix, year), 0)
        if serial > before + 1:
            first, last = (f"{prefix}-{year}-{n:05d}" for n in (before + 1, serial - 1))
            yield discrepancy(Code.CASE_NUMBER_GAP, first=first, last=last)
        if gap_before:
            self._serials[prefix, year] = max(serial, before)
