"""Cases that are moved to another version while people work in them: nothing is lost, nothing is done twice."""

from functools import partial

from app.actions.archive.verify import verify_case
from app.actions.complete import complete
from app.actions.migrate import migrate
from app.model.event import Happening
from app.model.instance import Status
from app.model.people import User
from app.ports import Office
from tests.chain import first_break
from tests.concurrency.racing import CALLERS, errors, race
from tests.office import begin, bundle_of, draw, only_open, put

BRANCHES = "\n".join(f"g -> kerja{n} -> <gabung:and>" for n in range(CALLERS - 1))
DRAWING = f"(mulai) -> <g:and>\n{BRANCHES}\ngabung -> tutup -> (selesai)"


def test_seven_completions_and_a_move_at_once_all_happen(offices: list[Office], people: list[User]) -> None:
    office = offices[0]
    draw(office, DRAWING, judul="Ramai")
    put(
        office,
        bundle_of(DRAWING.replace("tutup -> (selesai)", "tutup -> telaah -> (selesai)"), judul="Ramai"),
        "proses",
        2,
    )
    with office.store.reading() as reader:
        to = reader.deployment("proses", 2)
    assert to
    for _ in range(4):
        case = begin(office, people[0], version=1)
        tasks = [only_open(office, case, f"kerja{n}") for n in range(CALLERS - 1)]
        calls = [
            partial(complete, mine, task.id, {}, by=me)
            for mine, task, me in zip(offices[1:], tasks, people[1:], strict=True)
        ]
        outcomes = race(partial(migrate, offices[0], case.id, to, by=None), *calls)
        assert errors(outcomes) == []
        with office.store.reading() as reader:
            now, history = reader.instance(case.id), reader.history(case.id)
        assert now
        assert (now.version, now.status) == (2, Status.RUNNING)
        assert first_break(history) is None
        kinds = [event.kind for event in history]
        assert kinds.count(Happening.WORK_COMPLETED) == CALLERS - 1
        assert kinds.count(Happening.INSTANCE_MIGRATED) == 1
        complete(office, only_open(office, case).id, {}, by=people[0])
        assert only_open(office, case).element == "telaah"
        assert verify_case(office, case.number) == []


def test_of_two_moves_of_a_case_at_once_one_happens(offices: list[Office], people: list[User]) -> None:
    office = offices[0]
    draw(office, DRAWING, judul="Ramai")
    put(office, bundle_of(DRAWING, title='="Lain"', judul="Ramai"), "proses", 2)
    case = begin(office, people[0], version=1)
    with office.store.reading() as reader:
        to = reader.deployment("proses", 2)
    assert to
    outcomes = race(*(partial(migrate, mine, case.id, to, by=None) for mine in offices))
    assert len(errors(outcomes)) == CALLERS - 1
    with office.store.reading() as reader:
        kinds = [event.kind for event in reader.history(case.id)]
    assert kinds.count(Happening.INSTANCE_MIGRATED) == 1
    assert verify_case(office, case.number) == []
