"""How a value reads as text (DMN 1.5, 10.3.4.1, `string`): a literal of FEEL that means the value again."""

import re
from decimal import Decimal

from app.feel.scope import Run
from app.feel.tokens import KEYWORDS, NAME_PART, NAME_START
from app.feel.values import Function, Range, Value

_SIMPLE_KEY = re.compile(rf"[{NAME_START}][{NAME_PART}]*(?: [{NAME_PART}]+)*")


def text_of(value: Value, run: Run) -> str:
    """The text of a value; texts within lists and contexts stand in quotes. Charged by its length."""
    text = value if isinstance(value, str) else _literal(value, run)
    run.text(len(text))
    return text


def _literal(value: Value, run: Run) -> str:
    run.charge(1)
    if isinstance(value, str):
        run.text(len(value))
        return _quoted(value)
    if isinstance(value, list):
        return _joined("[", [_literal(item, run) for item in value], "]", run)
    if isinstance(value, dict):
        return _joined("{", [f"{_key(key)}: {_literal(item, run)}" for key, item in value.items()], "}", run)
    if isinstance(value, Range):
        return _interval(value, run)
    return _simple(value)


def _simple(value: Value) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Decimal):
        return number_text(value)
    if isinstance(value, Function):
        return "function"
    return "null" if value is None else str(value)


def _joined(begin: str, texts: list[str], end: str, run: Run) -> str:
    run.text(sum(map(len, texts)) + 2 * len(texts))
    return begin + ", ".join(texts) + end


def _interval(value: Range, run: Run) -> str:
    if value.sign != "..":
        return f"({value.sign} {_literal(value.end if value.start is None else value.start, run)})"
    ends = f"{_literal(value.start, run)}..{_literal(value.end, run)}"
    return f"{'[' if value.start_included else '('}{ends}{']' if value.end_included else ')'}"


def number_text(value: Decimal) -> str:
    """A number in plain digits without needless zeros."""
    text = format(value, "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _key(key: str) -> str:
    return key if _SIMPLE_KEY.fullmatch(key) and key not in KEYWORDS else _quoted(key)
