"""On every loop a token waits for somebody or something.

Source: house rule.
"""

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from app.lint.graph import waiting
from app.lint.subject import Subject, error
from app.model.finding import Finding

REASON = (
    "A loop of gateways and scripts alone could run for ever in one step. Somebody or something must be "
    "waited for on it: a task, a message or a timer."
)


def check(subject: Subject) -> Iterator[Finding]:
    waits = waiting(subject.ways, subject.nodes)
    graph = {name: set(ahead) - waits for name, ahead in subject.ways.items() if name not in waits}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as found:
        loop: list[str] = found.args[1][1:]
        names = ", ".join(str(subject.called(name)) for name in loop)
        yield error(
            __name__,
            subject.nodes[loop[0]],
            "The loop through {names} waits for nobody; put a task, a message or a timer on it.",
            names=names,
        )
