"""Izin Perluasan with a second review by hand: one lane more, in which a reviewer looks at the letter before row 13."""

import re
from json import dumps

from app.library.shipped import shipped_bundle
from app.model.bundle import DIAGRAM, SCENARIOS, SOP, Bundle

KEY = "izin_perluasan"
FORM = {
    "type": "default",
    "id": "telaah_kedua",
    "schemaVersion": 19,
    "components": [
        {
            "type": "textarea",
            "id": "Field_telaah",
            "key": "catatan_telaah",
            "label": "Catatan telaah",
            "validate": {"required": True, "maxLength": 500},
        }
    ],
}
_LANE = b"""      <bpmn:lane id="lane_penelaah" name="Penelaah">
        <bpmn:flowNodeRef>telaah_kedua</bpmn:flowNodeRef>
      </bpmn:lane>
"""
_TASK = b"""    <bpmn:userTask id="telaah_kedua" name="Menelaah surat pengantar untuk kedua kalinya" camunda:formRef="telaah_kedua" camunda:formRefBinding="deployment" camunda:candidateGroups="penelaah">
      <bpmn:documentation>(tambahan) Mata kedua sebelum diperiksa Kepala Bidang.</bpmn:documentation>
      <bpmn:extensionElements>
        <camunda:properties>
          <camunda:property name="basis" value="inferred" />
        </camunda:properties>
      </bpmn:extensionElements>
      <bpmn:incoming>f_periksa_hasil</bpmn:incoming>
      <bpmn:outgoing>f_telaah</bpmn:outgoing>
    </bpmn:userTask>
"""  # noqa: E501 - a file as editors write it
_FLOW = b"""    <bpmn:sequenceFlow id="f_telaah" sourceRef="telaah_kedua" targetRef="periksa_hasil" />
"""
_SHAPES = b"""      <bpmndi:BPMNShape id="lane_penelaah_di" bpmnElement="lane_penelaah" isHorizontal="true">
        <dc:Bounds x="190" y="1880" width="4615" height="200" />
      </bpmndi:BPMNShape>
      <bpmndi:BPMNShape id="telaah_kedua_di" bpmnElement="telaah_kedua">
        <dc:Bounds x="3190" y="1915" width="210" height="130" />
      </bpmndi:BPMNShape>
      <bpmndi:BPMNEdge id="f_telaah_di" bpmnElement="f_telaah">
        <di:waypoint x="3400" y="1980" />
        <di:waypoint x="3430" y="1980" />
        <di:waypoint x="3430" y="1420" />
        <di:waypoint x="3295" y="1420" />
        <di:waypoint x="3295" y="1405" />
      </bpmndi:BPMNEdge>
"""
_OLD_WAY = b"""        <di:waypoint x="3295" y="1215" />
        <di:waypoint x="3295" y="1275" />
"""
_NEW_WAY = b"""        <di:waypoint x="3190" y="1150" />
        <di:waypoint x="3160" y="1150" />
        <di:waypoint x="3160" y="1980" />
        <di:waypoint x="3190" y="1980" />
"""
_ORDER = (
    (b'      <bpmn:lane id="lane_kadis"', _LANE + b'      <bpmn:lane id="lane_kadis"'),
    (b'    <bpmn:userTask id="periksa_hasil"', _TASK + b'    <bpmn:userTask id="periksa_hasil"'),
    (b"<bpmn:incoming>f_periksa_hasil</bpmn:incoming>\n      <bpmn:incoming>f_kembali_kabid",
     b"<bpmn:incoming>f_telaah</bpmn:incoming>\n      <bpmn:incoming>f_kembali_kabid"),
    (b'sourceRef="laporan_hasil" targetRef="periksa_hasil"', b'sourceRef="laporan_hasil" targetRef="telaah_kedua"'),
    (b'    <bpmn:sequenceFlow id="f_g4_hasil"', _FLOW + b'    <bpmn:sequenceFlow id="f_g4_hasil"'),
    (b'width="4645" height="1800"', b'width="4645" height="2000"'),
    (b'      <bpmndi:BPMNShape id="lane_kadis_di"', _SHAPES + b'      <bpmndi:BPMNShape id="lane_kadis_di"'),
    (_OLD_WAY, _NEW_WAY),
)  # fmt: skip


def second_review() -> Bundle:
    """The bundle with the change; it can be deployed, and its scenarios hold."""
    before = shipped_bundle(KEY)
    diagram = before.files[DIAGRAM]
    for old, new in _ORDER:
        assert diagram.count(old) == 1, old
        diagram = diagram.replace(old, new)
    facts = before.files[SOP].replace(
        b'\nlane_kadis = "kadis"\n', b'\nlane_kadis = "kadis"\nlane_penelaah = "penelaah"\n'
    )
    facts = facts.replace(b"[added]\n", b'[added]\ntelaah_kedua = "Mata kedua; tidak tertulis dalam SOP sumber."\n')
    step = rb'\1\n  { task = "telaah_kedua", answers = { catatan_telaah = "Sudah sesuai." } },'
    stories = re.sub(rb'(  \{ task = "laporan_hasil".*\},)', step, before.files[SCENARIOS])
    form = dumps(FORM, indent=2).encode()
    files = {**before.files, DIAGRAM: diagram, SOP: facts, SCENARIOS: stories, "forms/telaah_kedua.form": form}
    return Bundle(files)
