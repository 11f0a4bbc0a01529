"""Many cases as an event log for process mining: XES or OCEL, piece by piece, however many there are."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from itertools import islice
from tempfile import TemporaryFile

from app.actions._definitions import definition, earlier_definitions
from app.actions.archive.find import PART, Found, Wish, count_all, find_all
from app.actions.archive.read import note_readings
from app.actions.days import today
from app.model import ocel, xes
from app.model.definition import ProcessDefinition
from app.model.errors import LajurError
from app.model.event_log import Trace, trace_of
from app.model.instance import ProcessInstance
from app.model.people import User
from app.model.reading import Reading
from app.ports import Office, Order, Reader

#: Bytes that are passed on at a time.
CHUNK = 1 << 16
PERSON = "user:"


class LogFormat(StrEnum):
    """How a log is written."""

    XES = "xes"  #: IEEE 1849-2016, XML
    OCEL = "ocel"  #: OCEL 2.0, JSON


@dataclass(frozen=True)
class LogWish:
    """Which cases, how, and whether people are called by their names; otherwise by group and number (`operator-3`)."""

    format: LogFormat
    cases: Wish = field(default_factory=Wish)
    with_names: bool = False


#: Hears how many cases of how many are written.
Told = Callable[[int, int], None]


def export_log(office: Office, wish: LogWish, told: Told, *, by: User, noted: bool = True) -> Iterator[bytes]:
    """The log, in pieces, in the order in which the cases were started.

    What is held in memory does not grow with the number of cases, but for the names of people and companies. That `by`
    has read the cases is noted, unless it is the house itself. A case whose definition cannot be read any more has ids
    in place of names. Raises Forbidden or Invalid, at once.
    """
    cases = replace(wish.cases, order=Order.STARTED, descending=False)
    total = count_all(office, cases, by=by)
    traces = _traces(office, wish, cases, lambda done: told(done, total), by, noted=noted)
    return _xes(traces, wish) if wish.format is LogFormat.XES else _ocel(traces)


@dataclass
class _Cast:
    """What people are called in a log."""

    with_names: bool
    names: dict[str, str] = field(default_factory=dict)

    def meet(self, reader: Reader, trace: Trace) -> None:
        """Learn the names of all who act in a case."""
        logins = {entry.actor.removeprefix(PERSON) for entry in trace.entries if entry.actor.startswith(PERSON)}
        new = [login for login in logins if PERSON + login not in self.names]
        if new:
            self.names |= {person.actor: self._name(person) for person in reader.users_among((), new)}

    def __call__(self, actor: str) -> str:
        """A machine has no name to hide; nobody knows who is not in the books any more."""
        return self.names.get(actor, "-") if actor.startswith(PERSON) else actor

    def _name(self, person: User) -> str:
        return person.name if self.with_names else f"{min(person.groups, default='orang')}-{person.id}"


@dataclass(frozen=True)
class _Told:
    """A case and what people are called in it."""

    trace: Trace
    cast: _Cast


def _traces(
    office: Office, wish: LogWish, cases: Wish, told: Callable[[int], None], by: User, *, noted: bool
) -> Iterator[_Told]:
    cast, day, done = _Cast(wish.with_names), today(office), 0
    for part in _parts(find_all(office, cases, by=by)):
        if noted:
            note_readings(office, [case.id for case in part], Reading.EXPORT, by=by)
        for case in part:
            yield _Told(_trace(office, case, cast, day), cast)
            done += 1
            told(done)


def _parts(found: Iterator[Found]) -> Iterator[Sequence[ProcessInstance]]:
    while part := [it.instance for it in islice(found, PART)]:
        yield part


def _trace(office: Office, found: ProcessInstance, cast: _Cast, day: date) -> Trace:
    with office.store.reading() as reader:
        # As it is in this very moment: it may have gone on since it was found.
        case = reader.instance(found.id) or found
        events = reader.history(case.id)
        earlier = earlier_definitions(office, reader, case.digest, events)
        trace = trace_of(case, events, _readable(office, reader, case.digest), day, earlier)
        cast.meet(reader, trace)
        return trace


def _readable(office: Office, reader: Reader, digest: str) -> ProcessDefinition | None:
    try:
        return definition(office, reader, digest)
    except LajurError:
        return None


def _xes(traces: Iterator[_Told], wish: LogWish) -> Iterator[bytes]:
    yield xes.head(wish.cases.sop or "Lajur")
    for it in traces:
        yield xes.trace(it.trace, it.cast)
    yield xes.TAIL


def _ocel(traces: Iterator[_Told]) -> Iterator[bytes]:
    """Events first; objects wait in a file of their own until all events are written."""
    names: set[str] = set()
    met: set[str] = set()
    comma, separator = b"", b",\n"
    yield ocel.HEAD
    with TemporaryFile() as waiting:
        for it in traces:
            names.update(entry.name for entry in it.trace.entries)
            shared = {key: data for key, data in ocel.shared(it.trace, it.cast) if key not in met}
            met.update(shared)
            waiting.write(comma + separator.join((*ocel.objects(it.trace), *shared.values())))
            yield comma + separator.join(ocel.events(it.trace, it.cast))
            comma = separator
        yield ocel.MIDDLE
        waiting.seek(0)
        yield from iter(lambda: waiting.read(CHUNK), b"")
    yield ocel.tail(names)
