"""`scenarios.toml` becomes stories that can be played, or is refused with a sentence that names the story."""

from datetime import UTC, date, datetime

import pytest

from app.library.stories import read_stories
from app.model.errors import Refused
from app.model.story import Deed, Story, StoryStep

SHORT = """
[[story]]
name = "lancar"
title = "Lancar"
ends = "selesai"
steps = [{ task = "ajukan" }]
"""

WHOLE = """
[defaults.ajukan]
nama = "Siti"

[services.kirim]
nomor = "1"

[[story]]
name = "macet"
title = "Macet"
title_en = "Stuck"
starts_at = "2026-03-17T09:00:00+07:00"
services = { kirim = { nomor = "2" } }
services_failing = { kirim = 3 }
steps = [
  { task = "ajukan", answers = { nama = "Budi" } },
  { wait = "P31D" },
  { send = "tarik" },
  { retry = "kirim" },
  { service = "kirim", answers = { nomor = "3" } },
  { throw = "kirim", code = "ditolak" },
]
ends = "selesai"
passes = ["kirim"]
avoids = ["kembali"]
clock_due = "2026-03-31"

[[story]]
name = "lagi"
title = "Lagi"
continues = "macet"
steps = []
ends = "selesai"
"""


def test_a_short_story_begins_on_a_monday_morning() -> None:
    story = Story(
        name="lancar",
        title="Lancar",
        title_en="Lancar",
        steps=(StoryStep(Deed.TASK, "ajukan"),),
        ends="selesai",
        starts_at=datetime(2026, 2, 2, 2, tzinfo=UTC),
    )
    assert read_stories(SHORT.encode()) == {"lancar": story}


def test_everything_a_story_may_say_is_read() -> None:
    stories = read_stories(WHOLE.encode())
    stuck = stories["macet"]
    assert list(stories) == ["macet", "lagi"]
    assert (stuck.title_en, stuck.starts_at) == ("Stuck", datetime(2026, 3, 17, 2, tzinfo=UTC))
    assert (stuck.defaults, stuck.services, stuck.failing) == (
        {"ajukan": {"nama": "Siti"}},
        {"kirim": {"nomor": "2"}},
        {"kirim": 3},
    )
    assert stuck.steps == (
        StoryStep(Deed.TASK, "ajukan", {"nama": "Budi"}),
        StoryStep(Deed.WAIT, "P31D"),
        StoryStep(Deed.SEND, "tarik"),
        StoryStep(Deed.RETRY, "kirim"),
        StoryStep(Deed.SERVICE, "kirim", {"nomor": "3"}),
        StoryStep(Deed.THROW, "kirim", {}, "ditolak"),
    )
    assert (stuck.passes, stuck.avoids, stuck.clock_due) == (("kirim",), ("kembali",), date(2026, 3, 31))
    assert stories["lagi"].continues == "macet"
    assert stories["lagi"].services == {"kirim": {"nomor": "1"}}


def test_an_sop_may_have_no_stories() -> None:
    assert read_stories(b"") == {}


@pytest.mark.parametrize(
    ("written", "instead", "sentence"),
    [
        ("[[story]]", "[[story", "scenarios.toml cannot be read: "),
        ('title = "Lancar"', 'titel = "Lancar"', "The story lancar has an unknown key titel"),
        ('ends = "selesai"', "", "The story lancar has no ends"),
        ('"Lancar"', '"Lancar"\nstarts_at = "besok"', "The story lancar cannot be read: .*besok"),
        ('"Lancar"', '"Lancar"\nservices = "semua"', "The story lancar cannot be read: 'semua' is not a table"),
        ("{ task =", "{ tugas =", "A step of the story lancar is not one of task, .*, throw"),
        ('"Lancar"', '"Lancar"\nstarts_at = "0001-01-01T00:00:00+07:00"', "The story lancar cannot be read: .*range"),
        ("steps = [", "steps = [" + '{ wait = "P1D" },' * 500, "The story lancar has more than 500 steps"),
        ("steps = [", "deep = " + "[" * 5000 + "]" * 5000 + "\nsteps = [", "cannot be read"),
        ("{ task =", '{ code = "x", task =', "A step of the story lancar is not one of"),
        ('"Lancar"', '"Lancar"\ncontinues = "lancar"', "The story lancar continues itself"),
        ("{ task =", '{ wait = "P1D", task =', "A step of the story lancar is not one of"),
        ('"Lancar"', '"Lancar"\ncontinues = "lain"', "The story lancar continues an unknown story"),
        (SHORT, SHORT + SHORT, "Two stories in scenarios.toml have the same name"),
    ],
)
def test_what_is_no_story_is_refused(written: str, instead: str, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        read_stories(SHORT.replace(written, instead).encode())
