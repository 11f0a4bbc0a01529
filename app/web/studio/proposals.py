"""Proposals: what is to change, and the decision of a releaser."""

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.actions.studio.decide import approve, reject
from app.actions.studio.propose import withdraw
from app.actions.studio.versions import Proposed, proposed, version_of
from app.compare import compare
from app.model.bundle import Bundle
from app.model.people import ADMINISTRATOR, ANALYST, RELEASER
from app.web.shared.entrance import entrance
from app.web.shared.house import office, user
from app.web.shared.languages import gettext
from app.web.shared.notices import notice
from app.web.shared.processes import people_names
from app.web.studio import words
from app.web.studio.again import or_again
from app.web.studio.comparison import comparison, page
from app.web.studio.room import releases, room


@room.get("/usulan/<int:proposal_id>")
@entrance(ANALYST, RELEASER, ADMINISTRATOR)
def proposal_page(proposal_id: int) -> ResponseReturnValue:
    return shown(proposal_id)


@room.get("/usulan/<int:proposal_id>/banding")
@entrance(ANALYST, RELEASER, ADMINISTRATOR)
def compare_proposal(proposal_id: int) -> ResponseReturnValue:
    """What was proposed against the version it was to follow, or the one that is asked for."""
    found = proposed(office(), proposal_id, by=user())
    version = request.args.get("dengan", found.proposal.over, int)
    new = gettext("Proposal %(n)s", n=proposal_id), found.bundle
    return page("studio/compare_proposal.html", comparison(_old(found, version), new), found_in=found, version=version)


@room.post("/usulan/<int:proposal_id>/setujui")
@entrance(RELEASER, ADMINISTRATOR)
def approve_proposal(proposal_id: int) -> ResponseReturnValue:
    def done() -> ResponseReturnValue:
        deployment = approve(office(), proposal_id, over=request.form.get("over", -1, int), by=user())
        notice(gettext("Version %(n)s is in force.", n=deployment.version))
        return redirect(url_for("studio.sop_versions", sop=deployment.sop), 303)

    return or_again(done, lambda error: shown(proposal_id, error))


@room.post("/usulan/<int:proposal_id>/tolak")
@entrance(RELEASER, ADMINISTRATOR)
def reject_proposal(proposal_id: int) -> ResponseReturnValue:
    def done() -> ResponseReturnValue:
        reject(office(), proposal_id, request.form.get("reason", ""), by=user())
        notice(gettext("The proposal has been sent back."))
        return redirect(url_for("studio.proposal_page", proposal_id=proposal_id), 303)

    return or_again(done, lambda error: shown(proposal_id, error))


@room.post("/usulan/<int:proposal_id>/tarik")
@entrance(ANALYST)
def withdraw_proposal(proposal_id: int) -> ResponseReturnValue:
    def done() -> ResponseReturnValue:
        withdraw(office(), proposal_id, by=user())
        notice(gettext("The proposal has been withdrawn."))
        return redirect(url_for("studio.proposal_page", proposal_id=proposal_id), 303)

    return or_again(done, lambda error: shown(proposal_id, error))


def shown(proposal_id: int, error: str = "") -> str:
    """The page of a proposal."""
    found = proposed(office(), proposal_id, by=user())
    proposal = found.proposal
    return render_template(
        "studio/proposal.html",
        found=found,
        difference=compare(_old(found, proposal.over)[1], found.bundle),
        names=people_names({proposal.proposed_by, proposal.decided_by or proposal.proposed_by}),
        words=words,
        told=office().rehearsed.get(found.bundle.digest),
        releases=releases(user()),
        own=office().four_eyes and user().id in found.editors,
        error=error,
        me=user(),
    )


def _old(found: Proposed, version: int) -> tuple[str, Bundle]:
    if version == 0:
        return gettext("Nothing: it is a new SOP"), Bundle({})
    _, bundle = version_of(office(), found.proposal.sop, version, by=user())
    return gettext("Version %(n)s", n=version), bundle
