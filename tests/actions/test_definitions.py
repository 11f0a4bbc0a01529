"""Definitions are read once from the books and kept on the office's shelf."""

import pytest

from app.actions import _definitions
from app.actions._definitions import definition
from app.model.errors import NotFound
from tests.actions.conftest import Desk


def test_a_definition_that_the_books_do_not_hold_is_told_by_its_digest(desk: Desk) -> None:
    with desk.office.store.reading() as reader, pytest.raises(NotFound, match="abababababab is not in the books"):
        definition(desk.office, reader, "ab" * 32)


def test_a_full_shelf_is_emptied_before_another_one_is_put_on_it(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(_definitions, "KEPT", 1)
    with desk.office.store.reading() as reader:
        known = definition(desk.office, reader, reader.deployments()[0].digest)
        desk.office.shelf["old"] = known
        desk.office.shelf.pop(known.bundle.digest)
        assert definition(desk.office, reader, known.bundle.digest) == known
    assert list(desk.office.shelf) == [known.bundle.digest]
