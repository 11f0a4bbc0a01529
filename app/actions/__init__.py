"""What can be done: one verb, one file. An action takes the office, its subject and `by`, all in one transaction.

`_step.py` is the only place that writes history. Views (`look`) read; they never change anything.
"""
