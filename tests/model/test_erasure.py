"""What of an event was erased, by whom and why; what is left of it."""

from dataclasses import replace

from app.model.erasure import erasures, kept
from app.model.event import Happening
from tests.model.test_steps import fact, history


def test_an_erasure_of_which_nothing_is_left_tells_nothing() -> None:
    note = fact(Happening.PAYLOAD_ERASED, number=1, ground="UU 27/2022")
    events = history([fact(Happening.WORK_CLAIMED, token=1)], [note], [note])
    assert erasures(events)[1].ground == "UU 27/2022"
    gone = [replace(event, payload=None) for event in events]
    assert erasures(gone) == {}
    assert kept(gone[0], {}) == {}
    assert kept(events[0], erasures(events)) == {"token": 1}
