"""Behind every lane in which people work stands a group (`[groups]` of `sop.toml`).

Source: house rule.
"""

from collections.abc import Iterator

from app.lint.subject import Subject, error
from app.model.finding import Finding

REASON = "Without a group nobody would see the tasks of the lane."


def check(subject: Subject) -> Iterator[Finding]:
    if subject.sop is None:
        return
    for lane in subject.outline.lanes:
        works = any(task.lane == lane for task in subject.outline.human_tasks())
        if works and subject.sop.group_of(lane) is None:
            yield error(
                __name__,
                subject.nodes[lane],
                "People work in the lane {lane}, but sop.toml names no group for it; add “{id}” to [groups].",
                lane=subject.called(lane),
                id=lane,
            )
