"""Pages read as a browser without scripts reads them: what a form would post if its button were pressed now."""

from typing import Any

from lxml import html

Fields = dict[str, list[str]]


def posts(page: str, action: str) -> Fields:
    """Names and values of the form that leads to `action`, as they stand; buttons and chosen files are left out."""
    form = form_of(page, action)
    for area in form.iter("textarea"):  # a browser leaves out the first line end, the parser does not
        area.text = (area.text or "").removeprefix("\n")
    fields: Fields = {}
    for name, value in form.form_values():
        fields.setdefault(name, []).append(value)
    return fields


def form_of(page: str, action: str) -> Any:
    """The only form that leads there."""
    (form,) = html.fromstring(page).xpath("//form[@action=$action]", action=action)
    return form
