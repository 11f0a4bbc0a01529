"""What the editor finds in a working copy: its picture, and the groups, forms, letters and topics for new elements."""

from markupsafe import Markup

from app.actions.studio.open_copy import Opened
from app.facts import read_facts
from app.model.bundle import DIAGRAM, SOP, TEMPLATES, Bundle
from app.model.errors import LajurError
from app.model.values import Json
from app.notation.diagram import read_diagram
from app.notation.draw import draw_svg
from app.web.shared.drawing import inline
from app.web.shared.house import office


def furniture(opened: Opened) -> dict[str, Json]:
    """Facts for the templates of the editor. What cannot be read is left out: the list of problems tells of it."""
    bundle = opened.bundle
    return {
        "groups": _groups(bundle),
        "forms": list(bundle.form_paths()),
        "letters": _letters(bundle),
        "topics": [*sorted(office().connectors)],
    }


def picture(opened: Opened) -> Markup | None:
    """The diagram as the server draws it, or None when it cannot be drawn."""
    data = opened.bundle.files.get(DIAGRAM, b"")
    try:
        drawing = draw_svg(read_diagram(data), title=opened.copy.title or opened.copy.sop)
    except LajurError:
        return None
    return inline(drawing)


def _groups(bundle: Bundle) -> dict[str, Json]:
    """Lane -> group, as `sop.toml` says it."""
    try:
        groups = read_facts(bundle.files.get(SOP, b"")).get("groups", {})
    except LajurError:
        return {}
    return {str(lane): str(group) for lane, group in groups.items()} if isinstance(groups, dict) else {}


def _letters(bundle: Bundle) -> list[Json]:
    """The elements that letters are named after."""
    names = (path.removeprefix(TEMPLATES).partition(".")[0] for path in bundle.files if path.startswith(TEMPLATES))
    return list(dict.fromkeys(sorted(names)))
