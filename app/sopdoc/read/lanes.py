"""Guesses who does an activity from its words. A guess says how sure it is, and on which words it rests.

Source of the rules: how Indonesian offices write SOPs. The subject stands at the beginning; who disposes, orders or
assigns is a superior; who receives, uploads or writes a cover letter is the desk; who examines is the team.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

#: Below this a person is asked.
SURE = 0.8


@dataclass(frozen=True, slots=True)
class Guess:
    """The index of a lane (None: no idea), how sure (0 to 1), and the words for it."""

    lane: int | None
    confidence: float
    why: str = ""


_DESK = re.compile(r"\b(?:operator|petugas|staf|pengelola|admin\w*|loket|front ?office|pelaksana|sekretariat)\b")
_TEAM = re.compile(r"\b(?:tim|verifikator|pemeriksa|surveyor|penguji)\b")
_HEAD = re.compile(r"\b(?:kepala bidang|kabid|kepala bagian|kabag|sekretaris)\b")
_RULES: tuple[tuple[re.Pattern[str], re.Pattern[str], float], ...] = (
    (
        re.compile(r"^(?:menerima|melakukan unggah|mengunggah|mencatat|meregistrasi|mengagendakan|mengarsipkan)\b"),
        _DESK,
        0.82,
    ),
    (re.compile(r"^(?:membuat|menyusun|menyiapkan|mengetik) (?:konsep )?(?:surat|nota)\b"), _DESK, 0.7),
    (
        re.compile(r"^(?:pelaksanaan|melaksanakan|melakukan) (?:verifikasi|pemeriksaan|peninjauan|survei)\b"),
        _TEAM,
        0.85,
    ),
    (re.compile(r"^(?:diperlukan|pembuatan berita acara|membuat berita acara)\b"), _TEAM, 0.82),
    (re.compile(r"^(?:memeriksa|meneliti|memaraf|mengoreksi)\b"), _HEAD, 0.6),
    (re.compile(r"^(?:disposisi|mendisposisi\w*|memerintahkan|penugasan|menugaskan)\b"), _HEAD, 0.5),
)
_ADDRESSED = re.compile(r"\b(?:kepada|penugasan|menugaskan)\s+", re.IGNORECASE)
_SIGNED = re.compile(r"\bditandatangani oleh\s+", re.IGNORECASE)
_SIGNS = re.compile(r"\b(?:penandatanganan|menandatangani|tanda tangan|mengesahkan|pengesahan)\b", re.IGNORECASE)


def guess_lanes(texts: Sequence[str], lanes: Sequence[str]) -> list[Guess]:
    """A guess for each activity, in order."""
    return [max(_guesses(texts, index, lanes), key=lambda guess: guess.confidence) for index in range(len(texts))]


def _guesses(texts: Sequence[str], index: int, lanes: Sequence[str]) -> Iterator[Guess]:
    text = texts[index].casefold()
    yield Guess(None, 0.0)
    subject = _named(text, lanes)
    if subject is not None:
        yield Guess(subject, 0.95, lanes[subject])
    if index:
        yield from _from_before(texts[index - 1], text, lanes)
    if _SIGNS.search(text):
        signers = [_after(_SIGNED, before, lanes) for before in texts[:index]]
        yield from (Guess(signer, 0.9, "ditandatangani oleh") for signer in signers if signer is not None)
    for words, post, confidence in _RULES:
        if found := words.search(text):
            yield from (Guess(lane, confidence, found[0]) for lane in _holding(post, lanes))


def _from_before(before: str, text: str, lanes: Sequence[str]) -> Iterator[Guess]:
    """Whom the activity before is addressed to does this one, as a rule."""
    addressed = _after(_ADDRESSED, before, lanes)
    if addressed is not None:
        disposes = text.startswith(("disposisi", "mendisposisi"))
        yield Guess(addressed, 0.85 if disposes else 0.75, before[:60])


def _after(words: re.Pattern[str], text: str, lanes: Sequence[str]) -> int | None:
    """The lane that is named right after some words."""
    found = words.search(text)
    return _named(text[found.end() :].casefold(), lanes) if found else None


def _named(text: str, lanes: Sequence[str]) -> int | None:
    """The lane with whose name a text begins; `Kepala Bidang` will do for `Kepala Bidang Perindustrian`."""
    words = _words(text)
    known = ((index, _words(lane.casefold())) for index, lane in enumerate(lanes))
    shared = [(_shared(words, name), len(name), index) for index, name in known if name]
    fitting = [(same, -length, index) for same, length, index in shared if same == length or same >= 2]
    short = [(same, -length, index) for same, length, index in shared if same == 1 and words and len(words[0]) > 3]
    best = max(fitting or (short if len(short) == 1 else []), default=None)
    return None if best is None else best[2]


def _holding(post: re.Pattern[str], lanes: Sequence[str]) -> list[int]:
    """The lane of a kind of post, if only one is of that kind."""
    found = [index for index, lane in enumerate(lanes) if post.search(lane.casefold())]
    return found if len(found) == 1 else []


def _shared(words: Sequence[str], name: Sequence[str]) -> int:
    same = 0
    for one, other in zip(words, name, strict=False):
        if one != other:
            break
        same += 1
    return same


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text)
