"""Runs diagrams: one step in, one step out, nothing kept in between.

SpiffWorkflow carries the tokens: its tree of tasks, their states, what happens when one runs, completes, fails or is
cancelled. The BPMN elements are task specs of our own, because several of the stock ones go wrong without a word
(joins in loops, event sub-processes, link events, `eval` of whatever a diagram holds). The tree of an instance is
kept as small as its open work: a finished task leaves it at once, so a step costs the same at any length of history.
"""

from app.engine.spiff import SpiffEngine

__all__ = ["SpiffEngine"]
