"""XES (IEEE 1849-2016): a log as XML, made piece by piece so that no log is too long.

Extensions: concept, lifecycle (standard model), time, organizational. Attributes of our own are plain: the event's
number in the history and its element, so that a line of the log can be found again in the case.
"""

import re
from collections.abc import Callable, Iterator
from datetime import datetime
from xml.sax.saxutils import quoteattr

from app.model.event_log import Entry, Trace

#: What XML 1.0 cannot hold.
_FORBIDDEN = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NO_SIGN = "\ufffd"
_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<log xmlns="http://www.xes-standard.org/" xes.version="1849.2016" xes.features="">
<extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
<extension name="Lifecycle" prefix="lifecycle" uri="http://www.xes-standard.org/lifecycle.xesext"/>
<extension name="Time" prefix="time" uri="http://www.xes-standard.org/time.xesext"/>
<extension name="Organizational" prefix="org" uri="http://www.xes-standard.org/org.xesext"/>
<global scope="trace">
<string key="concept:name" value="UNKNOWN"/>
</global>
<global scope="event">
<string key="concept:name" value="UNKNOWN"/>
<string key="lifecycle:transition" value="complete"/>
<date key="time:timestamp" value="1970-01-01T00:00:00.000000+00:00"/>
</global>
<classifier name="Activity" scope="event" keys="concept:name"/>
<classifier name="Activity_and_lifecycle" scope="event" keys="concept:name lifecycle:transition"/>
"""


def head(name: str) -> bytes:
    """How a log begins."""
    model = _text("lifecycle:model", "standard")
    return f"{_HEAD}{_text('concept:name', name)}{model}".encode()


def trace(it: Trace, resource: Callable[[str], str]) -> bytes:
    """One case. `resource` is what an actor is called."""
    return b"".join(part.encode() for part in _trace(it, resource))


TAIL = b"</log>\n"


def _trace(it: Trace, resource: Callable[[str], str]) -> Iterator[str]:
    case = it.case
    yield "<trace>\n"
    yield _text("concept:name", case.number)
    yield _text("company", case.title)
    yield _text("nib", case.business_key)
    yield _text("sop", case.sop)
    yield f'<int key="version" value="{case.version}"/>\n'
    yield _text("definition", case.digest)
    yield _text("status", case.status.value)
    yield _text("outcome", it.outcome)
    yield _text("linked_to", it.linked_to)
    yield _moment("started", case.started_at)
    yield _moment("ended", case.ended_at) if case.ended_at else ""
    yield _text("due", case.clock.due.isoformat() if case.clock.due else "")
    yield f'<boolean key="late" value="{"true" if it.is_late else "false"}"/>\n'
    for entry in it.entries:
        if entry.lifecycle is not None:
            yield from _event(entry, resource)
    yield "</trace>\n"


def _event(it: Entry, resource: Callable[[str], str]) -> Iterator[str]:
    yield "<event>\n"
    yield _text("concept:name", it.name)
    yield _text("concept:instance", "" if it.token is None else str(it.token))
    yield _text("lifecycle:transition", it.lifecycle or "")
    yield _moment("time:timestamp", it.at)
    yield _text("org:resource", resource(it.actor) if it.actor else "")
    yield _text("org:role", it.role)
    yield _text("org:group", it.group)
    yield _text("capacity", it.capacity)
    yield _text("element", it.element)
    yield f'<int key="number" value="{it.number}"/>\n</event>\n'


def _text(key: str, value: str) -> str:
    """A string attribute; nothing for an empty one."""
    return f'<string key="{key}" value={quoteattr(_FORBIDDEN.sub(_NO_SIGN, value))}/>\n' if value else ""


def _moment(key: str, at: datetime) -> str:
    return f'<date key="{key}" value="{at.isoformat(timespec="microseconds")}"/>\n'
