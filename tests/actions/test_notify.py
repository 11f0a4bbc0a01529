"""Who is told what because of a step, and that a step and its notices are one."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from app.actions._notify import next_morning
from app.actions._step import keep
from app.actions.cancel import cancel
from app.actions.claim import claim
from app.actions.complete import complete
from app.model.bundle import SOP, Bundle
from app.model.calendar import WorkingCalendar
from app.model.definition import Deployment
from app.model.event import Fact, Happening
from app.model.instance import ProcessInstance
from app.model.notice import Mailbox, Notice, Post, Topic, Way
from app.ports import ConnectorFailed
from tests.actions.conftest import MORNING, Desk, permit_bundle

PLAIN = """
[applicant_words]
periksa = "Berkas Anda sedang diperiksa."
jawab = "Mohon dijawab."
tutup = "Permohonan Anda ditutup."
[applicant_words_en]
periksa = "Your file is being checked."
[outcomes]
ditarik = "Ditarik pemohon"
[english]
"Ditarik pemohon" = "Withdrawn"
"""


def told(desk: Desk, login: str) -> list[tuple[str, object]]:
    """What somebody was told, oldest first: what, and the words."""
    return [(str(it.facts["what"]), it.facts["words"]) for it in notices(desk, login)[::-1]]


def notices(desk: Desk, login: str) -> list[Notice]:
    with desk.office.store.reading() as reader:
        return list(reader.notices(desk.people[login].id))


@pytest.fixture
def plain(desk: Desk) -> Desk:
    """The desk where the SOP says in plain words what a step means, and tells the applicant when it is at `periksa`."""
    files = dict(permit_bundle().files)
    files[SOP] = b'applicant_notices = ["periksa"]\n' + files[SOP] + PLAIN.encode()
    bundle = Bundle(files)
    with desk.office.store.writing() as unit:
        unit.add_bundle(bundle)
        unit.add_deployment(Deployment("permit", 2, bundle.digest, "system", MORNING))
        unit.commit()
    return desk


def test_new_work_is_told_to_the_people_of_its_group(desk: Desk) -> None:
    case = desk.started()
    assert told(desk, "opi") == told(desk, "oka") == [("work", "periksa")]
    [notice] = notices(desk, "opi")
    assert notice.work == desk.open(case, "periksa").id
    assert notice.facts["number"] == case.number
    assert notice.facts["title"] == "PT Contoh"
    assert told(desk, "awas") == []


def test_nobody_is_told_of_what_he_did_himself(desk: Desk) -> None:
    desk.started("hitung")
    assert told(desk, "opi") == [("work", "periksa")]
    assert told(desk, "oka") == [("work", "periksa"), ("work", "bayar")]


def test_an_applicant_is_told_of_his_own_case_only(desk: Desk) -> None:
    desk.started("tanya")
    assert told(desk, "siti") == [("case", "jawab")]
    assert told(desk, "budi") == []


def test_what_a_step_means_is_said_in_the_words_of_the_sop(plain: Desk) -> None:
    case = plain.started("tanya")
    assert told(plain, "siti") == [("case", "Mohon dijawab.")]
    plain.do(case, "jawab", "siti", jawaban="Ya")
    plain.do(case, "periksa", "opi", hasil="x")
    assert told(plain, "siti")[1:] == [("ended", "Permohonan Anda ditutup.")]


def test_a_step_that_the_sop_names_is_told_to_the_applicant_as_well(plain: Desk) -> None:
    case = plain.started("tanya")
    with plain.office.store.writing() as unit:
        unit.save_user(replace(plain.people["siti"], login="siti2"))  # so that he is not the one who acts
        unit.commit()
    plain.do(case, "jawab", "siti", jawaban="Ya")
    [notice, _] = notices(plain, "siti")
    assert (notice.topic, notice.facts["words_en"]) == (Topic.CASE, "Your file is being checked.")


def test_the_end_is_told_in_the_words_of_the_outcome_when_there_are_no_plainer_ones(plain: Desk) -> None:
    case = plain.started()
    with plain.office.store.writing() as unit:
        unit.save_user(replace(plain.people["siti"], login="siti2"))
        unit.commit()
    plain.do(case, "tarik", "siti", alasan="Batal")
    [notice] = notices(plain, "siti")
    assert (notice.facts["what"], notice.facts["words"]) == ("ended", "Ditarik pemohon")
    assert notice.facts["words_en"] == "Withdrawn"


def test_the_applicant_is_told_that_the_office_has_cancelled_his_case(desk: Desk) -> None:
    case = desk.started()
    cancel(desk.office, case.id, "Ganda", by=desk.people["awas"])
    assert told(desk, "siti") == [("cancelled", "")]
    assert "Ganda" not in str(notices(desk, "siti")[0].facts)


def test_supervisors_are_told_of_an_incident(desk: Desk) -> None:
    desk.system.answers.append(ConnectorFailed("Ditolak.", permanent=True))
    case = desk.started("setuju")
    desk.run_machines()
    assert told(desk, "awas") == [("stopped", "kirim")]
    assert notices(desk, "awas")[0].work == desk.open(case, "kirim").id


def comment(desk: Desk, case: ProcessInstance, mentions: object) -> None:
    with desk.office.store.writing() as unit:
        held = unit.hold(case.id)
        assert held
        fact = Fact(Happening.COMMENT_ADDED, "periksa", payload={"text": "Lihat.", "mentions": mentions})
        keep(desk.office, unit, held, held, [fact], "user:opi", now=desk.office.clock())
        unit.commit()


def test_whoever_is_named_in_a_comment_is_told_who_did_and_not_what(desk: Desk) -> None:
    comment(desk, desk.started(), ["oka", "opi", "oka", "nobody", 7])
    assert told(desk, "oka")[1:] == [("mentioned", "")]
    notice = notices(desk, "oka")[0]
    assert notice.facts["by"] == "opi"
    assert "Lihat" not in str(notice.facts)
    assert told(desk, "opi") == [("work", "periksa")]


def test_a_comment_that_names_nobody_tells_nobody(desk: Desk) -> None:
    comment(desk, desk.started(), None)
    assert len(told(desk, "oka")) == 1


def test_a_step_that_is_not_kept_tells_nobody(desk: Desk) -> None:
    case = desk.started()
    complete(desk.office, desk.open(case, "periksa").id, {"hasil": "hitung"}, by=desk.people["opi"])
    before = told(desk, "siti")
    desk.do(case, "bayar", "opi", catatan="")  # `biaya` is missing: the step fails and becomes an incident
    assert told(desk, "siti") == before
    assert told(desk, "awas") == [("stopped", "bayar")]


def test_work_that_is_claimed_tells_nobody(desk: Desk) -> None:
    case = desk.started()
    claim(desk.office, desk.open(case, "periksa").id, by=desk.people["opi"])
    assert len(told(desk, "oka")) == 1


def test_an_e_mail_is_made_only_where_the_office_sends_any(desk: Desk) -> None:
    with desk.office.store.writing() as unit:
        unit.save_mailbox(desk.people["opi"].id, Mailbox("opi@contoh.example", ways={Topic.WORK: Way.AT_ONCE}))
        unit.commit()
    desk.started()
    assert notices(desk, "opi")[0].mail is Post.NONE


@pytest.mark.parametrize(
    ("now", "then"),
    [
        (datetime(2026, 3, 16, 23, 59, tzinfo=UTC), datetime(2026, 3, 17, 0, 0, tzinfo=UTC)),  # Tuesday, 06.59
        (datetime(2026, 3, 17, 0, 0, tzinfo=UTC), datetime(2026, 3, 18, 0, 0, tzinfo=UTC)),  # Tuesday, 07.00
        (datetime(2026, 3, 20, 5, 0, tzinfo=UTC), datetime(2026, 3, 23, 0, 0, tzinfo=UTC)),  # Friday noon
        (datetime(2026, 3, 20, 20, 0, tzinfo=UTC), datetime(2026, 3, 23, 0, 0, tzinfo=UTC)),  # Saturday, 03.00
    ],
)
def test_daily_e_mails_leave_at_seven_on_working_days(now: datetime, then: datetime) -> None:
    assert next_morning(WorkingCalendar(), now) == then
