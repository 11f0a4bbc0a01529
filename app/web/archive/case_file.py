"""A case as it is printed: every fact of it in the reader's language."""

from collections.abc import Iterator, Sequence

from app.actions.archive.print_case import Printed
from app.actions.signing import SIMULATION
from app.model.errors import LajurError
from app.model.event import Happening
from app.model.frames import frame_at
from app.model.instance import Status
from app.model.people import User
from app.web.archive.beside import clocks
from app.web.archive.drawn import drawn
from app.web.archive.filled import sheets
from app.web.archive.telling import Telling, happened, visits
from app.web.shared.enclosures import Enclosure, enclosures
from app.web.shared.formats import day, exact, number, size, when
from app.web.shared.house import office
from app.web.shared.languages import gettext, language, sentence
from app.web.shared.pages import sop_title
from app.web.shared.remarks import in_place
from app.web.shared.words import clock_chip, status_chip
from reports.case_file import CaseFile, Enclosed, Erasure, Remark, Signature
from reports.picture import Picture


class EmptyHistory(LajurError):
    """The history of this case is empty; there is nothing to print."""

    status = 409


def case_file(printed: Printed, reader: User, checks: Sequence[str] = ()) -> CaseFile:
    """A case for paper, as `reader` may see it. `checks` are the sentences of a verification and of seals.

    Raises EmptyHistory.
    """
    telling = Telling(printed, reader)
    case, wrong = printed.recording.case, printed.recording.unreadable
    if not case.events:
        raise EmptyHistory
    instance, identity, last = case.instance, case.definition.sop.identity, case.events[-1]
    return CaseFile(
        language=language(),
        office=identity.agency or "Lajur",
        unit=identity.unit,
        dated=last.at,
        last=when(last.at),
        zone=last.at.astimezone(office().calendar.zone).tzname() or "",
        number=instance.number,
        company=instance.title,
        business_key=instance.business_key,
        applicant=case.names.get(str(instance.applicant), ""),
        sop=sop_title(case.definition),
        sop_number=identity.number,
        version=instance.version,
        definition=instance.digest,
        started=when(instance.started_at),
        ended=when(instance.ended_at) if instance.ended_at else gettext("Not over yet"),
        outcome=status_chip(instance, case.definition, case.work).text,
        clock=_clock(telling),
        linked=case.linked.number if case.linked else "",
        simulated=case.simulated,
        events=last.number,
        head=last.digest.hex(),
        happened=list(happened(telling)),
        visits=list(visits(telling)),
        picture=None if wrong else _picture(telling),
        picture_note=sentence(wrong) if wrong else gettext("This version of the SOP has no drawing."),
        sheets=list(sheets(telling)),
        files=[_enclosed(telling, it) for it in enclosures(telling.record)],
        signatures=list(_signatures(telling)),
        checks=checks,
        remarks=list(_remarks(telling)),
        erasures=list(_erasures(telling)),
    )


def _picture(telling: Telling) -> Picture | None:
    case = telling.record.case
    moment = frame_at(case.events, len(case.events), *case.outlines)
    return drawn(case.definition, moment, telling.spells.visits) if moment else None


def _clock(telling: Telling) -> str:
    """How the service clock stood at last, and what was promised: nothing that another day would say otherwise."""
    instance, due = telling.record.case.instance, telling.frames[-1].clock.due
    over = instance.status is not Status.RUNNING or instance.clock.stopped_on is not None
    face = (clock_chip(instance.clock, over=True) if over else None) or clocks(telling.frames)[-1].it
    promised = gettext("promised for %(day)s", day=day(due)) if due else ""
    return ", ".join(dict.fromkeys(filter(None, (face.text, face.note, promised))))


def _enclosed(telling: Telling, it: Enclosure) -> Enclosed:
    file, photo = it.file, it.photo
    taken = ""
    if photo:
        taken = gettext("Photo taken on %(at)s", at=exact(photo.taken_at))
        if photo.lat is not None and photo.lon is not None:
            taken += f", {number(photo.lat)} / {number(photo.lon)}"
    who = telling.record.case.names.get(str(file.added_by), "?")
    added = telling.activity(file.element)
    return Enclosed(file.name, file.media_type, size(file.size), file.digest, added, who, exact(file.added_at), taken)


def _signatures(telling: Telling) -> Iterator[Signature]:
    for event, says in telling.record.events():
        signed = says.get("signed")
        if event.kind is Happening.WORK_COMPLETED and isinstance(signed, dict):
            simulated = signed.get("method") == SIMULATION
            how = gettext("Only played in the demo") if simulated else gettext("With the second factor")
            who = telling.who(event) + in_place(telling.record, says)
            what = telling.activity(event.element)
            yield Signature(what, who, telling.post(event), exact(event.at), how, simulated)


def _remarks(telling: Telling) -> Iterator[Remark]:
    case = telling.record.case
    for comment in case.comments:
        who, withdrawn = case.names.get(str(comment.author), "?"), comment.withdrawn_at is not None
        yield Remark(who, exact(comment.written_at), comment.text, comment.internal, withdrawn)


def _erasures(telling: Telling) -> Iterator[Erasure]:
    for event, says in telling.record.events():
        if event.kind is Happening.PAYLOAD_ERASED:
            erased = says.get("number")
            what = erased if isinstance(erased, int) else 0
            yield Erasure(what, exact(event.at), telling.who(event), str(says.get("ground", "")))
