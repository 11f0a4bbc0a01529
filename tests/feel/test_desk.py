"""Many expressions over the same variables, within one budget."""

from decimal import Decimal

import pytest

from app.feel import FeelBudget
from app.feel.desk import Desk


def test_expressions_see_variables_of_all_names_and_unknown_ones_are_null():
    desk = Desk({"a": 1, "dengan spasi": 2}, {})

    assert desk.value("a + dengan spasi") == Decimal(3)
    assert desk.value("entah") is None


def test_names_that_are_entered_hide_others_until_they_are_left():
    desk = Desk({"a": 1}, {})
    desk.enter({"a": Decimal(2)})
    inner = desk.value("a")
    desk.leave()

    assert (inner, desk.value("a")) == (Decimal(2), Decimal(1))


def test_all_expressions_share_one_budget():
    desk = Desk({}, {}, steps=500)

    with pytest.raises(FeelBudget, match="sum"):
        [desk.value("sum(for i in 1..20 return i)") for _ in range(100)]
    with pytest.raises(FeelBudget):
        desk.spend(501)
