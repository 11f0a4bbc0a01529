"""Data that is a collection refers to an item definition that is a collection, too, and the other way round.

Source: BPMN 2.0 clause 10.3.1 (ItemAwareElement, isCollection); EXT.020. Reason: the two statements contradict each
other, and a reader cannot know which one is meant.
"""

from collections.abc import Iterator

from app.lint.subject import Subject, error
from app.model.finding import Finding
from app.notation.tags import flag


def check(subject: Subject) -> Iterator[Finding]:
    for node in subject.each("dataObject", "dataInput", "dataOutput"):
        item = subject.target(node, "itemSubjectRef")
        if item is None:
            continue
        said, defined = (flag(each, "isCollection", default=False) for each in (node, item))
        if said != defined:
            what = "a collection" if defined else "no collection"
            yield error(__name__, node, f"The item of {subject.called(node)} is {what}; mark the data in the same way.")
