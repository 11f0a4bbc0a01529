"""A sequence flow connects two flow nodes.

Source: BPMN 2.0 clause 8.3.13; EXT.006, EXT.007, EXT.021, EXT.022.
"""

from collections.abc import Iterator

from app.lint.kinds import kind_words
from app.lint.subject import Subject, error
from app.model.finding import Finding
from app.notation.tags import FLOW_NODES, kind, reference

REASON = "A case that takes an arrow which leads nowhere is lost."

_ENDS = (
    (
        "sourceRef",
        "{name} begins at nothing; connect it or delete it.",
        "{name} begins at “{wanted}”, which does not exist; connect it anew.",
    ),
    (
        "targetRef",
        "{name} leads to nothing; connect it or delete it.",
        "{name} leads to “{wanted}”, which does not exist; connect it anew.",
    ),
)


def check(subject: Subject) -> Iterator[Finding]:
    for flow in subject.each("sequenceFlow"):
        for attribute, nothing, unknown in _ENDS:
            wanted = reference(flow, attribute)
            node = subject.target(flow, attribute)
            name = subject.called(flow)
            if wanted is None:
                yield error(__name__, flow, nothing, name=name)
            elif node is None:
                yield error(__name__, flow, unknown, name=name, wanted=wanted)
            elif kind(node) not in FLOW_NODES:
                sentence = "{name} is drawn to {end}, {kind}; a sequence flow connects tasks, events and gateways."
                yield error(__name__, flow, sentence, name=name, end=subject.called(node), kind=kind_words(kind(node)))
