"""Two diagrams compared: what was added, removed, changed or moved, in words."""

import pytest

from app.compare import Change, Kind, Part, compare
from app.model.bundle import DIAGRAM, Bundle
from tests.notation.diagrams import drawn, edge, label, shape

TASK = '<userTask id="periksa" name="Periksa" camunda:formRef="periksa"/>'
LANES = """<laneSet id="lajur"><lane id="l1" name="Loket"><flowNodeRef>periksa</flowNodeRef></lane>
<lane id="l2" name="Kasi"/></laneSet>"""
FLOWS = """<startEvent id="mulai"/><exclusiveGateway id="g" name="Lengkap?" default="f3"/>
<endEvent id="a"/><endEvent id="b"/>
<sequenceFlow id="f1" sourceRef="mulai" targetRef="periksa"/>
<sequenceFlow id="f2" name="Ya" sourceRef="g" targetRef="a">
<conditionExpression>=lengkap</conditionExpression></sequenceFlow>
<sequenceFlow id="f3" sourceRef="g" targetRef="b"/>"""
PROCESS = LANES + TASK + FLOWS
PLACES = (shape("periksa", 100, 100), shape("g", 300, 100, 50, 50), edge("f1", (10, 10), (100, 140)))


def timer(duration: str) -> str:
    definition = f"<timerEventDefinition><timeDuration>{duration}</timeDuration></timerEventDefinition>"
    return f'<intermediateCatchEvent id="x">{definition}</intermediateCatchEvent>'


def row(number: str) -> str:
    pairs = f'<camunda:properties><camunda:property name="row" value="{number}"/></camunda:properties>'
    return f'<userTask id="x"><extensionElements>{pairs}</extensionElements></userTask>'


def changes(old: str, new: str, before: tuple[str, ...] = PLACES, after: tuple[str, ...] = PLACES) -> list[Change]:
    bundles = (Bundle({DIAGRAM: drawn(old, *before)}), Bundle({DIAGRAM: drawn(new, *after)}))
    return list(compare(*bundles).changes)


def only(old: str, new: str, kind: Kind = Kind.CHANGED) -> Change:
    """The one change from the process to the process with a text replaced."""
    assert old in PROCESS
    (change,) = changes(PROCESS, PROCESS.replace(old, new))
    assert (change.part, change.kind) == (Part.DIAGRAM, kind)
    return change


def told(change: Change) -> dict[str, tuple[str, str]]:
    return {detail.what: (detail.old, detail.new) for detail in change.details}


def test_the_same_bytes_are_no_difference() -> None:
    assert changes(PROCESS, PROCESS) == []


@pytest.mark.parametrize(
    ("old", "new", "element", "what", "values"),
    [
        ('name="Periksa"', 'name="Periksa berkas"', "periksa", "name", ("Periksa", "Periksa berkas")),
        ("<userTask id=", "<manualTask id=", "periksa", "type", ("userTask", "manualTask")),
        ('formRef="periksa"', 'formRef="lain"', "periksa", "form", ("periksa", "lain")),
        ('formRef="periksa"', 'formRef="periksa" camunda:assignee="x"', "periksa", "assignee", ("", "x")),
        ('name="Loket"', 'name="Loket depan"', "l1", "name", ("Loket", "Loket depan")),
        (">=lengkap<", ">=lengkap and benar<", "f2", "condition", ("=lengkap", "=lengkap and benar")),
        ('name="Ya"', "", "f2", "name", ("Ya", "")),
        ('targetRef="a"', 'targetRef="b"', "f2", "to", ("a", "b")),
        ('default="f3"', 'default="f2"', "g", "default flow", ("Lengkap? → b", "Ya")),
        ('default="f3"', "", "g", "default flow", ("Lengkap? → b", "")),
    ],
)
def test_a_fact_is_told_with_what_it_was_and_is(
    old: str, new: str, element: str, what: str, values: tuple[str, str]
) -> None:
    change = only(old, new)
    assert change.id == element
    assert told(change)[what] == values


@pytest.mark.parametrize(
    ("content", "other", "what", "values"),
    [
        (
            timer("P3D"),
            timer("P5D"),
            "timer",
            ("P3D", "P5D"),
        ),
        (
            '<boundaryEvent id="x" attachedToRef="periksa"/>',
            '<boundaryEvent id="x" attachedToRef="g"/>',
            "attached to",
            ("Periksa", "Lengkap?"),
        ),
        (
            '<boundaryEvent id="x" attachedToRef="periksa"/>',
            '<boundaryEvent id="x" attachedToRef="periksa" cancelActivity="false"/>',
            "interrupting",
            ("", "false"),
        ),
        (
            '<userTask id="x"/>',
            '<userTask id="x"><multiInstanceLoopCharacteristics camunda:collection="orang"/></userTask>',
            "loop",
            ("", "parallel, orang"),
        ),
        (
            '<userTask id="x"><documentation>Lama</documentation></userTask>',
            '<userTask id="x"><documentation>Baru</documentation></userTask>',
            "documentation",
            ("Lama", "Baru"),
        ),
        (
            row("1"),
            row("2"),
            "row",
            ("1", "2"),
        ),
        (
            '<textAnnotation id="x"><text>Lama</text></textAnnotation>',
            '<textAnnotation id="x"><text>Baru</text></textAnnotation>',
            "name",
            ("Lama", "Baru"),
        ),
        ('<userTask id="x"/>', '<userTask id="x" startQuantity="2"/>', "other", ("", "")),
        (
            '<userTask id="x"/>',
            '<userTask id="x"><extensionElements><camunda:taskListener event="create"/></extensionElements></userTask>',
            "other",
            ("", ""),
        ),
        ('<subProcess id="s"/><task id="x"/>', '<subProcess id="s"><task id="x"/></subProcess>', "parent", ("", "s")),
    ],
)
def test_every_kind_of_element_is_told(content: str, other: str, what: str, values: tuple[str, str]) -> None:
    (change,) = [each for each in changes(PROCESS + content, PROCESS + other) if each.id == "x"]
    assert (change.kind, told(change)[what]) == (Kind.CHANGED, values)


def test_an_element_in_another_lane_is_told_by_the_names_of_the_lanes() -> None:
    moved = PROCESS.replace("<flowNodeRef>periksa</flowNodeRef>", "").replace(
        '<lane id="l2" name="Kasi"/>', '<lane id="l2" name="Kasi"><flowNodeRef>periksa</flowNodeRef></lane>'
    )
    (change,) = changes(PROCESS, moved)
    assert (change.id, told(change)) == ("periksa", {"lane": ("Loket", "Kasi")})


def test_another_lane_of_the_same_name_is_told_by_its_id() -> None:
    other = PROCESS.replace('id="l1"', 'id="l9"')
    found = {change.id: change for change in changes(PROCESS, other)}
    assert {name: change.kind for name, change in found.items()} == {
        "l9": Kind.ADDED,
        "periksa": Kind.CHANGED,
        "l1": Kind.REMOVED,
    }
    assert told(found["periksa"])["lane"] == ("Loket (l1)", "Loket (l9)")


def test_what_is_added_and_removed_comes_with_what_is_said_of_it() -> None:
    found = changes(PROCESS, PROCESS.replace(TASK, "") + '<task id="telaah" name="Telaah"/>')
    kinds = {change.id: (change.kind, change.type, change.name) for change in found}
    assert kinds["telaah"] == (Kind.ADDED, "task", "Telaah")
    assert kinds["periksa"] == (Kind.REMOVED, "userTask", "Periksa")
    assert told(next(change for change in found if change.id == "periksa"))["lane"] == ("Loket", "")


def test_what_stands_elsewhere_has_only_moved() -> None:
    after = (
        shape("periksa", 120, 100, 140, 80),
        shape("g", 300, 100, 50, 50, label=label(300, 150)),
        edge("f1", (10, 10), (50, 50), (100, 140)),
    )
    found = changes(PROCESS, PROCESS, after=after)
    assert {change.id: (change.kind, told(change)) for change in found} == {
        "periksa": (Kind.MOVED, {"position": ("100, 100", "120, 100"), "size": ("100 × 80", "140 × 80")}),
        "g": (Kind.MOVED, {"label": ("", "300, 150")}),
        "f1": (Kind.MOVED, {"line": ("10, 10; 100, 140", "10, 10; 50, 50; 100, 140")}),
    }
    assert all(detail.layout for change in found for detail in change.details)


def test_what_is_folded_or_drawn_no_more_is_told() -> None:
    folded = 'isExpanded="false"'
    process = PROCESS + '<subProcess id="s"/>'
    found = changes(process, process, (*PLACES, shape("s", 0, 0)), (*PLACES[1:], shape("s", 0, 0, more=folded)))
    assert {change.id: told(change) for change in found} == {
        "periksa": {"drawn": ("true", "false")},
        "s": {"folded": ("false", "true")},
    }


def test_what_changed_and_moved_has_changed() -> None:
    (change,) = changes(PROCESS, PROCESS.replace("Periksa", "Telaah"), after=(shape("periksa", 0, 0), *PLACES[1:]))
    assert change.kind is Kind.CHANGED
    assert [detail.what for detail in change.details] == ["name", "position"]


def test_other_blanks_are_told_as_saying_the_same() -> None:
    (change,) = changes(PROCESS, PROCESS.replace("\n", "\n  "))
    assert (change.id, told(change)) == ("", {"written": ("", "")})


@pytest.mark.parametrize("broken", [b"not XML", b"<definitions/>", b""])
def test_a_diagram_that_cannot_be_read_is_compared_by_its_lines(broken: bytes) -> None:
    good = drawn(PROCESS)
    (change,) = compare(Bundle({DIAGRAM: good}), Bundle({DIAGRAM: broken})).changes
    assert (change.kind, change.type) == (Kind.CHANGED, "file")
    assert "-" in {line.sign for line in change.lines}


def test_a_whole_diagram_is_added_or_removed_element_by_element() -> None:
    whole, nothing = Bundle({DIAGRAM: drawn(PROCESS)}), Bundle({})
    added, removed = compare(nothing, whole), compare(whole, nothing)
    assert {change.kind for change in added.changes} == {Kind.ADDED}
    assert {change.kind for change in removed.changes} == {Kind.REMOVED}
    assert added.marks().keys() == removed.marks().keys() >= {"periksa", "f1", "l1", "izin"}
    (broken,) = compare(nothing, Bundle({DIAGRAM: b"x"})).changes
    assert (broken.kind, broken.type) == (Kind.ADDED, "file")
