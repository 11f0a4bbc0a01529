"""A diagram stands alone: it imports no other file.

Source: house rule; EXT.001, EXT.002.
"""

from collections.abc import Iterator

from app.lint.subject import Subject, error
from app.model.finding import Finding
from app.notation.tags import children

REASON = "What is deployed is what was checked; a file elsewhere could be missing, or change."


def check(subject: Subject) -> Iterator[Finding]:
    for node in children(subject.root, "import"):
        place = node.get("location", "")
        yield error(
            __name__,
            node,
            "The diagram imports “{place}”; other files are not read, so take the import out.",
            place=place,
        )
