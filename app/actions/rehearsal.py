"""The stories of an SOP as a gate: all of them must hold before it is deployed."""

from collections.abc import Sequence

from app.model.bundle import Bundle
from app.model.errors import Refused
from app.model.story import StoryTold
from app.ports import Office

#: Of how many bundles an office remembers what came of their stories.
REMEMBERED = 32


class StoriesFailed(Refused):
    """{count} scenarios do not hold: {names}."""

    def __init__(self, told: Sequence[StoryTold]) -> None:
        failed = tuple(each for each in told if each.failure is not None)
        super().__init__(None, count=len(failed), names=", ".join(each.name for each in failed))
        self.told = failed


def rehearsal(office: Office, bundle: Bundle) -> Sequence[StoryTold]:
    """What comes of the stories of a bundle; the same bytes are played once. The definition must be deployable.

    Raises Refused when the stories cannot be read, or play for too long.
    """
    known = office.rehearsed.get(bundle.digest)
    if known is None:
        known = office.rehearsed[bundle.digest] = office.rehearse(bundle)
        for oldest in list(office.rehearsed)[:-REMEMBERED]:
            office.rehearsed.pop(oldest, None)
    return known
