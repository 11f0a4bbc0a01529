"""Any file of a working copy as plain text: for what no page can change, and for those who prefer it."""

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import unified_diff

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.actions.studio.open_copy import Opened
from app.actions.studio.save_file import Stale, digest_of
from app.actions.studio.text_file import as_text, problem_of, save_text
from app.model.errors import NotFound
from app.model.people import ADMINISTRATOR, ANALYST, RELEASER
from app.web.shared.entrance import entrance
from app.web.shared.house import office, user
from app.web.shared.languages import gettext, sentence
from app.web.shared.notices import notice
from app.web.studio.copy import asked
from app.web.studio.room import room

#: So many lines of a difference are shown.
MOST = 400


@dataclass(frozen=True)
class TextPage:
    """A file in a box. `read` is the digest a save will name; `differs` are the lines that differ from what somebody
    else has saved meanwhile, as in a diff."""

    path: str
    text: str
    read: str
    problem: str = ""
    error: str = ""
    differs: Sequence[str] = ()

    @property
    def numbers(self) -> str:
        """The numbers of the lines, below each other."""
        return "\n".join(str(number) for number in range(1, self.text.count("\n") + 2))


@room.get("/<int:copy_id>/teks/<path:path>")
@entrance(ANALYST, RELEASER, ADMINISTRATOR)
def text_page(copy_id: int, path: str) -> ResponseReturnValue:
    opened = asked(copy_id)
    return render_template("studio/text.html", opened=opened, it=text_of(opened, path))


@room.post("/<int:copy_id>/teks/<path:path>")
@entrance(ANALYST)
def save_text_page(copy_id: int, path: str) -> ResponseReturnValue:
    opened = asked(copy_id)
    stale = kept(opened, path)
    if stale is not None:
        return render_template("studio/text.html", opened=opened, it=stale), Stale.status
    return redirect(url_for("studio.text_page", copy_id=copy_id, path=path), 303)


def text_of(opened: Opened, path: str) -> TextPage:
    """The page of a file as it was saved last. Raises NotFound, or NotText."""
    data = opened.bundle.files.get(path)
    if data is None:
        raise NotFound
    problem = problem_of(office(), opened.bundle, path)
    return TextPage(path, as_text(data, path), digest_of(data), sentence(problem) if problem else "")


def kept(opened: Opened, path: str) -> TextPage | None:
    """Save the posted text; the page to show when somebody else was faster, else None."""
    data, text = opened.bundle.files.get(path), request.form.get("text", "").replace("\r\n", "\n")
    if data is None:
        raise NotFound
    try:
        save_text(office(), opened.copy.id, path, text, before=data, read=request.form.get("read", ""), by=user())
    except Stale as stale:
        return TextPage(path, text, digest_of(data), "", sentence(stale), differing(as_text(data, path), text))
    notice(gettext("Saved."))
    return None


def differing(theirs: str, ours: str) -> Sequence[str]:
    """The lines in which two texts differ: "-" stands before theirs, "+" before ours."""
    lines = unified_diff(theirs.splitlines(), ours.splitlines(), lineterm="", n=1)
    return [line for line in lines if not line.startswith(("---", "+++"))][:MOST]
