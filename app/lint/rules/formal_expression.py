"""An expression that is to be computed is marked as a formal one (`xsi:type="tFormalExpression"`).

Source: BPMN 2.0 clause 8.3.6; EXT.012.
"""

from collections.abc import Iterator

from app.lint.subject import Subject, warning
from app.model.finding import Finding
from app.notation.tags import EXPRESSIONS, XSI

REASON = (
    "By the letter of the standard an expression without the mark is plain language, and other engines do not "
    "run it. It is computed here all the same."
)


def check(subject: Subject) -> Iterator[Finding]:
    for node in subject.each(*EXPRESSIONS):
        if not node.get(f"{XSI}type", "").endswith("tFormalExpression"):
            owner = node.getparent()
            name = subject.called(owner if owner is not None else node)
            yield warning(
                __name__,
                node,
                "An expression of {name} is not marked as formal; save the diagram anew from the modeler.",
                name=name,
            )
