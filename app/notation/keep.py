"""Keeps a diagram as it was written where an editor has not touched it.

An editor reads a file into objects and writes these anew: comments, CDATA, prefixes, the order of things, numbers like
`110.0` and whatever it did not understand are lost. But it tells what it makes of the file before anything is changed.
What differs between that and what it writes later is what a person has done, and only this is done to the file.
"""

from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from app.model.errors import Refused
from app.notation.parse import parse
from app.notation.pen import Pen
from app.notation.spans import Element, Source, read
from app.notation.tags import BPMN, BPMNDI, SUB_PROCESSES

#: What their parts follow in means nothing, and editors bring it into disorder when something is undone.
_UNORDERED = frozenset({f"{BPMN}{kind}" for kind in ("definitions", "collaboration", "process", *SUB_PROCESSES)})
_UNORDERED |= {f"{BPMNDI}BPMNPlane"}
_LABEL = f"{BPMNDI}BPMNLabel"
_LISTS = frozenset({f"{BPMN}incoming", f"{BPMN}outgoing"})


def kept(original: bytes, exported: bytes, edited: bytes) -> bytes:
    """The file with the changes that lie between two exports of it by the same editor.

    `exported` is what the editor made of `original`, `edited` what it makes of it now. Without a change the answer is
    the original, byte for byte. Raises Refused when `edited` is no BPMN; when one of the others is none, `edited` is
    the answer.
    """
    parse(edited)
    try:
        parse(original)
        parse(exported)
    except Refused:
        return edited
    return _Merge(read(original), read(exported), read(edited)).result()


@dataclass(frozen=True)
class _Seat:
    """A place among the parts of an element: what stands before the part, and the part. `young` is the part in the
    edited file, None for what the editor does not know or what is not there by itself."""

    lead: str
    part: str
    young: Element | None = None


class _Merge:
    """`o`, `b` and `a` are one element in the original, before the changes, and after them."""

    def __init__(self, original: Source, before: Source, after: Source) -> None:
        self.original, self.before, self.after = original, before, after
        self.text = original.text
        self.pen = Pen(original, after)
        self.lists = any(each.name in _LISTS for each in original.root.walk())

    def result(self) -> bytes:
        o = self.original.root
        root = self._kept(o, self.before.root, self.after.root)
        tag = len(f"<{o.tag}")
        whole = self.text[: o.start] + root[:tag] + self.pen.declarations() + root[tag:] + self.text[o.end :]
        return whole.encode(self.original.encoding, "xmlcharrefreplace")

    def _kept(self, o: Element, b: Element, a: Element) -> str:
        if a.says_as(b):
            return self.text[o.start : o.end]
        opening = self._opening(o, b, a)
        inside = self._inside(o, b, a) if o.parts or a.parts else self._words(o, b, a)
        if o.alone:
            return f"{opening[:-2].rstrip()}>{inside}</{o.tag}>" if inside else opening
        if o.parts and not inside.strip():
            return f"{opening[:-1].rstrip()} />"
        return opening + inside + self.text[o.closed : o.end]

    def _opening(self, o: Element, b: Element, a: Element) -> str:
        """The opening tag, with the attributes that were set and without those that were taken away."""
        names = [name for name in {**b.attributes, **a.attributes} if b.attributes.get(name) != a.attributes.get(name)]
        changes = sorted(change for name in names for change in self._change(o, name, a.attributes.get(name)))
        pieces, done = [], o.start
        for start, end, words in changes:
            pieces += [self.text[done:start], words]
            done = end
        return "".join(pieces) + self.text[done : o.opened]

    def _change(self, o: Element, name: str, value: str | None) -> Iterator[tuple[int, int, str]]:
        """Places in the text, and what is to stand there."""
        place = o.written.get(name)
        if value is None:
            if place:
                yield place.start, place.value[1] + 1, ""
        elif place is None:
            end = o.start + len(self.text[o.start : o.opened].rstrip("/>").rstrip())
            yield end, end, f" {self.pen.attribute(name, value, o.scope)}"
        elif not _same(o.attributes[name], value):
            yield *place.value, self.pen.value(name, value, o.scope, self.text[place.value[1]])

    def _words(self, o: Element, b: Element, a: Element) -> str:
        written = self.text[o.opened : o.closed]
        if a.text == b.text:
            return written
        return f"<![CDATA[{a.text}]]>" if "<![CDATA[" in written and "]]>" not in a.text else self.pen.words(a.text)

    def _inside(self, o: Element, b: Element, a: Element) -> str:
        """What stands between the tags, part by part: kept, changed, left out, and what is new at its place."""
        known, young = _pairs(o.parts, b.parts), _pairs(b.parts, a.parts)
        steady = set(young.values()) if a.name in _UNORDERED else _steady(b, a, young)
        seats, trail = self._seats(o, known, {old: one for old, one in young.items() if one in steady})
        lead, last = self._layout(o)
        origins = {young[old]: (part, old) for part, old in known.items() if old in young}
        new: dict[Element | None, list[_Seat]] = defaultdict(list)
        seated, before = {seat.young for seat in seats}, None
        # What the editor has added by itself, without anybody's doing, is no change.
        own = {one for old, one in young.items() if one not in origins and one.says_as(old)}
        own |= {one for one in a.parts if self._is_idle(one)} - seated
        for part in (part for part in a.parts if part not in own):
            if part in seated:
                before = part
            elif part in origins:
                new[before].append(_Seat(lead, self._kept(*origins[part], part)))
            else:
                new[before].append(_Seat(lead, self._piece(part, o.scope, lead)))
        return _seated(seats, new) + (last if new and not o.parts else trail)

    def _seats(
        self, o: Element, known: Mapping[Element, Element], young: Mapping[Element, Element]
    ) -> tuple[list[_Seat], str]:
        """The parts of the original that stay where they are, and what stands after the last one."""
        seats, lead, done = [], "", o.opened
        for part in o.parts:
            lead, done = lead + self.text[done : part.start], part.end
            b = known.get(part)
            a = young.get(b) if b else None
            if b and not a:
                lead = lead.rstrip()
                continue
            seats.append(_Seat(lead, self._kept(part, b, a) if b and a else self.text[part.start : part.end], a))
            lead = ""
        return seats, lead + self.text[done : o.closed]

    def _is_idle(self, a: Element) -> bool:
        """Whether an editor writes this although nobody wants it: a label that says nothing, lists of flows in a file
        that has none."""
        return (a.name == _LABEL and not a.attributes and not a.parts) or (a.name in _LISTS and not self.lists)

    def _piece(self, a: Element, scope: Mapping[str, str], lead: str) -> str:
        """An element at a place where it was not: as it was written elsewhere, or anew."""
        o, b = (source.by_id.get(a.id or "") for source in (self.original, self.before))
        if o and b and o.name == b.name == a.name and all(scope.get(prefix) == uri for prefix, uri in o.around.items()):
            return self._kept(o, b, a)
        tag = self.pen.tag(a.name, scope)
        attributes = "".join(f" {self.pen.attribute(name, value, scope)}" for name, value in a.attributes.items())
        further = lead + self.pen.unit if lead else ""
        parts = "".join(further + self._piece(part, scope, further) for part in a.parts if not self._is_idle(part))
        inside = parts + lead if parts else self.pen.words(a.words)
        return f"<{tag}{attributes}>{inside}</{tag}>" if inside else f"<{tag}{attributes} />"

    def _layout(self, o: Element) -> tuple[str, str]:
        """New line and indentation of a part of an element, and of its closing tag; both empty in a file without."""
        end = self.pen.fresh_line(o.start)
        first = self.pen.fresh_line(o.parts[0].start) if o.parts else end + self.pen.unit if end else ""
        return first, end


def _steady(b: Element, a: Element, young: Mapping[Element, Element]) -> Set[Element]:
    """The most parts that follow each other as before; the others were brought to another place among them."""
    place = {part: number for number, part in enumerate(a.parts)}
    row = [young[part] for part in b.parts if part in young]
    ends: list[int] = []
    best: list[tuple[int, Element]] = []
    for part in row:
        length = bisect_left(ends, place[part])
        ends[length : length + 1] = [place[part]]
        best.append((length, part))
    found: set[Element] = set()
    wanted, limit = len(ends) - 1, len(place)
    for length, part in reversed(best):
        if length == wanted and place[part] < limit:
            found.add(part)
            wanted, limit = wanted - 1, place[part]
    return found


def _seated(seats: list[_Seat], new: Mapping[Element | None, list[_Seat]]) -> str:
    first = next((place for place, seat in enumerate(seats) if seat.young), len(seats))
    rows = [*seats[:first], *new.get(None, ())]
    for seat in seats[first:]:
        rows += [seat, *(new.get(seat.young, ()) if seat.young else ())]
    return "".join(seat.lead + seat.part for seat in rows)


def _pairs(left: Sequence[Element], right: Sequence[Element]) -> dict[Element, Element]:
    """Which is which: by id; then what says the same; then, of what has no id, by name and order."""
    found: dict[Element, Element] = {}
    for key in (_by_id, _by_body, _by_name):
        free: dict[object, deque[Element]] = defaultdict(deque)
        taken = set(found.values())
        for one in right:
            if one not in taken:
                free[key(one)].append(one)
        for one in left:
            if one not in found and (same := key(one)) and free.get(same):
                found[one] = free[same].popleft()
    return found


def _by_id(one: Element) -> object:
    return one.id and (one.name, one.id)


def _by_body(one: Element) -> object:
    return one.body


def _by_name(one: Element) -> object:
    return None if one.id else one.name


def _same(old: str, new: str) -> bool:
    """Whether two values of an attribute are one number: 110.0 is 110."""
    try:
        return old == new or ("." in old and float(old) == float(new))
    except ValueError:
        return False
