"""Erasing personal data of a case: choose, see exactly what will vanish, do it for good."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from json import dumps

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.actions import look
from app.actions.erase import erasable, erase_data, preview, values, worded
from app.actions.look import CaseView
from app.model.erasure import Article
from app.model.errors import LajurError
from app.model.event import Event
from app.model.form import Component, whole
from app.model.loss import Content, Loss, Wish
from app.model.people import ADMINISTRATOR, SUPERVISOR
from app.model.values import Json
from app.web.desk.room import room
from app.web.shared.entrance import entrance
from app.web.shared.house import office, user
from app.web.shared.languages import Lazy, gettext, language, lazy_gettext, sentence
from app.web.shared.notices import notice
from app.web.shared.words import activity

ARTICLES: Mapping[Article, Lazy] = {
    Article.ASKED: lazy_gettext("The person concerned asks for it"),
    Article.NOT_NEEDED: lazy_gettext("No longer needed for what they were processed for"),
    Article.WITHDRAWN: lazy_gettext("Consent was withdrawn"),
    Article.UNLAWFUL: lazy_gettext("Obtained or processed against the law"),
    Article.RETENTION: lazy_gettext("The time to keep them is over"),
}
KINDS: Mapping[str, Lazy] = {
    "variable": lazy_gettext("Data: %(which)s"),
    "event": lazy_gettext("Entry %(which)s of the history"),
    "message": lazy_gettext("Message %(which)s"),
    "comment": lazy_gettext("Comment %(which)s"),
    "file": lazy_gettext("File %(which)s"),
    "document": lazy_gettext("Document %(which)s: its PDF is an archive and stays"),
    "case": lazy_gettext("Case %(which)s"),
}


@dataclass(frozen=True)
class Asked:
    """What a supervisor has chosen, and why."""

    wish: Wish
    article: Article | None
    ground: str
    seen: int | None

    @classmethod
    def read(cls) -> "Asked":
        numbers = {name: frozenset(request.form.getlist(name, type=int)) for name in ("file", "message", "comment")}
        events = frozenset(request.form.getlist("event", type=int))
        names = frozenset(request.form.getlist("variable"))
        wish = Wish(names, numbers["file"], numbers["message"], numbers["comment"], events)
        article = next((it for it in Article if it.value == request.form.get("article")), None)
        return cls(wish, article, request.form.get("ground", "").strip(), request.form.get("seen", type=int))


NOTHING = Asked(Wish(), Article.ASKED, "", None)


@dataclass(frozen=True)
class ErasurePage:
    """What can be chosen, what was, and, once it was, what would vanish. `problem` says what is not right yet."""

    case: CaseView
    asked: Asked
    content: Content
    loss: Loss | None = None
    problem: str = ""

    @cached_property
    def values(self) -> Mapping[str, Sequence[Json]]:
        return values(self.content)

    @cached_property
    def worded(self) -> Sequence[tuple[Event, Mapping[str, Json]]]:
        return worded(self.content)

    @cached_property
    def _labels(self) -> Mapping[str, str]:
        forms = self.case.definition.forms.values()
        fields = (field for form in forms for field in whole(form.components) if field.key)
        return {field.key: words for field in fields if (words := _worded(field))}

    def label(self, name: str) -> str:
        return self._labels.get(name, name)

    def place(self, element: str | None) -> str:
        return activity(self.case.definition, element) if element else gettext("The case")

    def needs(self) -> Iterable[tuple[str, str]]:
        """What cannot be erased yet, and where it is still needed."""
        for name, places in self.loss.needed.items() if self.loss else ():
            words = (gettext("the title of the case") if place == "-" else place for place in places)
            yield self.label(name), ", ".join(dict.fromkeys(words))

    def traces(self) -> list[str]:
        """Where the same words stand and stay."""
        found = self.loss.elsewhere if self.loss else ()
        return [KINDS[it.kind] % {"which": self.label(it.which) if it.kind == "variable" else it.which} for it in found]


@room.get("/permohonan/<number>/hapus-data")
@entrance(SUPERVISOR, ADMINISTRATOR)
def erasure(number: str) -> ResponseReturnValue:
    return _choose(number, NOTHING)


@room.post("/permohonan/<number>/hapus-data")
@entrance(SUPERVISOR, ADMINISTRATOR)
def erase_from_case(number: str) -> ResponseReturnValue:
    asked = Asked.read()
    case = look.case(office(), number, user())
    try:
        if "confirm" not in request.form:
            return _confirm(case, asked)
        erase_data(
            office(), case.instance.id, asked.wish, asked.ground, by=user(), article=asked.article, seen=asked.seen
        )
    except LajurError as error:
        return _choose(number, asked, error), error.status
    notice(gettext("The data were erased. Please tell the person concerned (UU 27/2022, article 45)."))
    return redirect(url_for("desk.case", number=number), 303)


def shown(value: Json) -> str:
    """A value for the eye: texts as they are, all else as JSON."""
    return value if isinstance(value, str) else dumps(value, ensure_ascii=False)


def _choose(number: str, asked: Asked, error: LajurError | None = None) -> str:
    case = look.case(office(), number, user())
    content = erasable(office(), case.instance.id, by=user())
    page = ErasurePage(case, asked, content, problem=sentence(error) if error else "")
    return render_template("desk/erase.html", page=page, articles=ARTICLES, shown=shown)


def _confirm(case: CaseView, asked: Asked) -> str:
    if not asked.wish:
        raise LajurError("Please choose what is to be erased.")
    if not asked.ground:
        raise LajurError("Please give the ground on which you erase.")
    loss = preview(office(), case.instance.id, asked.wish, by=user())
    page = ErasurePage(case, asked, loss.content, loss)
    return render_template("desk/erase_confirm.html", page=page, articles=ARTICLES, shown=shown)


def _worded(field: Component) -> str:
    return field.label_en if language() == "en" and field.label_en else field.label
