"""The words that stand on paper by themselves, in both languages. What a case says comes with its data."""

from collections.abc import Mapping
from functools import reduce
from pathlib import Path
from tomllib import loads
from typing import Any

_WORDS: Mapping[str, Any] = loads((Path(__file__).parent / "words.toml").read_text("utf-8"))


def words(key: str, language: str, **facts: object) -> str:
    """The words of a key (`case.title`) in `id` or `en`; `facts` fill its places."""
    found: Any = reduce(lambda table, part: table[part], (*key.split("."), language), _WORDS)
    return str(found).format_map(facts)
