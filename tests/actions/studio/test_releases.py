"""From a working copy to a version: proposed, approved by somebody else, or sent back; and an old version anew."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

import pytest

from app.actions._enter import Overtaken
from app.actions.deploy import AnotherSop, NotDeployable, deploy
from app.actions.notices import see
from app.actions.post import post_next
from app.actions.rehearsal import REMEMBERED, StoriesFailed, rehearsal
from app.actions.studio.access import Closed
from app.actions.studio.begin import begin, begin_with
from app.actions.studio.decide import approve, reject
from app.actions.studio.discard import discard
from app.actions.studio.open_copy import opened
from app.actions.studio.propose import AlreadyProposed, Decided, Edited, Unchanged, propose, withdraw
from app.actions.studio.release import OwnWork, release, restore
from app.actions.studio.save_file import save_file
from app.actions.studio.versions import proposed, version_of, versions, waiting
from app.library.shipped import bundle_from
from app.model.bundle import DIAGRAM, SOP, Bundle
from app.model.definition import Deployment
from app.model.errors import Conflict, Forbidden, LajurError, NotFound
from app.model.people import User
from app.model.release import NOTE, Milestone, Proposal, ProposalState
from app.model.story import StoryTold
from app.model.studio import CopyState, WorkingCopy
from tests.actions.conftest import MORNING, Desk
from tests.actions.test_deploy import BENCH
from tests.actions.test_notify import notices, told
from tests.actions.test_post import PostOffice, wants

HELD = StoryTold("lancar", "Lancar", "Smooth", "selesai", 9)
FAILED = StoryTold("macet", "Macet", "Stuck", "selesai", 4, "ended at no end instead of selesai")


@pytest.fixture
def desk(desk: Desk) -> Desk:
    """The office with the SOP `bench` in force, and two more people who know two trades."""
    bundle = bundle_from(BENCH, "bench")
    with desk.office.store.writing() as unit:
        both = unit.add_user("beni", "Beni", ["analyst", "releaser"], "")
        other = unit.add_user("rudi", "Rudi", ["releaser"], "")
        unit.add_bundle(bundle)
        unit.add_deployment(Deployment("bench", 1, bundle.digest, "system", MORNING))
        unit.commit()
    return replace(desk, people={**desk.people, "beni": both, "rudi": other})


@pytest.fixture
def copy(desk: Desk) -> WorkingCopy:
    """A working copy of `bench` in which Ana has changed a line."""
    begun = begin(desk.office, "bench", by=desk.people["ana"], title="Catatan baru")
    edit(desk, begun.id, "ana")
    return begun


def edit(desk: Desk, copy: int, login: str, more: bytes = b"\n# a remark\n") -> None:
    data = opened(desk.office, copy, by=desk.people["ana"]).bundle.files[SOP] + more
    save_file(desk.office, copy, SOP, data, read=None, by=desk.people[login])


def digest(desk: Desk, copy: WorkingCopy) -> str:
    return opened(desk.office, copy.id, by=desk.people["ana"]).bundle.digest


def ask(desk: Desk, copy: WorkingCopy, login: str = "ana", **changes: object) -> Proposal:
    asked = {"read": digest(desk, copy), "over": 1, "note": "Catatan", **changes}
    return propose(desk.office, copy.id, by=desk.people[login], **asked)


def state(desk: Desk, proposal: Proposal) -> Proposal:
    return proposed(desk.office, proposal.id, by=desk.people["ana"]).proposal


def kinds(desk: Desk, sop: str = "bench") -> list[Milestone]:
    return [event.kind for event in versions(desk.office, sop, by=desk.people["ana"]).events[::-1]]


def newest(desk: Desk) -> Deployment:
    return version_of(desk.office, "bench", None, by=desk.people["ana"])[0]


def test_what_was_proposed_is_deployed_to_the_byte_though_the_copy_went_on(desk: Desk, copy: WorkingCopy) -> None:
    proposal = ask(desk, copy)
    edit(desk, copy.id, "ana", b"\n# after the proposal\n")
    deployment = approve(desk.office, proposal.id, over=1, by=desk.people["rina"])
    assert (deployment.version, deployment.digest, deployment.note) == (2, proposal.digest, "Catatan")
    assert deployment.deployed_by == "user:rina"
    assert version_of(desk.office, "bench", 2, by=desk.people["ana"])[1].digest == proposal.digest
    decided = state(desk, proposal)
    assert (decided.state, decided.decided_by, decided.version) == (
        ProposalState.APPROVED,
        desk.people["rina"].id,
        2,
    )
    after = opened(desk.office, copy.id, by=desk.people["ana"]).copy
    assert (after.state, after.base) == (CopyState.OPEN, 2)


def test_a_copy_that_became_a_version_is_closed(desk: Desk, copy: WorkingCopy) -> None:
    approve(desk.office, ask(desk, copy).id, over=1, by=desk.people["rina"])
    assert opened(desk.office, copy.id, by=desk.people["ana"]).copy.state is CopyState.DEPLOYED
    with pytest.raises(Closed):
        edit(desk, copy.id, "ana")


def test_the_history_tells_who_did_what_and_why(desk: Desk, copy: WorkingCopy) -> None:
    reject(desk.office, ask(desk, copy).id, "Belum lengkap", by=desk.people["rina"])
    withdraw(desk.office, ask(desk, copy).id, by=desk.people["ana"])
    approve(desk.office, ask(desk, copy).id, over=1, by=desk.people["rina"])
    assert kinds(desk) == [
        Milestone.BEGAN,
        Milestone.PROPOSED,
        Milestone.REJECTED,
        Milestone.PROPOSED,
        Milestone.WITHDRAWN,
        Milestone.PROPOSED,
        Milestone.APPROVED,
        Milestone.DEPLOYED,
    ]
    told = versions(desk.office, "bench", by=desk.people["ana"])
    rejected = next(event for event in told.events if event.kind is Milestone.REJECTED)
    assert (rejected.actor, rejected.note, rejected.copy) == ("user:rina", "Belum lengkap", copy.id)
    assert told.people["rina"].name == "Rina"


def test_the_history_names_once_who_has_edited_what_another_began(desk: Desk, copy: WorkingCopy) -> None:
    edit(desk, copy.id, "ana", b"\n# once more\n")
    for line in (b"\n# his\n", b"\n# more of his\n"):
        edit(desk, copy.id, "beni", line)
    assert kinds(desk) == [Milestone.BEGAN, Milestone.EDITED]
    assert versions(desk.office, "bench", by=desk.people["ana"]).events[0].actor == "user:beni"


def test_releasers_are_told_of_a_proposal_and_its_author_of_the_decision_in_words(
    desk: Desk, copy: WorkingCopy
) -> None:
    first = ask(desk, copy, note="Catatan\n\nbaru")
    assert told(desk, "rina") == told(desk, "rudi") == [("proposed", "Catatan baru")]
    assert told(desk, "ana") == told(desk, "awas") == []
    reject(desk.office, first.id, "Belum\nlengkap", by=desk.people["rina"])
    second = ask(desk, copy)
    approve(desk.office, second.id, over=1, by=desk.people["rina"])
    assert told(desk, "ana") == [("rejected", "Belum lengkap"), ("approved", "2")]
    assert [it.facts["proposal"] for it in notices(desk, "rina")] == [second.id, first.id]
    assert len(told(desk, "rina")) == 2


def test_who_decides_on_his_own_proposal_is_not_told_of_it(desk: Desk, copy: WorkingCopy) -> None:
    alone = replace(desk, office=replace(desk.office, four_eyes=False))
    proposal = ask(alone, copy, "beni")
    approve(alone.office, proposal.id, over=1, by=desk.people["beni"])
    assert told(desk, "beni") == []


def test_the_e_mail_of_a_proposal_leads_to_it(desk: Desk, copy: WorkingCopy) -> None:
    post = PostOffice()
    mailing = replace(desk, office=replace(desk.office, mail=post, public_url="https://izin.example"))
    wants(mailing, "rina")
    proposal = ask(mailing, copy)
    assert post_next(mailing.office, "w")
    (letter,) = post.letters
    assert letter.subject == "Bench: Ana mengusulkan perubahan SOP, menunggu keputusan: Catatan"
    assert f"https://izin.example/studio/usulan/{proposal.id}" in letter.body
    assert "Permohonan" not in letter.body
    assert see(desk.office, notices(desk, "rina")[0].id, by=desk.people["rina"]) == f"/studio/usulan/{proposal.id}"


def test_a_long_history_comes_in_pages(desk: Desk, copy: WorkingCopy) -> None:
    for _ in range(30):
        withdraw(desk.office, ask(desk, copy).id, by=desk.people["ana"])
    first = versions(desk.office, "bench", by=desk.people["ana"])
    rest = versions(desk.office, "bench", by=desk.people["ana"], before=first.earlier)
    assert (len(first.events), len(rest.events), rest.earlier) == (50, 11, None)


@pytest.mark.parametrize("login", ["ana", "rina", "beni", "awas", "opi", "siti"])
def test_nobody_does_what_is_not_his(desk: Desk, copy: WorkingCopy, login: str) -> None:
    office, person, read = desk.office, desk.people[login], digest(desk, copy)
    waits = ask(desk, copy)
    edits: list[Callable[[], object]] = [
        lambda: begin(office, "bench", by=person),
        lambda: save_file(office, copy.id, SOP, b"", read="x", by=person),
        lambda: propose(office, copy.id, read=read, over=9, note="x", by=person),
        lambda: withdraw(office, 999, by=person),
        lambda: discard(office, copy.id, by=person),
    ]
    releases: list[Callable[[], object]] = [
        lambda: approve(office, waits.id, over=9, by=person),
        lambda: reject(office, 999, "x", by=person),
        lambda: release(office, copy.id, read=read, over=9, note="x", by=person),
        lambda: restore(office, "bench", 7, over=9, note="x", by=person),
        lambda: deploy(office, Bundle({}), by=person),
    ]
    reads: list[Callable[[], object]] = [
        lambda: versions(office, "tiada", by=person),
        lambda: proposed(office, 999, by=person),
        lambda: version_of(office, "bench", 9, by=person),
        lambda: waiting(office, by=person),
        lambda: opened(office, copy.id, by=person),
    ]
    for calls, groups in ((edits, {"analyst"}), (releases, {"releaser"}), (reads, {"analyst", "releaser"})):
        for number, call in enumerate(calls):
            assert refused(call) == (not person.groups & groups), (login, number)


def refused(call: Callable[[], object]) -> bool:
    """Whether a call is forbidden; another error of ours shows that one came past the door."""
    try:
        call()
    except Forbidden as error:
        return type(error) is Forbidden and "discard it" not in str(error)
    except (LajurError, KeyError):
        return False
    return False


def test_who_has_edited_or_proposed_does_not_approve(desk: Desk, copy: WorkingCopy) -> None:
    edit(desk, copy.id, "beni")
    proposal = ask(desk, copy)
    with pytest.raises(OwnWork):
        approve(desk.office, proposal.id, over=1, by=desk.people["beni"])
    withdraw(desk.office, proposal.id, by=desk.people["ana"])
    other = begin(desk.office, "bench", by=desk.people["ana"])
    edit(desk, other.id, "ana")
    by_beni = ask(desk, other, "beni")
    with pytest.raises(OwnWork):
        approve(desk.office, by_beni.id, over=1, by=desk.people["beni"])
    assert approve(desk.office, by_beni.id, over=1, by=desk.people["rina"]).version == 2


def test_without_four_eyes_one_who_is_both_releases_his_own(desk: Desk, copy: WorkingCopy) -> None:
    edit(desk, copy.id, "beni")
    beni = desk.people["beni"]
    with pytest.raises(OwnWork):
        release(desk.office, copy.id, read=digest(desk, copy), over=1, note="x", by=beni)
    alone = replace(desk.office, four_eyes=False)
    assert release(alone, copy.id, read=digest(desk, copy), over=1, note="x", by=beni).version == 2


def test_a_releaser_deploys_a_copy_of_others_at_once(desk: Desk, copy: WorkingCopy) -> None:
    deployment = release(desk.office, copy.id, read=digest(desk, copy), over=1, note="Langsung", by=desk.people["rina"])
    assert (deployment.version, deployment.note) == (2, "Langsung")
    event = versions(desk.office, "bench", by=desk.people["ana"]).events[0]
    assert (event.kind, event.version, event.copy, event.actor) == (Milestone.DEPLOYED, 2, copy.id, "user:rina")


def test_a_new_sop_becomes_version_one(desk: Desk) -> None:
    files = bundle_from(BENCH, "bench")
    fresh = Bundle({path: data.replace(b'"bench"', b'"baru"') for path, data in files.files.items()})
    copy = begin_with(desk.office, "baru", fresh, by=desk.people["ana"])
    assert copy.base == 0
    proposal = propose(desk.office, copy.id, read=fresh.digest, over=0, note="Baru", by=desk.people["ana"])
    assert approve(desk.office, proposal.id, over=0, by=desk.people["rina"]).version == 1


def test_a_copy_that_names_another_sop_is_not_deployed_over_it(desk: Desk) -> None:
    copy = begin_with(desk.office, "lain", bundle_from(BENCH, "bench"), by=desk.people["ana"])
    with pytest.raises(AnotherSop):
        propose(desk.office, copy.id, read=digest(desk, copy), over=0, note="x", by=desk.people["ana"])


def test_nothing_is_proposed_blindly(desk: Desk, copy: WorkingCopy) -> None:
    with pytest.raises(Edited):
        ask(desk, copy, read="0" * 64)
    with pytest.raises(Overtaken) as caught:
        ask(desk, copy, over=0)
    assert caught.value.facts == {"version": 1}
    with pytest.raises(LajurError, match="what has changed"):
        ask(desk, copy, note="  \n ")
    with pytest.raises(LajurError, match="2000"):
        ask(desk, copy, note="x" * (NOTE + 1))
    untouched = begin(desk.office, "bench", by=desk.people["ana"])
    with pytest.raises(Unchanged):
        ask(desk, untouched)
    with pytest.raises(Edited):
        release(desk.office, copy.id, read="0" * 64, over=1, note="x", by=desk.people["rina"])


def test_one_proposal_waits_at_a_time_and_its_copy_cannot_be_discarded(desk: Desk, copy: WorkingCopy) -> None:
    proposal = ask(desk, copy)
    with pytest.raises(AlreadyProposed):
        ask(desk, copy)
    with pytest.raises(AlreadyProposed):
        release(desk.office, copy.id, read=digest(desk, copy), over=1, note="x", by=desk.people["rina"])
    with pytest.raises(Conflict, match="withdraw"):
        discard(desk.office, copy.id, by=desk.people["ana"])
    assert list(waiting(desk.office, by=desk.people["rina"])) == [proposal]


def test_a_copy_that_is_saved_while_the_stories_play_is_not_proposed(desk: Desk, copy: WorkingCopy) -> None:
    def plays(bundle: Bundle) -> list[StoryTold]:
        edit(desk, copy.id, "ana", b"\n# meanwhile\n")
        return [HELD]

    busy = replace(desk, office=replace(desk.office, rehearse=plays))
    with pytest.raises(Edited):
        ask(busy, copy)


def test_what_is_decided_stays_decided(desk: Desk, copy: WorkingCopy) -> None:
    proposal = ask(desk, copy)
    with pytest.raises(Forbidden, match="withdraw"):
        withdraw(desk.office, proposal.id, by=desk.people["beni"])
    with pytest.raises(LajurError, match="say why"):
        reject(desk.office, proposal.id, "", by=desk.people["rina"])
    reject(desk.office, proposal.id, "Belum", by=desk.people["rina"])
    with pytest.raises(Decided):
        approve(desk.office, proposal.id, over=1, by=desk.people["rina"])
    with pytest.raises(Decided):
        withdraw(desk.office, proposal.id, by=desk.people["ana"])
    with pytest.raises(NotFound):
        approve(desk.office, 999, over=1, by=desk.people["rina"])
    assert newest(desk).version == 1


def test_who_approves_over_a_version_he_has_not_seen_is_stopped(desk: Desk, copy: WorkingCopy) -> None:
    proposal, second = ask(desk, copy), begin(desk.office, "bench", by=desk.people["ana"])
    edit(desk, second.id, "ana", b"\n# another change\n")
    approve(desk.office, ask(desk, second).id, over=1, by=desk.people["rina"])
    with pytest.raises(Overtaken):
        approve(desk.office, proposal.id, over=1, by=desk.people["rina"])
    assert state(desk, proposal).state is ProposalState.OPEN
    assert approve(desk.office, proposal.id, over=2, by=desk.people["rina"]).version == 3


def test_errors_stop_a_proposal_and_a_story_that_does_not_hold_stops_every_deploy(
    desk: Desk, copy: WorkingCopy
) -> None:
    office = replace(desk.office, rehearse=lambda _: [HELD, FAILED], rehearsed={})
    for call in (
        lambda: propose(office, copy.id, read=digest(desk, copy), over=1, note="x", by=desk.people["ana"]),
        lambda: release(office, copy.id, read=digest(desk, copy), over=1, note="x", by=desk.people["rina"]),
        lambda: deploy(office, bundle_from(BENCH, "bench"), by=None),
    ):
        with pytest.raises(StoriesFailed, match="1 scenarios do not hold: macet") as caught:
            call()
        assert caught.value.told == (FAILED,)
    diagram = opened(desk.office, copy.id, by=desk.people["ana"]).bundle.files[DIAGRAM]
    broken = diagram.replace(b'default="f_cukup"', b"")
    save_file(desk.office, copy.id, DIAGRAM, broken, read=None, by=desk.people["ana"])
    with pytest.raises(NotDeployable):
        ask(desk, copy)
    assert newest(desk).version == 1


def test_an_old_version_comes_back_as_a_new_one(desk: Desk, copy: WorkingCopy) -> None:
    approve(desk.office, ask(desk, copy).id, over=1, by=desk.people["rina"])
    rina: User = desk.people["rina"]
    with pytest.raises(Unchanged):
        restore(desk.office, "bench", 2, over=2, note="x", by=rina)
    with pytest.raises(Overtaken):
        restore(desk.office, "bench", 1, over=1, note="x", by=rina)
    with pytest.raises(NotFound):
        restore(desk.office, "bench", 9, over=2, note="x", by=rina)
    again = restore(desk.office, "bench", 1, over=2, note="Kembali", by=rina)
    old, _ = version_of(desk.office, "bench", 1, by=rina)
    assert (again.version, again.digest, again.note) == (3, old.digest, "Kembali")
    assert kinds(desk)[-1] is Milestone.RESTORED


def test_running_cases_stay_on_their_version(desk: Desk) -> None:
    case = desk.started()
    bundle = version_of(desk.office, "permit", None, by=desk.people["ana"])[1]
    changed = bundle.replacing(SOP, bundle.files[SOP] + b"\n# a remark\n")
    with desk.office.store.writing() as unit:
        unit.add_bundle(changed)
        unit.add_deployment(Deployment("permit", 2, changed.digest, "system", datetime.now(tz=MORNING.tzinfo)))
        unit.commit()
    assert dict(versions(desk.office, "permit", by=desk.people["ana"]).running) == {1: 1}
    assert desk.now(case).version == 1


def test_the_stories_of_the_same_bytes_are_played_once(desk: Desk) -> None:
    played: list[str] = []

    def plays(bundle: Bundle) -> list[StoryTold]:
        played.append(bundle.digest)
        return [HELD]

    office = replace(desk.office, rehearse=plays)
    bundles = [Bundle({SOP: b"%d" % n}) for n in range(REMEMBERED + 1)]
    for bundle in (*bundles, bundles[-1], bundles[0]):
        assert rehearsal(office, bundle) == [HELD]
    assert played == [bundle.digest for bundle in (*bundles, bundles[0])]
