// What two diagrams differ in, without drawing either: `await compare(oldXml, newXml)` has `_added`, `_removed`,
// `_changed` and `_layoutChanged`, each from an element's id to what bpmn-js-differ says of it.
import { BpmnModdle } from "bpmn-moddle";
import { diff } from "bpmn-js-differ";
import camunda from "camunda-bpmn-moddle/resources/camunda.json";

export async function compare(before, after) {
  const moddle = new BpmnModdle({ camunda });
  const [old, young] = await Promise.all([before, after].map((xml) => moddle.fromXML(xml)));
  return diff(old.rootElement, young.rootElement);
}
