"""Data that is a collection refers to an item definition that is a collection, too, and the other way round.

Source: BPMN 2.0 clause 10.3.1 (ItemAwareElement, isCollection); EXT.020.
"""

from collections.abc import Iterator

from app.lint.subject import Subject, error
from app.model.finding import Finding
from app.notation.tags import flag

REASON = "The two statements contradict each other, and a reader cannot know which one is meant."

_COLLECTION = "The item of {name} is a collection; mark the data as a collection, too."
_NO_COLLECTION = "The item of {name} is no collection; take the mark of a collection from the data."


def check(subject: Subject) -> Iterator[Finding]:
    for node in subject.each("dataObject", "dataInput", "dataOutput"):
        item = subject.target(node, "itemSubjectRef")
        if item is None:
            continue
        said, defined = (flag(each, "isCollection", default=False) for each in (node, item))
        if said != defined:
            sentence = _COLLECTION if defined else _NO_COLLECTION
            yield error(__name__, node, sentence, name=subject.called(node))
