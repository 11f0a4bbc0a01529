"""An independent reader understands both kinds of event logs."""

from collections.abc import Callable
from pathlib import Path

import pm4py
import pytest

from app.actions.archive.demo_history import Wish
from app.actions.archive.export_log import LogFormat, LogWish, export_log
from app.model.event import Happening
from app.model.people import AUDITOR, User
from tests.actions.archive.history import PERIOD, Made, made

CASES = 24
READER = User(0, "console", "console", frozenset({AUDITOR}))
#: It warns that it knows faster parsers than the one that is installed.
pytestmark = pytest.mark.filterwarnings("ignore::UserWarning")
Written = Callable[[LogFormat, str], str]


@pytest.fixture(scope="module")
def history() -> Made:
    return made(Wish(CASES, PERIOD, seed=7))


@pytest.fixture
def written(history: Made, tmp_path: Path) -> Written:
    """Writes a log; answers where it is."""

    def write(kind: LogFormat, name: str) -> str:
        pieces = export_log(history.stage.office, LogWish(kind), lambda *_: None, by=READER, noted=False)
        (tmp_path / name).write_bytes(b"".join(pieces))
        return str(tmp_path / name)

    return write


def test_xes_is_read_back_with_all_cases_activities_and_times(written: Written, history: Made) -> None:
    frame = pm4py.read_xes(written(LogFormat.XES, "log.xes"))
    assert set(frame["case:concept:name"]) == {case.number for case in history.cases}
    completed = frame[frame["lifecycle:transition"] == "complete"]
    done = history.happened(Happening.WORK_COMPLETED) + history.happened(Happening.INSTANCE_ENDED)
    assert len(completed) == len(done)
    assert completed["time:timestamp"].min() == min(event.at for event in done)
    elements = {event.element for event in done}
    assert len(pm4py.get_event_attribute_values(completed, "element")) == len(elements)


def test_ocel_is_read_back_with_all_objects_and_their_changes(written: Written, history: Made) -> None:
    log = pm4py.read_ocel2_json(written(LogFormat.OCEL, "log.json"))
    kinds = log.objects.groupby("ocel:type").size().to_dict()
    assert kinds["permohonan"] == CASES
    assert kinds["berkas"] == len(history.happened(Happening.ATTACHMENT_ADDED))
    assert kinds["perusahaan"] == len({case.business_key for case in history.cases if case.business_key})
    changes = log.object_changes
    over = [case for case in history.cases if case.ended_at]
    assert len(changes[changes["status"] == "ended"]) + len(changes[changes["status"] == "cancelled"]) == len(over)
