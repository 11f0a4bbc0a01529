"""A working copy of the small permit that can be tried, and short words for what its analyst does."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import pytest

from app.actions.studio.begin import begin as begin_copy
from app.actions.studio.open_copy import Opened, opened
from app.actions.studio.save_file import digest_of, save_file
from app.actions.trial import steps
from app.actions.trial.look import TrialView, view
from app.library.stories import read_stories
from app.model.bundle import SCENARIOS
from app.model.people import User
from app.model.story import Deed, StoryStep
from app.model.trial import Trial
from app.model.values import Json
from app.ports import Office
from app.wiring import rehearsed, stage_for
from tests.actions.conftest import Desk

STORIES = """# Kisah izin kecil.
[defaults.ajukan]
nama = "PT Contoh"
nib = "9999"
berkas = [{ name = "denah.pdf", media_type = "application/pdf", digest = "d", size = 9 }]

[services.kirim]
nomor = "S-1"

[[story]]
name = "terbit"
title = "Izin terbit"
title_en = "The permit is issued"
starts_at = "2026-03-17T09:00:00+07:00"
steps = [
  { task = "ajukan" }, # yang biasa
  { task = "periksa", answers = { hasil = "setuju" } },
]
ends = "terbit"

# Ini pun penting.
[[story]]
name = "tutup"
title = "Ditutup"
steps = [{ task = "ajukan" }, { task = "periksa", answers = { hasil = "lain" } }]
ends = "tutup"

[[story]]
name = "lagi"
title = "Diajukan lagi"
continues = "tutup"
steps = [{ wait = "P7D" }, { task = "ajukan" }, { task = "periksa", answers = { hasil = "setuju" } }]
ends = "terbit"
"""


@dataclass
class Player:
    """An analyst at a working copy."""

    office: Office
    copy: int
    by: User

    @property
    def found(self) -> Opened:
        return opened(self.office, self.copy, by=self.by)

    @property
    def view(self) -> TrialView:
        return view(self.office, self.found, by=self.by)

    @property
    def trial(self) -> Trial:
        trial = steps.trial_of(self.office, self.copy, by=self.by)
        assert trial is not None
        return trial

    @property
    def scenarios(self) -> str:
        return self.found.bundle.files[SCENARIOS].decode()

    @property
    def read(self) -> str:
        return digest_of(self.found.bundle.files.get(SCENARIOS))

    def begin(self, **more: Any) -> Trial:
        return steps.begin(self.office, self.copy, by=self.by, **more)

    def take(self, deed: Deed, subject: str, code: str = "", **answers: Json) -> Trial:
        step = StoryStep(deed, subject, answers, code)
        return steps.take(self.office, self.copy, step, at=len(self.trial.steps), by=self.by)

    def do(self, element: str, **answers: Json) -> Trial:
        return self.take(Deed.TASK, element, **answers)

    def asked(self) -> "Player":
        """A trial in which the system has just been asked."""
        self.begin()
        self.do("ajukan", nama="PT Contoh")
        self.do("periksa", hasil="setuju")
        return self

    def save(self, path: str, data: bytes | None) -> None:
        save_file(self.office, self.copy, path, data, read=None, by=self.by)


@pytest.fixture
def office(desk: Desk) -> Office:
    return replace(desk.office, stories=read_stories, stage=stage_for, rehearse=rehearsed)


@pytest.fixture
def player(desk: Desk, office: Office) -> Player:
    copy = begin_copy(office, "permit", by=desk.people["ana"]).id
    player = Player(office, copy, desk.people["ana"])
    player.save(SCENARIOS, STORIES.encode())
    return player


@pytest.fixture
def another(player: Player) -> Callable[[str], Player]:
    """Makes other people at the same copy."""

    def come(group: str) -> Player:
        with player.office.store.writing() as unit:
            user = unit.add_user(f"x_{group}", "X", [group], "")
            unit.commit()
        return replace(player, by=user)

    return come
