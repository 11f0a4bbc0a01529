"""A sequence flow connects two flow nodes.

Reason: a token on an arrow that leads nowhere is lost.
Source: BPMN 2.0 clause 8.3.13; EXT.006, EXT.007, EXT.021, EXT.022.
"""

from collections.abc import Iterator

from app.lint.subject import Subject, error
from app.model.finding import Finding
from app.notation.tags import FLOW_NODES, kind, reference


def check(subject: Subject) -> Iterator[Finding]:
    for flow in subject.each("sequenceFlow"):
        for attribute, end in (("sourceRef", "source"), ("targetRef", "target")):
            wanted = reference(flow, attribute)
            node = subject.target(flow, attribute)
            name = subject.called(flow)
            if wanted is None:
                yield error(__name__, flow, f"{name} has no {end}; connect it or delete it.")
            elif node is None:
                yield error(__name__, flow, f"{name} has the {end} “{wanted}”, which does not exist; connect it anew.")
            elif kind(node) not in FLOW_NODES:
                what = f"the {kind(node)} {subject.called(node)}"
                yield error(
                    __name__, flow, f"{name} is drawn to {what}; a sequence flow connects tasks, events and gateways."
                )
