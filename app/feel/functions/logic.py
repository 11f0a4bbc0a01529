"""Functions about truth and about what is there; the last ones are Camunda's, which forms and diagrams use."""

from app.feel.errors import FeelAssertion
from app.feel.functions.registry import function
from app.feel.values import Value


@function("not(negand: any)")
def negate_boolean(negand: Value) -> bool | None:
    return not negand if isinstance(negand, bool) else None


@function("is defined(value: any)", loose=True)
def is_defined(value: Value) -> bool:
    return value is not None


@function("get or else(value: any, default: any)", loose=True)
def get_or_else(value: Value, default: Value) -> Value:
    return default if value is None else value


@function("assert(value: any, condition: any, cause?: string)")
def claim(value: Value, condition: Value, cause: str = "the condition is not true") -> Value:
    if condition is not True:
        raise FeelAssertion(cause=cause)
    return value


@function("is empty(list: list)")
def is_empty(items: list[Value]) -> bool:
    return not items


@function("is blank(string: string)")
def is_blank(text: str) -> bool:
    return not text.strip()
