"""The worker counts the figures beside its work, and goes on after trouble."""

from dataclasses import replace
from threading import Event, Thread

from app.actions.archive.measure import waiting
from app.model.errors import Unavailable
from app.store.memory import MemoryStore
from app.wiring import rehearsal_office
from app.worker import count_until
from tests.chaos.clerks import until
from tests.store.cases import case, given
from tests.worker.doubles import Faulty


def test_what_is_new_is_counted_soon_though_the_storage_was_away() -> None:
    store = MemoryStore()
    office = replace(rehearsal_office(), store=Faulty(store, reads=[Unavailable()]))
    stop = Event()
    thread = Thread(target=count_until, args=(stop, office), kwargs={"idle": 0.01})
    thread.start()
    given(store, case(1), case(2))
    until(lambda: waiting(replace(office, store=store)) == 0)
    stop.set()
    thread.join(5)
    assert not thread.is_alive()
