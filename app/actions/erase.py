"""Erase personal data of a case (UU 27/2022), everywhere the books hold them. The chain still verifies; who did it,
when and on what ground is noted."""

from collections.abc import Iterable, Mapping

from app.actions import _rights
from app.actions._definitions import definition
from app.actions._files import remove_unused
from app.actions._loss import content_of, loss_of
from app.actions._step import keep
from app.actions._traces import values_of
from app.actions.correct import FIXED
from app.model.erasure import Article, kept, names_in, skeleton
from app.model.errors import Conflict, LajurError, NotFound
from app.model.event import OF_DOCUMENTS, Event, Fact, Happening
from app.model.loss import Content, Loss, Wish
from app.model.people import User
from app.model.values import Json
from app.ports import Office, Unit

LONGEST = 1000
TOLD_ELSEWHERE = frozenset(
    {Happening.ATTACHMENT_ADDED, Happening.MESSAGE_SENT, Happening.COMMENT_ADDED, Happening.PAYLOAD_ERASED}
)


class StillNeeded(Conflict):
    """The case still runs and needs {name} at {places}. Wait until it is over, or correct the value instead."""


def erase(office: Office, instance_id: int, number: int, ground: str, *, by: User) -> Loss:
    """Erase what event `number` of a case carries of a person's, and the comment, message or file it tells of."""
    return erase_data(office, instance_id, Wish(events=frozenset({number})), ground, by=by)


def erasable(office: Office, instance_id: int, *, by: User) -> Content:
    """All of a case that can be chosen from. Raises NotFound or Forbidden."""
    _rights.must_supervise(by)
    with office.store.reading() as reader:
        case = reader.instance(instance_id)
        if case is None:
            raise NotFound
        return content_of(reader, case)


def values(content: Content) -> dict[str, list[Json]]:
    """The variables of a case that hold or held something, with all these values, each once, the present one first."""
    held = {name for event in content.events for name in names_in(kept(event, content.erased))}
    names = sorted({*held, *content.case.variables} - FIXED)
    return {name: found for name in names if (found := _once(values_of(content, name)))}


def _once(values: Iterable[Json]) -> list[Json]:
    found: list[Json] = []
    for value in values:
        if value not in (None, "", []) and value not in found:
            found.append(value)
    return found


def worded(content: Content) -> list[tuple[Event, Mapping[str, Json]]]:
    """The events that carry something of a person's, with what they carry, without those of whom a file, message or
    comment tells."""
    found: list[tuple[Event, Mapping[str, Json]]] = []
    for event in content.events:
        payload = kept(event, content.erased)
        bare = skeleton(payload)
        if event.kind not in TOLD_ELSEWHERE | OF_DOCUMENTS and bare != payload:
            found.append((event, {name: value for name, value in payload.items() if name not in bare and value}))
    return found


def preview(office: Office, instance_id: int, wish: Wish, *, by: User) -> Loss:
    """What an erasure would take away. Raises NotFound, Forbidden, or LajurError for what is never erased."""
    _rights.must_supervise(by)
    with office.store.reading() as reader:
        case = reader.instance(instance_id)
        if case is None:
            raise NotFound
        content = content_of(reader, case)
        _must_be_there(content, wish)
        return loss_of(reader, definition(office, reader, case.digest), content, wish)


def erase_data(
    office: Office,
    instance_id: int,
    wish: Wish,
    ground: str,
    *,
    by: User,
    article: Article | None = None,
    seen: int | None = None,
) -> Loss:
    """Erase for good; answers what has vanished. `seen` is how many events the case had when the person was shown what
    would vanish.

    Raises NotFound, Forbidden, Conflict when the case has changed since, StillNeeded, or LajurError without a ground,
    without anything to erase, or for what is never erased.
    """
    _rights.must_supervise(by)
    if not ground.strip() or len(ground) > LONGEST:
        raise LajurError("Please give the ground on which you erase.")
    with office.store.writing() as unit:
        before = unit.hold(instance_id)
        if before is None:
            raise NotFound
        if seen not in (None, before.events):
            raise Conflict
        content = content_of(unit, before)
        _must_be_there(content, wish)
        if any(it.ready_at for it in content.documents):
            raise Conflict("Documents of this case are still being made; please wait a moment.")
        loss = loss_of(unit, definition(office, unit, before.digest), content, wish)
        _must_be_possible(loss)
        _take_away(office, unit, loss)
        facts = _facts(loss, ground.strip(), article)
        keep(office, unit, before, loss.after, facts, by.actor, now=office.clock(), closed=loss.work)
        unit.commit()
        return loss


def _must_be_there(content: Content, wish: Wish) -> None:
    if fixed := FIXED & wish.variables:
        raise LajurError("The variable {name} is never erased: it says which case it is.", name=min(fixed))
    kinds = {event.number: event.kind for event in content.events}
    ids = ((wish.files, content.files), (wish.messages, content.messages), (wish.comments, content.comments))
    if not wish.events <= kinds.keys() or any(not asked <= {it.id for it in there} for asked, there in ids):
        raise NotFound
    if any(kinds[number] is Happening.PAYLOAD_ERASED for number in wish.events):
        raise LajurError("The note of an erasure stays; it says who has erased and why.")
    if any(kinds[number] in OF_DOCUMENTS for number in wish.events):
        raise LajurError("What tells of a document stays: documents are archives and keep their numbers.")


def _must_be_possible(loss: Loss) -> None:
    for name, places in loss.needed.items():
        raise StillNeeded(name=name, places=", ".join(dict.fromkeys(places)))
    if not (loss.rests or loss.files or loss.drafts or loss.documents or loss.after != loss.content.case):
        raise LajurError("There is nothing of it to erase.")


def _take_away(office: Office, unit: Unit, loss: Loss) -> None:
    """All but the case itself and the changes that its work items keep with a step."""
    case = loss.content.case
    for number in loss.rests:
        unit.erase_payload(case.id, number)
    for comment in loss.comments:
        unit.erase_comment(case.id, comment.event)
    for message in loss.messages:
        unit.erase_message(message.id)
    for work in loss.work:
        unit.save_locals(work)
    for draft in loss.drafts:
        unit.save_draft(draft)
    _shorten(unit, loss)
    for file in loss.files:
        unit.remove_attachment(file.id)
    for digest in {file.digest for file in loss.files} - loss.shared:
        remove_unused(office, unit, digest)


def _shorten(unit: Unit, loss: Loss) -> None:
    """What repeats words of the case elsewhere."""
    for notice in loss.notices:
        unit.save_facts(notice)
    for line in loss.lines:
        unit.shorten_register_entry(line)
    for document in loss.documents:
        unit.shorten_document(document)


def _facts(loss: Loss, ground: str, article: Article | None) -> list[Fact]:
    why: dict[str, Json] = {"ground": ground, **({"article": article.value} if article else {})}
    facts = []
    for number, rest in sorted(loss.rests.items()):
        names: dict[str, Json] = {"variables": list(loss.lost[number])} if loss.lost[number] else {}
        facts.append(Fact(Happening.PAYLOAD_ERASED, payload={"number": number, **why, **names, "rest": dict(rest)}))
    return facts
