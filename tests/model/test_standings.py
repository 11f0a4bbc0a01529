"""Who may act for whom on which day."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from app.model.people import (
    ADMINISTRATOR,
    Absence,
    Capacity,
    Post,
    Standing,
    User,
    post_on,
    standings,
    with_standings,
)

DAY = date(2026, 3, 17)
ONE = timedelta(days=1)
KADIS = User(1, "kadis", "Kepala", frozenset({"kadis", ADMINISTRATOR}))
KABID = User(2, "kabid", "Bidang", frozenset({"kabid"}))
KASI = User(3, "kasi", "Seksi", frozenset({"kasi"}))
PEOPLE = {user.id: user for user in (KADIS, KABID, KASI)}
AWAY = Absence(1, KADIS.id, DAY, DAY + 2 * ONE, KABID.id)
PLH = Standing("kadis", Capacity.DURING_ABSENCE, "kadis")


def places(user: User, day: date = DAY, *, posts=(), absences=(AWAY,), people=PEOPLE) -> tuple[Standing, ...]:
    return standings(user, day, posts=posts, absences=absences, people=people)


def test_a_deputy_works_for_the_groups_of_the_absent_but_not_in_his_roles_of_the_house() -> None:
    assert places(KABID) == (PLH,)
    deputy = with_standings(KABID, places(KABID))
    assert deputy.works_for == {"kabid", "kadis"}
    assert deputy.is_in("kadis")
    assert deputy.standing("kadis") == PLH
    assert deputy.standing("kabid") is None
    assert deputy.standing("kasi") is None


@pytest.mark.parametrize(("day", "stands_in"), [(-1, False), (0, True), (2, True), (3, False)])
def test_the_first_and_the_last_day_count(day: int, *, stands_in: bool) -> None:
    assert bool(places(KABID, DAY + day * ONE)) is stands_in


def test_nobody_else_is_the_deputy() -> None:
    assert places(KASI) == ()
    assert places(KABID, absences=[replace(AWAY, deputy=None)]) == ()


def test_who_is_away_himself_stands_in_for_nobody() -> None:
    assert places(KABID, absences=[AWAY, Absence(2, KABID.id, DAY, DAY, KASI.id)]) == ()


def test_nothing_is_passed_on_to_a_deputy_s_deputy() -> None:
    chain = [AWAY, Absence(2, KABID.id, DAY, DAY, KASI.id)]
    assert places(KASI, absences=chain) == (Standing("kabid", Capacity.DURING_ABSENCE, "kabid"),)


def test_a_closed_account_neither_stands_in_nor_leaves_a_deputy() -> None:
    assert places(replace(KABID, active=False)) == ()
    assert places(KABID, people={**PEOPLE, KADIS.id: replace(KADIS, active=False)}) == ()
    assert places(KABID, people={}) == ()


def test_an_own_group_needs_no_standing_in() -> None:
    assert places(replace(KABID, groups=frozenset({"kadis"}))) == ()


def test_a_vacant_post_is_filled_as_plt_on_the_days_of_the_appointment() -> None:
    post = Post(1, KABID.id, "Kepala Dinas", DAY, DAY + ONE, acting_for="kadis")
    own, another = Post(2, KABID.id, "Kepala Bidang", DAY), replace(post, user=KASI.id)
    for day, expected in ((DAY, True), (DAY + ONE, True), (DAY - ONE, False), (DAY + 2 * ONE, False)):
        found = places(KABID, day, posts=[own, post, another], absences=())
        assert found == ((Standing("kadis", Capacity.DURING_VACANCY, "Kepala Dinas"),) if expected else ())
    assert post.title_in_full == "Plt. Kepala Dinas"
    assert own.title_in_full == "Kepala Bidang"


def test_one_s_own_post_goes_before_one_he_only_fills_and_the_latest_before_older_ones() -> None:
    old, new = Post(1, 2, "Kepala Seksi", DAY - 9 * ONE), Post(2, 2, "Kepala Bidang", DAY)
    acting = Post(3, 2, "Kepala Dinas", DAY + ONE, acting_for="kadis")
    assert post_on([new, acting, old], DAY + ONE) == new
    assert post_on([new, acting, old], DAY - ONE) == old
    assert post_on([acting], DAY + ONE) == acting
    assert post_on([acting], DAY) is None
