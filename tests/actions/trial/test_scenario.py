"""A trial becomes a scenario, and scenarios are renamed and taken away, with all else in the file as it was."""

from collections.abc import Callable

import pytest

from app.actions.deploy import deploy
from app.actions.rehearsal import rehearsal
from app.actions.studio.access import Closed
from app.actions.studio.discard import discard
from app.actions.studio.save_file import Stale
from app.actions.trial import steps
from app.actions.trial.replay import NotPlayable, played
from app.actions.trial.scenario import (
    DoesNotHold,
    NameTaken,
    Needed,
    NotChangeable,
    Wish,
    remove_scenario,
    rename_scenario,
    save_scenario,
)
from app.actions.trial.steps import GoneOn, Outdated
from app.model.bundle import SCENARIOS
from app.model.errors import Conflict, Forbidden, LajurError, NotFound
from app.model.story import Deed
from tests.actions.trial.conftest import STORIES, Player

WISH = Wish("baru", "Baru", "New", ("kirim",))


def save(player: Player, wish: Wish = WISH, at: int | None = None, read: str | None = None) -> None:
    seen = len(player.trial.steps) if at is None else at
    read = player.read if read is None else read
    save_scenario(player.office, player.copy, wish, at=seen, read=read, by=player.by)


@pytest.fixture
def ended(player: Player) -> Player:
    """A trial in which the system failed first and then answered unlike usual."""
    player.begin()
    player.do("ajukan", nama="PT Contoh", nib="", berkas=[])
    player.do("periksa", hasil="setuju")
    player.take(Deed.FAIL, "kirim")
    player.take(Deed.WAIT, "PT4H")
    player.take(Deed.RETRY, "kirim")
    player.take(Deed.SERVICE, "kirim", nomor="S-7")
    return player


def test_what_was_played_stands_at_the_end_of_the_file_and_says_only_what_is_not_usual(ended: Player) -> None:
    save(ended)
    assert ended.scenarios == (
        STORIES
        + """
[[story]]
name = "baru"
title = "Baru"
title_en = "New"
starts_at = "2026-03-17T09:00:00+07:00"
steps = [
  {task = "ajukan", answers = {nib = "", berkas = []}},
  {task = "periksa", answers = {hasil = "setuju"}},
  {fail = "kirim"},
  {wait = "PT4H"},
  {retry = "kirim"},
  {service = "kirim", answers = {nomor = "S-7"}},
]
ends = "terbit"
passes = ["kirim"]
"""
    )


def test_a_saved_scenario_holds_at_once_and_can_be_deployed(ended: Player) -> None:
    save(ended)
    told = played(ended.office, ended.found.bundle, "baru")
    assert (told.failure, told.ends, "kirim" in told.elements) == (None, "terbit", True)
    assert deploy(ended.office, ended.found.bundle, by=None).version == 2
    assert ended.trial.scenario == "baru"


def test_where_it_was_known_what_came_of_all_it_is_known_afterwards(ended: Player) -> None:
    rehearsal(ended.office, ended.found.bundle)
    save(ended)
    assert [told.name for told in ended.office.rehearsed[ended.found.bundle.digest]] == [
        "terbit",
        "tutup",
        "lagi",
        "baru",
    ]


def test_a_scenario_gives_way_to_another_only_when_that_is_wanted(ended: Player) -> None:
    with pytest.raises(NameTaken):
        save(ended, Wish("terbit", "Lain", "", ()))
    save(ended, Wish("terbit", "Terbit setelah gangguan", "", (), replaces=True))
    text = ended.scenarios
    assert 'title = "Terbit setelah gangguan"' in text
    assert "# Ini pun penting." in text
    assert text.count("[[story]]") == 3
    assert '{fail = "kirim"}' in text
    assert played(ended.office, ended.found.bundle, "terbit").failure is None


def test_errors_of_systems_and_messages_are_kept_too(player: Player) -> None:
    player.asked()
    player.take(Deed.THROW, "kirim", code="ditolak")
    save(player, Wish("galat", "Galat", "", ()))
    assert '{throw = "kirim", code = "ditolak"}' in player.scenarios
    player.begin()
    player.take(Deed.SEND, "tarik", alasan="Batal.\nSungguh.")
    save(player, Wish("ditarik", "Ditarik", "", ()))
    assert '{send = "tarik", answers = {alasan = "Batal.\\nSungguh."}}' in player.scenarios


def test_a_second_round_names_the_first(player: Player) -> None:
    steps.open_scenario(player.office, player.copy, "lagi", by=player.by)
    save(player, Wish("lagi_dua", "Sekali lagi", "", ()))
    assert 'title = "Sekali lagi"\ncontinues = "tutup"\n' in player.scenarios


def test_a_file_that_is_not_there_yet_is_made(player: Player) -> None:
    player.save(SCENARIOS, None)
    player.asked()
    player.take(Deed.SERVICE, "kirim", nomor=None, rincian={"a": None, "b": [1, None]})
    save(player)
    assert player.scenarios.startswith('[[story]]\nname = "baru"\n')
    assert '{service = "kirim", answers = {rincian = {b = [1]}}}' in player.scenarios


def test_the_line_ends_of_the_file_stay(ended: Player) -> None:
    ended.save(SCENARIOS, STORIES.replace("\n", "\r\n").encode())
    save(ended)
    assert ended.scenarios.count("\n") == ended.scenarios.count("\r\n")


@pytest.mark.parametrize("name", ["", "Baru", "a b", "1a", "x" * 61, 'a"]', "é"])
def test_a_name_is_plain(ended: Player, name: str) -> None:
    with pytest.raises(LajurError, match="small letters"):
        save(ended, Wish(name, "Baru", "", ()))
    with pytest.raises(LajurError, match="small letters"):
        rename_scenario(ended.office, ended.copy, "terbit", name, read=ended.read, by=ended.by)


def test_a_title_there_must_be(ended: Player) -> None:
    for title, english in (("", ""), ("x" * 161, ""), ("x", "x" * 161)):
        with pytest.raises(LajurError, match="160 characters"):
            save(ended, Wish("baru", title, english, ()))


def test_only_what_has_ended_becomes_a_scenario(player: Player) -> None:
    player.asked()
    with pytest.raises(Conflict, match="come to an end"):
        save(player)
    with pytest.raises(GoneOn):
        save(player, at=1)
    steps.open_scenario(player.office, player.copy, "lagi", by=player.by)
    player.save(SCENARIOS, b"")
    with pytest.raises(Outdated):
        save(player)


def test_what_does_not_hold_by_itself_is_not_kept(ended: Player) -> None:
    before = ended.scenarios
    with pytest.raises(DoesNotHold, match="did not pass bayar"):
        save(ended, Wish("baru", "Baru", "", ("bayar",)))
    assert ended.scenarios == before


def test_what_somebody_else_has_saved_meanwhile_stays(ended: Player) -> None:
    read = ended.read
    ended.save(SCENARIOS, STORIES.encode() + b"# lebih\n")
    with pytest.raises(Stale):
        save(ended, read=read)
    with pytest.raises(Stale):
        remove_scenario(ended.office, ended.copy, "lagi", read=read, by=ended.by)


def test_a_scenario_takes_another_name_also_where_it_is_continued(player: Player) -> None:
    rename_scenario(player.office, player.copy, "tutup", "berakhir", read=player.read, by=player.by)
    assert player.scenarios == STORIES.replace('name = "tutup"', 'name = "berakhir"').replace(
        'continues = "tutup"', 'continues = "berakhir"'
    )
    rename_scenario(player.office, player.copy, "berakhir", "berakhir", read="x", by=player.by)
    with pytest.raises(NameTaken):
        rename_scenario(player.office, player.copy, "berakhir", "terbit", read=player.read, by=player.by)
    with pytest.raises(NotFound):
        rename_scenario(player.office, player.copy, "tutup", "lain", read=player.read, by=player.by)


def test_a_scenario_is_taken_away_unless_another_needs_it(player: Player) -> None:
    with pytest.raises(Needed, match="Diajukan lagi"):
        remove_scenario(player.office, player.copy, "tutup", read=player.read, by=player.by)
    remove_scenario(player.office, player.copy, "lagi", read=player.read, by=player.by)
    assert player.scenarios == STORIES[: STORIES.index('[[story]]\nname = "lagi"')]
    with pytest.raises(NotFound):
        remove_scenario(player.office, player.copy, "lagi", read=player.read, by=player.by)


def test_scenarios_in_another_way_of_writing_are_left_alone(ended: Player) -> None:
    ended.save(SCENARIOS, b'story = [{ name = "a", title = "A", steps = [], ends = "x" }]\n')
    for change in (
        lambda: save(ended),
        lambda: remove_scenario(ended.office, ended.copy, "a", read=ended.read, by=ended.by),
    ):
        with pytest.raises(NotChangeable):
            change()


def test_only_analysts_change_scenarios_of_an_open_copy(ended: Player, another: Callable[[str], Player]) -> None:
    releaser = another("releaser")
    for change in (save_scenario, remove_scenario, rename_scenario):
        arguments = {"save_scenario": (WISH,), "remove_scenario": ("lagi",), "rename_scenario": ("lagi", "x")}
        seen = {"at": 6} if change is save_scenario else {}
        with pytest.raises(Forbidden):
            change(releaser.office, releaser.copy, *arguments[change.__name__], read="", by=releaser.by, **seen)
    discard(ended.office, ended.copy, by=ended.by)
    with pytest.raises(Closed):
        save(ended)


def test_one_scenario_is_played_by_itself(player: Player) -> None:
    wrong = player.scenarios.replace('{ task = "periksa"', '{ task = "bayar"', 1)
    player.save(SCENARIOS, wrong.encode())
    told = played(player.office, player.found.bundle, "terbit")
    assert (told.step, str(told.says)) == (2, "bayar is not open; open are: tarik, periksa, lupa.")
    with pytest.raises(NotFound):
        played(player.office, player.found.bundle, "tiada")
    player.save("forms/periksa.form", None)
    with pytest.raises(NotPlayable):
        played(player.office, player.found.bundle, "terbit")
