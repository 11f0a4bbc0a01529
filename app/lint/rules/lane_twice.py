"""An element stands in one lane (and in the lanes around it).

Source: house rule; BPMN 2.0 clause 10.7 leaves the meaning of lanes open.
"""

from collections.abc import Iterator

from app.lint.subject import Subject, error
from app.model.finding import Finding
from app.notation.tags import Node, children, text

REASON = "Two lanes would mean two groups that each believe the task to be the other's."


def check(subject: Subject) -> Iterator[Finding]:
    lanes: dict[str, list[Node]] = {}
    for lane in subject.each("lane"):
        for listed in children(lane, "flowNodeRef"):
            lanes.setdefault(text(listed), []).append(lane)
    for name, listing in lanes.items():
        innermost = listing[-1]
        around = {innermost, *innermost.iterancestors()}
        for other in listing:
            if other not in around:
                sentence = "{name} stands in two lanes, {one} and {other}; leave one."
                one, two = subject.called(other), subject.called(innermost)
                yield error(__name__, innermost, sentence, name=subject.called(name), one=one, other=two)
