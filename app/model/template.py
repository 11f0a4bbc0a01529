"""A template of a letter, read: front matter and body. It belongs to the element its file is named after.

Texts are made of parts: what is printed as it is, and holes for what an expression gives. Blocks repeat or choose.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from app.model.errors import LajurError
from app.model.paper import Kind


@dataclass(frozen=True, slots=True)
class Literal:
    text: str


@dataclass(frozen=True, slots=True)
class Hole:
    """`{{ FEEL }}`; `line` is where it stands in the file."""

    expression: str
    line: int


@dataclass(frozen=True, slots=True)
class Photos:
    """`{% foto FEEL %}`: the pictures among a file or a list of files."""

    expression: str
    line: int


@dataclass(frozen=True, slots=True)
class Branch:
    """`condition` is empty for `{% else %}`."""

    condition: str
    line: int
    body: "tuple[Part, ...]"


@dataclass(frozen=True, slots=True)
class Choose:
    """`{% if %} … {% elif %} … {% else %} … {% endif %}`: the first branch whose condition is true."""

    branches: tuple[Branch, ...]


@dataclass(frozen=True, slots=True)
class Repeat:
    """`{% for name in FEEL %} … {% endfor %}`; `urut` counts its turns from 1."""

    name: str
    expression: str
    line: int
    body: "tuple[Part, ...]"


Part: TypeAlias = Literal | Hole | Photos | Choose | Repeat
Text: TypeAlias = tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Front:
    """What the front matter says. Texts may hold holes; `when` and `date` are FEEL; `signer` (a post) and `authority`
    are words, or FEEL after `=`. `series` empty: no number. `register`: the letter goes out to the addressee and
    stands in the book of outgoing letters. `number` is the variable of the case that takes the number of the letter.
    `applicant`: the letter is for the applicant. `replaces`: it stands in the place of the one given before.
    """

    kind: Kind
    title: Text
    series: str = ""
    when: str = ""
    date: str = ""
    addressee: Text = ()
    sender: Text = ()
    signer: str = ""
    authority: str = ""
    sifat: Text = ()
    lampiran: Text = ()
    hal: Text = ()
    tembusan: tuple[Text, ...] = ()
    paper: str = "A4"
    watermark: str = ""
    register: bool = False
    number: str = ""
    applicant: bool = False
    replaces: bool = False


@dataclass(frozen=True)
class Template:
    """One template. `path` is its file in the bundle, `element` the one it belongs to, `variant` tells several of one
    element from each other. One that cannot be read has a `problem`, a sentence with its line, and no body."""

    path: str
    element: str
    variant: str
    front: Front
    body: Text = ()
    problem: LajurError | None = None

    @property
    def key(self) -> str:
        return f"{self.element}.{self.variant}" if self.variant else self.element


def parts(text: Text) -> Iterator[Part]:
    """All parts of a text, also those within blocks, in the order of the file."""
    for part in text:
        yield part
        bodies = [branch.body for branch in part.branches] if isinstance(part, Choose) else []
        for body in [part.body] if isinstance(part, Repeat) else bodies:
            yield from parts(body)
