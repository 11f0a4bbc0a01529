"""What was read is kept by digest, as long as it is used."""

import pytest

from app.engine.cache import Cache


def test_a_value_is_made_once():
    made = []
    cache = Cache[int](2)
    for _ in range(3):
        cache.get("a", lambda: made.append(1) or len(made))
    assert made == [1]


def test_the_value_used_longest_ago_makes_room():
    made = []
    cache = Cache[str](2)
    for key in "abacab":
        cache.get(key, lambda key=key: made.append(key) or key)
    assert made == ["a", "b", "c", "b"]


def test_what_cannot_be_made_is_not_kept():
    cache = Cache[int](2)
    with pytest.raises(ZeroDivisionError):
        cache.get("a", lambda: 1 // 0)
    assert cache.get("a", lambda: 1) == 1
