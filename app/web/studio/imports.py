"""A table becomes an SOP: it is read, what it does not say is asked, and what comes of it is shown before."""

from base64 import b64decode, b64encode
from binascii import Error as BadBase64
from collections.abc import Iterator
from dataclasses import dataclass

from flask import render_template, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from app.actions.studio.import_table import Made, begin_imported, made, read_table
from app.actions.studio.problems import Count, count_problems
from app.model.bundle import DIAGRAM
from app.model.errors import LajurError
from app.model.people import ANALYST
from app.notation.diagram import read_diagram
from app.notation.draw import draw_svg
from app.sopdoc.read.draft import Asked, Draft, Question
from app.web.shared.drawing import inline
from app.web.shared.entrance import entrance
from app.web.shared.house import office, user
from app.web.shared.languages import gettext, lazy_gettext
from app.web.studio.home import NoFile, brought, to_copy
from app.web.studio.room import room

FACTS = {
    "title": lazy_gettext("Title of the SOP"),
    "number": lazy_gettext("Number of the SOP"),
    "agency": lazy_gettext("Agency"),
}


@dataclass(frozen=True)
class ImportPage:
    """`file` is the file that was sent, as base64: it comes along until the answers are complete."""

    file: str
    draft: Draft
    answers: dict[str, str]
    key: str = ""
    made: Made | None = None
    problem: LajurError | None = None

    @property
    def unsure(self) -> list[Question]:
        """What nobody can know for sure from the table."""
        return [each for each in self.draft.questions() if not each.is_sure]

    @property
    def sure(self) -> list[Question]:
        return [each for each in self.draft.questions() if each.is_sure]

    @property
    def picture(self) -> Markup | None:
        if self.made is None:
            return None
        drawing = draw_svg(read_diagram(self.made.bundle.files[DIAGRAM]), prefix="pratinjau")
        return inline(drawing)

    @property
    def count(self) -> Count | None:
        return count_problems(office(), self.made.bundle) if self.made else None

    @property
    def open(self) -> list[str]:
        """What has neither an answer nor a guess, in words."""
        return [self.words(each) for each in self.draft.questions() if not self.answer(each).strip()]

    def answer(self, question: Question) -> str:
        return self.answers.get(question.key, question.guess)

    def words(self, question: Question) -> str:
        """What is asked, in the reader's language."""
        if question.asked is Asked.TEXT:
            return str(FACTS.get(question.label, question.label))
        if question.asked is Asked.LANE:
            return gettext("Row %(row)s: who does it?", row=question.row)
        return gettext("Row %(row)s: to which row leads “%(label)s”?", row=question.row, label=question.label)


@room.post("/tabel")
@entrance(ANALYST)
def ask_table() -> ResponseReturnValue:
    """Reads the file and asks what it does not say."""
    _, data = brought()
    draft = read_table(office(), data, by=user())
    return _shown(ImportPage(b64encode(data).decode(), draft, {}))


@room.post("/tabel/lihat")
@entrance(ANALYST)
def preview_table() -> ResponseReturnValue:
    """Shows what comes of the table with the answers so far."""
    return _shown(_answered())


@room.post("/tabel/simpan")
@entrance(ANALYST)
def keep_table() -> ResponseReturnValue:
    page = _answered()
    return to_copy(begin_imported(office(), page.draft, page.answers, page.key, by=user()))


def _answered() -> ImportPage:
    file = request.form.get("file", "")
    try:
        draft = read_table(office(), b64decode(file, validate=True), by=user())
    except (BadBase64, ValueError):
        raise NoFile from None
    return ImportPage(file, draft, dict(_answers()), request.form.get("key", "").strip())


def _answers() -> Iterator[tuple[str, str]]:
    for name, value in request.form.items():
        if name.startswith("jawab."):
            yield name.removeprefix("jawab."), value


def _shown(page: ImportPage) -> ResponseReturnValue:
    try:
        done = made(page.draft, page.answers, page.key)
        page = ImportPage(page.file, page.draft, page.answers, page.key, done)
    except LajurError as missing:
        page = ImportPage(page.file, page.draft, page.answers, page.key, problem=missing)
    return render_template("studio/import.html", page=page)
