"""Finds out what an erasure takes away, before anything is touched: the page that asks shows just this."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from app.actions._read_ahead import CASE, read_ahead
from app.actions._redact import printed, redacted
from app.actions._step import text_of
from app.actions._traces import holds, names_file, telling, traces, values_of
from app.feel import readable_names
from app.model.advance import Kind
from app.model.definition import ProcessDefinition
from app.model.erasure import erasures, kept, names_in, skeleton, without
from app.model.event import Event, Happening
from app.model.instance import Attachment, ProcessInstance, Status, WorkItem, WorkState
from app.model.loss import Content, Gone, Loss, Wish
from app.model.notice import Notice
from app.model.register import RegisterEntry
from app.model.values import Json
from app.ports import Reader

OPEN = frozenset({WorkState.OPEN, WorkState.INCIDENT})
ACTIVITIES = frozenset({Kind.USER, Kind.SERVICE})
ADDED, SENT = Happening.ATTACHMENT_ADDED, Happening.MESSAGE_SENT
Rests = Mapping[int, Mapping[str, Json]]


def content_of(reader: Reader, case: ProcessInstance) -> Content:
    """All that the books hold of a case."""
    events = reader.history(case.id)
    return Content(
        case=case,
        events=events,
        work=reader.work_items(case.id),
        files=reader.attachments(case.id),
        messages=reader.messages(case.id),
        comments=reader.comments(case.id),
        drafts=reader.drafts_of(case.id),
        notices=reader.notices_of(case.id),
        lines=reader.register_among([case.id]),
        documents=reader.documents(case.id),
        followers=reader.followers(case.id),
        earlier=reader.instance(case.linked_to) if case.linked_to else None,
        erased=erasures(events),
    )


def loss_of(reader: Reader, process: ProcessDefinition, content: Content, wish: Wish) -> Loss:
    """What an erasure would take away from a case."""
    wish = _widened(content, wish)
    files = [file for file in content.files if file.id in wish.files]
    words = telling(value for name in wish.variables for value in values_of(content, name))
    gone = Gone(wish.variables, frozenset(file.digest for file in files), words)
    rests = _rests(content, wish, gone)
    after = _after(process, content.case, gone)
    drafts = [replace(draft, answers=gone.slim(draft.answers)) for draft in content.drafts]
    return Loss(
        content=content,
        after=after,
        rests=rests,
        lost={number: _lost(content, number, rest) for number, rest in rests.items()},
        work=_work(content, gone, rests),
        drafts=[draft for draft in drafts if draft not in content.drafts],
        notices=_retitled(content, after, gone),
        lines=_lines(process, content, wish, gone),
        documents=redacted(process, content.documents, gone),
        files=files,
        shared=frozenset(digest for digest in gone.files if _is_shared(reader, content, files, digest)),
        messages=[it for it in content.messages if it.id in wish.messages],
        comments=[it for it in content.comments if it.id in wish.comments],
        needed=_needed(process, content, wish.variables, files) if content.case.status is Status.RUNNING else {},
        elsewhere=[*traces(content, wish, rests, words), *printed(process, content, gone)],
    )


def _widened(content: Content, wish: Wish) -> Wish:
    """The wish with what goes together: an event with the message, comment or file it tells of, the same file added
    twice."""
    told_of = {event.number: kept(event, content.erased) for event in content.events}
    added = {event.number: told_of[event.number].get("digest") for event in content.events if event.kind is ADDED}
    sent = {event.number: told_of[event.number].get("message") for event in content.events if event.kind is SENT}
    digests = {file.digest for file in content.files if file.id in wish.files or file.digest in _of(added, wish.events)}
    messages = {it.id for it in content.messages if it.id in wish.messages or it.id in _of(sent, wish.events)}
    comments = {it.id: it.event for it in content.comments if it.id in wish.comments or it.event in wish.events}
    events = {number for number, digest in added.items() if digest in digests}
    events |= {number for number, message in sent.items() if message in messages}
    return Wish(
        wish.variables,
        frozenset(file.id for file in content.files if file.digest in digests),
        frozenset(messages),
        frozenset(comments),
        wish.events | events | {*comments.values()},
    )


def _of(told_of: Mapping[int, Json], events: frozenset[int]) -> list[Json]:
    return [value for number, value in told_of.items() if number in events]


def _rests(content: Content, wish: Wish, gone: Gone) -> Rests:
    """What is left of the payloads that lose something."""
    found: dict[int, Mapping[str, Json]] = {}
    for event in content.events:
        payload = kept(event, content.erased)
        rest = without(payload, gone.names, gone.files)
        if event.number in wish.events:
            rest = skeleton(rest)
        if rest != payload:
            found[event.number] = rest
    return found


def _lost(content: Content, number: int, rest: Mapping[str, Json]) -> Sequence[str]:
    return sorted(names_in(kept(content.events[number - 1], content.erased)) - names_in(rest))


def _after(process: ProcessDefinition, case: ProcessInstance, gone: Gone) -> ProcessInstance:
    """The case without these variables. Its title and key are made anew where they came from one of them."""
    variables = gone.slim(case.variables)

    def anew(expression: str, text: str) -> str:
        return (
            text_of(expression, variables)
            if readable_names(expression) & gone.names or holds(text, gone.words)
            else text
        )

    return replace(
        case,
        variables=variables,
        title=anew(process.sop.title, case.title),
        business_key=anew(process.sop.business_key, case.business_key),
    )


def _work(content: Content, gone: Gone, rests: Rests) -> list[WorkItem]:
    """The work items that change. The digest of answers goes with them: short answers could be guessed from it."""
    closed = {kept(event, content.erased).get("token") for event in content.events if _closes(event, rests)}
    changed = []
    for item in content.work:
        outputs = None if item.outputs is None else gone.slim(item.outputs)
        digest = None if item.token in closed else item.outputs_digest
        after = replace(item, locals=gone.slim(item.locals), outputs=outputs, outputs_digest=digest)
        changed += [after] if after != item else []
    return changed


def _closes(event: Event, rests: Rests) -> bool:
    return event.kind is Happening.WORK_COMPLETED and event.number in rests


def _retitled(content: Content, after: ProcessInstance, gone: Gone) -> list[Notice]:
    """The notices that call the case by a title it has lost, or had when a variable held another value."""
    before = content.case.title
    lost = {before} - {after.title}
    named = [it for it in content.notices if it.facts.get("title") in lost or holds(it.facts.get("title"), gone.words)]
    return [replace(it, facts={**it.facts, "title": after.title}) for it in named]


def _lines(process: ProcessDefinition, content: Content, wish: Wish, gone: Gone) -> list[RegisterEntry]:
    """The lines of books that lose columns: those made of what goes, and those in which its words stand."""
    changed = []
    for line in content.lines:
        place = (line.book, content.events[line.event - 1].element)
        rules = (rule for rule in process.sop.letters if (rule.book, rule.element) == place)
        made = [pair for rule in rules for pair in rule.columns.items()]
        # Of an event that is erased as a whole all goes that its answers may have given.
        all_of_it = line.event in wish.events
        names = {name for name, text in made if (read := readable_names(text)) and (all_of_it or read & gone.names)}
        columns = {it: text for it, text in line.columns.items() if it not in names and not holds(text, gone.words)}
        changed += [replace(line, columns=columns)] if columns != dict(line.columns) else []
    return changed


def _is_shared(reader: Reader, content: Content, files: Sequence[Attachment], digest: str) -> bool:
    """Whether something else than these files names the bytes, or a case that is linked with this one."""
    own = sum(file.digest == digest for file in files)
    others = [*content.followers, *([content.earlier] if content.earlier else [])]
    return reader.file_uses(digest) > own or any(names_file(it.variables, digest) for it in others)


def _needed(
    process: ProcessDefinition, content: Content, gone: frozenset[str], files: Sequence[Attachment]
) -> dict[str, list[str]]:
    """Why a running case cannot do without: by variable or name of a file the places that will read it."""
    waiting = [item for item in content.work if item.state in OPEN]
    read = read_ahead(process, [item.element for item in waiting])
    state = (content.case.state or b"").decode()
    found = {name: read[name] for name in sorted(gone) if name in read}
    for name in sorted(gone - found.keys()):
        held = any(word in state for word in telling(values_of(content, name)))
        if places := [item.name for item in waiting if held or name in {**item.locals, **(item.outputs or {})}]:
            found[name] = places
    for file in files:
        spoken_of = [content.case.variables, *(item.outputs for item in waiting), *(item.locals for item in waiting)]
        if any(names_file(variables, file.digest) for variables in spoken_of):
            found[file.name] = [item.name for item in waiting if item.kind in ACTIVITIES] or [CASE]
    return found
