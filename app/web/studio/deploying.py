"""From a working copy to a version: what is checked, what has changed, and the note that says why."""

from dataclasses import dataclass

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.actions.deploy import without_errors
from app.actions.rehearsal import rehearsal
from app.actions.studio.open_copy import Opened
from app.actions.studio.propose import propose
from app.actions.studio.readiness import Readiness, readiness
from app.actions.studio.release import release
from app.actions.studio.versions import version_of
from app.compare import compare
from app.model.bundle import Bundle
from app.model.errors import NotFound
from app.model.people import ADMINISTRATOR, ANALYST, RELEASER
from app.web.shared.entrance import entrance
from app.web.shared.house import office, user
from app.web.shared.languages import gettext
from app.web.shared.notices import notice
from app.web.studio import words
from app.web.studio.again import or_again
from app.web.studio.comparison import comparison, page
from app.web.studio.copy import asked
from app.web.studio.room import edits, releases, room
from app.web.studio.scenarios_view import definition_of


@dataclass(frozen=True)
class Wanted:
    """What a form about a deploy says: the bundle that was looked at, the version it shall follow, and why."""

    read: str
    over: int
    note: str


@room.get("/<int:copy_id>/banding")
@entrance(ANALYST, RELEASER, ADMINISTRATOR)
def compare_copy(copy_id: int) -> ResponseReturnValue:
    """A working copy against the version it was begun from, or the version that is asked for."""
    found = asked(copy_id)
    version = request.args.get("dengan", found.copy.base, int)
    old = _version(found, version)
    new = gettext("Working copy"), found.bundle
    newest = readiness(office(), found, by=user()).last
    return page("studio/compare_copy.html", comparison(old, new), opened=found, version=version, newest=newest)


@room.get("/<int:copy_id>/terbit")
@entrance(ANALYST, RELEASER, ADMINISTRATOR)
def deploy_page(copy_id: int) -> ResponseReturnValue:
    return shown(copy_id)


@room.post("/<int:copy_id>/terbit/skenario")
@entrance(ANALYST, RELEASER, ADMINISTRATOR)
def play_all(copy_id: int) -> ResponseReturnValue:
    """Play all scenarios of the copy; the page then shows what came of them."""

    def done() -> ResponseReturnValue:
        bundle = asked(copy_id).bundle
        without_errors(office(), bundle)
        rehearsal(office(), bundle)
        return _back(copy_id)

    return or_again(done, lambda error: shown(copy_id, error))


@room.post("/<int:copy_id>/usul")
@entrance(ANALYST)
def propose_copy(copy_id: int) -> ResponseReturnValue:
    wish = wanted()

    def done() -> ResponseReturnValue:
        proposal = propose(office(), copy_id, read=wish.read, over=wish.over, note=wish.note, by=user())
        notice(gettext("The change has been proposed. A releaser decides on it."))
        return redirect(url_for("studio.proposal_page", proposal_id=proposal.id), 303)

    return or_again(done, lambda error: shown(copy_id, error))


@room.post("/<int:copy_id>/terbitkan")
@entrance(RELEASER, ADMINISTRATOR)
def release_copy(copy_id: int) -> ResponseReturnValue:
    wish = wanted()

    def done() -> ResponseReturnValue:
        deployment = release(office(), copy_id, read=wish.read, over=wish.over, note=wish.note, by=user())
        notice(gettext("Version %(n)s is in force.", n=deployment.version))
        return redirect(url_for("studio.sop_versions", sop=deployment.sop), 303)

    return or_again(done, lambda error: shown(copy_id, error))


def shown(copy_id: int, error: str = "") -> str:
    """The page about deploying a working copy."""
    found = asked(copy_id)
    ready = readiness(office(), found, by=user())
    return render_template(
        "studio/deploy.html",
        opened=found,
        ready=ready,
        words=words,
        definition=definition_of(found),
        difference=_since(found, ready),
        may={"propose": edits(user()), "release": releases(user())},
        error=error,
        note=request.form.get("note", ""),
        me=user(),
    )


def wanted() -> Wanted:
    """What was posted; `over` is -1, which no version is, when the newest was not acknowledged."""
    form = request.form
    return Wanted(form.get("read", ""), form.get("over", -1, int), form.get("note", ""))


def _since(found: Opened, ready: Readiness) -> object:
    return compare(_version(found, ready.last)[1], found.bundle)


def _version(found: Opened, version: int) -> tuple[str, Bundle]:
    if version == 0 and found.copy.base == 0:
        return gettext("Nothing: it is a new SOP"), Bundle({})
    deployment, bundle = version_of(office(), found.copy.sop, version, by=user())
    if deployment.version != version:
        raise NotFound
    return gettext("Version %(n)s", n=version), bundle


def _back(copy_id: int) -> ResponseReturnValue:
    return redirect(url_for("studio.deploy_page", copy_id=copy_id), 303)
