"""A process and a sub-process begin at exactly one start event.

Source: house rule; BPMN 2.0 clause 10.4.2 allows several; EXT.097.
"""

from collections.abc import Iterator

from app.lint.subject import Subject, error, is_event_sub_process, scopes
from app.lint.supported import SUPPORTED
from app.model.finding import Finding
from app.notation.tags import children, kind

REASON = "A case is begun by a person, at one place."


def check(subject: Subject) -> Iterator[Finding]:
    for scope in scopes(subject.diagram.process):
        if is_event_sub_process(scope) or kind(scope) == "adHocSubProcess":
            continue
        starts = list(children(scope, "startEvent"))
        if not starts:
            yield error(__name__, scope, "{scope} has no start event; draw one.", scope=subject.called(scope))
        for start in starts[1:]:
            sentence = SUPPORTED["startEvent.several"].sentence
            yield error(
                __name__,
                start,
                "{start} is one of several start events. {sentence}",
                start=subject.called(start),
                sentence=sentence,
            )
