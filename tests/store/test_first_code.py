"""The one-time code of the first administrator, in its file."""

from pathlib import Path

from app.store.first_code import FileCode


def test_a_code_waits_in_a_file_of_the_owner_until_it_is_spent(tmp_path: Path) -> None:
    waiting = FileCode(tmp_path / "first-code")
    assert not waiting.is_waiting()
    assert not waiting.matches("")
    code = waiting.make()
    assert len(code) == 20
    assert (tmp_path / "first-code").stat().st_mode & 0o777 == 0o600
    assert waiting.make() == code
    assert waiting.is_waiting()
    assert waiting.matches(code)
    assert not waiting.matches(code[:-1])
    assert not waiting.matches("ü")
    waiting.spend()
    waiting.spend()
    assert not (tmp_path / "first-code").exists()
    assert not waiting.matches(code)
