"""Finds the sentences that people read in the desk: those of `gettext`, and those that our errors carry.

A method for `pybabel extract` (see `babel.cfg`). An error's sentence is the first line of its docstring, or the first
argument it is made with; where that is a name, what the module gives that name. Besides, every text with named places
(`{name}`) that is passed to a function is a sentence, and so are those that a constant of a rule of lint holds, its
`REASON`, and the words for what is refused (`WORDS`). The command line (`app.cli`) speaks English.

    pybabel extract -F app/web/babel.cfg -k lazy_gettext -o messages.pot --no-location --sort-output .
    pybabel update -D messages -i messages.pot -d app/web/translations --no-fuzzy-matching
    pybabel compile -d app/web/translations
"""

import ast
import re
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import IO, Any

from babel.messages.extract import extract_python

APP = Path(__file__).parents[1]
#: A named place in a sentence.
PLACE = re.compile(r" .*\{[a-z_]+\}|\{[a-z_]+\}.* ")
ROOTS = frozenset({"LajurError", "FeelError"})
#: Functions all of whose texts are sentences, and those whose third argument is one.
WORDS = frozenset({"_refused"})
FINDINGS = frozenset({"error", "warning"})
#: The constant that makes a module a rule of lint.
RULE = "REASON"
#: Line, function, message, comments; and what babel hands a method. Its own types say something else than it does.
Found = Any


def sentences(file: IO[bytes], keywords: Any, comment_tags: Collection[str], options: Any) -> Iterator[Found]:
    """The messages of one Python file, as babel wants them: line, function, message, comments."""
    text = file.read()
    tree = ast.parse(text)
    yield from extract_python(BytesIO(text), keywords, comment_tags, options)
    given = _assignments(tree)
    for sentence in _constants(given) if RULE in given else ():
        yield 1, None, sentence, []
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) and node.name in errors() and (words := ast.get_docstring(node)):
            yield node.lineno, None, words.splitlines()[0], []
        elif isinstance(node, ast.Call):
            for sentence in dict.fromkeys(text for part in _parts(node) for text in _texts(part, given, set())):
                yield node.lineno, None, sentence, []


@cache
def errors() -> frozenset[str]:
    """The names of all classes of errors in `app` that carry a sentence."""
    classes = [
        (node.name, {_name(base) for base in node.bases})
        for path in APP.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_bytes()))
        if isinstance(node, ast.ClassDef)
    ]
    known, size = ROOTS, 0
    while size != len(known):
        size = len(known)
        known |= {name for name, bases in classes if bases & known}
    return known


def _parts(call: ast.Call) -> list[ast.expr]:
    """The arguments of a call that are sentences."""
    if _name(call.func) in errors():
        return call.args[:1]
    if _name(call.func) in FINDINGS and len(call.args) == 3:
        return call.args[2:]
    return call.args if _name(call.func) in WORDS else [part for part in call.args if _has_places(part)]


def _constants(given: Mapping[str, list[ast.expr]]) -> Iterator[str]:
    """The sentences that the constants of a rule hold."""
    for name, values in given.items():
        for part in (part for value in values if name.isupper() for part in ast.walk(value)):
            if isinstance(part, ast.Constant) and isinstance(part.value, str) and (name == RULE or _has_places(part)):
                yield part.value


def _assignments(tree: ast.Module) -> Mapping[str, list[ast.expr]]:
    given: dict[str, list[ast.expr]] = {}
    for node in ast.walk(tree):
        targets = node.targets if isinstance(node, ast.Assign) else [getattr(node, "target", None)]
        value = getattr(node, "value", None)
        if isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(value, ast.expr):
            for target in targets:
                given.setdefault(target.id if isinstance(target, ast.Name) else "", []).append(value)
    return given


def _texts(part: ast.expr, given: Mapping[str, list[ast.expr]], seen: set[str]) -> Iterator[str]:
    """The sentences in an expression and in what its names stand for."""
    for node in ast.walk(part):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and " " in node.value:
            yield node.value
        elif isinstance(node, ast.Name) and node.id not in seen:
            seen.add(node.id)
            for value in given.get(node.id, ()):
                yield from _texts(value, given, seen)


def _has_places(part: ast.expr) -> bool:
    return isinstance(part, ast.Constant) and isinstance(part.value, str) and PLACE.search(part.value) is not None


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""
