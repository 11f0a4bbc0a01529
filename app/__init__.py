"""Lajur runs a government SOP from the BPMN diagram that describes it.

The packages below this one are rooms with one-way doors; `pyproject.toml` states which may import which, and
`make check` proves it. Read `model` first (plain facts), then `ports` (what the office needs from outside), then
`actions` (what can be done).
"""
