"""The export of many cases as a job: asked for on a page, made by a worker, taken away when it is ready."""

import gzip
from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date
from tempfile import TemporaryFile
from typing import Any

from app.actions import _rights
from app.actions import jobs as asking
from app.actions.archive.export_log import LogFormat, LogWish, export_log
from app.actions.archive.find import Wish, check
from app.model.errors import Forbidden
from app.model.job import Job, JobFile, JobResult
from app.model.people import User
from app.model.values import Json, Variables
from app.ports import Office, Order, Progress

KIND = "export-log"
#: Bytes a packed log may have: about a million cases.
LIMIT = 2 << 30
#: What the file is called, and what is in it.
NAMES = {LogFormat.XES: "lajur.xes.gz", LogFormat.OCEL: "lajur.ocel.json.gz"}
MEDIA_TYPE = "application/gzip"
DAYS = ("started_from", "started_to", "ended_from", "ended_to")


def ask_for_log(office: Office, wish: LogWish, *, by: User) -> Job:
    """Let a worker write a log. Raises Forbidden, Invalid, or what `jobs.request` does."""
    _rights.must_audit(by)
    check(office, wish.cases)
    return asking.request(office, KIND, _arguments(wish), by=by)


def write_log(office: Office, arguments: Variables, progress: Progress) -> JobResult:
    """The work of the job (`app.ports.Work`): the log, packed with gzip, in the vault. Raises
    Forbidden when who has asked for it is gone, and what `export_log` raises."""
    wish = _wish(arguments)
    with office.store.reading() as reader:
        by = reader.user(progress.job.requested_by)
    if by is None:
        raise Forbidden
    with TemporaryFile() as file:
        with gzip.open(file, "wb", compresslevel=6) as packed:
            for piece in export_log(office, wish, progress, by=by):
                packed.write(piece)
        file.seek(0)
        digest, _ = office.vault.put(file, limit=LIMIT)
    return JobResult(file=JobFile(digest, NAMES[wish.format], MEDIA_TYPE))


def _arguments(wish: LogWish) -> dict[str, Json]:
    """A wish as plain data; what is not chosen is left out."""
    chosen = asdict(replace(wish.cases, after=None, order=Order.STARTED))
    cases: dict[str, Json] = {
        name: value.isoformat() if isinstance(value, date) else value
        for name, value in chosen.items()
        if value not in (None, "") and name not in ("order", "descending")
    }
    return {"format": wish.format.value, "with_names": wish.with_names, "cases": cases}


def _wish(arguments: Variables) -> LogWish:
    cases: Json = arguments.get("cases")
    given: Mapping[str, Any] = cases if isinstance(cases, dict) else {}
    read: dict[str, Any] = {name: date.fromisoformat(value) if name in DAYS else value for name, value in given.items()}
    return LogWish(LogFormat(str(arguments["format"])), Wish(**read), with_names=arguments.get("with_names") is True)
