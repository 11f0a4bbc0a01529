"""The numbers of a book."""

import pytest

from app.model.register import first_gap


@pytest.mark.parametrize(("numbers", "gap"), [([], None), ([1, 2, 3], None), ([2], 1), ([1, 2, 4], 3), ([1, 1], 2)])
def test_a_gap_or_a_number_that_stands_twice_is_found(numbers: list[int], gap: int | None) -> None:
    assert first_gap(numbers) == gap
