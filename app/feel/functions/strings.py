"""Functions on text (DMN 1.5, 10.3.4.3). A character is a Unicode code point; the first one is at 1."""

from decimal import Decimal

from app.feel.functions.registry import function
from app.feel.scope import Run
from app.feel.values import Value


@function("substring(string: string, start position: number, length?: number?)", run=True)
def substring(run: Run, text: str, start: Decimal, length: Decimal | None = None) -> str | None:
    """From a position (backwards from the end when negative); null outside of the text or for a length below 1."""
    if not 1 <= abs(start) <= len(text) or (length is not None and length < 1):
        return None
    run.text(len(text))
    first = int(start) - 1 if start > 0 else len(text) + int(start)
    return text[first:] if length is None else text[first : first + int(min(length, Decimal(len(text))))]


@function("string length(string: string)")
def string_length(text: str) -> Decimal:
    return Decimal(len(text))


@function("upper case(string: string)", run=True)
def upper_case(run: Run, text: str) -> str:
    run.text(len(text) * 3)
    return text.upper()


@function("lower case(string: string)", run=True)
def lower_case(run: Run, text: str) -> str:
    run.text(len(text) * 3)
    return text.lower()


@function("substring before(string: string, match: string)", run=True)
def substring_before(run: Run, text: str, match: str) -> str:
    run.text(len(text))
    before, found, _ = text.partition(match) if match else ("", "", "")
    return before if found else ""


@function("substring after(string: string, match: string)", run=True)
def substring_after(run: Run, text: str, match: str) -> str:
    run.text(len(text))
    return text.partition(match)[2] if match else text


@function("contains(string: string, match: string)", run=True)
def contains(run: Run, text: str, match: str) -> bool:
    run.text(len(text))
    return match in text


@function("starts with(string: string, match: string)")
def starts_with(text: str, match: str) -> bool:
    return text.startswith(match)


@function("ends with(string: string, match: string)")
def ends_with(text: str, match: str) -> bool:
    return text.endswith(match)


@function("string join(list: list, delimiter?: string?)", run=True)
def string_join(run: Run, items: list[Value], delimiter: str | None = None) -> str | None:
    """Nulls are left out; anything else that is no text makes the whole null."""
    texts = [item for item in items if isinstance(item, str)]
    run.charge(len(items))
    run.text(sum(map(len, texts)) + len(delimiter or "") * len(texts))
    fits = all(item is None or isinstance(item, str) for item in items)
    return (delimiter or "").join(texts) if fits else None


@function("trim(string: string)", run=True)
def trim(run: Run, text: str) -> str:
    run.text(len(text))
    return text.strip()
