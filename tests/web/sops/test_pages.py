"""The pages of the SOPs in force."""

from dataclasses import replace
from datetime import timedelta
from io import BytesIO

import pytest
from lxml import etree
from openpyxl import load_workbook

from app.model.bundle import DIAGRAM
from app.model.definition import Deployment
from app.ports import Office
from tests.reports.papers import reader, text
from tests.web.conftest import MORNING, permit_bundle


def taken(person, path: str) -> bytes:
    answer = person.get(f"/sop/izin_kecil/{path}")
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    return answer.data


def test_the_sops_in_force_are_listed_and_one_of_them_is_shown(come) -> None:
    person = come("operator")
    assert 'href="/sop/izin_kecil"' in person.get("/sop").text
    page = person.get("/sop/izin_kecil").text
    assert "Menerbitkan izin" in page
    assert 'href="/sop/izin_kecil/dokumen.pdf?kertas=F4"' in page
    assert 'href="/sop/izin_kecil/dokumen.xlsx"' in page
    assert 'href="/sop/izin_kecil/diagram.svg"' in page


def test_the_official_document_is_taken_away_as_pdf(come) -> None:
    person = come("operator")
    assert "DRAF" in text(taken(person, "dokumen.pdf"))
    sizes = {
        paper: round(reader(taken(person, f"dokumen.pdf?kertas={paper}")).pages[0].mediabox.width)
        for paper in ("A4", "F4", "A0")
    }
    assert sizes == {"A4": 842, "F4": 935, "A0": 842}


def test_the_official_document_is_taken_away_as_workbook(come) -> None:
    book = load_workbook(BytesIO(taken(come("operator"), "dokumen.xlsx")))
    assert book.sheetnames == ["Identitas", "Bagan Alir"]


def test_what_does_not_stand_in_the_source_may_be_left_out(come) -> None:
    person = come("operator")
    assert "tambahan" not in text(taken(person, "dokumen.pdf?tambahan=tanpa"))


def test_the_diagram_is_taken_away(come) -> None:
    person = come("operator")
    assert etree.fromstring(taken(person, "diagram.svg")).tag.endswith("}svg")
    assert "SHA-256" in text(taken(person, "diagram.pdf"))


@pytest.mark.parametrize("path", ["", "/dokumen.pdf", "/dokumen.xlsx", "/diagram.svg", "/diagram.pdf"])
def test_an_sop_that_is_not_deployed_is_not_found(path: str, come) -> None:
    assert come("operator").get(f"/sop/izin_lain{path}").status_code == 404


def test_a_version_without_drawing_has_no_picture_and_no_link_to_one(come, office: Office) -> None:
    bundle = permit_bundle()
    root = etree.fromstring(bundle.files[DIAGRAM])
    for node in root.findall("{*}BPMNDiagram"):
        root.remove(node)
    bare = bundle.replacing(DIAGRAM, etree.tostring(root))
    with office.store.writing() as unit:
        unit.add_bundle(bare)
        unit.add_deployment(
            replace(Deployment("izin_kecil", 2, bare.digest, "system", MORNING), deployed_at=MORNING + timedelta(1))
        )
        unit.commit()
    person = come("operator")
    assert "diagram.svg" not in person.get("/sop/izin_kecil").text
    assert person.get("/sop/izin_kecil/diagram.svg").status_code == 404


def test_an_office_without_sops_says_so(come, office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.web.sops.pages.newest", dict)
    assert "Belum ada SOP" in come("operator").get("/sop").text


def test_it_speaks_english_to_who_reads_english(come) -> None:
    person = come("operator")
    person.post("/bahasa/en")
    page = person.get("/sop/izin_kecil").text
    assert "What is done, and by whom" in page
