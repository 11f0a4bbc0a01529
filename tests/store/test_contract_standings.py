"""What every store promises about posts, absences, second factors, one-time links and OpenID subjects."""

from dataclasses import replace
from datetime import date

import pytest

from app.model.errors import Conflict
from app.model.people import Absence, PasswordLink, Post, SecondFactor, User
from app.ports import Store, Unit
from tests.store.cases import MINUTE, NOW

pytestmark = pytest.mark.parametrize("address", ["memory", "sqlite", "postgres"], indirect=True)

MONDAY, TUESDAY, FRIDAY = date(2026, 3, 16), date(2026, 3, 17), date(2026, 3, 20)


def people(unit: Unit) -> tuple[User, User, User]:
    return (
        unit.add_user("dewi", "Dewi 100% Anggraini", ["kasi", "supervisor"], ""),
        unit.add_user("adi", "Adi Wijaya", ["kasi"], ""),
        unit.add_user("eko", "Eko", [], ""),
    )


def test_people_are_searched_by_login_and_name_page_by_page(store: Store) -> None:
    with store.writing() as unit:
        dewi, adi, eko = people(unit)
        assert unit.people() == [dewi, adi, eko]
        assert unit.people(limit=2) == [dewi, adi]
        assert unit.people(after=adi.id) == [eko]
        assert unit.people("WIJAYA") == [adi]
        assert unit.people("Dew") == [dewi]
        assert unit.people("0% a") == [dewi]
        assert unit.people("_") == []


def test_the_members_of_a_group_are_those_with_an_open_account(store: Store) -> None:
    with store.writing() as unit:
        dewi, adi, _ = people(unit)
        assert unit.members("kasi") == [dewi, adi]
        unit.save_user(replace(adi, active=False))
        assert unit.members("kasi") == [dewi]
        assert unit.members("kadis") == []


def test_posts_are_kept_changed_and_removed(store: Store) -> None:
    with store.writing() as unit:
        dewi, adi, _ = people(unit)
        later = Post(0, dewi.id, "Kepala Dinas", FRIDAY, None, acting_for="kadis")
        first = Post(0, dewi.id, "Kepala Seksi", MONDAY, FRIDAY, "198001012005012001", "Penata, III/c")
        unit.save_post(later)
        unit.save_post(first)
        unit.save_post(replace(first, user=adi.id))
        kept = unit.posts(dewi.id)
        assert [replace(post, id=0) for post in kept] == [first, later]
        unit.save_post(replace(kept[0], ends=TUESDAY))
        unit.remove_post(kept[1].id)
        assert [post.ends for post in unit.posts(dewi.id)] == [TUESDAY]


def test_acting_posts_are_those_of_a_day(store: Store) -> None:
    with store.writing() as unit:
        dewi, *_ = people(unit)
        unit.save_post(Post(0, dewi.id, "Kepala Seksi", MONDAY))
        unit.save_post(Post(0, dewi.id, "Kepala Bidang", MONDAY, TUESDAY, acting_for="kabid"))
        unit.save_post(Post(0, dewi.id, "Kepala Dinas", TUESDAY, acting_for="kadis"))
        titles = {day: [post.title for post in unit.acting_posts(day)] for day in (MONDAY, TUESDAY, FRIDAY)}
    assert titles == {
        MONDAY: ["Kepala Bidang"],
        TUESDAY: ["Kepala Bidang", "Kepala Dinas"],
        FRIDAY: ["Kepala Dinas"],
    }


def test_absences_are_found_by_person_and_by_day(store: Store) -> None:
    with store.writing() as unit:
        dewi, adi, _ = people(unit)
        unit.save_absence(Absence(0, dewi.id, TUESDAY, FRIDAY, adi.id, "cuti"))
        unit.save_absence(Absence(0, dewi.id, MONDAY, MONDAY))
        first, second = unit.absences(dewi.id)
        assert second == Absence(second.id, dewi.id, TUESDAY, FRIDAY, adi.id, "cuti")
        assert unit.absences(adi.id) == []
        assert unit.absences_on(MONDAY) == [first]
        assert unit.absences_on(FRIDAY) == [second]
        unit.save_absence(replace(second, ends=TUESDAY))
        assert unit.absences_on(FRIDAY) == []
        unit.remove_absence(first.id)
        assert [absence.begins for absence in unit.absences(dewi.id)] == [TUESDAY]


def test_a_second_factor_comes_back_as_it_was_kept(store: Store) -> None:
    with store.writing() as unit:
        dewi, *_ = people(unit)
        bare = SecondFactor(dewi.id, "JBSWY3DPEHPK3PXP")
        used = replace(
            bare,
            confirmed=True,
            last_step=59_123_456,
            failures=2,
            failed_at=NOW,
            recovery=frozenset({"a" * 64, "b" * 64}),
            proof="c" * 64,
            proved_at=NOW + MINUTE,
        )
        assert unit.second_factor(dewi.id) is None
        for factor in (bare, used):
            unit.save_second_factor(factor)
            assert unit.second_factor(dewi.id) == factor
        unit.remove_second_factor(dewi.id)
        assert unit.second_factor(dewi.id) is None


def test_only_the_last_one_time_link_of_a_person_is_kept(store: Store) -> None:
    with store.writing() as unit:
        dewi, *_ = people(unit)
        old, new = PasswordLink("a" * 64, dewi.id, NOW), PasswordLink("b" * 64, dewi.id, NOW + MINUTE)
        unit.save_password_link(old)
        assert unit.password_link(old.digest) == old
        unit.save_password_link(new)
        assert unit.password_link(old.digest) is None
        assert unit.password_link(new.digest) == new
        unit.remove_password_link(dewi.id)
        assert unit.password_link(new.digest) is None


def test_a_provider_knows_a_person_by_one_subject(store: Store) -> None:
    with store.writing() as unit:
        dewi, adi, _ = people(unit)
        unit.add_subject("https://id.example", "s-1", dewi.id)
        unit.add_subject("https://other.example", "s-1", adi.id)
        unit.commit()
        assert unit.user_by_subject("https://id.example", "s-1") == dewi
        assert unit.user_by_subject("https://id.example", "s-2") is None
        assert unit.subject_of(dewi.id, "https://id.example") == "s-1"
        assert unit.subject_of(adi.id, "https://id.example") is None
    for subject, person in (("s-1", adi), ("s-2", dewi)):
        with store.writing() as unit, pytest.raises(Conflict):
            unit.add_subject("https://id.example", subject, person.id)
