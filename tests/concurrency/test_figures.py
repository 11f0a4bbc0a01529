"""Several workers count the figures while people go on working: nothing is counted twice and nothing forgotten."""

from collections.abc import Callable
from functools import partial

from app.actions.archive.figures import Wish, figures
from app.actions.archive.measure import count, count_anew
from app.actions.complete import complete
from app.model.errors import Conflict
from app.model.people import AUDITOR, User
from app.model.sheets import Sheet
from app.ports import Office
from tests.concurrency.racing import CALLERS, race
from tests.office import begin, draw, hire, only_open

ROUNDS = 3


def work(office: Office, person: User) -> None:
    """A few cases from their start to their end."""
    for _ in range(ROUNDS):
        case = begin(office, person)
        for _ in range(2):
            complete(office, only_open(office, case).id, {}, by=person)


def counting(office: Office) -> None:
    """As a worker does it: what another one was faster with is tried again."""
    for _ in range(3 * ROUNDS):
        try:
            count(office)
        except Conflict:
            continue


def whole(office: Office, auditor: User) -> Sheet:
    return figures(office, auditor, Wish("proses")).whole


def test_workers_that_count_at_once_count_as_one(offices: list[Office], people: list[User]) -> None:
    office = offices[0]
    draw(office, "(mulai) -> isi -> periksa -> (selesai)")
    auditor = hire(office, "auditor", AUDITOR)
    half = CALLERS // 2
    calls: list[Callable[[], object]] = [
        partial(work, mine, person) for mine, person in zip(offices[:half], people[:half], strict=True)
    ]
    calls += [partial(counting, mine) for mine in offices[half:]]
    assert race(*calls) == [None] * CALLERS
    while count(office):
        pass
    found = whole(office, auditor)
    assert (found.started, found.ended) == (half * ROUNDS, half * ROUNDS)
    assert {element: it.done for element, it in found.activities.items()} == {
        "isi": half * ROUNDS,
        "periksa": half * ROUNDS,
    }
    count_anew(office)
    while count(office):
        pass
    assert whole(office, auditor) == found
