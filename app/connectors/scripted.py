"""A connector for stories: every system answers as the story says."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from app.model.values import Variables
from app.ports import Answer, ConnectorFailed, Request


@dataclass
class Scripted:
    """Answers the `outputs` of an element; an element in `failing` fails for good so many times before.

    For good, so that each failure is an incident which a step of the story retries. It counts its calls: make one for
    each story.
    """

    outputs: Mapping[str, Variables] = field(default_factory=dict)
    failing: Mapping[str, int] = field(default_factory=dict)
    _calls: dict[str, int] = field(default_factory=dict)

    def call(self, request: Request, *, now: datetime) -> Answer:  # noqa: ARG002 - a story's systems know no time
        element = request.element
        self._calls[element] = self._calls.get(element, 0) + 1
        if self._calls[element] <= self.failing.get(element, 0):
            raise ConnectorFailed(f"The story lets {element} fail.", permanent=True)
        return Answer(self.outputs.get(element, {}))
