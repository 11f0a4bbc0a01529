// The rules of bpmnlint that have a twin among our own rules: they answer at once, the server a moment later.
import endEventRequired from "bpmnlint/rules/end-event-required";
import eventBasedGateway from "bpmnlint/rules/event-based-gateway";
import labelRequired from "bpmnlint/rules/label-required";
import noDisconnected from "bpmnlint/rules/no-disconnected";
import noImplicitEnd from "bpmnlint/rules/no-implicit-end";
import noImplicitStart from "bpmnlint/rules/no-implicit-start";
import startEventRequired from "bpmnlint/rules/start-event-required";
import superfluousGateway from "bpmnlint/rules/superfluous-gateway";

export const rules = {
  "end-event-required": endEventRequired,
  "event-based-gateway": eventBasedGateway,
  "label-required": labelRequired,
  "no-disconnected": noDisconnected,
  "no-implicit-end": noImplicitEnd,
  "no-implicit-start": noImplicitStart,
  "start-event-required": startEventRequired,
  "superfluous-gateway": superfluousGateway,
};
