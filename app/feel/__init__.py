"""The one expression language: FEEL (OMG DMN 1.5, chapter 10.3), read and computed here within a budget.

An expression sees plain data and nothing else: no attributes of Python objects, no files, no clock of its own. It
always ends: its text, its nesting, its steps and the size of what it makes are limited, and patterns match in linear
time. Every failure is a FeelError, a sentence with a place in the text.
"""

from app.feel.analysis import equalities
from app.feel.boundary import Json
from app.feel.errors import (
    FeelAssertion,
    FeelBudget,
    FeelError,
    FeelSyntaxError,
    FeelTypeError,
    NoClock,
    UnknownFunction,
    UnknownVariable,
)
from app.feel.evaluate import evaluate, evaluate_typed, names, readable_names, unary_tests
from app.feel.parse import Expression, parse
from app.feel.values import Value

__all__ = [
    "Expression",
    "FeelAssertion",
    "FeelBudget",
    "FeelError",
    "FeelSyntaxError",
    "FeelTypeError",
    "Json",
    "NoClock",
    "UnknownFunction",
    "UnknownVariable",
    "Value",
    "equalities",
    "evaluate",
    "evaluate_typed",
    "names",
    "parse",
    "readable_names",
    "unary_tests",
]
