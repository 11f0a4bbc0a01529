"""One working copy at a glance: what stands in its way, how it looks, its files."""

from dataclasses import dataclass

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from app.actions.studio.archive import zipped
from app.actions.studio.discard import bring_back, discard, rename
from app.actions.studio.open_copy import Opened, opened
from app.actions.studio.problems import Problem, problems_of
from app.actions.studio.save_file import digest_of
from app.actions.studio.upload import upload
from app.model.bundle import DIAGRAM
from app.model.errors import LajurError
from app.model.finding import Severity
from app.model.people import ADMINISTRATOR, ANALYST, RELEASER
from app.model.studio import CopyState
from app.notation.badges import Badge
from app.notation.diagram import read_diagram
from app.notation.draw import draw_svg
from app.web.shared.downloads import download
from app.web.shared.drawing import inline
from app.web.shared.entrance import entrance
from app.web.shared.house import office, user
from app.web.shared.languages import gettext
from app.web.shared.notices import notice
from app.web.shared.processes import people_names
from app.web.studio.home import brought
from app.web.studio.problems import Told, told
from app.web.studio.room import room

ZIP = "application/zip"
#: So many problems are shown; whoever has more mends these first.
SHOWN = 200


@dataclass(frozen=True)
class CopyPage:
    """`problems` are the first ones in the reader's language, errors before warnings; `count` is how many there are.

    `picture` shows where they are; None without a drawing.
    """

    opened: Opened
    problems: list[Told]
    errors: int
    count: int
    picture: Markup | None
    names: dict[int, str]

    @property
    def discarded(self) -> bool:
        return self.opened.copy.state is CopyState.DISCARDED

    @property
    def digest(self) -> str:
        return digest_of(self.opened.bundle.files.get(DIAGRAM))


@room.get("/<int:copy_id>")
@entrance(ANALYST, RELEASER, ADMINISTRATOR)
def copy_page(copy_id: int) -> ResponseReturnValue:
    found = asked(copy_id)
    problems = sorted(problems_of(office(), found.bundle), key=lambda each: each.finding.severity is Severity.WARNING)
    errors = sum(each.finding.severity is Severity.ERROR for each in problems)
    shown = [told(copy_id, each) for each in problems[:SHOWN]]
    names = dict(people_names({found.copy.owner, found.copy.saved_by}))
    page = CopyPage(found, shown, errors, len(problems), _picture(found, problems), names)
    return render_template("studio/overview.html", page=page, opened=found, me=user())


@room.post("/<int:copy_id>/judul")
@entrance(ANALYST)
def rename_copy(copy_id: int) -> ResponseReturnValue:
    rename(office(), copy_id, request.form.get("title", ""), by=user())
    return redirect(url_for("studio.copy_page", copy_id=copy_id), 303)


@room.post("/<int:copy_id>/unggah")
@entrance(ANALYST)
def upload_files(copy_id: int) -> ResponseReturnValue:
    name, data = brought()
    upload(office(), copy_id, name, data, read=request.form.get("read", ""), by=user())
    notice(gettext("The file has been taken over."))
    return redirect(url_for("studio.copy_page", copy_id=copy_id), 303)


@room.get("/<int:copy_id>/semua.zip")
@entrance(ANALYST, RELEASER, ADMINISTRATOR)
def download_all(copy_id: int) -> ResponseReturnValue:
    found = asked(copy_id)
    return download(zipped(found.copy.sop, found.bundle), ZIP, f"{found.copy.sop}.zip")


@room.post("/<int:copy_id>/buang")
@entrance(ANALYST)
def discard_copy(copy_id: int) -> ResponseReturnValue:
    discard(office(), copy_id, by=user())
    notice(gettext("The working copy has been discarded."))
    return redirect(url_for("studio.copy_page", copy_id=copy_id), 303)


@room.post("/<int:copy_id>/kembalikan")
@entrance(ANALYST)
def bring_back_copy(copy_id: int) -> ResponseReturnValue:
    bring_back(office(), copy_id, by=user())
    notice(gettext("The working copy is back."))
    return redirect(url_for("studio.copy_page", copy_id=copy_id), 303)


def asked(copy_id: int) -> Opened:
    """The working copy a page is about, for whoever asks."""
    return opened(office(), copy_id, by=user())


def _picture(found: Opened, problems: list[Problem]) -> Markup | None:
    """The diagram with a figure at each element that has problems, which leads to the first of them."""
    try:
        diagram = read_diagram(found.bundle.files.get(DIAGRAM, b""))
        drawing = draw_svg(diagram, badges=_badges(problems), prefix="rancangan")
    except LajurError:
        return None
    return inline(drawing)


def _badges(problems: list[Problem]) -> dict[str, Badge]:
    places: dict[str, list[int]] = {}
    for number, problem in enumerate(problems[:SHOWN], 1):
        if problem.finding.element:
            places.setdefault(problem.finding.element, []).append(number)
    return {
        element: Badge(
            str(len(numbers)),
            f"#masalah-{numbers[0]}",
            gettext("Problems here: %(count)s", count=len(numbers)),
            "incident" if problems[numbers[0] - 1].finding.severity is Severity.ERROR else "active",
        )
        for element, numbers in places.items()
    }
