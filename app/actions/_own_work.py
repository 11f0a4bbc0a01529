"""Four eyes: the property `checks` of an element lists what another person should have done."""

from app.model.instance import WorkState
from app.model.outline import Element
from app.model.people import User
from app.ports import Reader


def own_work(reader: Reader, element: Element, instance_id: int, user: User) -> tuple[str, ...]:
    """The elements that `user` did himself in a case, of those that `element` checks. A warning, never a block."""
    checked = element.properties.get("checks", "").split()
    if not checked:
        return ()
    done = reader.work_items(instance_id)
    mine = {work.element for work in done if work.state is WorkState.DONE and work.done_by == user.id}
    return tuple(checked_element for checked_element in checked if checked_element in mine)
