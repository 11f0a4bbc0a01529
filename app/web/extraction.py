"""Finds the sentences that people read in the desk: those of `gettext`, and those that our errors carry.

A method for `pybabel extract` (see `babel.cfg`). An error's sentence is the first line of its docstring, or the first
argument it is raised with. What analysts read on the command line (`app.lint`, `app.notation`, `app.library`) is left in English.

    pybabel extract -F app/web/babel.cfg -k lazy_gettext -o messages.pot --no-location --sort-output .
    pybabel update -D messages -i messages.pot -d app/web/translations --no-fuzzy-matching
    pybabel compile -d app/web/translations
"""

import ast
from collections.abc import Collection, Iterator, Mapping
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import IO

from babel.messages.extract import extract_python

APP = Path(__file__).parents[1]
ROOTS = frozenset({"LajurError", "FeelError"})
Found = tuple[int, str | None, str | tuple[str, ...], list[str]]


def sentences(
    file: IO[bytes], keywords: Mapping[str, object], comment_tags: Collection[str], options: dict[str, object]
) -> Iterator[Found]:
    """The messages of one Python file, as babel wants them: line, function, message, comments."""
    text = file.read()
    yield from extract_python(BytesIO(text), keywords, comment_tags, options)
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ClassDef) and node.name in errors():
            if words := ast.get_docstring(node):
                yield node.lineno, None, words.splitlines()[0], []
        elif isinstance(node, ast.Call) and _name(node.func) in errors():
            yield from _said(node)


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


def _said(call: ast.Call) -> Iterator[Found]:
    for argument in call.args[:1]:
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
            yield call.lineno, None, argument.value, []


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""
