"""What must be true of the documents of a case before somebody may complete an activity."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class DocumentRule:
    """Nobody completes `element` unless `require` (FEEL) is true over the variables that the completion would leave
    behind, and over `terbit`: the last document of each template, with number, day, state and digests
    (`app.model.paper.Facts.issued`). Else `message` is told, at `field` of the form if there is one named."""

    element: str
    require: str
    message: str
    message_en: str = ""
    field: str = ""
