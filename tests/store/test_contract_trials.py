"""What every store promises about trials."""

from dataclasses import replace

import pytest

from app.model.story import Deed, StoryStep
from app.model.studio import WorkingCopy
from app.model.trial import Trial
from app.ports import Store
from tests.store.cases import MINUTE, NOW
from tests.store.test_contract_studio import FILES

pytestmark = pytest.mark.parametrize("address", ["memory", "sqlite", "postgres"], indirect=True)

STEPS = (
    StoryStep(
        Deed.TASK, "ajukan", {"nama": "PT Contoh – 中", "luas": 12.5, "berkas": [{"name": "a.pdf"}], "izin": None}
    ),
    StoryStep(Deed.WAIT, "P1D"),
    StoryStep(Deed.THROW, "kirim", {}, "ditolak"),
)


@pytest.fixture
def trial(store: Store) -> Trial:
    with store.writing() as unit:
        ana = unit.add_user("ana", "Ana", ["analyst"], "")
        copy = unit.add_working_copy(WorkingCopy(0, "izin", "", ana.id, 1, NOW, NOW, ana.id), FILES)
        trial = Trial(copy.id, ana.id, FILES.digest, NOW, NOW + MINUTE, STEPS, "lama", "baru")
        unit.save_trial(trial)
        unit.commit()
    return trial


def test_a_trial_comes_back_to_the_person_who_plays_it(store: Store, trial: Trial) -> None:
    with store.reading() as books:
        assert books.trial(trial.copy, trial.person) == trial
        assert books.trial(trial.copy, trial.person + 1) is None
        assert books.trial(trial.copy + 1, trial.person) is None


def test_there_is_one_trial_of_a_copy_and_a_person(store: Store, trial: Trial) -> None:
    gone_on = replace(trial, digest="ab" * 32, steps=STEPS[:1], continues="", scenario="", saved_at=NOW)
    with store.writing() as unit:
        unit.save_trial(gone_on)
        unit.commit()
    with store.reading() as books:
        assert books.trial(trial.copy, trial.person) == gone_on


def test_what_is_thrown_away_is_gone(store: Store, trial: Trial) -> None:
    with store.writing() as unit:
        unit.discard_trial(trial.copy, trial.person)
        unit.discard_trial(trial.copy, trial.person)
        unit.commit()
    with store.reading() as books:
        assert books.trial(trial.copy, trial.person) is None
