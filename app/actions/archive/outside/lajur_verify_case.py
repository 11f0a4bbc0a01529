"""Verify a case that was exported from Lajur, without Lajur. One file, Python 3.9 or newer; reads a ZIP or a folder.

    python -I lajur_verify_case.py case.zip [--key PUBLIC_KEY] [--lang id|en]

Exit status: 0 all is well, 1 there are findings, 2 it could not be verified. It only reads, and runs nothing of what it
reads. The signature of the seal needs the package `cryptography`; without it, that it was not checked is said.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import zipfile
import zlib
from collections import Counter
from hashlib import sha256
from pathlib import Path, PurePosixPath
from typing import IO, Any, Iterator  # noqa: UP035 - Python 3.9, and nothing but the standard library

#: Nothing honest is larger: bytes of a line, of a file, of everything; number of files.
LINE, FILE, ALL, FILES = 1 << 24, 1 << 30, 1 << 32, 20_000
MANIFEST, EVENTS = "manifest.json", "events.jsonl"
#: Folders of what the history names by digest, and the events that do.
NAMED, NAMING = ("attachments/", "documents/"), ("attachment:added", "document:filed", "document:signed")
#: The definition a case began on, and those it was moved to, each in a folder named by its digest.
DEFINITION, LATER = "definition/", "definitions/"
SEAL = re.compile(r"seal/seal-\d{6,}\.jsonl")
#: What reading foreign files may raise.
BROKEN = (OSError, EOFError, ValueError, NotImplementedError, RuntimeError, zipfile.BadZipFile, zlib.error)

WORDS = {
    "unreadable": ("Berkas {name} tidak dapat dibaca.", "The file {name} cannot be read."),
    "too-large": ("{name} terlalu besar untuk berkas yang jujur.", "{name} is too large for anything honest."),
    "bad-name": ("Nama berkas {name} tidak diperbolehkan.", "The file name {name} is not allowed."),
    "file-missing": ("Berkas {name} tidak ada.", "The file {name} is missing."),
    "file-changed": ("Berkas {name} telah diubah.", "The file {name} was changed."),
    "file-unlisted": ("Berkas {name} tidak ada dalam manifes.", "The file {name} is not in the manifest."),
    "file-unlogged": ("Riwayat tidak mengenal berkas {name}.", "The history knows nothing of the file {name}."),
    "attachment-missing": ("Berkas peristiwa {n} tidak ada.", "The file of event {n} is missing."),
    "event-unreadable": ("Peristiwa {n} tidak dapat dibaca.", "Event {n} cannot be read."),
    "number-gap": ("Sebelum peristiwa {n} ada yang hilang.", "Events are missing before event {n}."),
    "chain-broken": ("Peristiwa {n} tidak cocok dengan rantai.", "Event {n} does not fit into the chain."),
    "payload-changed": ("Isi peristiwa {n} telah diubah.", "What event {n} says was changed."),
    "payload-gone": ("Isi peristiwa {n} hilang tanpa penghapusan.", "What event {n} said is gone; nobody erased it."),
    "clock-backwards": ("Waktu mundur pada peristiwa {n}.", "The clock went backwards at event {n}."),
    "case-differs": ("Peristiwa {n} milik permohonan lain.", "Event {n} belongs to another case."),
    "head-differs": (
        "Akhir riwayat tidak seperti dalam manifes.",
        "The end of the history is not that of the manifest.",
    ),
    "definition-differs": ("Definisi bukan milik permohonan ini.", "The definition is not the one of this case."),
    "move-differs": (
        "Peristiwa {n} memindah permohonan dari atau ke definisi lain.",
        "Event {n} moves the case from, or to, another definition.",
    ),
    "seal-unfinished": ("Segel tidak ditulis sampai selesai.", "The seal was not written to its end."),
    "seal-signature": ("Tanda tangan segel salah.", "The signature of the seal is wrong."),
    "seal-key": ("Segel ditandatangani dengan kunci lain.", "The seal was signed with another key."),
    "sealed-truncated": (
        "Segel mengenal {n} peristiwa; kini kurang.",
        "The seal knows {n} events; now there are fewer.",
    ),
    "sealed-head": ("Peristiwa {n} berbeda dari segel.", "Event {n} is not the one of the seal: written anew."),
    "well": ("Permohonan {case}: {n} peristiwa, semuanya benar.", "Case {case}: {n} events, all is well."),
    "findings": ("Permohonan {case}: {wrong} temuan.", "Case {case}: {wrong} findings."),
    "no-seal": ("Catatan: tidak ada segel.", "Note: there is no seal."),
    "not-in-seal": ("Catatan: permohonan ini belum ada di segel.", "Note: the seal does not name this case yet."),
    "sealed-until": ("Catatan: segel mencakup peristiwa 1-{n}.", "Note: the seal covers the events 1 to {n}."),
    "no-cryptography": ("Catatan: tanda tangan tidak diperiksa.", "Note: the signature was not checked."),
    "key-inside": ("Catatan: kunci dari ZIP ini sendiri: {key}", "Note: the key came with this very ZIP: {key}"),
}
NOTES = frozenset({"no-seal", "not-in-seal", "sealed-until", "no-cryptography", "key-inside"})


class Trouble(Exception):
    """A finding after which a part cannot be read on."""

    def __init__(self, code: str, **facts: Any) -> None:
        super().__init__(code)
        self.code, self.facts = code, facts


class Source:
    """The files of a ZIP or of a folder, by name; counts what is read of them all."""

    def __init__(self, path: Path) -> None:
        self.path, self.read = path, 0
        self.zip = None if path.is_dir() else zipfile.ZipFile(path)
        self.names = Counter(self._names())
        if sum(self.names.values()) > FILES:
            raise Trouble("too-large", name=path.name)

    def _names(self) -> list[str]:
        if self.zip is not None:
            return [it.filename for it in self.zip.infolist() if not it.is_dir()]
        found = (it for it in self.path.rglob("*") if it.is_symlink() or not it.is_dir())
        return [it.relative_to(self.path).as_posix() for it in found]

    def open(self, name: str) -> IO[bytes]:
        if name not in self.names:
            raise Trouble("file-missing", name=name)
        path = self.path / name
        inside = self.zip is not None or (path.is_file() and path.resolve().is_relative_to(self.path.resolve()))
        if self.names[name] > 1 or not is_safe(name) or not inside:
            raise Trouble("bad-name", name=name)
        return self.zip.open(name) if self.zip is not None else path.open("rb")

    def pieces(self, name: str, size: int) -> Iterator[bytes]:
        """Lines of a file (`size` is LINE), or pieces of it. Raises Trouble for what nobody would export."""
        total = 0
        try:
            with self.open(name) as file:
                while piece := (file.readline(size) if size == LINE else file.read(size)):
                    total, self.read = total + len(piece), self.read + len(piece)
                    if len(piece) >= LINE or total > FILE or self.read > ALL:
                        raise Trouble("too-large", name=name)
                    yield piece
        except BROKEN as error:
            raise Trouble("unreadable", name=name) from error

    def whole(self, name: str) -> bytes:
        text = b""
        for piece in self.pieces(name, 1 << 16):
            text += piece
            if len(text) > LINE:
                raise Trouble("too-large", name=name)
        return text

    def digest(self, name: str) -> str:
        digest = sha256()
        for piece in self.pieces(name, 1 << 16):
            digest.update(piece)
        return digest.hexdigest()


def loaded(text: bytes, code: str, **facts: Any) -> dict[str, Any]:
    """A JSON object. Raises Trouble with this code."""
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise Trouble(code, **facts) from error
    if not isinstance(value, dict):
        raise Trouble(code, **facts)
    return value


def is_safe(name: str) -> bool:
    """Whether a name stays where it is: no way up, no drive, no sign that is not seen."""
    parts = PurePosixPath(name).parts
    return name.isprintable() and not (name.startswith("/") or "\\" in name or ":" in name or ".." in parts)


class Verification:
    """One run; `found` are codes and facts in the order in which they were found."""

    def __init__(self, source: Source, key: str) -> None:
        self.source, self.key = source, key
        self.found: list[tuple[str, dict[str, Any]]] = []
        self.digests: dict[str, str] = {}  #: of the files, by name
        self.head, self.number, self.at = bytes(32), 0, 0  #: of the last event
        self.sealed: tuple[int, str] | None = None  #: how many events the seal knows, and the digest of the last
        self.at_seal = ""  #: the digest of that event here
        self.attached: dict[int, str] = {}
        self.gone: set[int] = set()
        self.ruling: Any = None  #: the digest of the definition in force
        self.erased: set[Any] = set()
        self.manifest = loaded(source.whole(MANIFEST), "unreadable", name=MANIFEST)

    def note(self, code: str, **facts: Any) -> None:
        self.found.append((code, facts))

    def run(self) -> None:
        for step in (self.files, self.seal, self.events, self.attachments, self.heads):
            try:
                step()
            except Trouble as trouble:
                self.note(trouble.code, **trouble.facts)

    def files(self) -> None:
        listed = self.manifest.get("files")
        said = listed if isinstance(listed, dict) else {}
        for name in sorted(self.source.names.keys() - {MANIFEST}):
            try:
                self.digests[name] = self.source.digest(name)
            except Trouble as trouble:
                self.note(trouble.code, **trouble.facts)
            if name not in said:
                self.note("file-unlisted", name=name)
        for name, facts in sorted(said.items()):
            if name not in self.source.names:
                self.note("file-missing", name=name)
            elif name in self.digests and not (isinstance(facts, dict) and facts.get("sha256") == self.digests[name]):
                self.note("file-changed", name=name)

    def events(self) -> None:
        for line in self.source.pieces(EVENTS, LINE):
            n = self.number + 1
            event = loaded(line, "event-unreadable", n=n)
            try:
                self.event(event)
            except (KeyError, TypeError, ValueError, AttributeError, RecursionError) as error:
                raise Trouble("event-unreadable", n=n) from error

    def event(self, it: dict[str, Any]) -> None:
        n, payload, covered = it["number"], it["payload"], bytes.fromhex(it["payload_digest"])
        row = [it["instance"], n, it["at"], it["kind"], it["actor"], it["element"], it["flow"]]
        header = json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode()
        if n != self.number + 1:
            self.note("number-gap", n=n)
        elif sha256(self.head + header + covered).hexdigest() != it["digest"]:
            self.note("chain-broken", n=n)
        if payload is not None and sha256(bytes.fromhex(it["salt"]) + payload.encode()).digest() != covered:
            self.note("payload-changed", n=n)
        if it["at"] < self.at:
            self.note("clock-backwards", n=n)
        if it["instance"] != self.manifest.get("case"):
            self.note("case-differs", n=n)
        self.head, self.number, self.at = bytes.fromhex(it["digest"]), n, it["at"]
        if self.sealed and n == self.sealed[0]:
            self.at_seal = it["digest"]
        self.gone |= {n} if payload is None else set()
        self.learn(it["kind"], n, json.loads(payload) if payload is not None else {})

    def learn(self, kind: str, n: int, said: dict[str, Any]) -> None:
        if kind == "payload:erased":
            self.erased.add(said.get("number"))
        elif kind in NAMING and said:
            self.attached[n] = str(said["digest"])
        elif kind == "instance:started" and said:
            self.ruling = said["definition"]
            if self.ruling != self.definition(DEFINITION):
                self.note("definition-differs")
        elif kind == "instance:migrated" and said:
            before, self.ruling = self.ruling, said["definition"]
            known = before in (None, said["before"]["definition"])
            if not known or self.ruling != self.definition(f"{LATER}{self.ruling}/"):
                self.note("move-differs", n=n)

    def definition(self, folder: str) -> str:
        """The digest of a definition, from those of its files."""
        files = {name[len(folder) :]: it for name, it in self.digests.items() if name.startswith(folder)}
        lines = "".join(f"{digest}  {path}\n" for path, digest in sorted(files.items()))
        return sha256(lines.encode()).hexdigest()

    def attachments(self) -> None:
        kept = {name: it for name, it in self.digests.items() if name.startswith(NAMED)}
        here, known = set(kept.values()), set(self.attached.values())
        for n, digest in sorted(self.attached.items()):
            if digest not in here:
                self.note("attachment-missing", n=n)
        for name, digest in sorted(kept.items()):
            if digest not in known:
                self.note("file-unlogged", name=name)
        for n in sorted(self.gone - self.erased):
            self.note("payload-gone", n=n)

    def heads(self) -> None:
        if (self.number, self.head.hex()) != (self.manifest.get("events"), self.manifest.get("head")):
            self.note("head-differs")
        if self.sealed:
            n, head = self.sealed
            code = "sealed-until" if self.at_seal == head else "sealed-head" if self.at_seal else "sealed-truncated"
            self.note(code, n=n)

    def seal(self) -> None:
        names = [name for name in self.source.names if SEAL.fullmatch(name)]
        if not names:
            return self.note("no-seal")
        before, last, key, known = sha256(), b"", "", None
        for line in self.source.pieces(max(names), LINE):
            before.update(last)
            last = line
            row = loaded(line, "unreadable", name=max(names))
            key = key or str(row.get("key"))
            known = row if row.get("case") == self.manifest.get("case") and "events" in row else known
        signature = loaded(last, "seal-unfinished").get("signature")
        if not isinstance(signature, str) or not last.endswith(b"\n"):
            raise Trouble("seal-unfinished")
        self.signature(b"lajur-seal-1\n" + before.digest(), signature, key)
        if known is None:
            return self.note("not-in-seal")
        self.sealed = (known["events"], str(known["head"]))
        return None

    def signature(self, message: bytes, signature: str, key: str) -> None:
        if not self.key:
            self.note("key-inside", key=key)
        elif key != self.key:
            self.note("seal-key")
        try:
            from cryptography.exceptions import InvalidSignature  # noqa: PLC0415 - it may not be there
            from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey  # noqa: PLC0415 - as above
        except ImportError:
            return self.note("no-cryptography")
        try:
            Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(bytes.fromhex(signature), message)
        except (InvalidSignature, ValueError):
            self.note("seal-signature")
        return None


def told(code: str, facts: dict[str, Any], lang: str) -> str:
    """A finding in the languages that are wanted."""
    safe = {name: repr(str(value)[:200])[1:-1] for name, value in facts.items()}
    chosen = WORDS[code] if not lang else (WORDS[code][("id", "en").index(lang)],)
    return " / ".join(words.format_map(safe) for words in chosen) + f" [{code}]"


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("case", type=Path, help="the ZIP, or the folder with what was in it")
    parser.add_argument("--key", default="", help="the public key of the office, 64 hexadecimal digits")
    parser.add_argument("--lang", choices=("id", "en"), default="")
    given = parser.parse_args(arguments)
    try:
        run = Verification(Source(given.case), given.key.strip().lower())
        run.run()
    except Trouble as trouble:
        sys.stderr.write(told(trouble.code, trouble.facts, given.lang) + "\n")
        return 2
    except BROKEN:
        sys.stderr.write(told("unreadable", {"name": given.case.name}, given.lang) + "\n")
        return 2
    wrong = [code for code, _ in run.found if code not in NOTES]
    for code, facts in run.found:
        sys.stdout.write(told(code, facts, given.lang) + "\n")
    facts = {"case": run.manifest.get("case"), "n": run.number, "wrong": len(wrong)}
    sys.stdout.write(told("findings" if wrong else "well", facts, given.lang) + "\n")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
