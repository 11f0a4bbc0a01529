"""Texts of letters as paragraphs. Whatever a text looks like, it is printed as it is (see `reports.text`)."""

from collections.abc import Iterator
from xml.sax.saxutils import escape

from reports.fonts import Look, face, runs
from reports.letters.layout import style
from reports.letters.sheet import Run, Runs
from reports.text import Set, clean, few_lines

_LOOKS = {
    (False, False): Look.PLAIN,
    (True, False): Look.BOLD,
    (False, True): Look.ITALIC,
    (True, True): Look.BOLD_ITALIC,
}


def plain(text: str, *, bold: bool = False, italic: bool = False) -> Runs:
    """A text as runs."""
    return (Run(text, bold, italic),)


def set_in(
    text: str | Runs,
    size: float,
    align: str = "left",
    *,
    look: Look = Look.PLAIN,
    first: float = 0,
    left: float = 0,
    bullet: str | None = None,
) -> Set:
    """A paragraph of plain text or runs. `look` is that of what stands there without a look of its own."""
    written = plain(text) if isinstance(text, str) else text
    return Set(_markup(written, look), style(size, look, align, first, left), bulletText=bullet)


def is_blank(text: Runs) -> bool:
    return not any(clean(run.text) for run in text)


def _markup(text: Runs, look: Look) -> str:
    """All of it escaped: the only tags in it say typefaces and ends of lines."""
    return "".join(part for run in text for part in _run(run, look))


def _run(run: Run, look: Look) -> Iterator[str]:
    own = _LOOKS[run.bold or look is Look.BOLD, run.italic or look is Look.ITALIC]
    base = face(look)
    for number, line in enumerate(few_lines(run.text.split("\n"))):
        if number:
            yield "<br/>"
        for name, stretch in runs(_clean(line), own):
            yield escape(stretch) if name == base else f'<font name="{name}">{escape(stretch)}</font>'


def _clean(line: str) -> str:
    """The line without what has no look of its own; a blank at an end stays, for another run may follow."""
    before, after = line[:1].isspace(), line[-1:].isspace()
    return f"{' ' * before}{clean(line)}{' ' * (after and bool(line.strip()))}"
