"""What an address asks of a list; what makes no sense there is left out."""

from datetime import date

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from app.web.desk.asked import case_wish
from app.web.shared.sheet import sheet


@pytest.mark.parametrize(
    ("asked", "until"),
    [
        ({"until": "2026-03-01"}, date(2026, 3, 1)),
        ({"until": "9999-12-31"}, None),
        ({"until": "kemarin"}, None),
        ({"older": "30"}, date(2026, 2, 15)),
        ({"older": "31"}, None),
        ({"older": "30", "until": "2026-01-01"}, date(2026, 1, 1)),
        ({"older": "30", "until": "2026-03-01"}, date(2026, 2, 15)),
    ],
)
def test_the_last_day_is_the_earlier_of_those_asked_for(app: Flask, asked: dict[str, str], until: date | None) -> None:
    with app.test_request_context():
        assert case_wish(MultiDict(asked)).until == until


def test_a_long_table_is_sent_in_parts(app: Flask) -> None:
    rows = [[str(number), "x" * 1000] for number in range(100)]
    with app.test_request_context():
        parts = list(sheet(["nomor", "isi"], rows))
    assert len(parts) > 3
    assert "".join(parts).count("\r\n") == 101
    assert max(map(len, parts)) < 2**15 + 2000
