"""The diagram of a case's version as a file."""

from dataclasses import replace

import pytest
from lxml import etree

from app.model.bundle import Bundle
from app.model.errors import Refused
from app.ports import Office
from app.web import WebSettings, create_app
from tests.reports.papers import text
from tests.web.conftest import Person, Walk


@pytest.fixture
def number(walk: Walk) -> str:
    walk.start()
    walk.apply()
    return walk.number


def fetched(auditor: Person, number: str, kind: str) -> bytes:
    answer = auditor.get(f"/arsip/permohonan/{number}/diagram.{kind}")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"] == f"attachment; filename=izin_kecil-1.{kind}"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    return answer.data


def test_an_auditor_takes_it_as_svg_without_the_way_of_the_case(number: str, come) -> None:
    root = etree.fromstring(fetched(come("auditor"), number, "svg"))
    assert root.tag.endswith("}svg")
    assert not root.xpath('//*[contains(@class, "state-") or contains(@class, "taken")]')


def test_an_auditor_takes_it_as_pdf(number: str, come) -> None:
    found = text(fetched(come("auditor"), number, "pdf"))
    assert "Izin Kecil" in found
    assert "Menerbitkan izin" in found
    assert "SHA-256: " in found


def test_two_cases_of_a_version_have_the_same_one(number: str, walk: Walk, hands, come) -> None:
    first = fetched(come("auditor"), number, "pdf")
    hands.go_on(days=1)
    walk.start()
    assert walk.number != number
    assert fetched(come("auditor"), walk.number, "pdf") == first


@pytest.mark.parametrize("kind", ["svg", "pdf"])
def test_a_version_that_cannot_be_read_has_none(kind: str, office: Office, number: str, come) -> None:
    def unreadable(_: Bundle) -> None:
        raise Refused("The diagram cannot be read.")

    broken = create_app(replace(office, read=unreadable, shelf={}), WebSettings("s" * 32, secure=False))
    auditor = Person(broken.test_client())
    auditor.sign_in("auditor")
    assert auditor.get(f"/arsip/permohonan/{number}/diagram.{kind}").status_code == 404


def test_the_page_of_the_case_leads_to_both(number: str, come) -> None:
    page = come("auditor").get(f"/arsip/permohonan/{number}").text
    assert f'href="/arsip/permohonan/{number}/diagram.svg"' in page
    assert f'href="/arsip/permohonan/{number}/diagram.pdf"' in page
