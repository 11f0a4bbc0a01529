"""Fills a template with the values of a case: what comes out is a paper."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from app.feel import FeelError, Value
from app.feel.desk import Desk
from app.letters.functions import functions
from app.letters.marked import CLOSE, OPEN, PHOTOS, blocks, without_marks
from app.letters.texts import printed
from app.model.errors import LajurError
from app.model.paper import Block, Facts, Paper, Picture
from app.model.template import Choose, Hole, Literal, Photos, Repeat, Template, Text
from app.model.values import Json, Variables

#: What all expressions and loops of one letter may cost together, in steps of FEEL: some seconds at the very most.
MOST_STEPS: Final = 300_000
#: What one turn of a loop and one hole cost besides their expressions.
TURN: Final = 20
#: So many characters may a letter have.
MOST_TEXT: Final = 400_000


class LetterFailed(LajurError):
    """The letter {path} cannot be made: {reason}"""

    status = 422


class _TooLong(FeelError):
    """It has more than {most} characters."""


def fill(template: Template, values: Variables, facts: Facts) -> Paper:
    """The paper that a template makes of the values of a case. The same input gives the same paper.

    A value that is missing is printed as nothing. Raises LetterFailed when the template has a problem, or when it
    wants more than a letter may: steps of computing, characters.
    """
    if template.problem:
        raise LetterFailed(path=template.path, reason=template.problem)
    try:
        return _filled(template, _Filling(desk_for(values, facts)), facts)
    except FeelError as error:
        raise LetterFailed(path=template.path, reason=error) from error


@dataclass(frozen=True, slots=True)
class Heads:
    """What the front matter of a letter says of it, filled."""

    title: str
    subject: str
    addressee: str


def heads(template: Template, values: Variables, facts: Facts) -> Heads:
    """What is told of a letter before anybody has filled it. Raises LetterFailed."""
    front = template.front
    try:
        filling = _Filling(desk_for(values, facts))
        return Heads(*(filling.text(text) for text in (front.title, front.hal, front.addressee)))
    except FeelError as error:
        raise LetterFailed(path=template.path, reason=error) from error


def desk_for(values: Variables, facts: Facts) -> Desk:
    """What the expressions of a template read: the values, the functions, and what every template is given."""
    signer = facts.signer
    known: dict[str, Json] = {
        "surat": {
            "nomor": facts.number,
            "tanggal": facts.date.isoformat(),
            "tempat": facts.letterhead.place if facts.letterhead else "",
            "kasus": facts.case,
        },
        "penandatangan": {"nama": signer.name, "jabatan": signer.post, "pangkat": signer.rank, "nip": signer.nip}
        if signer
        else None,
        "terbit": dict(facts.issued),
        "langkah": {element: dict(step) for element, step in facts.steps.items()},
    }
    return Desk(
        {**values, **known},
        functions(facts.choices, facts.zone),
        steps=MOST_STEPS,
        now=facts.now,
        zone=facts.zone,
    )


def _filled(template: Template, filling: "_Filling", facts: Facts) -> Paper:
    front = template.front
    return Paper(
        kind=front.kind,
        title=filling.text(front.title),
        date=facts.date,
        blocks=filling.blocks(template.body),
        number=facts.number,
        case=facts.case,
        place=facts.letterhead.place if facts.letterhead else "",
        addressee=filling.text(front.addressee),
        sender=filling.text(front.sender),
        sifat=filling.text(front.sifat),
        lampiran=filling.text(front.lampiran),
        hal=filling.text(front.hal),
        tembusan=tuple(text for text in map(filling.text, front.tembusan) if text),
        letterhead=facts.letterhead,
        signer=facts.signer,
        size=front.paper,
        watermark=facts.watermark or front.watermark,
        verify=facts.verify,
    )


class _Filling:
    """One filling: the desk, what its holes have given, and how many characters there are."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.length = 0
        self.values: list[str] = []
        self.photos: list[tuple[Picture, ...]] = []

    def text(self, text: Text) -> str:
        """A text of the front matter, filled. It is no Markdown."""
        return "".join(self._expanded(text, self._told)).strip()

    def blocks(self, body: Text) -> tuple[Block, ...]:
        """The blocks of a body, filled. Values are put in when the Markdown has been read."""
        return blocks("".join(self._expanded(body, self._marked)), self.values, self.photos)

    def _expanded(self, text: Text, put: Callable[[Hole], str]) -> Iterator[str]:
        for part in text:
            match part:
                case Literal():
                    self._charge(len(part.text))
                    yield without_marks(part.text)
                case Hole():
                    yield put(part)
                case Photos():
                    self.photos.append(tuple(_pictures(self.desk.value(part.expression))))
                    yield f"\n\n{PHOTOS}{len(self.photos) - 1}{CLOSE}\n\n"
                case Choose():
                    yield from self._expanded(self._chosen(part), put)
                case _:
                    yield from self._repeated(part, put)

    def _told(self, hole: Hole) -> str:
        self.desk.spend(TURN)
        text = printed(self.desk.value(hole.expression))
        self._charge(len(text))
        return text

    def _marked(self, hole: Hole) -> str:
        self.values.append(self._told(hole))
        return f"{OPEN}{len(self.values) - 1}{CLOSE}"

    def _chosen(self, choose: Choose) -> Text:
        """The body of the first branch whose condition is true."""
        for branch in choose.branches:
            if not branch.condition or self.desk.value(branch.condition) is True:
                return branch.body
        return ()

    def _repeated(self, loop: Repeat, put: Callable[[Hole], str]) -> Iterator[str]:
        items = self.desk.value(loop.expression)
        for turn, item in enumerate(items if isinstance(items, list) else [], 1):
            self.desk.spend(TURN)
            self.desk.enter({loop.name: item, "urut": Decimal(turn)})
            yield from self._expanded(loop.body, put)
            self.desk.leave()

    def _charge(self, length: int) -> None:
        self.length += length
        if self.length > MOST_TEXT:
            raise _TooLong(most=MOST_TEXT)


def _pictures(value: Value) -> Iterator[Picture]:
    """The pictures among a file or a list of files, as forms keep them. `keterangan` or the name is the caption."""
    for file in value if isinstance(value, list) else [value]:
        if isinstance(file, dict) and str(file.get("media_type", "")).startswith("image/"):
            yield Picture(str(file.get("digest", "")), printed(file.get("keterangan") or file.get("name")))
