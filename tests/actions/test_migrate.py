"""Cases that are moved to another version: what is refused, what changes, and what stays as it is."""

import pytest

from app.actions.archive.reenact import reenact
from app.actions.archive.verify import verify_case
from app.actions.claim import claim
from app.actions.comment import comment
from app.actions.draft import read_draft, save_draft
from app.actions.migrate import Stays, migrate, plan, plan_case
from app.model.bundle import Bundle
from app.model.definition import Deployment
from app.model.errors import Forbidden, NotFound
from app.model.event import Happening, told
from app.model.instance import ProcessInstance
from app.model.reenactment import Outcome
from tests.actions.conftest import FACTS, MORNING, PERMIT, Desk, permit_bundle
from tests.actions.test_notify import notices
from tests.actions.test_notify import told as said

SECOND = PERMIT.replace("-> kirim:service{sistem.kirim}", "-> telaah -> kirim:service{sistem.kirim}")
"""A second review, when it was granted."""


def deploy(desk: Desk, bundle: Bundle, version: int = 2) -> Deployment:
    """A version that nobody has looked at: the rules of a deploy are tested elsewhere."""
    deployment = Deployment("permit", version, bundle.digest, "system", MORNING)
    with desk.office.store.writing() as unit:
        unit.add_bundle(bundle)
        unit.add_deployment(deployment)
        unit.commit()
    return deployment


def renamed(drawing: str = PERMIT, **names: str) -> Bundle:
    """The permit with elements that are called otherwise."""
    bundle = permit_bundle(drawing)
    diagram = bundle.files["bpmn/process.bpmn"].decode()
    for element, name in names.items():
        diagram = diagram.replace(f'id="{element}"', f'id="{element}" name="{name}"')
    return bundle.replacing("bpmn/process.bpmn", diagram.encode())


def in_lane(bundle: Bundle, element: str, lane: str) -> Bundle:
    """The same with an element in another lane."""
    diagram = bundle.files["bpmn/process.bpmn"].decode()
    reference = f"<bpmn:flowNodeRef>{element}</bpmn:flowNodeRef>"
    assert reference in diagram
    diagram = diagram.replace(reference, "")
    start = diagram.index(">", diagram.index(f'id="{lane}"')) + 1
    return bundle.replacing("bpmn/process.bpmn", (diagram[:start] + reference + diagram[start:]).encode())


def same_again(desk: Desk, case: ProcessInstance) -> bool:
    with desk.office.store.reading() as reader:
        whole = reader.instance(case.id)
        assert whole
        found = reenact(desk.office, reader, whole)
        return found.outcome is Outcome.SAME


def test_a_moved_case_waits_for_what_it_waited_for_and_goes_the_new_way(desk: Desk) -> None:
    case = desk.started()
    before = desk.waiting(case)
    to = deploy(desk, permit_bundle(SECOND))
    after = migrate(desk.office, case.id, to, by=None)
    assert (after.version, after.digest) == (2, to.digest)
    assert desk.waiting(case) == before
    desk.do(case, "periksa", "opi", hasil="setuju")
    assert [work.element for work in desk.waiting(case)] == ["tarik", "telaah"]
    assert verify_case(desk.office, case.number) == []
    assert same_again(desk, case)


def test_the_history_says_from_where_to_where_once(desk: Desk) -> None:
    case = desk.started()
    to = deploy(desk, permit_bundle(SECOND))
    migrate(desk.office, case.id, to, by=None)
    (event,) = [event for event in desk.history(case) if event.kind is Happening.INSTANCE_MIGRATED]
    assert event.actor == "system"
    assert told(event) == {
        "version": 2,
        "definition": to.digest,
        "before": {"version": 1, "definition": case.digest},
    }


def test_new_names_and_groups_reach_open_work_and_leave_done_work_alone(desk: Desk) -> None:
    case = desk.started()
    to = deploy(desk, in_lane(renamed(periksa="Periksa berkas", ajukan="Permohonan"), "periksa", "lane_sistem"))
    migrate(desk.office, case.id, to, by=None)
    work = desk.open(case, "periksa")
    assert (work.name, work.group) == ("Periksa berkas", "sistem")
    with desk.office.store.reading() as reader:
        assert [it.name for it in reader.work_items(case.id) if it.element == "ajukan"] == ["ajukan"]
    assert verify_case(desk.office, case.number) == []


def test_who_gets_the_open_work_of_a_moved_case_is_told_once(desk: Desk) -> None:
    with desk.office.store.writing() as unit:
        desk.people["kasi"] = unit.add_user("kasi", "Kasi", ["sistem"], "")
        unit.commit()
    case = desk.started()
    to = deploy(desk, in_lane(permit_bundle(), "periksa", "lane_sistem"))
    migrate(desk.office, case.id, to, by=desk.people["rina"])
    [notice] = notices(desk, "kasi")
    assert (notice.work, notice.facts["words"]) == (desk.open(case, "periksa").id, "periksa")
    assert len(notices(desk, "opi")) == 1  # when it was opened
    back = deploy(desk, permit_bundle(SECOND), 3)
    migrate(desk.office, case.id, back, by=desk.people["rina"])
    assert len(notices(desk, "opi")) == 2


def test_an_applicant_is_told_of_a_task_that_comes_to_him_and_no_other_applicant(desk: Desk) -> None:
    case = desk.started()
    to = deploy(desk, in_lane(permit_bundle(), "periksa", "lane_pemohon"))
    migrate(desk.office, case.id, to, by=None)
    assert said(desk, "siti") == [("case", "periksa")]
    assert said(desk, "budi") == []


def test_a_claim_is_given_back_only_by_who_is_not_in_the_new_group(desk: Desk) -> None:
    one, two = desk.started(), desk.started()
    claim(desk.office, desk.open(one, "periksa").id, by=desk.people["opi"])
    to = deploy(desk, in_lane(permit_bundle(), "periksa", "lane_sistem"))
    three = deploy(desk, permit_bundle(SECOND), 3)
    migrate(desk.office, one.id, three, by=None)
    assert desk.open(one, "periksa").assignee == desk.people["opi"].id
    migrate(desk.office, one.id, to, by=None)
    assert desk.open(one, "periksa").assignee is None
    assert desk.kinds(one)[-2:] == ["instance:migrated", "work:released periksa"]
    migrate(desk.office, two.id, to, by=None)
    assert desk.kinds(two)[-1] == "instance:migrated"
    assert verify_case(desk.office, one.number) == verify_case(desk.office, two.number) == []
    assert same_again(desk, one)


def test_drafts_comments_and_due_times_survive(desk: Desk) -> None:
    case = desk.started()
    work = desk.open(case, "periksa")
    save_draft(desk.office, work.id, {"hasil": "set"}, by=desk.people["opi"])
    comment(desk.office, case.id, "Perhatikan.", internal=True, by=desk.people["opi"])
    due = desk.open(case, "lupa").due_at
    desk.go_on(days=1)
    longer = permit_bundle(SECOND.replace("P3D", "P9D"))
    migrate(desk.office, case.id, deploy(desk, longer), by=None)
    draft = read_draft(desk.office, desk.open(case, "periksa").id, by=desk.people["opi"])
    assert draft is not None
    assert draft.answers == {"hasil": "set"}
    assert desk.open(case, "lupa").due_at == due
    desk.go_on(days=2)
    desk.run_machines()
    assert desk.now(case).end == "lewat"
    assert same_again(desk, case)


def test_a_step_behind_the_case_is_refused_until_somebody_accepts_it_by_name(desk: Desk) -> None:
    case = desk.started()
    to = deploy(desk, permit_bundle(PERMIT.replace("ajukan -> periksa", "ajukan -> bayar_muka -> periksa", 1)))
    with pytest.raises(Stays) as refusal:
        migrate(desk.office, case.id, to, by=None)
    (reason,) = refusal.value.reasons
    assert (reason.element, reason.acceptable) == ("bayar_muka", True)
    migrate(desk.office, case.id, to, by=None, accepted={"bayar_muka"})
    (event,) = [event for event in desk.history(case) if event.kind is Happening.INSTANCE_MIGRATED]
    assert told(event)["skipped"] == ["bayar_muka"]
    assert same_again(desk, case)
    assert plan(desk.office, "permit", 1, by=None).cases[0].is_safe


READS = PERMIT.replace("<putusan> -tanya[", "<putusan> -tanya[ronde2 = 1 and ")
OBSTACLES = [
    (
        permit_bundle(PERMIT.replace("periksa", "telaah")),
        "“periksa”, where the case stands, is not in the new version.",
    ),
    (
        permit_bundle(PERMIT.replace("-> periksa", "-> periksa:service{x}", 1)),
        "“periksa”, where the case stands, is another kind of element in the new version.",
    ),
    (
        permit_bundle(PERMIT.replace("periksa ! (lupa:timer{P3D}) -> (lewat)", "")),
        "“lupa”, where the case stands, is not in the new version.",
    ),
    (
        permit_bundle(PERMIT + "periksa ! (kelak:timer{P9D}) -> (lewat2)\n"),
        "“kelak” would have been set when the case came to where it stands; it would go without it.",
    ),
    (
        permit_bundle(READS, FACTS.replace("ronde = 1", "ronde = 1\nronde2 = 1")),
        "“putusan” reads “ronde2”, which is given at a step behind the case; correct its data first.",
    ),
]


@pytest.mark.parametrize(("bundle", "sentence"), OBSTACLES)
def test_what_cannot_go_on_is_told_in_a_sentence_that_names_the_element(
    desk: Desk, bundle: Bundle, sentence: str
) -> None:
    case = desk.started()
    to = deploy(desk, bundle)
    before = desk.history(case)
    (thought,) = plan(desk.office, "permit", by=None).cases
    assert sentence in [str(reason.sentence) for reason in thought.reasons]
    with pytest.raises(Stays):
        migrate(desk.office, case.id, to, by=None)
    assert desk.history(case) == before


def test_a_case_that_is_over_or_there_already_stays(desk: Desk) -> None:
    done, there = desk.started("apa saja"), desk.started()
    deploy(desk, permit_bundle(SECOND))
    assert [str(it.sentence) for it in plan_case(desk.office, done.number, by=None)[1].reasons] == ["The case is over."]
    found = plan_case(desk.office, there.number, 1, by=None)[1].reasons
    assert [str(it.sentence) for it in found] == ["The case is on this version already."]


def test_only_releasers_and_administrators_move_cases(desk: Desk) -> None:
    case = desk.started()
    to = deploy(desk, permit_bundle(SECOND))
    for somebody in ("opi", "ana", "audi", "awas"):
        with pytest.raises(Forbidden):
            plan(desk.office, "permit", by=desk.people[somebody])
        with pytest.raises(Forbidden):
            migrate(desk.office, case.id, to, by=desk.people[somebody])
    with pytest.raises(NotFound):
        plan(desk.office, "permit", 7, by=None)
    assert migrate(desk.office, case.id, to, by=desk.people["rina"]).version == 2
    assert desk.history(case)[-1].actor == "user:rina"
