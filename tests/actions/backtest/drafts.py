"""Izin Perluasan, changed in ways an analyst would."""

import json
import re

from app.library.shipped import shipped_bundle
from app.model.bundle import DIAGRAM, SOP, Bundle

IZIN = shipped_bundle("izin_perluasan")


def changed(*pairs: tuple[str, str], path: str = DIAGRAM, bundle: Bundle = IZIN) -> Bundle:
    """A bundle in whose file each text, which stands there once, was replaced."""
    text = bundle.files[path].decode()
    for old, new in pairs:
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return bundle.replacing(path, text.encode())


def with_form(bundle: Bundle, name: str, *components: dict[str, object]) -> Bundle:
    """A bundle with a form, or with more components in the form that is there."""
    path = f"forms/{name}.form"
    form = json.loads(bundle.files.get(path, json.dumps({"type": "default", "id": name, "schemaVersion": 19})))
    known = form.get("components", [])
    form["components"] = [*known, *({"id": f"{name}_new_{n}", **it} for n, it in enumerate(components))]
    return bundle.replacing(path, json.dumps(form).encode())


def condition(text: str) -> str:
    return f'<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">{text}</bpmn:conditionExpression>'


def second_review() -> Bundle:
    """A task `tinjau` of its own lane between the check of the results and the signature."""
    drawn = changed(
        ('<bpmn:lane id="lane_kadis"', ('<bpmn:lane id="lane_tinjau" name="Peninjau"><bpmn:flowNodeRef>tinjau'
         '</bpmn:flowNodeRef></bpmn:lane><bpmn:lane id="lane_kadis"')),
        ('<bpmn:incoming>f_hasil_lengkap</bpmn:incoming>', '<bpmn:incoming>f_tinjau</bpmn:incoming>'),
        ('sourceRef="g4_hasil" targetRef="persetujuan">', 'sourceRef="g4_hasil" targetRef="tinjau">'),
        ('<bpmn:exclusiveGateway id="g4_hasil"', ('<bpmn:userTask id="tinjau" name="Meninjau Hasil"><bpmn:incoming>'
         'f_hasil_lengkap</bpmn:incoming><bpmn:outgoing>f_tinjau</bpmn:outgoing></bpmn:userTask><bpmn:sequenceFlow '
         'id="f_tinjau" sourceRef="tinjau" targetRef="persetujuan" /><bpmn:exclusiveGateway id="g4_hasil"')),
        ('<bpmndi:BPMNShape id="persetujuan_di"', ('<bpmndi:BPMNShape id="tinjau_di" bpmnElement="tinjau"><dc:Bounds '
         'x="1700" y="1285" width="190" height="110" /></bpmndi:BPMNShape><bpmndi:BPMNShape id="persetujuan_di"')),
    )  # fmt: skip
    grouped = changed(('lane_kadis = "kadis"', 'lane_kadis = "kadis"\nlane_tinjau = "kabid"'), path=SOP, bundle=drawn)
    options = [{"value": "setuju", "label": "Setuju"}, {"value": "tolak", "label": "Tolak"}]
    asked = {"type": "radio", "key": "hasil_tinjau", "label": "Hasil tinjauan", "values": options}
    return with_form(grouped, "tinjau", {**asked, "validate": {"required": True}})


def swapped_default() -> Bundle:
    """The visit of the place is made where none was wanted, and the other way round."""
    return changed(
        ('default="f_tanpa_lapangan"', 'default="f_lapangan"'),
        (condition('=perlu_lapangan = "ya"'), ""),
        (
            'name="Tidak" sourceRef="g2_lapangan" targetRef="m1" />',
            (
                f'name="Tidak" sourceRef="g2_lapangan" targetRef="m1">{condition("=perlu_lapangan = &quot;ya&quot;")}'
                "</bpmn:sequenceFlow>"
            ),
        ),
    )


def threshold(least: int) -> Bundle:
    """Files are complete only from some capacity on."""
    return changed((
        '=hasil_kelengkapan = "lengkap"<',
        f'=hasil_kelengkapan = "lengkap" and kapasitas_tambahan &gt;= {least}<',
    ))  # fmt: skip


def required_field() -> Bundle:
    field = {"type": "textfield", "key": "sifat", "label": "Sifat surat", "validate": {"required": True}}
    return with_form(IZIN, "disposisi_kabid", field)


def task_removed() -> Bundle:
    """Nobody forwards the file from the head of division any more."""
    text = IZIN.files[DIAGRAM].decode()
    for pattern in (
        r'<bpmn:userTask id="disposisi_kabid".*?</bpmn:userTask>',
        r'<bpmn:sequenceFlow id="f_penugasan_tim"[^>]*/>',
        r"<bpmn:flowNodeRef>disposisi_kabid</bpmn:flowNodeRef>",
        r'<bpmndi:BPMNShape id="[^"]*" bpmnElement="disposisi_kabid".*?</bpmndi:BPMNShape>',
        r'<bpmndi:BPMNEdge id="[^"]*" bpmnElement="f_penugasan_tim".*?</bpmndi:BPMNEdge>',
    ):
        text, count = re.subn(pattern, "", text, flags=re.DOTALL)
        assert count == 1, pattern
    text = text.replace('targetRef="disposisi_kabid"', 'targetRef="penugasan_tim"')
    text = text.replace(">f_penugasan_tim<", ">f_disposisi_kabid<")
    return IZIN.replacing(DIAGRAM, text.encode())


def renamed() -> Bundle:
    """Another label, and a flow that was drawn anew under another id."""
    bundle = changed(('name="Disposisi Berkas kepada Kasi Kerjasama, Pengawasan, dan Promosi Investasi Industri"',
                      'name="Disposisi"'))  # fmt: skip
    text = bundle.files[DIAGRAM].decode().replace("f_penugasan_tim", "Flow_1abc")
    return bundle.replacing(DIAGRAM, text.encode())


def loop_limit() -> Bundle:
    """Files that are not complete a second time are not given back again."""
    flow = 'id="f_terlalu_sering" name="Terlalu sering" sourceRef="g1_kelengkapan" targetRef="e5_lewat_masa"'
    rule = condition('=hasil_kelengkapan = "tidak_lengkap" and ronde &gt; 1')
    own = f'<bpmn:sequenceFlow {flow}>{rule}</bpmn:sequenceFlow><bpmn:sequenceFlow id="f_bukan_kewenangan"'
    return changed(('<bpmn:sequenceFlow id="f_bukan_kewenangan"', own))


def faulty() -> Bundle:
    """A condition reads a variable that nobody gives."""
    return changed(('=hasil_periksa = "lengkap"<', "=nilai_mutu &gt; 7<"))


def longer_period() -> Bundle:
    return changed(('masa_pengajuan = "P365D"', 'masa_pengajuan = "P400D"'), path=SOP)
