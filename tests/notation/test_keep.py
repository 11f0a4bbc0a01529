"""A diagram that went through an editor keeps every byte that nobody has touched."""

import re

import pytest

from app.model.errors import Refused
from app.notation.keep import kept

#: As a person wrote it: a comment, a number with a fraction, single quotes, an order of its own, CDATA, foreign parts.
WRITTEN = """<?xml version='1.0' encoding="UTF-8"?>
<!-- dari dinas -->
<definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:di='http://www.omg.org/spec/BPMN/20100524/DI'
    xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:x="urn:x" id="d" targetNamespace="urn:t">
  <process id="p" isExecutable="true">
    <!-- dua tugas -->
    <userTask name='Periksa &#38; catat' id="a" x:warna="biru">
        <outgoing>f</outgoing>
        <documentation><![CDATA[Tanya <siapa>?]]></documentation>
        <x:catatan untuk="b"/>
    </userTask>
    <sequenceFlow id="f" sourceRef="a" targetRef="b" />
    <task id="b" name="Simpan"><incoming>f</incoming></task>
  </process>
  <di:BPMNDiagram id="g">
    <di:BPMNPlane id="e" bpmnElement="p">
      <di:BPMNShape id="a_di" bpmnElement="a"><dc:Bounds x="110.0" y="80.0" width="100" height="80"/></di:BPMNShape>
    </di:BPMNPlane>
  </di:BPMNDiagram>
</definitions>
"""
#: What an editor makes of it.
EXPORTED = """<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:di="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC" xmlns:x="urn:x" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" id="d" targetNamespace="urn:t">
  <bpmn:process id="p" isExecutable="true">
    <bpmn:userTask id="a" name="Periksa &amp; catat" x:warna="biru">
      <bpmn:documentation>Tanya &lt;siapa&gt;?</bpmn:documentation>
      <bpmn:outgoing>f</bpmn:outgoing>
    </bpmn:userTask>
    <bpmn:task id="b" name="Simpan">
      <bpmn:incoming>f</bpmn:incoming>
    </bpmn:task>
    <bpmn:sequenceFlow id="f" sourceRef="a" targetRef="b" />
  </bpmn:process>
  <di:BPMNDiagram id="g">
    <di:BPMNPlane id="e" bpmnElement="p">
      <di:BPMNShape id="a_di" bpmnElement="a">
        <dc:Bounds x="110" y="80" width="100" height="80" />
      </di:BPMNShape>
    </di:BPMNPlane>
  </di:BPMNDiagram>
</bpmn:definitions>
"""  # noqa: E501  # a machine wrote it
FLOW_END = "    <bpmn:sequenceFlow"


def after(*changes: tuple[str, str], written: str = WRITTEN, exported: str = EXPORTED) -> str:
    """The file after an editor has changed its own writing."""
    edited = exported
    for old, new in changes:
        assert old in edited
        edited = edited.replace(old, new)
    return kept(written.encode(), exported.encode(), edited.encode()).decode()


def changed_lines(new: str, old: str = WRITTEN) -> tuple[list[str], list[str]]:
    """Lines that went, lines that came."""
    before, now = old.splitlines(), new.splitlines()
    return [line for line in before if line not in now], [line for line in now if line not in before]


def test_without_a_change_every_byte_stays():
    assert after() == WRITTEN


def test_another_name_changes_its_own_line_only():
    gone, come = changed_lines(
        after(('name="Periksa &amp; catat"', "name=\"Uji '& hitung' &lt;ini&gt;\"".replace("& ", "&amp; ")))
    )
    assert gone == ['    <userTask name=\'Periksa &#38; catat\' id="a" x:warna="biru">']
    assert come == ['    <userTask name=\'Uji &apos;&amp; hitung&apos; &lt;ini&gt;\' id="a" x:warna="biru">']


def test_attributes_come_and_go_with_the_prefix_that_the_file_needs():
    new = after(
        (' x:warna="biru"', ' camunda:formRef="a"'),
        ('<bpmn:task id="b" name="Simpan">', '<bpmn:task id="b" name="Simpan" x:warna="merah">'),
    )
    assert '<userTask name=\'Periksa &#38; catat\' id="a" camunda:formRef="a">' in new
    assert '<task id="b" name="Simpan" x:warna="merah"><incoming>' in new
    assert '<definitions xmlns:camunda="http://camunda.org/schema/1.0/bpmn" xmlns="http' in new


def test_a_default_prefix_of_the_house_is_no_prefix_for_attributes_and_a_taken_one_is_not_taken_again():
    written = WRITTEN.replace("xmlns:x=", 'xmlns:camunda="urn:lain" xmlns:x=')
    new = after((' x:warna="biru"', ' camunda:formRef="a"'), written=written)
    assert 'camunda1:formRef="a"' in new
    assert 'xmlns:camunda1="http://camunda.org/schema/1.0/bpmn"' in new


def test_a_moved_shape_changes_only_its_numbers_and_equal_numbers_stay_as_written():
    gone, come = changed_lines(after(('x="110" y="80"', 'x="150" y="80"')))
    assert [line.strip() for line in come] == [
        '<di:BPMNShape id="a_di" bpmnElement="a"><dc:Bounds x="150" y="80.0" width="100" height="80"/></di:BPMNShape>'
    ]
    assert len(gone) == 1


def test_other_words_stay_what_they_were_written_as():
    assert "<documentation><![CDATA[Jawab <dia>.]]></documentation>" in after(
        ("Tanya &lt;siapa&gt;?", "Jawab &lt;dia&gt;.")
    )
    assert "<documentation>]]&gt; &amp;</documentation>" in after(("Tanya &lt;siapa&gt;?", "]]&gt; &amp;"))


def test_what_is_removed_takes_its_line_with_it_and_leaves_comments_and_what_the_editor_does_not_know():
    new = after(
        ("      <bpmn:outgoing>f</bpmn:outgoing>\n", ""),
        ('    <bpmn:task id="b" name="Simpan">\n      <bpmn:incoming>f</bpmn:incoming>\n    </bpmn:task>\n', ""),
        ('    <bpmn:sequenceFlow id="f" sourceRef="a" targetRef="b" />\n', ""),
    )
    gone, come = changed_lines(new)
    assert come == []
    assert [line.strip()[:14] for line in gone] == ["<outgoing>f</o", "<sequenceFlow ", '<task id="b" n']


def test_the_only_part_leaves_an_empty_element_behind():
    new = after(("      <bpmn:incoming>f</bpmn:incoming>\n", ""))
    assert '<task id="b" name="Simpan" />' in new


def test_a_new_element_stands_where_the_editor_has_put_it_as_the_file_is_written():
    loop = '<bpmn:loopCardinality xsi:type="bpmn:tFormalExpression">3</bpmn:loopCardinality>'
    tag = "bpmn:multiInstanceLoopCharacteristics"
    loop = f'<{tag} camunda:collection="x &lt; 1">{loop}</{tag}>'
    new = after((FLOW_END, f'    <bpmn:task id="c" name="Baru">{loop}</bpmn:task>\n{FLOW_END}'))
    lines = new.splitlines()
    at = lines.index('    <task id="c" name="Baru">')
    assert lines[at - 1].startswith('    <task id="b"')
    assert lines[at + 1] == '      <multiInstanceLoopCharacteristics camunda:collection="x &lt; 1">'
    assert lines[at + 2] == '        <loopCardinality xsi:type="tFormalExpression">3</loopCardinality>'
    assert lines[at + 4] == "    </task>"
    assert changed_lines(new)[0] == [WRITTEN.splitlines()[2]]


def test_a_file_whose_namespaces_all_have_prefixes_goes_on_with_them():
    new = after((FLOW_END, f'    <bpmn:task id="c" />\n{FLOW_END}'), written=EXPORTED)
    assert changed_lines(new, EXPORTED) == ([], ['    <bpmn:task id="c" />'])


def test_new_first_parts_open_a_tag_that_was_closed_at_once():
    new = after(('targetRef="b" />', 'targetRef="b"><bpmn:documentation>ya</bpmn:documentation></bpmn:sequenceFlow>'))
    flow = '<sequenceFlow id="f" sourceRef="a" targetRef="b">'
    assert f"    {flow}\n      <documentation>ya</documentation>\n    </sequenceFlow>" in new


def test_a_part_that_moved_into_a_new_element_keeps_its_writing():
    task = '    <bpmn:task id="b" name="Simpan">\n      <bpmn:incoming>f</bpmn:incoming>\n    </bpmn:task>\n'
    new = after((task, f'    <bpmn:subProcess id="s">\n{task}    </bpmn:subProcess>\n'))
    assert (
        '    <subProcess id="s">\n      <task id="b" name="Simpan"><incoming>f</incoming></task>\n    </subProcess>'
        in new
    )
    assert new.count('id="b"') == 1


def test_a_part_whose_prefixes_mean_something_else_at_its_new_place_is_written_anew():
    written = WRITTEN.replace('<process id="p"', '<process xmlns:y="urn:y" id="p"').replace(
        '<task id="b"', '<task y:z="1" id="b"'
    )
    exported = EXPORTED.replace('<bpmn:process id="p"', '<bpmn:process xmlns:y="urn:y" id="p"').replace(
        '<bpmn:task id="b"', '<bpmn:task y:z="1" id="b"'
    )
    task = '    <bpmn:task y:z="1" id="b" name="Simpan">\n      <bpmn:incoming>f</bpmn:incoming>\n    </bpmn:task>\n'
    elsewhere = f'<bpmn:process id="q" xmlns:y="urn:y">{task}</bpmn:process>\n  <di:BPMNDiagram'
    new = after((task, ""), ("<di:BPMNDiagram", elsewhere), written=written, exported=exported)
    assert '    <task y1:z="1" id="b" name="Simpan">\n      <incoming>f</incoming>' in new
    assert 'xmlns:y1="urn:y"' in new


def test_another_order_is_taken_over_and_comments_stay_where_they_stand():
    exported = EXPORTED.replace(
        "      <bpmn:outgoing>f<", "      <bpmn:outgoing>e</bpmn:outgoing>\n      <bpmn:outgoing>f<"
    )
    written = WRITTEN.replace("<outgoing>f<", "<outgoing>e</outgoing><!-- lalu --><outgoing>f<")
    swap = (
        "<bpmn:outgoing>e</bpmn:outgoing>\n      <bpmn:outgoing>f<",
        "<bpmn:outgoing>f</bpmn:outgoing>\n      <bpmn:outgoing>e<",
    )
    new = after(swap, written=written, exported=exported)
    assert "<!-- lalu --><outgoing>f</outgoing>\n        <outgoing>e</outgoing>\n" in new


def test_another_id_keeps_the_writing_of_the_rest():
    new = after(('<bpmn:task id="b"', '<bpmn:task id="arsip"'), ('targetRef="b"', 'targetRef="arsip"'))
    assert '<task id="arsip" name="Simpan"><incoming>f</incoming></task>' in new


def test_a_file_on_one_line_stays_on_one_line():
    flat = "".join(line.strip() for line in WRITTEN.splitlines()).replace(
        "'http://www.omg.org/spec/BPMN/20100524/DI'", "'http://www.omg.org/spec/BPMN/20100524/DI' "
    )
    new = after((FLOW_END, f'    <bpmn:task id="c" />\n{FLOW_END}'), written=flat)
    assert '<incoming>f</incoming></task><task id="c" />' in new
    assert "\n" not in new


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "latin-1"])
def test_line_ends_and_encoding_stay(encoding: str):
    declared = "UTF-8" if encoding == "utf-8-sig" else "ISO-8859-1" if encoding == "latin-1" else "UTF-16"
    text = WRITTEN.replace("UTF-8", declared).replace("dari dinas", "dari désa").replace("\n", "\r\n")
    written = text.encode(encoding)
    assert kept(written, EXPORTED.encode(), EXPORTED.encode()) == written
    edited = EXPORTED.replace(FLOW_END, f'    <bpmn:task id="c" name="Ωé" />\n{FLOW_END}')
    new = kept(written, EXPORTED.encode(), edited.encode()).decode(encoding)
    name = "&#937;é" if encoding == "latin-1" else "Ωé"
    assert f'</task>\r\n    <task id="c" name="{name}" />\r\n  </process>' in new
    assert "dari désa" in new


def test_what_the_editor_adds_by_itself_is_no_change():
    exported = EXPORTED.replace('name="Simpan">', 'name="Simpan"><bpmn:extensionElements />')
    new = after(('name="Simpan"', 'name="Arsip"'), exported=exported)
    assert "extensionElements" not in new
    assert '<task id="b" name="Arsip"><incoming>' in new


def test_lists_of_flows_come_only_into_a_file_that_has_some_and_labels_only_with_a_place():
    written = re.sub(r"\s*<(incoming|outgoing)>.</(incoming|outgoing)>", "", WRITTEN)
    exported = re.sub(r"\s*<bpmn:(incoming|outgoing)>.</bpmn:(incoming|outgoing)>", "", EXPORTED)
    new = after(
        (FLOW_END, f'    <bpmn:task id="c"><bpmn:incoming>g</bpmn:incoming></bpmn:task>\n{FLOW_END}'),
        ('height="80" />', 'height="80" /><di:BPMNLabel />'),
        ('name="Simpan">', 'name="Simpan"><bpmn:outgoing>g</bpmn:outgoing>'),
        written=written,
        exported=exported,
    )
    assert changed_lines(new, written) == ([], ['    <task id="c" />'])


def test_a_dot_does_not_make_a_number_and_what_the_file_never_had_cannot_be_taken_away():
    exported = EXPORTED.replace('name="Simpan"', 'name="Simpan" isForCompensation="false"')
    written = WRITTEN.replace('name="Simpan"', 'name="No. 1"')
    new = after(
        ('name="Simpan" isForCompensation="false"', 'name="No. 2"'),
        ('x="110"', 'x="110.00"'),
        written=written,
        exported=exported,
    )
    assert new == written.replace("No. 1", "No. 2")


def test_files_that_cannot_be_compared_give_way_to_the_edited_one():
    edited = EXPORTED.encode()
    assert kept(b"", edited, edited) == edited
    assert kept(WRITTEN.encode(), b"<x/>", edited) == edited
    with pytest.raises(Refused):
        kept(edited, edited, b"<x/>")
