"""How wide texts are, near enough for labels: the widths of Arial and its kin, without a font at hand."""

from collections.abc import Iterator

#: Thousandths of the font size -> the characters of that width.
_WIDTHS = {
    191: "'",
    222: "ijl",
    278: " !,./:;[\\]Ift|",
    333: "()-r`{}",
    355: '"*',
    500: "ckvxyzsJ^",
    584: "+<=>~",
    611: "FTZ",
    667: "ABEKPSVXY&",
    722: "CDHNRUw",
    778: "GOQ",
    833: "mM",
    889: "%",
    944: "W",
    1015: "@",
}
_WIDTH = {character: width for width, characters in _WIDTHS.items() for character in characters}
_OTHER = 556


def text_width(text: str, size: float) -> float:
    """The width of a text in the units of `size`, the font size."""
    return sum(_WIDTH.get(character, _OTHER) for character in text) * size / 1000


def wrap(text: str, width: float, size: float) -> list[str]:
    """The lines of a text that fit into a width; a word that is wider than that is broken."""
    lines: list[str] = []
    for paragraph in text.splitlines():
        line = ""
        for word in (part for whole in paragraph.split() for part in _broken(whole, width, size)):
            longer = f"{line} {word}" if line else word
            if line and text_width(longer, size) > width:
                lines.append(line)
                line = word
            else:
                line = longer
        lines += [line] if line else []
    return lines


def _broken(word: str, width: float, size: float) -> Iterator[str]:
    start = 0
    for end in range(1, len(word)):
        if text_width(word[start : end + 1], size) > width:
            yield word[start:end]
            start = end
    yield word[start:]
