"""A secret file is made once, whole, and for its owner only."""

from pathlib import Path

import pytest

from app.store import once
from app.store.once import made_once


def test_the_first_text_stays(tmp_path: Path) -> None:
    assert made_once(tmp_path / "secret", "satu") == "satu"
    assert made_once(tmp_path / "secret", "dua") == "satu"
    assert [path.name for path in tmp_path.iterdir()] == ["secret"]


def test_nobody_else_may_read_it(tmp_path: Path) -> None:
    made_once(tmp_path / "secret", "satu")
    assert (tmp_path / "secret").stat().st_mode & 0o777 == 0o600


def test_who_comes_at_the_same_moment_takes_the_one_that_is_there(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "secret"
    link = once.os.link

    def faster(made: str, name: Path) -> None:
        path.write_text("yang lain")
        link(made, name)

    monkeypatch.setattr(once.os, "link", faster)
    assert made_once(path, "satu") == "yang lain"
