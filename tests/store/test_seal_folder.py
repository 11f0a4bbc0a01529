"""Seals in a folder, and the key that signs them."""

from collections.abc import Callable
from pathlib import Path
from typing import IO

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from app.model.errors import LajurError, NotFound, Unavailable
from app.store.seal_folder import FileNotary, FolderSeals


def writes(data: bytes) -> Callable[[IO[bytes]], None]:
    def write(file: IO[bytes]) -> None:
        file.write(data)

    return write


def test_seals_are_listed_by_number_and_nothing_else_is(tmp_path: Path) -> None:
    seals = FolderSeals(tmp_path / "seals")
    assert seals.names() == []
    for number in (1_000_000, 2, 10):
        assert seals.keep(f"seal-{number:06d}.jsonl", writes(b"x"))
    (tmp_path / "seals" / "catatan.txt").write_text("x")
    assert seals.names() == ["seal-000002.jsonl", "seal-000010.jsonl", "seal-1000000.jsonl"]


def test_a_seal_is_never_overwritten(tmp_path: Path) -> None:
    seals = FolderSeals(tmp_path)
    assert seals.keep("seal-000001.jsonl", writes(b"first")) is True
    assert seals.keep("seal-000001.jsonl", writes(b"second")) is False
    assert (tmp_path / "seal-000001.jsonl").read_bytes() == b"first"
    assert (tmp_path / "seal-000001.jsonl").stat().st_mode & 0o777 == 0o444


def test_a_seal_that_fails_while_it_is_written_leaves_nothing(tmp_path: Path) -> None:
    def fail(file: IO[bytes]) -> None:
        file.write(b"half")
        raise OSError("the disk is full")

    with pytest.raises(Unavailable):
        FolderSeals(tmp_path).keep("seal-000001.jsonl", fail)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["seal-000001.jsonl", "catatan.txt", "../seal-000001.jsonl"])
def test_what_is_no_seal_cannot_be_opened(tmp_path: Path, name: str) -> None:
    (tmp_path / "catatan.txt").write_text("x")
    (tmp_path / "seal-000001.jsonl").write_text("x")
    (tmp_path / "seals").mkdir()
    with pytest.raises(NotFound):
        FolderSeals(tmp_path / "seals").open(name)


def test_a_key_is_made_once_and_for_the_owner_only(tmp_path: Path) -> None:
    path = tmp_path / "keys" / "seal.pem"
    key = FileNotary(path, make=True).public_key()
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert FileNotary(path, make=False).public_key() == key


def test_a_key_that_cannot_be_read_is_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "seal.pem"
    with pytest.raises(LajurError, match=r"The key in seal.pem cannot be read"):
        FileNotary(path, make=False).public_key()
    path.write_text("no key")
    with pytest.raises(LajurError, match=r"The key in seal.pem cannot be read"):
        FileNotary(path, make=True).sign(b"")


def test_a_key_of_another_kind_is_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "seal.pem"
    path.write_bytes(X25519PrivateKey.generate().private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    with pytest.raises(LajurError, match="is not for Ed25519"):
        FileNotary(path, make=False).public_key()


def test_a_signature_by_what_is_no_key_is_none(tmp_path: Path) -> None:
    notary = FileNotary(tmp_path / "seal.pem", make=True)
    assert notary.is_signed(b"x", notary.sign(b"x"), notary.public_key())
    assert not notary.is_signed(b"x", notary.sign(b"x"), "00")
    assert not notary.is_signed(b"y", notary.sign(b"x"), notary.public_key())
