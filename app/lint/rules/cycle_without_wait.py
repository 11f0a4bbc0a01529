"""On every loop a token waits for somebody or something.

Reason: a loop of gateways and scripts alone could run for ever in one step. A wait is a task of a person or a worker,
a message or a timer. Source: house rule.
"""

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from app.lint.graph import waiting
from app.lint.subject import Subject, error
from app.model.finding import Finding


def check(subject: Subject) -> Iterator[Finding]:
    waits = waiting(subject.ways, subject.nodes)
    graph = {name: set(ahead) - waits for name, ahead in subject.ways.items() if name not in waits}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as found:
        loop: list[str] = found.args[1][1:]
        names = ", ".join(subject.called(name) for name in loop)
        yield error(
            __name__,
            subject.nodes[loop[0]],
            f"The loop through {names} waits for nobody; put a task, a message or a timer on it.",
        )
