"""Reads `sop.toml`, the facts of an SOP that its diagram does not say."""

import math
from collections.abc import Mapping
from typing import Any

from app.library.document_rules_toml import read_document_rules
from app.library.letters_toml import read_letters
from app.library.standard_toml import read_complaints, read_service
from app.library.toml import Table, read_toml
from app.model.bundle import SOP
from app.model.clock import ClockRule
from app.model.sop import FollowUp, Identity, LegalBasis, RequiredDocument, Row, Sop
from app.model.values import Json


def read_sop(data: bytes, key: str) -> Sop:
    """The facts of the SOP `key`, which is the id of the process in its diagram.

    Raises Refused, with a sentence that names key and line, for what is missing, misspelt or of the wrong type.
    """
    top = read_toml(data, SOP)
    sop = top.read(_sop)
    if sop.key != key:
        raise top.refused("“{key}” must be “{process}”, the id of the process in the diagram", "key", process=key)
    _lanes_are_known(top, sop)
    _numbers_are_unique(top.table("rows"), sop.rows)
    return sop


def _sop(top: Table) -> Sop:
    return Sop(
        key=top.text("key"),
        number_prefix=top.text("number_prefix"),
        title=top.text("title"),
        business_key=top.text("business_key"),
        applicant_lane=top.text("applicant_lane", "") or None,
        identity=top.table("identity", required=True).read(_identity),
        groups=top.table("groups", required=True).words(),
        clock=top.table("clock").read(_clock) if "clock" in top.values else None,
        follow_up=top.table("follow_up").read(_follow_up) if "follow_up" in top.values else None,
        variables=_variables(top.table("variables")),
        connectors=top.table("connectors").words(),
        outcomes=top.table("outcomes").words(),
        legal_basis=tuple(act.read(_legal_basis) for act in top.tables("legal_basis")),
        qualifications=top.texts("qualifications"),
        related=top.texts("related"),
        equipment=top.texts("equipment"),
        warnings=top.texts("warnings"),
        records=top.texts("records"),
        rows={element: row.read(_row) for element, row in top.table("rows").inner_tables()},
        added=top.table("added").words(),
        english=top.table("english").words(),
        required_documents=tuple(document.read(_required_document) for document in top.tables("required_documents")),
        applicant_words=top.table("applicant_words").words(),
        applicant_words_en=top.table("applicant_words_en").words(),
        applicant_notices=frozenset(top.texts("applicant_notices")),
        service=top.table("service").read(read_service),
        complaints=top.table("complaints").read(read_complaints),
        letters=read_letters(top),
        document_rules=read_document_rules(top),
    )


def _identity(table: Table) -> Identity:
    return Identity(
        number=table.text("number"),
        title=table.text("title"),
        agency=table.text("agency"),
        unit=table.text("unit", ""),
        made=table.text("made", ""),
        revised=table.text("revised", ""),
        effective=table.text("effective", ""),
        approved_by=table.text("approved_by", ""),
        title_en=table.text("title_en", ""),
    )


def _clock(table: Table) -> ClockRule:
    return ClockRule(
        days=table.number("days"),
        starts=table.text("starts"),
        stops=table.text("stops"),
        pauses=frozenset(table.texts("pauses")),
    )


def _follow_up(table: Table) -> FollowUp:
    return FollowUp(after=frozenset(table.texts("after")), carry=frozenset(table.texts("carry")))


def _legal_basis(table: Table) -> LegalBasis:
    return LegalBasis(text=table.text("text"), status=table.text("status", ""), note=table.text("note", ""))


def _required_document(table: Table) -> RequiredDocument:
    return RequiredDocument(
        name=table.text("name"),
        help=table.text("help"),
        source=table.text("source"),
        name_en=table.text("name_en", ""),
        help_en=table.text("help_en", ""),
    )


def _row(table: Table) -> Row:
    return Row(
        number=table.number("number"),
        text=table.text("text"),
        kelengkapan=table.text("kelengkapan", ""),
        waktu=table.text("waktu", ""),
        output=table.text("output", ""),
        keterangan=table.text("keterangan", ""),
        time_proposed=table.optional_number("time_proposed"),
        text_en=table.text("text_en", ""),
    )


def _variables(table: Table) -> Mapping[str, Json]:
    """The initial variables; what TOML can say and JSON cannot (dates, infinity) is refused."""
    for key, value in table.values.items():
        if not _is_json(value):
            raise table.refused("“{key}” must be a value of JSON; write a date as a text", key)
    return table.values


def _is_json(value: Any) -> bool:
    if isinstance(value, dict):
        return all(_is_json(inner) for inner in value.values())
    if isinstance(value, list):
        return all(_is_json(inner) for inner in value)
    return isinstance(value, str | int) or (isinstance(value, float) and math.isfinite(value))


def _lanes_are_known(top: Table, sop: Sop) -> None:
    if sop.applicant_lane and sop.applicant_lane not in sop.groups:
        raise top.refused("“{key}” is “{lane}”, a lane without a group", "applicant_lane", lane=sop.applicant_lane)
    served = {"simulator", *(f"manual:{group}" for group in sop.groups.values())}
    for lane, connector in sop.connectors.items():
        if lane not in sop.groups:
            raise top.table("connectors").refused("“{key}” is a lane without a group", lane)
        if connector not in served:
            sentence = "“{key}” must be “simulator”, or “manual:” with one of the groups"
            raise top.table("connectors").refused(sentence, lane)


def _numbers_are_unique(rows: Table, read: Mapping[str, Row]) -> None:
    owners: dict[int, str] = {}
    for element, row in read.items():
        first = owners.setdefault(row.number, element)
        if first != element:
            raise rows.table(element).refused(
                "“{key}” is {n}, like that of “{first}”", "number", n=row.number, first=first
            )
