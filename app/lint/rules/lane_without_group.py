"""Behind every lane in which people work stands a group (`[groups]` of `sop.toml`).

Reason: without a group nobody would see its tasks. Source: house rule.
"""

from collections.abc import Iterator

from app.lint.subject import Subject, error
from app.model.finding import Finding


def check(subject: Subject) -> Iterator[Finding]:
    if subject.sop is None:
        return
    for lane in subject.outline.lanes:
        works = any(task.lane == lane for task in subject.outline.human_tasks())
        if works and subject.sop.group_of(lane) is None:
            yield error(
                __name__,
                subject.nodes[lane],
                f"People work in the lane {subject.called(lane)}, but sop.toml names no group for it; "
                f"add “{lane}” to [groups].",
            )
