"""The rules. Each module has `check(subject)`, which yields a finding for every place that breaks its rule.

A module's docstring says the rule, the reason and the source: a clause of BPMN 2.0 (OMG formal/2011-01-03), a number
of the constraint list that BPMNspector checks (EXT.nnn), or "house rule". A new file in this folder is a new rule.
"""
