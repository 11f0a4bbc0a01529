"""The candidate group that a task names is the group of its lane.

Source: house rule.
"""

from collections.abc import Iterator

from app.lint.subject import Subject, error
from app.model.finding import Finding

REASON = "The lane decides who works; a second, different statement misleads whoever reads it."


def check(subject: Subject) -> Iterator[Finding]:
    if subject.sop is None:
        return
    for task in subject.outline.human_tasks():
        named = task.attributes.get("candidateGroups")
        group = subject.sop.group_of(task.lane)
        if named is not None and group is not None and named.strip() != group:
            yield error(
                __name__,
                subject.nodes[task.id],
                "{name} names the group “{named}”, but its lane belongs to “{group}”; move the task, or "
                "correct the group.",
                name=subject.called(task.id),
                named=named,
                group=group,
            )
