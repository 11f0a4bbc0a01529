"""A diagram on paper by itself."""

from dataclasses import replace

from reports.diagram import diagram_pdf
from tests.reports.papers import pages, picture, reader
from tests.reports.test_page import FURNITURE


def test_a_small_diagram_has_one_page_across_with_its_title():
    pdf = diagram_pdf(FURNITURE, picture())
    (page,) = pages(pdf)
    assert "Berkas IP-2026-00001" in page
    assert "Putuskan" in page
    assert reader(pdf).pages[0].mediabox[2] > 800


def test_a_large_one_is_shown_whole_and_in_parts():
    found = pages(diagram_pdf(FURNITURE, picture(4000, 300)))
    assert len(found) == 4
    assert "bingkai putus-putus" in found[0]
    assert "bagian 3 dari 3" in found[3]


def test_its_words_are_those_of_its_language():
    found = pages(diagram_pdf(replace(FURNITURE, language="en"), picture(4000, 300)))
    assert "Diagram, part 1 of 3" in found[1]
