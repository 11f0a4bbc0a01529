"""Small BPMN files for the tests."""

SPACES = """xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"
  xmlns:bpmndi="http://www.omg.org/spec/BPMN/20100524/DI" xmlns:dc="http://www.omg.org/spec/DD/20100524/DC"
  xmlns:di="http://www.omg.org/spec/DD/20100524/DI" targetNamespace="https://lajur.example/test\""""


def bpmn(content: str) -> bytes:
    """A BPMN file with this content."""
    return f"<definitions {SPACES}>{content}</definitions>".encode()


def process(content: str, more: str = "") -> bytes:
    """A BPMN file with one executable process; `more` stands beside it."""
    return bpmn(f'{more}<process id="izin" name="Izin" isExecutable="true">{content}</process>')


def plane(*parts: str) -> str:
    drawn = f'<bpmndi:BPMNPlane bpmnElement="izin">{"".join(parts)}</bpmndi:BPMNPlane>'
    return f"<bpmndi:BPMNDiagram>{drawn}</bpmndi:BPMNDiagram>"


def shape(
    element: str, x: float, y: float, width: float = 100, height: float = 80, more: str = "", label: str = ""
) -> str:
    bounds = f'<dc:Bounds x="{x}" y="{y}" width="{width}" height="{height}"/>'
    return f'<bpmndi:BPMNShape bpmnElement="{element}" {more}>{bounds}{label}</bpmndi:BPMNShape>'


def label(x: float, y: float, width: float = 60) -> str:
    return f'<bpmndi:BPMNLabel><dc:Bounds x="{x}" y="{y}" width="{width}" height="14"/></bpmndi:BPMNLabel>'


def edge(element: str, *points: tuple[float, float], label: str = "") -> str:
    waypoints = "".join(f'<di:waypoint x="{x}" y="{y}"/>' for x, y in points)
    return f'<bpmndi:BPMNEdge bpmnElement="{element}">{waypoints}{label}</bpmndi:BPMNEdge>'


def drawn(content: str, *parts: str) -> bytes:
    """A BPMN file with one executable process and the shapes and edges that show it."""
    return process(content).replace(b"</definitions>", plane(*parts).encode() + b"</definitions>")
