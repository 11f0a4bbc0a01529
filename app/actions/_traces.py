"""Where the words that are to be erased stand, too."""

from collections.abc import Iterable, Iterator, Mapping
from json import dumps

from app.model.erasure import VALUED, kept, texts_in
from app.model.loss import Content, Trace, Wish
from app.model.values import Json

#: Shorter texts and numbers stand everywhere and say nothing.
SHORTEST, SHORTEST_NUMBER = 4, 8


def values_of(content: Content, name: str) -> Iterator[Json]:
    """All values a variable has had in a case, as far as they are still known."""
    yield content.case.variables.get(name)
    for event in content.events:
        payload = kept(event, content.erased)
        yield from (values.get(name) for entry in VALUED if isinstance(values := payload.get(entry), dict))
    for item in content.work:
        yield from (item.locals.get(name), (item.outputs or {}).get(name))


def telling(values: Iterable[Json]) -> frozenset[str]:
    """The texts in these values by which somebody could be known; words of the process (`lengkap`) are none."""
    return frozenset(text for value in values for text in texts_in(value) if _tells(text))


def holds(value: Json, words: Iterable[str]) -> bool:
    """Whether one of the words stands in a value, whatever the letters' case."""
    held = "\n".join(texts_in(value)).casefold()
    return any(word.casefold() in held for word in words)


def traces(content: Content, wish: Wish, rests: Mapping[int, Mapping[str, Json]], words: frozenset[str]) -> list[Trace]:
    """The places that are not to be erased and in which one of the words stands."""
    found = [*_in_history(content, wish, rests, words)] if words else []
    messages = (it for it in content.messages if it.id not in wish.messages)
    comments = (it for it in content.comments if it.id not in wish.comments)
    files = (it for it in content.files if it.id not in wish.files)
    found += [Trace("message", str(it.id)) for it in messages if holds(it.text, words)]
    found += [Trace("comment", str(it.id)) for it in comments if holds(it.text, words)]
    found += [Trace("file", it.name) for it in files if holds(it.name, words)]
    others = [*content.followers, *([content.earlier] if content.earlier else [])]
    found += [Trace("case", it.number) for it in others if holds([dict(it.variables), it.title], words)]
    return list(dict.fromkeys(found))


def names_file(variables: Mapping[str, Json] | None, digest: str) -> bool:
    """Whether a file is spoken of in these variables."""
    return digest in dumps(dict(variables or {}))


def _in_history(
    content: Content, wish: Wish, rests: Mapping[int, Mapping[str, Json]], words: frozenset[str]
) -> Iterator[Trace]:
    for event in content.events:
        payload = dict(rests.get(event.number, kept(event, content.erased)))
        for entry in VALUED:
            values = payload.pop(entry, None)
            for name, value in values.items() if isinstance(values, dict) else ():
                if name not in wish.variables and holds(value, words):
                    yield Trace("variable", name)
        payload.pop("rest", None)  # it repeats what stands at its event
        if holds(payload, words):
            yield Trace("event", str(event.number))
    for name, value in content.case.variables.items():
        if name not in wish.variables and holds(value, words):
            yield Trace("variable", name)


def _tells(text: str) -> bool:
    if text.replace(".", "").replace("-", "").isdigit():
        return len(text) >= SHORTEST_NUMBER
    return len(text) >= SHORTEST and not (text.isidentifier() and text == text.lower())
