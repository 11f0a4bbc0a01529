"""The tables `[service]` and `[complaints]` of `sop.toml`."""

import pytest

from app.library.sop_toml import read_sop
from app.model.errors import Refused
from app.model.sop import Sop
from app.model.standard import USUAL_DAYS, Clause, ComplaintRule, ServiceStandard
from tests.library.test_sop_toml import SMALLEST


def read(more: str) -> Sop:
    return read_sop((SMALLEST + more).encode(), "cuti")


def test_an_sop_without_a_standard_has_an_empty_one() -> None:
    sop = read("")
    assert sop.service == ServiceStandard()
    assert sop.complaints == ComplaintRule()
    assert sop.complaints.days is USUAL_DAYS


def test_the_standard_is_read_with_items_and_notes() -> None:
    service = read(
        """
[service]
days = 5
fee = 0
pledge = "Kami sanggup."
[[service.time]]
text = "5 hari"
note = "hari kerja?"
[[service.staff]]
text = "2 orang"
items = ["Loket", "Arsip"]
"""
    ).service
    assert (service.days, service.fee, service.pledge) == (5, 0, "Kami sanggup.")
    assert service.time == (Clause("5 hari", note="hari kerja?"),)
    assert service.staff == (Clause("2 orang", ("Loket", "Arsip")),)
    assert service.cost == ()


def test_the_rules_for_complaints_are_read() -> None:
    rule = read(
        """
[complaints]
intro = "Melalui :"
usual = "biasa"
days = { biasa = 3 }
[[complaints.channels]]
text = "Surat."
"""
    ).complaints
    assert rule == ComplaintRule("Melalui :", "biasa", {"biasa": 3}, (Clause("Surat."),))


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ('[complaints]\nusual = "biasa"\n', "not one of “days”"),
        ("[complaints]\ndays = { ringan = -1 }\n", "a whole number"),
        ("[service]\nprice = 5\n", "is not known here"),
        ('[[service.time]]\ntekst = "5 hari"\n', "is missing"),
    ],
)
def test_what_is_misspelt_is_refused(written: str, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        read(written)
