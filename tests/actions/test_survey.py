"""The satisfaction survey: one token for each ended case, anonymous responses, and the report."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from app.actions.survey import FEWEST, AlreadyAnswered, Answers, report, respond, survey_of, token_of
from app.library.survey import questionnaire
from app.model.errors import Invalid, NotFound
from app.ports import Office
from tests.actions.conftest import Desk

KEY = "a secret of thirty-two characters"
CODES = [question.code for question in questionnaire().questions]
GOOD = Answers(dict.fromkeys(CODES, 3), {"sex": "p"})
FIRST, LAST = date(2026, 1, 1), date(2026, 12, 31)


@pytest.fixture
def office(desk: Desk) -> Office:
    drawn = iter(range(1, 1000))
    return replace(desk.office, survey=questionnaire(), salts=lambda: next(drawn).to_bytes(16, "little"))


def answer(office: Office, *all_answers: Answers) -> None:
    for number, answers in enumerate(all_answers):
        respond(office, KEY, token_of(KEY, "permit", f"P-2026-{number}"), answers)


def test_a_token_names_its_sop_and_not_its_case(office: Office) -> None:
    token = token_of(KEY, "permit", "P-2026-00001")
    assert token == token_of(KEY, "permit", "P-2026-00001")
    assert token != token_of(KEY, "permit", "P-2026-00002")
    assert survey_of(office, KEY, token) == ("permit", False)
    assert "2026" not in token


@pytest.mark.parametrize("change", [lambda t: "", lambda t: t[:-1] + "é", lambda t: t[:-4], lambda t: "A" * len(t)])
def test_a_token_of_nobody_is_not_found(office: Office, change) -> None:
    with pytest.raises(NotFound):
        survey_of(office, KEY, change(token_of(KEY, "permit", "P-2026-00001")))


def test_a_token_of_another_key_or_written_otherwise_is_not_found(office: Office) -> None:
    token = token_of(KEY, "permit", "P-2026-00001")
    for wrong in (token_of("another key", "permit", "P-2026-00001"), f"{token}!", token_of(KEY, "lain", "P-1")):
        with pytest.raises(NotFound):
            survey_of(office, KEY, wrong)


def test_a_token_answers_once(office: Office) -> None:
    token = token_of(KEY, "permit", "P-2026-00001")
    respond(office, KEY, token, GOOD)
    assert survey_of(office, KEY, token) == ("permit", True)
    with pytest.raises(AlreadyAnswered):
        respond(office, KEY, token, GOOD)
    assert report(office, "permit", FIRST, LAST).index.responses == 1


def test_answers_may_be_left_out_but_not_all_of_them(office: Office) -> None:
    answer(office, Answers({"WAKTU": 4}, {}))
    with pytest.raises(Invalid) as invalid:
        respond(office, KEY, token_of(KEY, "permit", "P-9"), Answers({}, {}))
    assert list(invalid.value.problems) == ["scores"]


@pytest.mark.parametrize(
    ("answers", "field"),
    [
        (Answers({"WAKTU": 5}, {}), "WAKTU"),
        (Answers({"WAKTU": 0}, {}), "WAKTU"),
        (Answers({"LAIN": 3}, {}), "scores"),
        (Answers({"WAKTU": 3}, {"sex": "x"}), "traits"),
        (Answers({"WAKTU": 3}, {"name": "Siti"}), "traits"),
        (Answers({"WAKTU": 3}, {}, "x" * 2001), "suggestion"),
    ],
)
def test_what_was_never_offered_is_refused(office: Office, answers: Answers, field: str) -> None:
    with pytest.raises(Invalid) as invalid:
        respond(office, KEY, token_of(KEY, "permit", "P-1"), answers)
    assert list(invalid.value.problems) == [field]


def test_the_report_shows_the_index_the_sample_and_the_suggestions(office: Office, desk: Desk) -> None:
    desk.started("terbit")
    desk.started("tutup")
    answer(office, GOOD, replace(GOOD, suggestion=" Lebih cepat. "))
    found = report(office, "permit", FIRST, LAST)
    assert (found.index.converted, found.index.grade) == (Decimal("75.00"), "C")
    assert (found.population, found.needed, found.index.responses, found.enough) == (2, 2, 2, True)
    assert found.suggestions == ["Lebih cepat."]


def test_too_few_responses_are_not_enough(office: Office, desk: Desk) -> None:
    assert not report(office, "permit", FIRST, LAST).enough
    desk.started("tutup")
    assert not report(office, "permit", FIRST, LAST).enough


def test_only_days_of_the_period_count(office: Office) -> None:
    answer(office, GOOD)
    today = date(2026, 3, 17)
    assert report(office, "permit", today, today).index.responses == 1
    assert report(office, "permit", FIRST, date(2026, 3, 16)).index.responses == 0


def test_small_groups_are_not_told_apart(office: Office) -> None:
    answer(office, *[GOOD] * FEWEST, replace(GOOD, traits={"sex": "l"}))
    groups = {(group.trait, group.value): group for group in report(office, "permit", FIRST, LAST).groups}
    women, men = groups["sex", "p"], groups["sex", "l"]
    assert (women.responses, women.index is not None) == (FEWEST, True)
    assert (men.responses, men.index) == (1, None)


def test_respondents_are_chosen_by_trait_if_there_are_enough(office: Office) -> None:
    answer(office, *[GOOD] * FEWEST, replace(GOOD, traits={"sex": "l"}))
    assert report(office, "permit", FIRST, LAST, wanted={"sex": "p"}).index.responses == FEWEST
    assert report(office, "permit", FIRST, LAST, wanted={"sex": "l"}).index.responses == 0


def test_there_is_no_report_of_an_unknown_sop(office: Office) -> None:
    with pytest.raises(NotFound):
        report(office, "lain", FIRST, LAST)
