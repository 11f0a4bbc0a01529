"""Which components of form-js, and which of their properties, a form may use: data, no more.

Source: the schema of form-js 1.23 (schemaVersion 18 and 19). What is not listed here is refused when a form is read,
so that nothing in a form is ever left out in silence.
"""

from collections.abc import Callable, Mapping
from typing import Final

from app.model.errors import LajurError
from app.model.form import SYSTEM_VARIABLES

SCHEMA_VERSIONS: Final = frozenset({18, 19})
MAX_BYTES: Final = 1_000_000
MAX_COMPONENTS: Final = 500
MAX_DEPTH: Final = 5
MAX_ROWS: Final = 50
MAX_TEXT: Final = 100_000  #: bytes of UTF-8 in one answer
GRID: Final = 16  #: columns of the form-js layout

#: Words of FEEL and of the page: an answer of that name could not be read, or would be taken for something else.
_WORDS = """and between else every false for function if in instance not null of or parent return satisfies some then
this true csrf_token"""
TAKEN: Final = SYSTEM_VARIABLES | frozenset(_WORDS.split())

FORM_PROPERTIES: Final = frozenset(
    {"type", "id", "schemaVersion", "components", "executionPlatform", "executionPlatformVersion", "exporter"}
)

_ANY = frozenset({"id", "type", "layout", "conditional", "properties"})
_SHOWN = _ANY | {"label", "description"}
_ASKED = _SHOWN | {"key", "validate", "disabled", "readonly", "defaultValue"}
_CHOICE = _ASKED | {"values", "valuesKey", "valuesExpression"}
_HOLDS = _SHOWN | {"components", "showOutline", "verticalAlignment"}

PROPERTIES: Final[Mapping[str, frozenset[str]]] = {
    "textfield": _ASKED | {"appearance"},
    "textarea": _ASKED,
    "number": _ASKED | {"appearance", "decimalDigits", "increment"},
    "datetime": _ASKED
    | {"subtype", "dateLabel", "timeLabel", "disallowPassedDates", "use24h", "timeInterval", "timeSerializingFormat"},
    "checkbox": _ASKED,
    "radio": _CHOICE,
    "select": _CHOICE | {"searchable"},
    "checklist": _CHOICE,
    "taglist": _CHOICE,
    "filepicker": (_ASKED | {"accept", "multiple"}) - {"defaultValue"},
    "expression": _ANY | {"key", "expression", "computeOn"},
    "group": _HOLDS,
    "dynamiclist": _HOLDS
    | {
        "path",
        "isRepeating",
        "allowAddRemove",
        "defaultRepetitions",
        "defaultValue",
        "disableCollapse",
        "nonCollapsedItems",
    },
    "table": _SHOWN | {"dataSource", "columns", "columnsExpression", "rowCount"},
    "text": _ANY | {"text"},
    "image": _ANY | {"source", "alt"},
    "separator": _ANY,
    "spacer": _ANY | {"height"},
}

REFUSED_TYPES: Final[Mapping[str, LajurError]] = {
    "html": LajurError("Markup in a form is not shown; write a text component with Markdown instead."),
    "iframe": LajurError("Pages of others are not shown inside a form; write a text component with a link instead."),
    "documentPreview": LajurError("Documents are not shown inside a form; the page of the task lists them."),
    "button": LajurError("A button that resets a form, or comes and goes, is not shown; the page has its own buttons."),
}

ANSWERED: Final = frozenset(
    {"textfield", "textarea", "number", "datetime", "checkbox", "radio", "select", "checklist", "taglist", "filepicker"}
)
CHOICES: Final = frozenset({"radio", "select", "checklist", "taglist"})
LISTS: Final = frozenset({"checklist", "taglist", "filepicker", "dynamiclist"})

_TEXT_RULES = frozenset({"required", "minLength", "maxLength", "pattern", "patternErrorMessage", "validationType"})
RULES: Final[Mapping[str, frozenset[str]]] = {
    "textfield": _TEXT_RULES,
    "textarea": _TEXT_RULES - {"validationType"},
    "number": frozenset({"required", "min", "max"}),
}

#: Custom properties (form-js lets a component carry any) that Lajur knows.
CUSTOM: Final = frozenset(
    {
        "label",  # of an expression, which has none of its own
        "label_en",
        "description_en",
        "text_en",
        "alt_en",
        "prefix_en",
        "suffix_en",
        "pattern_message_en",
        "check",
        "check_message",
        "check_message_en",
        "check_level",
        "min_rows",
        "max_rows",
        "row_label",
        "row_label_en",
        "order",  # whether a person may move the rows of a list
    }
)


def is_submit(raw: Mapping[str, object]) -> bool:
    """Whether a component is the button that sends a form. Editors put one at its end; the page draws its own instead,
    so it is left out and nothing is lost."""
    return raw.get("type") == "button" and raw.get("action", "submit") == "submit" and "conditional" not in raw


def is_text(value: object) -> bool:
    return isinstance(value, str)


def is_flag(value: object) -> bool:
    return isinstance(value, bool)


def is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= 10_000


def is_amount(value: object) -> bool:
    """A number, or FEEL text that gives one."""
    return is_formula(value) or (isinstance(value, int | float) and not isinstance(value, bool))


def is_formula(value: object) -> bool:
    return isinstance(value, str) and value.startswith("=")


def _one_of(*allowed: str) -> Callable[[object], bool]:
    return lambda value: isinstance(value, str) and value in allowed


#: What the value of a property must be, wherever it stands; for what is not listed any JSON value will do.
KINDS: Final[Mapping[str, Callable[[object], bool]]] = {
    "label": is_text,
    "description": is_text,
    "key": is_text,
    "path": is_text,
    "text": is_text,
    "source": is_text,
    "alt": is_text,
    "accept": is_text,
    "dateLabel": is_text,
    "timeLabel": is_text,
    "valuesKey": is_text,
    "valuesExpression": is_formula,
    "expression": is_formula,
    "dataSource": is_formula,
    "columnsExpression": is_formula,
    "disabled": is_flag,
    "multiple": is_flag,
    "searchable": is_flag,
    "allowAddRemove": is_flag,
    "isRepeating": is_flag,
    "disallowPassedDates": is_flag,
    "required": is_flag,
    "readonly": lambda value: is_flag(value) or is_formula(value),
    "hide": is_formula,
    "check": is_formula,
    "min": is_amount,
    "max": is_amount,
    "minLength": lambda value: is_count(value) or is_formula(value),
    "maxLength": lambda value: is_count(value) or is_formula(value),
    "min_rows": is_count,
    "max_rows": is_count,
    "decimalDigits": is_count,
    "increment": lambda value: is_amount(value) and not is_text(value),
    "defaultRepetitions": is_count,
    "rowCount": is_count,
    "pattern": is_text,
    "patternErrorMessage": is_text,
    "prefixAdorner": is_text,
    "suffixAdorner": is_text,
    "validationType": _one_of("email", "phone", "custom"),
    "subtype": _one_of("date", "time", "datetime"),
    "timeSerializingFormat": _one_of("utc_offset", "utc_normalized", "no_timezone"),
    "computeOn": _one_of("change", "presubmit"),
    "check_level": _one_of("error", "warning"),
    "check_message": is_text,
    "check_message_en": is_text,
    "label_en": is_text,
    "description_en": is_text,
    "text_en": is_text,
    "alt_en": is_text,
    "prefix_en": is_text,
    "suffix_en": is_text,
    "pattern_message_en": is_text,
    "row_label": is_text,
    "row_label_en": is_text,
    "order": is_flag,
}
