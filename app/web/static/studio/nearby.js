// What bpmnlint sees at once, in the words of our own rules. Only rules with a twin on the server are asked.
import { Linter, rules } from "../vendor/studio/modeler.js";

const TWINS = {
  "end-event-required": "end_missing",
  "event-based-gateway": "event_gateway",
  "label-required": "task_unnamed",
  "no-disconnected": "unreachable",
  "no-implicit-end": "dead_end",
  "no-implicit-start": "unreachable",
  "start-event-required": "one_start",
  "superfluous-gateway": "gateway_does_nothing",
};
const linter = new Linter({
  config: { rules: Object.fromEntries(Object.keys(rules).map((name) => [name, "error"])) },
  resolver: { resolveRule: (_, name) => rules[name] },
});

/** Findings like those of the server; `sentences` has one with the place `{element}` for each of its rules. */
export async function nearby(definitions, { sentences, called }) {
  const reports = await linter.lint(definitions);
  const found = Object.entries(reports).flatMap(([name, all]) => all.map(({ id }) => ({ rule: TWINS[name], element: id })));
  return found
    .filter(({ rule, element }) => rule !== "task_unnamed" || called(element).task)
    .map((each) => ({ ...each, severity: "error", sentence: sentences[each.rule].replace("{element}", called(each.element).words), reason: "", fix: null }));
}
