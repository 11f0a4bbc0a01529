"""Regular expressions as XPath 2.0 writes them, translated for RE2."""

import re
from collections.abc import Iterator

# Blocks of Unicode that patterns in the wild name; others are refused by RE2 and so are null.
_BLOCKS = {
    "IsBasicLatin": r"\x{0}-\x{7F}",
    "IsLatin-1Supplement": r"\x{80}-\x{FF}",
    "IsLatinExtended-A": r"\x{100}-\x{17F}",
    "IsLatinExtended-B": r"\x{180}-\x{24F}",
    "IsGreek": r"\x{370}-\x{3FF}",
    "IsGreekandCoptic": r"\x{370}-\x{3FF}",
    "IsCyrillic": r"\x{400}-\x{4FF}",
    "IsArabic": r"\x{600}-\x{6FF}",
}
_CLASSES = {  # XML names
    "i": r"\p{L}_:",
    "c": r"\p{L}\p{N}\p{M}_:.·-",
}
_PIECE = re.compile(r"\\[pP]\{[^}]*\}|\\.|\[\^?|.", re.DOTALL)
_SUBTRACTION = re.compile(r"\[(\^?)((?:\\.|[^\]\[\\])*)-\[((?:\\.|[^\]\[\\])*)\]\]", re.DOTALL)
_FLAGS = re.compile(r"[smix]*")


def translate(pattern: str, flags: str) -> str | None:
    """The pattern for RE2, None if its flags or escapes are not those of XPath."""
    if not _FLAGS.fullmatch(flags):
        return None
    if "x" in flags:
        pattern = _without_space(pattern)
    pieces: list[str] = []
    depth = 0
    for piece in _pieces(pattern):
        if piece.startswith("[") and len(piece) <= 2:
            depth += 1
        elif piece == "]":
            depth -= 1
        translated = _piece(piece, inside=depth > 0, flags=flags)
        if translated is None:
            return None
        pieces.append(translated)
    inline = "".join(sorted(set(flags) - {"x"}))
    return (f"(?{inline})" if inline else "") + "".join(pieces)


def _pieces(pattern: str) -> Iterator[str]:
    """Whole subtractions of classes first, everything else one by one."""
    end = 0
    for match in _SUBTRACTION.finditer(pattern):
        yield from _PIECE.findall(pattern[end : match.start()])
        yield match.group()
        end = match.end()
    yield from _PIECE.findall(pattern[end:])


def _piece(piece: str, *, inside: bool, flags: str) -> str | None:
    """One piece for RE2, None if it has nothing like it, such as a reference back to a group."""
    if piece.startswith("[") and len(piece) > 2:
        return _subtracted(piece)
    if piece == "." and not inside and "s" not in flags:
        return r"[^\n\r]"
    if piece.startswith(("\\p{Is", "\\P{Is")) and piece[3:-1] in _BLOCKS:
        return _class(_BLOCKS[piece[3:-1]], negated=piece[1] == "P", inside=inside)
    if len(piece) == 2 and piece[0] == "\\":
        if piece[1].lower() in _CLASSES:
            return _class(_CLASSES[piece[1].lower()], negated=piece[1].isupper(), inside=inside)
        return None if piece[1].isdigit() else piece
    return piece


def _class(members: str, *, negated: bool, inside: bool) -> str | None:
    if inside:
        return None if negated else members
    return f"[{'^' if negated else ''}{members}]"


def _subtracted(piece: str) -> str | None:
    """`[a-z-[aeiou]]` as the ranges that are left; None for classes that are not all plain characters."""
    match = _SUBTRACTION.fullmatch(piece)
    if match is None or match[1] or "\\" in piece:
        return None
    left = _ranges(match[2])
    for first, last in _ranges(match[3]):
        left = [
            part
            for low, high in left
            for part in ((low, min(high, first - 1)), (max(low, last + 1), high))
            if part[0] <= part[1]
        ]
    return "[" + "".join(rf"\x{{{low:X}}}-\x{{{high:X}}}" for low, high in left) + "]"


def _ranges(members: str) -> list[tuple[int, int]]:
    return [(ord(first), ord(last or first)) for first, last in re.findall(r"(.)(?:-(.))?", members, re.DOTALL)]


def _without_space(pattern: str) -> str:
    """Flag x: white space counts only within a class in brackets."""
    kept: list[str] = []
    depth = 0
    for piece in re.findall(r"\\[pP]\s*\{[^}]*\}|\\.|.", pattern, re.DOTALL):
        depth += (piece == "[") - (piece == "]")
        kept.append(piece if depth else "".join(piece.split()))
    return "".join(kept)
