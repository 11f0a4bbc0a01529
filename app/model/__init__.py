"""Plain facts, standard library only: what a definition, an instance, a work item and an event *are*.

Nothing here reads a file, a clock or a database. Everything is a frozen dataclass or a pure function, so any other
room may use it and every test can write it as a literal.
"""
