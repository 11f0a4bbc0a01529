"""Two who release at once: one version comes of it, whatever the books stand on."""

from pathlib import Path

import pytest

from app.actions.studio.begin import begin_with
from app.actions.studio.decide import approve, reject
from app.actions.studio.propose import propose, withdraw
from app.actions.studio.save_file import save_file
from app.library.shipped import bundle_from
from app.model.bundle import SOP
from app.model.people import User
from app.model.release import Milestone, Proposal
from app.ports import Office
from tests.concurrency.racing import errors, race
from tests.office import hire

BENCH = Path(__file__).parent.parent / "benchmarks" / "sop"


@pytest.fixture
def author(office: Office) -> User:
    return hire(office, "penyusun", "analyst")


@pytest.fixture
def releasers(office: Office) -> list[User]:
    return [hire(office, f"penerbit{number}", "releaser") for number in range(4)]


def proposed(office: Office, author: User, over: int = 0, remark: bytes = b"") -> Proposal:
    """A proposal of a copy of its own."""
    bundle = bundle_from(BENCH, "bench")
    changed = bundle.replacing(SOP, bundle.files[SOP] + remark)
    copy = begin_with(office, "bench", changed, by=author)
    return propose(office, copy.id, read=changed.digest, over=over, note="Catatan", by=author)


def versions(office: Office) -> list[int]:
    with office.store.reading() as reader:
        return [each.version for each in reader.deployments() if each.sop == "bench"]


def test_several_approve_one_proposal_at_once_and_one_version_comes_of_it(
    offices: list[Office], author: User, releasers: list[User]
) -> None:
    proposal = proposed(offices[0], author)
    outcomes = race(
        *(
            lambda office=office, person=person: approve(office, proposal.id, over=0, by=person)
            for office, person in zip(offices, releasers, strict=False)
        )
    )
    assert len(errors(outcomes)) == len(releasers) - 1
    assert versions(offices[0]) == [1]
    with offices[0].store.reading() as reader:
        kinds = [event.kind for event in reader.definition_events("bench")]
    assert kinds.count(Milestone.APPROVED) == kinds.count(Milestone.DEPLOYED) == 1


def test_two_proposals_over_the_same_version_are_not_both_deployed_unseen(
    offices: list[Office], author: User, releasers: list[User]
) -> None:
    first, second = (proposed(offices[0], author, remark=b"\n# %d\n" % number) for number in range(2))
    outcomes = race(
        lambda: approve(offices[0], first.id, over=0, by=releasers[0]),
        lambda: approve(offices[1], second.id, over=0, by=releasers[1]),
    )
    assert len(errors(outcomes)) == 1
    assert versions(offices[0]) == [1]


def test_a_proposal_is_approved_rejected_or_withdrawn_but_only_one_of_them(
    offices: list[Office], author: User, releasers: list[User]
) -> None:
    proposal = proposed(offices[0], author)
    outcomes = race(
        lambda: approve(offices[0], proposal.id, over=0, by=releasers[0]),
        lambda: reject(offices[1], proposal.id, "Belum", by=releasers[1]),
        lambda: withdraw(offices[2], proposal.id, by=author),
        lambda: save_file(offices[3], proposal.copy, SOP, b"# other", read=None, by=author),
    )
    assert len(errors(outcomes[:3])) == 2
    with offices[0].store.reading() as reader:
        decided = reader.proposal(proposal.id)
        kinds = [event.kind for event in reader.definition_events("bench")]
    assert decided is not None
    assert len({Milestone.APPROVED, Milestone.REJECTED, Milestone.WITHDRAWN} & set(kinds)) == 1
    assert decided.state.value in kinds
    assert versions(offices[0]) == ([1] if decided.state.value == "approved" else [])


def test_two_propose_the_same_copy_at_once_and_one_proposal_waits(offices: list[Office], author: User) -> None:
    bundle = bundle_from(BENCH, "bench")
    copy = begin_with(offices[0], "bench", bundle, by=author)
    outcomes = race(
        *(
            lambda office=office: propose(office, copy.id, read=bundle.digest, over=0, note="x", by=author)
            for office in offices[:4]
        )
    )
    assert len(errors(outcomes)) == 3
    with offices[0].store.reading() as reader:
        assert len(reader.open_proposals("bench")) == 1
