"""The saved state of an instance: its open tokens, a row each, and nothing of the diagram.

    {"v": 1, "next": 9, "end": null, "tokens": [[1, null, "#process", 32, {}, {}], ...]}

A row is token, token of its scope, node, state, what the node must know, variables of the token alone. Rows are in
order of tokens. Numbers below `next` are never used again.
"""

import json
from datetime import datetime, tzinfo

from SpiffWorkflow.bpmn.specs.bpmn_process_spec import BpmnProcessSpec
from SpiffWorkflow.task import Task
from SpiffWorkflow.util.task import TaskState

from app.engine.instance import RunningInstance
from app.model.advance import Saved
from app.model.errors import LajurError

VERSION = 1


def save(instance: RunningInstance) -> bytes:
    """The open tokens as ASCII JSON; equal instances give equal bytes."""
    rows = [
        [task.id, task.parent and task.parent.id, task.task_spec.name, task.state, task.internal_data, task.data]
        for task in instance.tasks.values()
    ]
    state = {"v": VERSION, "next": instance.number, "end": instance.end, "tokens": rows}
    return json.dumps(state, sort_keys=True, separators=(",", ":")).encode()


def load(process: BpmnProcessSpec, saved: Saved, *, now: datetime, zone: tzinfo) -> RunningInstance:
    """The instance as it was saved. Raises LajurError when the state is of another version."""
    state = json.loads(saved.state)
    if state["v"] != VERSION:
        raise LajurError("The state of this case has the version {version}; {known} is known.", **_versions(state))
    instance = RunningInstance(process, saved.variables, now=now, zone=zone, number=state["next"])
    instance.end = state["end"]
    for token, scope, node, task_state, facts, local in state["tokens"]:
        task = Task(instance, process.task_specs[node], instance.tasks.get(scope), state=task_state, id=token)
        task.internal_data, task.data = facts, local
        if task_state == TaskState.WAITING:
            instance.joins[token] = task
    instance.task_tree = next(iter(instance.tasks.values()))
    return instance


def _versions(state: dict[str, object]) -> dict[str, object]:
    return {"version": state["v"], "known": VERSION}
