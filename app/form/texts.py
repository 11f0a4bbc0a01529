"""What a written answer must be: kept safely, of the right length, of the right form."""

from typing import Final

from app.form import schema
from app.form.ask import When, number_of
from app.form.pattern import matches
from app.form.walk import Node
from app.model.errors import LajurError
from app.model.values import Json

_EMAIL: Final = r'^[^@\s"(),:;<>]{1,64}@[^@\s.]+(\.[^@\s.]+)+$'
_PHONE: Final = r"^\+?\(?[0-9][0-9 ().-]{5,18}[0-9]$"
#: Control characters that no database or letter can hold; tab and line end are fine.
_UNPRINTABLE: Final = r"[\x00-\x08\x0b-\x1f\x7f]"


def own_words(message: Json, english: Json) -> LajurError:
    """A sentence the form brings along, in Indonesian (`message`) and in English (`message_en`)."""
    return LajurError("{message}", message=str(message), message_en=str(english or message))


def text_problem(node: Node, value: Json, when: When) -> LajurError | None:
    """What is wrong with a text that is not empty, or None."""
    if not isinstance(value, str):
        return LajurError("Enter text.")
    return unkeepable(value) or _length(node, value, when) or _form(node, value)


def unkeepable(value: str) -> LajurError | None:
    """Why a text cannot be kept, or None."""
    try:
        size = len(value.encode())
    except UnicodeEncodeError:
        return LajurError("This text holds characters that cannot be kept.")
    if size > schema.MAX_TEXT:
        return LajurError("This text is too long: {n} bytes are the most.", n=schema.MAX_TEXT)
    return LajurError("This text holds characters that cannot be kept.") if matches(_UNPRINTABLE, value) else None


def _length(node: Node, value: str, when: When) -> LajurError | None:
    least = number_of(node.component.validate.get("minLength"), node.names, when)
    most = number_of(node.component.validate.get("maxLength"), node.names, when)
    if least is not None and len(value) < least:
        return LajurError("Enter at least {n} characters.", n=least)
    if most is not None and len(value) > most:
        return LajurError("Enter at most {n} characters.", n=most)
    return None


def _form(node: Node, value: str) -> LajurError | None:
    rules = node.component.validate
    if rules.get("validationType") == "email" and not matches(_EMAIL, value):
        return LajurError("Enter an e-mail address, such as nama@contoh.id.")
    if rules.get("validationType") == "phone" and not matches(_PHONE, value):
        return LajurError("Enter a telephone number, such as 0812 3456 7890.")
    pattern, message = rules.get("pattern"), rules.get("patternErrorMessage")
    if not isinstance(pattern, str) or matches(pattern, value):
        return None
    if not message:
        return LajurError("This does not have the right form.")
    return own_words(message, node.component.properties.get("pattern_message_en"))
