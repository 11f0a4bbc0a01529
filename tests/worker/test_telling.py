"""The worker reminds people and sends their e-mails: through restarts, kills and a server in trouble."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from threading import Event, Thread

import pytest

from app.connectors.mail_smtp import SmtpMail, SmtpServer
from app.model.errors import Unavailable
from app.model.notice import Announcement, Audience, Mailbox, Post, Topic
from app.ports import Office, StageClock, Store
from app.store.opening import open_store
from app.wiring import rehearsal_office
from app.worker import tell_once, tell_until
from tests.connectors.smtp_server import Postbox, smtp_server
from tests.store.cases import case, kept

MANY = 30
NOW = datetime(2026, 3, 17, 2, 0, tzinfo=UTC)
SENDER = "lajur@dinas.example"
#: A worker of its own, minutes later than this test: the leases of one that was killed have run out for it.
WORKER = """
import sys
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from app.connectors.mail_smtp import SmtpMail, SmtpServer
from app.store.opening import open_store
from app.wiring import rehearsal_office
from app.worker import owner_name, tell_once

address, port, minutes = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
clock = lambda: datetime.now(UTC) + timedelta(minutes=minutes)
mail = SmtpMail(SmtpServer("127.0.0.1", port, starttls=False), "lajur@dinas.example", clock)
office = replace(rehearsal_office(clock), store=open_store(address), mail=mail)
while tell_once(office, owner=owner_name()):
    pass
"""


@pytest.fixture
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """SQLite, where a test does not ask for PostgreSQL."""
    if getattr(request, "param", "sqlite") == "sqlite":
        return f"sqlite:///{tmp_path / 'books.db'}"
    make: Callable[[], str] = request.getfixturevalue("postgres_database")
    return make()


def given(store: Store, letters: int) -> None:
    """So many e-mails wait."""
    with store.writing() as unit:
        siti = unit.add_user("siti", "Siti", ["pemohon"], "")
        unit.save_mailbox(siti.id, Mailbox("siti@contoh.example"))
        kept(unit, case(applicant=siti.id))
        facts = {"what": "case", "number": "IP-2026-0001", "title": "PT Contoh", "words": "Mohon dijawab."}
        announcements = [
            Announcement(Topic.CASE, f"key-{n}", Audience(person=siti.id), 1, facts, NOW) for n in range(letters)
        ]
        unit.announce(announcements, digest_at=NOW, by_mail=True)
        unit.commit()


def outcomes(store: Store) -> list[Post]:
    with store.reading() as reader:
        siti = reader.user_by_login("siti")
        assert siti
        return [it.mail for it in reader.notices(siti.id, limit=MANY)]


def worker(address: str, port: int, *, minutes: int = 0) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", WORKER, address, str(port), str(minutes)], cwd=Path.cwd())


def wait_for(holds: Callable[[], bool]) -> None:
    until = time.monotonic() + 30
    while not holds():
        assert time.monotonic() < until
        time.sleep(0.005)


@pytest.mark.chaos
@pytest.mark.parametrize("address", ["sqlite", "postgres"], indirect=True)
def test_every_letter_arrives_however_often_the_worker_is_killed(address: str) -> None:
    store = open_store(address)
    given(store, MANY)
    kills = 2
    with smtp_server(Postbox()) as postbox:
        for n in range(kills):
            running, had = worker(address, postbox.port, minutes=6 * n), len(postbox.letters)
            wait_for(lambda had=had: len(postbox.letters) >= had + 5)
            os.kill(running.pid, signal.SIGKILL)
            running.wait()
        assert worker(address, postbox.port, minutes=6 * kills).wait(timeout=60) == 0
        assert set(outcomes(store)) == {Post.SENT}
        assert len(set(postbox.ids)) == MANY
        assert len(postbox.ids) <= MANY + kills, "a kill may double the one letter that was on its way, no other"
    store.close()


@pytest.mark.chaos
@pytest.mark.parametrize("address", ["sqlite", "postgres"], indirect=True)
def test_two_workers_side_by_side_send_each_letter_once(address: str) -> None:
    store = open_store(address)
    given(store, MANY)
    with smtp_server(Postbox()) as postbox:
        both = [worker(address, postbox.port) for _ in range(2)]
        assert [each.wait(timeout=60) for each in both] == [0, 0]
        assert len(postbox.ids) == len(set(postbox.ids)) == MANY
    store.close()


def office_on(store: Store, port: int, clock: StageClock) -> Office:
    mail = SmtpMail(SmtpServer("127.0.0.1", port, starttls=False, timeout=5), SENDER, clock)
    return replace(rehearsal_office(clock), store=store, mail=mail)


def test_a_server_in_trouble_gets_the_letter_later(address: str) -> None:
    store, clock = open_store(address), StageClock(NOW)
    given(store, 1)
    with smtp_server(Postbox(at_data=["451 Try later"])) as postbox:
        office = office_on(store, postbox.port, clock)
        assert [tell_once(office, owner="w") for _ in range(2)] == [1, 0]
        assert outcomes(store) == [Post.WAITING]
    clock.now += timedelta(minutes=1)
    assert tell_once(office, owner="w") == 1  # the server is away
    clock.now += timedelta(minutes=2)
    with smtp_server(postbox, port=postbox.port):
        assert tell_once(office, owner="w") == 1
    assert outcomes(store) == [Post.SENT]
    assert len(postbox.letters) == 1
    store.close()


def test_a_mailbox_that_does_not_exist_is_not_tried_again(address: str) -> None:
    store, clock = open_store(address), StageClock(NOW)
    given(store, 1)
    with smtp_server(Postbox(at_recipient=["550 No such mailbox"])) as postbox:
        office = office_on(store, postbox.port, clock)
        assert tell_once(office, owner="w") == 1
        clock.now += timedelta(days=3)
        assert tell_once(office, owner="w") == 0
    assert outcomes(store) == [Post.REFUSED]
    store.close()


def test_the_loop_goes_on_when_the_books_come_back(address: str) -> None:
    store, clock, stop = open_store(address), StageClock(NOW), Event()
    given(store, 3)
    with smtp_server(Postbox()) as postbox:
        office = office_on(store, postbox.port, clock)
        troubles: list[Exception] = [Unavailable(), RuntimeError("a fault")]
        reading = store.reading

        def away():
            if troubles:
                raise troubles.pop(0)
            return reading()

        store.reading = away
        thread = Thread(target=tell_until, args=(stop, office), kwargs={"owner": "w", "idle": 0.01})
        thread.start()
        wait_for(lambda: len(postbox.letters) == 3)
        stop.set()
        thread.join()
    store.close()
