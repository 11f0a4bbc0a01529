"""Writes `sop.toml` of a plan: only what the table says, and what the process needs to run."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence

from app.model.sop import Identity
from app.sopdoc.make.diagram import ADDED
from app.sopdoc.make.plan import Plan

_HEAD = """# Imported from the table of the SOP. Texts of the table are verbatim, slips included.
# Still to be decided: who works in a lane ([groups]), the form of each activity, the service clock."""
_BARE = re.compile(r"[A-Za-z0-9_-]+")


def facts_file(plan: Plan, identity: Identity, lists: Mapping[str, Sequence[str]]) -> bytes:
    """The file. `lists` are those of the identity page by the names they have in `sop.toml`."""
    lines = [_HEAD, *_top(plan, identity), *_lists(lists), *_identity(identity), *_lanes(plan)]
    for act in lists.get("legal_basis", ()):
        lines += ["", "[[legal_basis]]", f"text = {quoted(act)}"]
    lines += [*_rows(plan), *_added(plan)]
    return ("\n".join(lines) + "\n").encode()


def _top(plan: Plan, identity: Identity) -> Iterator[str]:
    yield f"key = {quoted(plan.key)}"
    yield f"number_prefix = {quoted(prefix(identity.title))}"
    yield 'title = "=nomor_kasus"'
    yield 'business_key = "=nomor_kasus"'
    if plan.applicant is not None:
        yield f"applicant_lane = {quoted(plan.lanes[plan.applicant])}"


def _lists(lists: Mapping[str, Sequence[str]]) -> Iterator[str]:
    for name, texts in lists.items():
        if texts and name != "legal_basis":
            yield f"{name} = ["
            yield from (f"  {quoted(text)}," for text in texts)
            yield "]"


def _identity(identity: Identity) -> Iterator[str]:
    yield from ("", "[identity]")
    for name in ("number", "title", "agency", "unit", "made", "revised", "effective", "approved_by"):
        value = getattr(identity, name)
        if value or name in ("number", "title", "agency"):
            yield f"{name} = {quoted(value)}"


def _lanes(plan: Plan) -> Iterator[str]:
    yield from ("", "[groups]")
    yield from (f"{lane} = {quoted(group)}" for lane, group in zip(plan.lanes, plan.groups, strict=True))
    systems = [lane for index, lane in enumerate(plan.lanes) if plan.is_system(index)]
    if systems:
        yield from (
            "",
            "# Until there is an interface, people of the office prove what a system has done.",
            "[connectors]",
        )
        yield from (f"{lane} = {quoted(f'manual:{plan.groups[plan.prover]}')}" for lane in systems)


def _rows(plan: Plan) -> Iterator[str]:
    for name, row in zip(plan.ids, plan.table.rows, strict=True):
        if row.number is None:
            continue
        yield from ("", f"[rows.{name}]", f"number = {row.number}", f"text = {quoted(row.text)}")
        for part in ("kelengkapan", "waktu", "output", "keterangan"):
            if value := getattr(row, part):
                yield f"{part} = {quoted(value)}"


def _added(plan: Plan) -> Iterator[str]:
    added = [node for node in plan.nodes if node.added]
    if added:
        yield from ("", "[added]")
        yield from (f"{node.id} = {quoted(ADDED.removeprefix('(tambahan) '))}" for node in added)


def prefix(title: str) -> str:
    """The first letters of the words of a title, for the numbers of cases."""
    found = "".join(word[0] for word in re.findall(r"[A-Za-z]+", title.upper()))[:6]
    return found if len(found) > 1 else "SOP"


def quoted(text: str) -> str:
    """A text as TOML writes it. JSON writes it the same way, but for one control character."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
