"""The house on paper, from a file like `house.toml`: letterheads, posts and number series."""

from importlib.resources import files
from pathlib import Path

from app.library.toml import Table, read_toml
from app.model.house import Holder, House, Letterhead, Post, Series, Valid

SHIPPED = "house.toml"


def read_house(path: Path | None = None) -> House:
    """The house in a file; without one the demo house that comes with Lajur. Raises Refused when it cannot be read."""
    data = path.read_bytes() if path else files("app.library").joinpath(SHIPPED).read_bytes()
    return read_toml(data, path.name if path else SHIPPED).read(_house)


def _house(top: Table) -> House:
    letterheads: dict[str, tuple[tuple[Valid, Letterhead], ...]] = {}
    for table in top.tables("letterhead"):
        sops, dated = table.read(_letterhead)
        for sop in sops or ("",):
            letterheads[sop] = (*letterheads.get(sop, ()), dated)
    posts = [table.read(_post) for table in top.tables("post")]
    series = [table.read(_series) for table in top.tables("series")]
    return House(letterheads, {post.key: post for post in posts}, {each.key: each for each in series})


def _letterhead(table: Table) -> tuple[tuple[str, ...], tuple[Valid, Letterhead]]:
    head = Letterhead(
        table.text("government"),
        table.text("agency"),
        table.texts("lines"),
        table.text("place"),
        table.text("emblem", "shield"),
    )
    return table.texts("sops"), (_valid(table), head)


def _post(table: Table) -> Post:
    holders = tuple(each.read(_holder) for each in table.tables("holder"))
    return Post(table.text("key"), table.text("title"), table.text("above", ""), holders)


def _holder(table: Table) -> tuple[Valid, Holder]:
    return _valid(table), Holder(table.text("name"), table.text("rank", ""), table.text("nip", ""))


def _series(table: Table) -> Series:
    return Series(table.text("key"), table.text("title"), table.text("pattern"))


def _valid(table: Table) -> Valid:
    return Valid(table.day("begins"), table.optional_day("ends"))
