"""Values of files as texts."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from json import dumps

from app.compare.difference import Detail
from app.compare.lists import out_of_order


def shown(value: object) -> str:
    """A value as text: texts as they are, nothing as nothing, the rest as JSON."""
    if value is None:
        return ""
    return value if isinstance(value, str) else dumps(value, ensure_ascii=False, sort_keys=True, default=str)


def flat(values: Mapping[str, object], *, without: Collection[str] = (), above: str = "") -> dict[str, str]:
    """Values by their path (`validate.required`), as texts."""
    return dict(_flat(values, without, above))


def list_detail(what: str, old: Sequence[str], new: Sequence[str]) -> list[Detail]:
    """The items of a list that have gone and come; with the same items it can only be their order."""
    gone, come = [each for each in old if each not in set(new)], [each for each in new if each not in set(old)]
    if gone or come:
        return [Detail(what, "; ".join(gone), "; ".join(come))]
    if out_of_order(old, new) or len(old) != len(new):
        return [Detail(what, "; ".join(old), "; ".join(new))]
    return []


def _flat(values: Mapping[str, object], without: Collection[str], above: str) -> Iterator[tuple[str, str]]:
    for name, value in values.items():
        if name in without:
            continue
        if isinstance(value, Mapping):
            yield from _flat(value, (), f"{above}{name}.")
        else:
            yield f"{above}{name}", shown(value)
