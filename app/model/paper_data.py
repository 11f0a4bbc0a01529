"""A paper as plain data, to be kept as it was issued, and back."""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from app.model import house, paper
from app.model.paper import Authority, Kind, Paper, Signer
from app.model.values import Json

#: What may stand in a paper, by name.
_PARTS: Mapping[str, Callable[..., object]] = {
    part.__name__: part
    for part in (
        paper.Run,
        paper.Heading,
        paper.Paragraph,
        paper.Fields,
        paper.Listing,
        paper.Column,
        paper.Table,
        paper.Picture,
        paper.Pictures,
        paper.Rule,
        paper.PageBreak,
        paper.Signer,
        paper.Paper,
        house.Letterhead,
    )
}
_READ: Mapping[str, Callable[[Any], object]] = {"date": date.fromisoformat, "kind": Kind, "authority": Authority}
_NAME = "is"


def packed(whole: Paper | Signer) -> Json:
    """A paper, or who signs it, as JSON: each part is an object that says its name in `is`."""
    return _packed(whole)


def unpacked(data: Json) -> Paper:
    """The paper that `packed` has kept. Raises ValueError for anything else."""
    found = _unpacked(data)
    if not isinstance(found, Paper):
        raise ValueError(data)  # noqa: TRY004 - it is data, not a wrong call
    return found


def unpacked_signer(data: Json) -> Signer | None:
    """The signer that `packed` has kept; None for anything else."""
    found = _unpacked(data)
    return found if isinstance(found, Signer) else None


def _packed(value: object) -> Json:
    if is_dataclass(value) and not isinstance(value, type):
        return {_NAME: type(value).__name__} | {it.name: _packed(getattr(value, it.name)) for it in fields(value)}
    if isinstance(value, tuple):
        return [_packed(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value  # type: ignore[return-value]  # texts, numbers


def _unpacked(value: Json) -> object:
    if isinstance(value, list):
        return tuple(_unpacked(one) for one in value)
    if not isinstance(value, dict):
        return value
    part = _PARTS.get(str(value.get(_NAME)))
    if part is None:
        raise ValueError(value)
    given = {name: _unpacked(one) for name, one in value.items() if name != _NAME}
    try:
        return part(**{name: _READ[name](one) if name in _READ else one for name, one in given.items()})
    except TypeError as error:
        raise ValueError(value) from error
