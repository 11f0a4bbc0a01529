"""Every row of the table of what is supported, drawn: what works is deployed, what is refused is told of."""

import pytest

from app.lint import Subject, lint
from app.lint.cases import cases
from app.lint.supported import SUPPORTED, markdown
from app.model.finding import Severity
from app.notation.diagram import read_diagram
from tests.lint.drawings import DRAWINGS, file_of

#: What is no flow node has no case of its own: it is enough that it is not refused.
WITHOUT_CASE = {"startEvent.several", "dataObjectReference", "dataStoreReference", "textAnnotation", "participant"}


def drawn(body: str) -> Subject:
    return Subject(read_diagram(file_of(body)))


def test_every_row_of_the_table_is_drawn():
    assert set(DRAWINGS) == set(SUPPORTED)


@pytest.mark.parametrize("case", SUPPORTED)
def test_an_element_works_or_the_deploy_refuses_it(case: str):
    subject = drawn(DRAWINGS[case])

    refused = [finding for finding in lint(subject) if finding.rule in ("not_supported", "one_start")]

    assert bool(refused) == (not SUPPORTED[case].works), refused


@pytest.mark.parametrize("case", sorted(set(SUPPORTED) - WITHOUT_CASE))
def test_a_drawn_element_falls_under_its_row(case: str):
    subject = drawn(DRAWINGS[case])

    assert case in {each for element in subject.outline.elements.values() for each in cases(subject, element)}


@pytest.mark.parametrize("case", [case for case, support in SUPPORTED.items() if support.works])
def test_what_works_passes_every_other_rule_too(case: str):
    assert [finding for finding in lint(drawn(DRAWINGS[case])) if finding.severity is Severity.ERROR] == []


def test_the_documentation_has_a_row_for_everything():
    table = markdown()

    for support in SUPPORTED.values():
        assert f"| {support.title} | {'works' if support.works else 'refused'} | {support.sentence} |" in table
