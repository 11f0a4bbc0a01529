"""Reads the tables of `sop.toml` that hold the service standard and the rules for complaints."""

from app.library.toml import Table
from app.model.standard import USUAL_DAYS, Clause, Clauses, ComplaintRule, ServiceStandard


def read_service(table: Table) -> ServiceStandard:
    """The table `[service]`. Raises Refused for what is misspelt or of the wrong type."""
    return ServiceStandard(
        days=table.optional_number("days"),
        fee=table.optional_number("fee"),
        pledge=table.text("pledge", ""),
        time=_clauses(table, "time"),
        cost=_clauses(table, "cost"),
        product=_clauses(table, "product"),
        facilities=_clauses(table, "facilities"),
        supervision=_clauses(table, "supervision"),
        staff=_clauses(table, "staff"),
        guarantees=_clauses(table, "guarantees"),
        safety=_clauses(table, "safety"),
        evaluation=_clauses(table, "evaluation"),
    )


def read_complaints(table: Table) -> ComplaintRule:
    """The table `[complaints]`. Raises Refused for what is misspelt, or when `usual` is no kind of `days`."""
    given = table.table("days")
    days = {kind: given.number(kind) for kind in given.values} or USUAL_DAYS
    usual = table.text("usual", "tanpa_pengawasan")
    if usual not in days:
        raise table.refused("“{key}” is “{kind}”, which is not one of “days”", "usual", kind=usual)
    return ComplaintRule(table.text("intro", ""), usual, days, _clauses(table, "channels"))


def _clauses(table: Table, key: str) -> Clauses:
    return tuple(clause.read(_clause) for clause in table.tables(key))


def _clause(table: Table) -> Clause:
    return Clause(table.text("text"), table.texts("items"), table.text("note", ""))
