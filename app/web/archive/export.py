"""Many cases as an event log for process mining: what to write, how, and the job that writes it."""

from dataclasses import replace

from flask import redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from app.actions.archive.export_job import KIND, ask_for_log
from app.actions.archive.export_log import LogFormat, LogWish
from app.model.errors import Invalid
from app.model.people import AUDITOR
from app.web.archive.criteria import Asked, asked
from app.web.archive.find import must_make_sense
from app.web.archive.jobs import KINDS
from app.web.archive.offers import offers
from app.web.archive.room import room
from app.web.shared.entrance import entrance
from app.web.shared.house import office, user
from app.web.shared.languages import lazy_gettext

KINDS[KIND] = lazy_gettext("Event log for process mining")
FORMATS = {
    LogFormat.XES: lazy_gettext("XES (IEEE 1849-2016, XML): one trace for each case"),
    LogFormat.OCEL: lazy_gettext("OCEL 2.0 (JSON): cases, companies, files and people as objects"),
}
#: Criteria that the form of this page asks for itself; others are carried along from the search.
OWN = ("sop", "version", "started_from", "started_to")


@room.get("/ekspor")
@entrance(AUDITOR)
def export() -> ResponseReturnValue:
    return _shown(asked(request.args), LogFormat.XES)


@room.post("/ekspor")
@entrance(AUDITOR)
def ask_for_export() -> ResponseReturnValue:
    wanted = asked(request.form)
    given = request.form.get("format", "")
    chosen = LogFormat(given) if given in set(LogFormat) else LogFormat.XES
    try:
        must_make_sense(wanted)
        wish = LogWish(chosen, wanted.wish, with_names=request.form.get("names") == "on")
        job = ask_for_log(office(), wish, by=user())
    except Invalid as refused:
        return _shown(replace(wanted, problems=dict(refused.problems)), chosen)
    return redirect(url_for("archive.job", job_id=job.id), 303)


def _shown(wanted: Asked, chosen: LogFormat) -> ResponseReturnValue:
    carried = {name: value for name, value in wanted.fields.items() if name not in (*OWN, "sort")}
    page = render_template(
        "archive/export.html", asked=wanted, carried=carried, formats=FORMATS, chosen=chosen, offers=offers()
    )
    return page, 422 if wanted.problems else 200
