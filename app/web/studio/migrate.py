"""Moving the running cases of an SOP to another version: the dry run, the question, and what became of each case."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from flask import Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import MultiDict

from app.actions import migrate_job
from app.actions.migrate import Change, Plan, Thought, plan, versions
from app.actions.migrate_job import CHOSEN, MIGRATE, Fate, Row
from app.model.definition import Deployment, ProcessDefinition
from app.model.migration import Reason
from app.model.people import ADMINISTRATOR, RELEASER
from app.web.archive.jobs import KINDS, PAGES
from app.web.shared.entrance import entrance
from app.web.shared.house import office, user
from app.web.shared.languages import gettext, lazy_gettext, sentence, sop_text
from app.web.shared.processes import lanes
from app.web.shared.sheet import sheet_file
from app.web.studio.room import room

KINDS[MIGRATE] = lazy_gettext("Moving cases to another version")
PAGES[MIGRATE] = "studio.moved"
FATES = {
    Fate.MOVED: ("good", lazy_gettext("moved")),
    Fate.REFUSED: ("warn", lazy_gettext("stays")),
    Fate.FAILED: ("bad", lazy_gettext("failed")),
}
#: What of a list is shown.
SHOWN = {
    "": lazy_gettext("All"),
    "bisa": lazy_gettext("Can be moved"),
    "tidak": lazy_gettext("Stay as they are"),
}


@dataclass(frozen=True)
class Asked:
    """What the address asks for: the version, the steps that may be left out, which rows, and from where on."""

    version: int | None
    accepted: frozenset[str]
    shown: str
    before: int | None


@dataclass(frozen=True)
class MovePage:
    """A dry run, ready to be read. `why` counts the reasons of this page; each may be accepted when it has an element
    that can be."""

    asked: Asked
    plan: Plan
    versions: Sequence[Deployment]

    @property
    def rows(self) -> list[Thought]:
        wanted = {"bisa": (True,), "tidak": (False,)}.get(self.asked.shown, (True, False))
        return [it for it in self.plan.cases if it.is_safe in wanted]

    @property
    def safe(self) -> int:
        return sum(it.is_safe for it in self.plan.cases)

    @property
    def why(self) -> list[tuple[str, Reason, int]]:
        return why(reason for it in self.plan.cases for reason in it.reasons)

    def changes(self, it: Thought) -> list[str]:
        """What a move changes of the open work of a case, in words."""
        return [words for change in it.changes for words in _changes(self.plan.definition, change)]


def why(reasons: Iterable[Reason]) -> list[tuple[str, Reason, int]]:
    """Each sentence once, the most frequent first, with how often it was said."""
    found = [(sentence(it.sentence), it) for it in reasons]
    known = dict(found)
    return [(words, known[words], count) for words, count in Counter(words for words, _ in found).most_common()]


@room.get("/sop/<sop>/pindah")
@entrance(RELEASER, ADMINISTRATOR)
def move_cases(sop: str) -> ResponseReturnValue:
    asked = _asked(request.args)
    found = plan(office(), sop, asked.version, by=user(), accepted=asked.accepted, before=asked.before)
    page = MovePage(asked, found, versions(office(), sop, by=user()))
    return render_template("studio/move.html", page=page, shown=SHOWN, sop=sop)


@room.post("/sop/<sop>/pindah")
@entrance(RELEASER, ADMINISTRATOR)
def ask_to_move(sop: str) -> ResponseReturnValue:
    asked, chosen = _asked(request.form), _chosen()
    if request.form.get("yakin") != "1" and not _rehearses():
        return render_template("studio/move_sure.html", sop=sop, asked=asked, chosen=chosen)
    job = migrate_job.ask(
        office(), sop, asked.version or 0, by=user(), chosen=chosen, accepted=asked.accepted, rehearsal=_rehearses()
    )
    return redirect(url_for("archive.job", job_id=job.id), 303)


@room.get("/pindah/<int:job_id>")
@entrance(RELEASER, ADMINISTRATOR)
def moved(job_id: int) -> ResponseReturnValue:
    job, order, outcome = migrate_job.outcome(office(), job_id, user())
    shown = request.args.get("lihat", "")
    rows = [row for row in outcome.rows if shown in ("", row.fate.value)]
    reasons = why(reason for row in outcome.rows for reason in row.reasons)
    return render_template(
        "studio/moved.html", job=job, order=order, outcome=outcome, rows=rows, why=reasons, fates=FATES, shown=shown
    )


@room.get("/pindah/<int:job_id>/hasil.csv")
@entrance(RELEASER, ADMINISTRATOR)
def moved_sheet(job_id: int) -> Response:
    job, _, outcome = migrate_job.outcome(office(), job_id, user())
    return sheet_file(f"pindah-{job.id}", _heading(), [_cells(row) for row in outcome.rows])


def _heading() -> list[str]:
    return [gettext("Case number"), gettext("Company"), gettext("Result"), gettext("Reason")]


def _cells(row: Row) -> list[str]:
    return [row.number, row.title, str(FATES[row.fate][1]), " ".join(sentence(it.sentence) for it in row.reasons)]


def _asked(given: MultiDict[str, str]) -> Asked:
    shown = given.get("lihat", "")
    return Asked(
        given.get("ke", type=int),
        frozenset(filter(None, given.getlist("terima"))),
        shown if shown in SHOWN else "",
        given.get("before", type=int),
    )


def _chosen() -> list[str] | None:
    """The numbers of the cases that were ticked; None when all that can be moved are meant."""
    return request.form.getlist("kasus")[: CHOSEN + 1] if request.form.get("pilih") == "1" else None


def _rehearses() -> bool:
    return request.form.get("coba") == "1"


def _changes(definition: ProcessDefinition, change: Change) -> Iterator[str]:
    before, after = change.before, change.after
    name = sop_text(definition, after.name)
    if before.name != after.name:
        yield gettext("“%(before)s” is called “%(after)s”.", before=before.name, after=name)
    if before.group != after.group:
        lane = lanes(definition).get(after.group or "", after.group or "–")
        yield gettext("“%(what)s” goes to %(lane)s.", what=name, lane=lane)
    if change.released:
        yield gettext("“%(what)s” is given back by who has claimed it.", what=name)
    if change.form:
        yield gettext("“%(what)s” has another form.", what=name)
