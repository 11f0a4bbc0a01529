"""A process and a sub-process have at least one end event.

Source: house rule; BPMN 2.0 clause 10.4.3 allows it to be left out only together with the start event; EXT.105.
"""

from collections.abc import Iterator

from app.lint.subject import Subject, error, scopes
from app.model.finding import Finding
from app.notation.tags import children, kind

REASON = "The end events tell how a case can come out."


def check(subject: Subject) -> Iterator[Finding]:
    runs = set(scopes(subject.diagram.process))
    for scope in scopes(subject.root):
        asked = scope in runs or next(children(scope, "startEvent"), None) is not None
        if asked and kind(scope) != "adHocSubProcess" and next(children(scope, "endEvent"), None) is None:
            yield error(
                __name__, scope, "{scope} has no end event; draw one for each outcome.", scope=subject.called(scope)
            )
