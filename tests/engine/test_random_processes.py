"""Random structured processes, walked at random.

A fresh engine after every save and load must do exactly what an engine does that never stopped, and every process
made of blocks with one way in and one way out must come to its end.
"""

from collections import Counter
from contextlib import suppress
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.engine import SpiffEngine
from app.engine.compile import compiled
from app.engine.instance import RunningInstance
from app.engine.spiff import close
from app.engine.state import save
from app.model.advance import Complete, Kind, Saved
from app.model.errors import StepFailed
from tests.drawing_xml import bpmn
from tests.engine.conftest import START, Play, definition_of

LEAVES = st.sampled_from(["user", "service", "script", "timer", "message", "many", "queue", "late", "nudge", "race"])
BLOCKS = st.recursive(
    LEAVES,
    lambda inner: st.tuples(
        st.sampled_from(["seq", "xor", "and", "or", "loop", "sub"]), st.lists(inner, min_size=1, max_size=3)
    ),
    max_leaves=20,
)
PROCESSES = st.tuples(st.just("seq"), st.lists(BLOCKS, min_size=2, max_size=4))
WALKS = st.lists(st.tuples(st.integers(0, 19), st.integers(-2, 3)), max_size=20)


class Draw:
    """Writes blocks as a drawing; each block is one or more lines, a way in and a way out."""

    def __init__(self):
        self.count = 0

    def name(self, kind):
        self.count += 1
        return f"{kind}{self.count}"

    def process(self, block, handler):
        lines, first, last = self.block(block)
        sub = ["! stop:", "    (halt:message{halt}) -> tidy -> (stopped)"] if handler else []
        return "\n".join([f"(s) -> {first}", *lines, f"{last} -> (e)", *sub])

    def block(self, block):
        if isinstance(block, str):
            return getattr(self, f"leaf_{block}", self.leaf)(block)
        kind, inner = block
        return getattr(self, kind)([self.block(each) for each in inner])

    def leaf(self, kind):
        name = self.name(kind)
        words = {
            "user": name,
            "service": f"{name}:service{{topic}}",
            "script": f"{name}:script{{x + 1; result=x}}",
            "many": f"{name}{{parallel; times=3; until=nrOfCompletedInstances = 2; collect=got}}",
            "queue": f"{name}{{sequential=[1, 2]; as=item}}",
            "timer": f"({name}:timer{{PT1H}})",
            "message": f"({name}:message{{{name}}})",
        }
        return [words[kind]], name, name

    def leaf_late(self, kind):
        name, late, out = self.name("late"), self.name("timer"), self.name("merge")
        return [f"{name} ! ({late}:timer{{PT2H}}) -> <{out}>", f"{name} -> {out}"], name, out

    def leaf_nudge(self, kind):
        name, nudge = self.name("nudge"), self.name("tick")
        return [f"{name} ~ ({nudge}:timer{{R2/PT1H}}) -> (after{nudge})"], name, name

    def leaf_race(self, kind):
        gate, one, two, out = (self.name(kind) for kind in ("race", "news", "timer", "merge"))
        lines = [f"<{gate}:event> -> ({one}:message{{m}}) -> <{out}>", f"{gate} -> ({two}:timer{{PT1H}}) -> {out}"]
        return lines, gate, out

    def seq(self, inner):
        lines = [line for block in inner for line in block[0]]
        joints = [f"{before[2]} -> {after[1]}" for before, after in pairwise(inner)]
        return [*lines, *joints], inner[0][1], inner[-1][2]

    def part(self, kind, inner, conditions):
        gate, join = self.name("gate"), self.name("join")
        lines = [line for block in inner for line in block[0]]
        head = (
            [f"<{gate}{kind}> -> {join}", f"<{join}{kind}>"] if kind != ":and" else [f"<{gate}:and>", f"<{join}:and>"]
        )
        for number, (_, first, last) in enumerate(inner):
            condition = f"[=x >= {number}]-" if conditions else ""
            lines += [f"{gate} -{condition}> {first}", f"{last} -> {join}"]
        return [*head, *lines], gate, join

    def xor(self, inner):
        return self.part("", inner[::-1], conditions=True)

    def and_(self, inner):
        return self.part(":and", inner, conditions=False)

    def or_(self, inner):
        return self.part(":or", inner, conditions=True)

    def loop(self, inner):
        lines, first, last = self.seq(inner)
        head, tail, pause = self.name("again"), self.name("enough"), self.name("pause")
        return (
            [f"<{head}> -> {pause} -> {first}", *lines, f"{last} -> <{tail}>", f"{tail} -[=x < 0]-> {head}"],
            head,
            tail,
        )

    def sub(self, inner):
        name = self.name("sub")
        lines, first, last = self.seq(inner)
        content = [f"(s{name}) -> {first}", *lines, f"{last} -> (e{name})"]
        return [f"{name}:", *(f"    {line}" for line in content)], name, name


setattr(Draw, "and", Draw.and_)
setattr(Draw, "or", Draw.or_)


class Live:
    """The engine that never stopped: one instance in memory, from its start to its end."""

    def __init__(self, definition, variables):
        self.spec = compiled(definition.outline)
        self.instance = RunningInstance(self.spec, variables, now=START, zone=START.tzinfo)
        self.instance.task_tree = self.instance.spawn(self.spec.root, None)
        self.instance.settle()

    def do(self, command, now):
        self.instance.passages = []
        self.instance.now = self.instance.script_engine.now = now
        close(self.instance, self.instance.tasks[command.token], command)
        self.instance.settle()

    def check(self, case, passages):
        assert tuple(self.instance.passages) == tuple(passages)
        assert self.instance.variables == case.variables
        assert case.ended or save(self.instance) == case.state


@pytest.mark.no_cover  # other tests measure what it walks through, and measuring doubles its time
@settings(max_examples=150, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(block=PROCESSES, handler=st.booleans(), walk=WALKS)
def test_a_fresh_engine_after_every_save_equals_the_engine_that_never_stopped(block, handler, walk):
    definition = definition_of(bpmn(Draw().process(block, handler)))
    case, live = Play(definition).start(x=0), Live(definition, {"x": 0})
    live.check(case, case.passages)
    for choice, x in [*walk, *[(None, 1)] * 100]:
        if case.ended:
            break
        before = len(case.passages)
        command = Complete(picked(case, choice), {"x": x})
        case.now += timedelta(minutes=20)
        fails_cleanly_without_the_variable(case, command)
        case.command(command)
        live.do(command, case.now)
        live.check(case, case.passages[before:])
    assert case.ended
    if case.end == "e":
        joins_fired_as_often_as_their_gates(case)


def joins_fired_as_often_as_their_gates(case):
    """What a gateway has parted comes together once; in a process of blocks the join is numbered next."""
    flows = Counter(flow.partition("_")[0] for flow in case.flows)
    for gate in (element for element in case.definition.outline.elements if element.startswith("gate")):
        join = f"join{int(gate.removeprefix('gate')) + 1}"
        assert case.passed.count(gate) == flows[join]


def picked(case, choice):
    """Any wait (seldom the one that stops the process), or without a choice one that brings the case to its end."""
    calm = [token for token in sorted(case.waits) if case.waits[token].message != "halt"]
    if choice is not None:
        tokens = sorted(case.waits) if choice == 19 else calm
        return tokens[choice % len(tokens)]
    work = [token for token in calm if case.waits[token].kind is not Kind.TIMER]
    return (work or calm)[0]


def fails_cleanly_without_the_variable(case, command):
    """A step that meets a missing variable changes nothing, and succeeds once that is corrected."""
    without = Saved(case.state, {})
    with suppress(StepFailed):
        SpiffEngine().advance(case.definition, without, Complete(command.token), now=case.now)
    assert without == Saved(case.state, {})
