"""What is wrong with a working copy, told while somebody draws."""

from tests.web.conftest import Person

ASK = "/studio/1/masalah"
DIAGRAM = "/studio/1/berkas/bpmn/process.bpmn"


def ask(person: Person, xml: bytes = b""):
    return person.client.post(ASK, data=xml, headers={"X-CSRFToken": person.token, "Accept": "application/json"})


def rules(person: Person, xml: bytes = b"") -> set[str]:
    return {finding["rule"] for finding in ask(person, xml).json["findings"]}


def test_the_diagram_that_is_sent_is_judged_and_not_kept(ana: Person) -> None:
    saved = ana.get(DIAGRAM).data
    before = rules(ana)
    assert rules(ana, saved.replace(b'isExecutable="true"', b'isExecutable="false"')) - before == {"not_executable"}
    assert ana.get(DIAGRAM).data == saved


def test_a_finding_names_rule_element_line_and_sentence(ana: Person) -> None:
    broken = ana.get(DIAGRAM).data.replace(b'isExecutable="true"', b'isExecutable="false"')
    answer = ask(ana, broken).json
    (found,) = [finding for finding in answer["findings"] if finding["rule"] == "not_executable"]
    assert found["severity"] == "error"
    assert found["element"]
    assert found["line"] > 1
    assert found["sentence"]
    assert answer["ms"] >= 0


def test_what_is_no_diagram_is_a_finding(ana: Person) -> None:
    for hostile in (b"tidak", b"<a/>", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", b"\xff\xfe\x00"):
        assert rules(ana, hostile) == {"unreadable"}


def test_only_who_has_business_there_asks(ana: Person, come) -> None:
    assert ask(come("operator")).status_code == 403
    assert ana.client.post("/studio/9/masalah", headers={"X-CSRFToken": ana.token}).status_code == 404
    assert ana.client.post(ASK).status_code == 400
