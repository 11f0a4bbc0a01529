"""The versions of an SOP: who, when, why; compared with each other, drawn, restored."""

from flask import Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.actions.studio.release import restore
from app.actions.studio.versions import version_of, versions
from app.model.bundle import Bundle
from app.model.people import ADMINISTRATOR, ANALYST, RELEASER
from app.web.shared.downloads import PDF, download
from app.web.shared.entrance import entrance
from app.web.shared.house import office, user
from app.web.shared.languages import gettext
from app.web.shared.notices import notice
from app.web.sops.paper import SopDocument
from app.web.sops.picture import picture_svg
from app.web.studio import words
from app.web.studio.again import or_again
from app.web.studio.comparison import comparison, page
from app.web.studio.room import releases, room


@room.get("/sop/<sop>")
@entrance(ANALYST, RELEASER, ADMINISTRATOR)
def sop_versions(sop: str) -> ResponseReturnValue:
    return shown(sop)


@room.post("/sop/<sop>/pulihkan")
@entrance(RELEASER, ADMINISTRATOR)
def restore_version(sop: str) -> ResponseReturnValue:
    asked = request.form.get
    version, over, note = asked("version", 0, int), asked("over", -1, int), asked("note", "")

    def done() -> ResponseReturnValue:
        deployment = restore(office(), sop, version, over=over, note=note, by=user())
        notice(gettext("Version %(n)s is in force.", n=deployment.version))
        return redirect(url_for("studio.sop_versions", sop=sop), 303)

    return or_again(done, lambda error: shown(sop, error))


@room.get("/sop/<sop>/banding")
@entrance(ANALYST, RELEASER, ADMINISTRATOR)
def compare_versions(sop: str) -> ResponseReturnValue:
    """Two versions, by default the newest with the one before."""
    newest, _ = version_of(office(), sop, None, by=user())
    last = request.args.get("ke", newest.version, int)
    first = request.args.get("dari", max(last - 1, 1), int)
    found = comparison(_side(sop, first), _side(sop, last))
    return page("studio/compare_versions.html", found, sop=sop, pair=(first, last), newest=newest.version)


@room.get("/sop/<sop>/versi/<int:version>/diagram.svg")
@entrance(ANALYST, RELEASER, ADMINISTRATOR)
def version_svg(sop: str, version: int) -> ResponseReturnValue:
    _, bundle = version_of(office(), sop, version, by=user())
    return Response(picture_svg(office().read(bundle)), mimetype="image/svg+xml")


@room.get("/sop/<sop>/versi/<int:version>/dokumen.pdf")
@entrance(ANALYST, RELEASER, ADMINISTRATOR)
def version_pdf(sop: str, version: int) -> ResponseReturnValue:
    deployment, bundle = version_of(office(), sop, version, by=user())
    document = SopDocument(office().read(bundle), deployment.deployed_at)
    return download(document.pdf(), PDF, f"SOP-{sop}-v{version}.pdf")


def shown(sop: str, error: str = "") -> str:
    """The page of an SOP's versions."""
    found = versions(office(), sop, by=user(), before=request.args.get("sebelum", None, int))
    definition = office().read(version_of(office(), sop, None, by=user())[1]) if found.newest else None
    return render_template(
        "studio/versions.html",
        found=found,
        definition=definition,
        words=words,
        error=error,
        releases=releases(user()),
        me=user(),
    )


def _side(sop: str, version: int) -> tuple[str, Bundle]:
    return gettext("Version %(n)s", n=version), version_of(office(), sop, version, by=user())[1]
