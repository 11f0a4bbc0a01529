"""The vault keeps files by their SHA-256, whole or not at all."""

import os
from collections.abc import Callable
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from app.model.errors import NotFound, TooLarge, Unavailable
from app.ports import Vault
from app.store.vault import FileVault, HastyVault, MemoryVault

DATA = b"%PDF-1.7 " + bytes(200_000)
DIGEST = sha256(DATA).hexdigest()


@pytest.fixture(params=["file", "memory", "hasty"])
def vault(request: pytest.FixtureRequest, tmp_path: Path) -> Vault:
    kinds = {"file": FileVault, "hasty": HastyVault}
    return kinds[request.param](tmp_path / "vault") if request.param in kinds else MemoryVault()


def files(directory: Path) -> list[str]:
    return sorted(path.relative_to(directory).as_posix() for path in directory.rglob("*") if path.is_file())


def test_a_file_comes_back_by_its_digest(vault: Vault) -> None:
    assert vault.put(BytesIO(DATA), limit=len(DATA)) == (DIGEST, len(DATA))
    assert vault.has(DIGEST)
    with vault.open(DIGEST) as file:
        assert file.read() == DATA


def test_the_empty_file_is_a_file(vault: Vault) -> None:
    digest, size = vault.put(BytesIO(), limit=0)
    assert (vault.has(digest), size) == (True, 0)


@pytest.mark.parametrize("digest", [DIGEST, "", "../../etc/passwd", DIGEST.upper(), DIGEST + "\n", "\0" * 64])
def test_what_was_never_put_is_not_found(vault: Vault, digest: str) -> None:
    assert not vault.has(digest)
    with pytest.raises(NotFound):
        vault.open(digest)


@pytest.mark.parametrize(("limit", "words"), [(99, "99 B"), (150_000, "150 kB"), (2_500, "2.5 kB")])
def test_a_file_above_the_limit_is_refused_with_the_limit(vault: Vault, limit: int, words: str) -> None:
    with pytest.raises(TooLarge, match=f"The file is larger than {words}"):
        vault.put(BytesIO(DATA), limit=limit)
    assert not vault.has(DIGEST)


def test_a_large_limit_is_said_in_megabytes(vault: Vault) -> None:
    class Endless(BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            return bytes(1 << 16)

    with pytest.raises(TooLarge, match="larger than 25 MB") as caught:
        vault.put(Endless(), limit=25_000_000)
    assert caught.value.status == 413


def test_a_refused_file_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(TooLarge):
        FileVault(tmp_path).put(BytesIO(DATA), limit=10)
    assert files(tmp_path) == []


def test_equal_files_are_kept_once(tmp_path: Path) -> None:
    vault = FileVault(tmp_path)
    vault.put(BytesIO(DATA), limit=len(DATA))
    vault.put(BytesIO(DATA), limit=len(DATA))
    assert files(tmp_path) == [f"{DIGEST[:2]}/{DIGEST[2:4]}/{DIGEST}"]


def test_putting_a_file_again_heals_a_damaged_one(tmp_path: Path) -> None:
    vault = FileVault(tmp_path)
    vault.put(BytesIO(DATA), limit=len(DATA))
    (tmp_path / DIGEST[:2] / DIGEST[2:4] / DIGEST).write_bytes(b"damaged")
    vault.put(BytesIO(DATA), limit=len(DATA))
    with vault.open(DIGEST) as file:
        assert file.read() == DATA


def test_a_full_disk_is_said_and_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    vault = FileVault(tmp_path)
    with monkeypatch.context() as patch:
        patch.setattr("os.fsync", full)
        with pytest.raises(Unavailable):
            vault.put(BytesIO(DATA), limit=len(DATA))
    assert files(tmp_path) == []
    vault.put(BytesIO(DATA), limit=len(DATA))
    assert vault.has(DIGEST)


def test_bytes_are_on_the_disk_before_the_file_has_its_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []

    def tell(what: str, do: Callable[..., Any]) -> Callable[..., Any]:
        def telling(*arguments: Any) -> Any:
            told.append(what)
            return do(*arguments)

        return telling

    monkeypatch.setattr("os.fsync", tell("flush", os.fsync))
    monkeypatch.setattr(Path, "replace", tell("name", Path.replace))
    FileVault(tmp_path).put(BytesIO(DATA), limit=len(DATA))
    assert told == ["flush", "name", "flush", "flush", "flush"]


def test_a_file_that_was_removed_is_gone_and_removing_nothing_is_harmless(vault: Vault, tmp_path: Path) -> None:
    vault.put(BytesIO(DATA), limit=len(DATA))
    for _ in range(2):
        vault.remove(DIGEST)
        assert not vault.has(DIGEST)
    assert files(tmp_path) == []
    vault.remove("../../etc/passwd")


def test_a_hasty_vault_writes_the_same_bytes_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    vault = HastyVault(tmp_path / "vault")
    first = vault.put(BytesIO(DATA), limit=len(DATA))
    monkeypatch.setattr(FileVault, "put", None)
    assert vault.put(BytesIO(DATA), limit=len(DATA)) == first
