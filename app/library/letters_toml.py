"""Reads the tables `[[letters]]` of `sop.toml`: which steps write lines into the books of letters."""

from app.library.toml import Table
from app.model.register import COLUMNS, Book, LetterRule


def read_letters(top: Table) -> tuple[LetterRule, ...]:
    """The rules in the order of the file. Raises Refused for what is misspelt, and for a step that would write two
    lines into the same book: then a line would not say which of them it is."""
    rules: dict[tuple[Book, str], LetterRule] = {}
    for table in top.tables("letters"):
        rule = table.read(_rule)
        if (rule.book, rule.element) in rules:
            raise table.refused("“{key}” stands in “{book}” already", "element", book=rule.book.value)
        rules[rule.book, rule.element] = rule
    return tuple(rules.values())


def _rule(table: Table) -> LetterRule:
    book = table.text("book")
    if book not in set(Book):
        known = ", ".join(f"“{each.value}”" for each in Book)
        raise table.refused("“{key}” must be one of {known}", "book", known=known)
    given = {name: table.text(name, "") for name in COLUMNS}
    columns = {name: text for name, text in given.items() if text}
    return LetterRule(Book(book), table.text("element"), table.text("when", ""), columns)
