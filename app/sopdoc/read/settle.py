"""Makes a table of a draft and the answers to its questions."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from app.model.errors import LajurError, Refused
from app.model.sop import Identity
from app.sopdoc.read.draft import NO, YES, Draft, Question
from app.sopdoc.read.marks import Exit
from app.sopdoc.table import Arrow, Note, NoteKind, SopTable, TableRow


@dataclass(frozen=True)
class Settled:
    """A table with its identity; `guessed` says of each guess that nobody has confirmed how sure it is."""

    table: SopTable
    identity: Identity
    lists: Mapping[str, list[str]]
    guessed: tuple[LajurError, ...]


def settle(draft: Draft, answers: Mapping[str, str]) -> Settled:
    """The table. `answers` are by the key of the question; where there is none, the guess stands.

    Raises Refused for an answer to no question, one that is no choice, and a question without guess and answer.
    """
    questions = {question.key: question for question in draft.questions()}
    for key in answers:
        if key not in questions:
            raise Refused("The answers hold “{key}”, which is not asked.", key=key)
    said = {key: _said(question, answers) for key, question in questions.items()}
    rows = tuple(_row(draft, index, said) for index in range(len(draft.rows)))
    arrows, ends = _ways(draft, said)
    return Settled(
        SopTable(draft.lanes, rows, tuple(arrows), tuple(ends)),
        _identity(draft, said),
        draft.identity.lists,
        tuple(_guessed(question) for key, question in questions.items() if key not in answers and not question.is_sure),
    )


def _said(question: Question, answers: Mapping[str, str]) -> str:
    if question.key in answers:
        return question.checked(answers[question.key])
    if not question.guess:
        raise Refused(
            "Nothing says “{key}” ({text}); answer it.", key=question.key, text=question.text or question.label
        )
    return question.guess


def _row(draft: Draft, index: int, said: Mapping[str, str]) -> TableRow:
    row = draft.rows[index]
    return TableRow(
        element="",
        number=row.number,
        text=row.text,
        lane=draft.lanes.index(said[f"lanes.{row.call}"]),
        symbol=draft.symbol(index),
        kelengkapan=row.bound.get("kelengkapan", ""),
        waktu=row.bound.get("waktu", ""),
        output=row.bound.get("output", ""),
        keterangan=row.bound.get("keterangan", ""),
        question=draft.marks[index].question,
    )


def _ways(draft: Draft, said: Mapping[str, str]) -> tuple[list[Arrow], list[Note]]:
    calls = {row.call: index for index, row in enumerate(draft.rows)}
    arrows: list[Arrow] = []
    ends: list[Note] = []
    for index, row in enumerate(draft.rows):
        exits = list(_exits(draft, index, said))
        if not exits and index + 1 < len(draft.rows):
            arrows.append(Arrow(index, index + 1))
        for each in exits:
            if each.end is not None:
                ends.append(Note(NoteKind.END, each.end, each.label, row=index))
            elif each.target not in calls:
                raise Refused("Row {row} leads to “{target}”, which is no row.", row=row.call, target=each.target)
            else:
                arrows.append(Arrow(index, calls[each.target], each.label, bool(draft.marks[index].question)))
    return arrows, ends


def _exits(draft: Draft, index: int, said: Mapping[str, str]) -> Iterator[Exit]:
    """Where a row leads: as the sheet says, or as was answered."""
    yield from draft.marks[index].exits
    for label in (YES, NO):
        key = f"branches.{draft.rows[index].call}.{label}"
        if key in said:
            yield Exit(label, said[key])


def _identity(draft: Draft, said: Mapping[str, str]) -> Identity:
    facts = draft.identity.facts
    return Identity(
        number=said["identity.number"],
        title=said["identity.title"],
        agency=said["identity.agency"],
        unit=draft.identity.unit,
        made=facts.get("made", ""),
        revised=facts.get("revised", ""),
        effective=facts.get("effective", ""),
        approved_by=facts.get("approved_by", ""),
    )


def _guessed(question: Question) -> LajurError:
    return LajurError(
        "{key} was guessed: “{guess}” ({percent} %).",
        key=question.key,
        guess=question.guess,
        percent=round(question.confidence * 100),
    )
