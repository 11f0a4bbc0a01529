"""A sequence flow stays within its pool and its sub-process.

Source: BPMN 2.0 clause 7.6.1 (table 7.4) and 13.3.4; EXT.152.
"""

from collections.abc import Iterator

from app.lint.subject import Subject, error
from app.model.finding import Finding

REASON = "A sub-process is entered by its start event and left by its end; other pools are spoken to by messages."


def check(subject: Subject) -> Iterator[Finding]:
    for flow in subject.each("sequenceFlow"):
        ends = [subject.target(flow, "sourceRef"), subject.target(flow, "targetRef")]
        if any(end is not None and end.getparent() is not flow.getparent() for end in ends):
            yield error(
                __name__,
                flow,
                "{flow} crosses the border of a pool or sub-process; use a message flow between pools and the "
                "start and end event of a sub-process.",
                flow=subject.called(flow),
            )
