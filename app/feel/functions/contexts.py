"""Functions on contexts (DMN 1.5, 10.3.4.9)."""

from app.feel.functions.registry import function
from app.feel.scope import Run
from app.feel.values import Entries, Value


@function("context(entries: list)", run=True)
def context_from_entries(run: Run, entries: list[Value]) -> Entries | None:
    """A context of `{key: …, value: …}`; null if one has no key or value, or a key comes twice."""
    run.items(len(entries))
    made: Entries = {}
    for entry in entries:
        if not isinstance(entry, dict) or "value" not in entry:
            return None
        key = entry.get("key")
        if not isinstance(key, str) or key in made:
            return None
        made[key] = entry["value"]
    return made


@function("context put(context: context, key: string, value: any)", run=True)
def put(run: Run, context: Entries, key: str, value: Value) -> Entries:
    run.items(len(context) + 1)
    return {**context, key: value}


@function("context put(context: context, keys: list, value: any)", run=True)
def put_deep(run: Run, context: Entries, keys: list[Value], value: Value) -> Entries | None:
    """Put a value where a path of keys leads; contexts on the way must be there."""
    way: list[tuple[Entries, str]] = []
    inner: Value = context
    for key in keys:
        if not isinstance(inner, dict) or not isinstance(key, str):
            return None
        way.append((inner, key))
        inner = inner.get(key)
    changed = value
    for holder, key in reversed(way):
        changed = put(run, holder, key, changed)
    return changed if way and isinstance(changed, dict) else None


@function("context merge(contexts: list)", run=True)
def merge(run: Run, contexts: list[Value]) -> Entries | None:
    """All entries together; of those with the same key the last one."""
    merged: Entries = {}
    for context in contexts:
        if not isinstance(context, dict):
            return None
        run.items(len(merged) + len(context))
        merged.update(context)
    return merged


@function("get value(m: context, key: string)")
def get_value(context: Entries, key: str) -> Value:
    return context.get(key)


@function("get value(context: context, keys: list)")
def get_deep_value(context: Entries, keys: list[Value]) -> Value:
    inner: Value = context
    for key in keys:
        inner = inner.get(key) if isinstance(inner, dict) and isinstance(key, str) else None
    return inner


@function("get entries(m: context)", run=True)
def get_entries(run: Run, context: Entries) -> list[Value]:
    run.items(len(context))
    return [{"key": key, "value": value} for key, value in context.items()]
