"""The built-in functions of FEEL (DMN 1.5, 10.3.4), one file per family. Importing a family declares its functions."""

from app.feel.functions import (
    contexts,
    conversion,
    intervals,
    lists,
    logic,
    moments,
    numeric,
    patterns,
    ranges,
    statistic,
    strings,
)
from app.feel.functions.registry import FUNCTIONS

__all__ = [
    "FUNCTIONS",
    "contexts",
    "conversion",
    "intervals",
    "lists",
    "logic",
    "moments",
    "numeric",
    "patterns",
    "ranges",
    "statistic",
    "strings",
]
