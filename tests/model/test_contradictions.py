"""Where the service standard and the process do not agree."""

from collections.abc import Mapping
from dataclasses import replace

from app.model.clock import ClockRule
from app.model.contradictions import contradictions
from app.model.form import Component, Form, Option
from app.model.outline import Element, Lane, Outline
from app.model.sop import Identity, LegalBasis, RequiredDocument, Sop
from app.model.standard import Clause, ServiceStandard

OUTLINE = Outline(
    "izin",
    "Izin Perluasan",
    {"ajukan": Element("ajukan", "userTask", lane="pemohon"), "periksa": Element("periksa", "userTask", lane="dinas")},
    {},
    {"pemohon": Lane("pemohon", "Pemohon"), "dinas": Lane("dinas", "Bagian verifikasi")},
)
GROUPS = {"pemohon": "pemohon", "dinas": "dinas"}
SOP = Sop("izin", Identity("1", "Izin", "Dinas"), "IZ", '"a"', '"b"', GROUPS, applicant_lane="pemohon")
CLOCK = ClockRule(5, "f_lengkap", "periksa")


def file(label: str, **more: object) -> Component:
    return Component(label, "filepicker", label.lower(), label, required=True, **more)


def form(*components: Component) -> Mapping[str, Form]:
    return {"ajukan": Form("ajukan", (Component("g", "group", label="Berkas", components=components),))}


def asking(*names: str) -> Sop:
    return replace(SOP, required_documents=tuple(RequiredDocument(name, "", "") for name in names))


def promising(**said: object) -> Sop:
    return replace(SOP, service=ServiceStandard(**said))


def told(sop: Sop, forms: Mapping[str, Form] | None = None) -> list[str]:
    return [str(each.sentence) for each in contradictions(sop, OUTLINE, forms or {})]


def test_a_standard_that_says_nothing_contradicts_nothing() -> None:
    assert told(SOP) == []
    assert told(replace(SOP, clock=CLOCK), form(file("NIB"))) == []


def test_a_document_nobody_asks_for_is_told() -> None:
    assert told(asking("Fc. NPWP."), form(file("NIB"))) == [
        "The standard requires “Fc. NPWP.”, but no form asks for it.",
        "The form of ajukan demands the file “NIB”, which the standard does not require.",
    ]


def test_a_document_may_stand_in_a_label_an_option_or_a_list_of_rows() -> None:
    rows = Component("l", "dynamiclist", default='=for it in ["Fc. KTP Direktur", "Lain"] return {it: it}')
    choice = Component("s", "select", "jenis", "Jenis", options=(Option("npwp", "NPWP"),))
    asked = form(file("Nomor Induk Berusaha (NIB)"), choice, rows)
    assert told(asking("Nomor Induk Berusaha (NIB).", "Fc. NPWP.", "Fc. KTP Direktur."), asked) == []


def test_a_file_that_is_demanded_only_at_times_needs_no_mention() -> None:
    assert told(asking("NIB"), form(file("NIB"))) == []
    alone = {"ajukan": Form("ajukan", (file("NIB"), file("Surat kuasa", hide="=tidak")))}
    assert told(asking("NIB"), alone) == []


def test_the_days_promised_are_those_the_clock_counts() -> None:
    assert told(replace(promising(days=5), clock=CLOCK)) == []
    assert told(replace(promising(days=7), clock=CLOCK)) == [
        "The standard promises 7 days, but the service clock counts 5."
    ]
    assert told(promising(days=7)) == ["The standard promises 7 days, but the process has no service clock."]


def test_what_is_free_of_charge_asks_for_no_fee() -> None:
    fee = form(Component("b", "number", "biaya", "Biaya layanan"))
    assert told(promising(fee=0), fee) == [
        "The standard is free of charge, but the form of ajukan asks for “Biaya layanan”."
    ]
    assert told(promising(fee=0), form(Component("n", "textfield", "nib", "NIB"))) == []
    assert told(promising(fee=50000), fee) == []


def test_the_product_is_what_the_process_is_called() -> None:
    assert told(promising(product=(Clause("Izin Perluasan Usaha Industri."),))) == []
    assert told(promising(product=(Clause("Surat Keterangan Domisili"),))) == [
        "The product of the standard is “Surat Keterangan Domisili”, but the process is called “Izin Perluasan”."
    ]


def test_an_act_that_stands_twice_is_told_unless_a_note_says_so() -> None:
    twice = (LegalBasis("BKPM no 3 Tahun 2021"), LegalBasis("BKPM No 3 Tahun 2021."))
    assert told(replace(SOP, legal_basis=twice)) == ["“BKPM No 3 Tahun 2021.” stands twice in the legal basis."]
    marked = (twice[0], replace(twice[1], note="Tertulis dua kali."))
    assert told(replace(SOP, legal_basis=marked)) == []


def test_the_parts_of_the_staff_are_lanes() -> None:
    assert told(promising(staff=(Clause("2 orang", ("Bagian verifikasi.",)),))) == []
    assert told(promising(staff=(Clause("2 orang", ("Bagian arsip.",)),))) == [
        "The standard names “Bagian arsip.”, but no lane is called so."
    ]
