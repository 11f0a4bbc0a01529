"""The house on paper: letterheads, posts with those who hold them, number series. Data with dates of validity.

What a letter says of the office that sends it is taken from here on the day of the letter, never from a template.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

_PLACE = re.compile(r"\{([a-z_]+)(?::(\d))?\}")
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


@dataclass(frozen=True, slots=True)
class Valid:
    """What holds from `begins` until `ends` (the last day; None: until further notice)."""

    begins: date
    ends: date | None = None

    def on(self, day: date) -> bool:
        return self.begins <= day and (self.ends is None or day <= self.ends)


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The head of a letter (kop): the government, the agency below it, and lines with its address. `place` is where
    letters are dated. `emblem` names a drawing of the typesetter; the shipped one is nobody's coat of arms."""

    government: str
    agency: str
    lines: tuple[str, ...] = ()
    place: str = ""
    emblem: str = "shield"


@dataclass(frozen=True, slots=True)
class Holder:
    """Who holds a post, as letters print it: with titles, rank (pangkat/golongan) and NIP."""

    name: str
    rank: str = ""
    nip: str = ""


@dataclass(frozen=True, slots=True)
class Series:
    """A number series: its serials run within a year. `pattern` may hold {urut}, {urut:4} (filled up with zeros),
    {tahun}, {bulan} and {bulan_romawi}; everything else is printed as it is."""

    key: str
    title: str
    pattern: str

    def text(self, serial: int, day: date) -> str:
        """The number of the letter with this serial on a day."""
        known = {"urut": str(serial), "tahun": str(day.year), "bulan": f"{day.month:02}"}
        known["bulan_romawi"] = _ROMAN[day.month - 1]
        return _PLACE.sub(lambda place: known.get(place[1], place[0]).zfill(int(place[2] or 0)), self.pattern)


@dataclass(frozen=True, slots=True)
class Post:
    """A post that signs letters: its title, the key of the post above it (on whose behalf it may sign), and those who
    hold it. `key` is the group whose members hold it."""

    key: str
    title: str
    above: str = ""
    holders: tuple[tuple[Valid, Holder], ...] = ()

    def holder(self, day: date) -> Holder | None:
        """Who holds it on a day; None: vacant, or nobody has said."""
        return _on(self.holders, day)


@dataclass(frozen=True)
class House:
    """One office; everything is empty where nobody has told of it. `letterheads` are by SOP; the key "" serves all SOPs
    that have none of their own."""

    letterheads: Mapping[str, tuple[tuple[Valid, Letterhead], ...]] = field(default_factory=dict)
    posts: Mapping[str, Post] = field(default_factory=dict)
    series: Mapping[str, Series] = field(default_factory=dict)

    def letterhead(self, sop: str, day: date) -> Letterhead | None:
        """The letterhead in use for an SOP on a day."""
        return _on(self.letterheads.get(sop) or self.letterheads.get("", ()), day)


Kind = TypeVar("Kind")


def _on(spans: Iterable[tuple[Valid, Kind]], day: date) -> Kind | None:
    """The one that holds on a day; the one that began last of several."""
    held = [(valid.begins, found) for valid, found in spans if valid.on(day)]
    return max(held, key=lambda one: one[0])[1] if held else None
