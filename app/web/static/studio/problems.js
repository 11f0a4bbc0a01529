// The list of problems under the canvas. The browser's own rules answer at once; the server, whose rules guard the
// deploy, a moment later, and what it says stands.
import { nearby } from "./nearby.js";

const AFTER = 700;
const key = (finding) => `${finding.rule} ${finding.element}`;
const order = ({ severity }) => (severity === "error" ? 0 : 1);

export function problems(modeler, root, { address, token, words, write, mend }) {
  const registry = modeler.get("elementRegistry");
  const overlays = modeler.get("overlays");
  const list = root.querySelector("[data-problems-list]");
  const title = root.querySelector("[data-problems-title]");
  const state = root.querySelector("[data-problems-state]");
  let shown = [];
  let far = [];
  let nearThen = new Set();
  let chosen = -1;
  let turn = 0;
  let timer;
  let answered = false;

  const called = (id) => {
    const found = registry.get(id)?.businessObject;
    return { words: found?.name ? `“${found.name.replace(/\s+/g, " ")}”` : `“${id}”`, task: Boolean(found?.$instanceOf?.("bpmn:Task")) };
  };

  async function look() {
    const now = ++turn;
    if (!answered) state.textContent = words.looking;
    const near = await nearby(modeler.getDefinitions(), { sentences: words.rules, called });
    if (now !== turn) return;
    merge(near);
    clearTimeout(timer);
    timer = setTimeout(() => ask(now, near), AFTER);
  }

  // What the server has said holds until it says otherwise, unless the browser sees that it no longer does.
  function merge(near) {
    const seen = new Set(near.map(key));
    const still = far.filter((each) => (seen.has(key(each)) || !nearThen.has(key(each))) && (!each.element || known(each.element)));
    const said = new Set(still.map(key));
    show([...still, ...near.filter((each) => !said.has(key(each)))]);
  }

  const known = (id) => registry.get(id) || registry.find((each) => each.businessObject?.$parent?.id === id || each.businessObject?.processRef?.id === id);

  async function ask(now, near) {
    state.textContent = words.looking;
    try {
      const headers = { Accept: "application/json", "Content-Type": "application/octet-stream", "X-CSRFToken": token() };
      const answer = await fetch(address, { method: "POST", body: await write(), headers, credentials: "same-origin" });
      const told = await answer.json();
      if (now !== turn) return;
      if (!answer.ok) throw new Error(told.words);
      far = told.findings;
      nearThen = new Set(near.map(key));
      state.textContent = "";
      answered = true;
      show(far);
    } catch {
      if (now === turn) state.textContent = words.no_answer;
    }
  }

  function show(findings) {
    const former = key(shown[chosen] ?? {});
    shown = [...findings].sort((one, other) => order(one) - order(other));
    chosen = shown.findIndex((each) => key(each) === former);
    if (shown.length) title.textContent = words.problems.replace("{n}", shown.length);
    else if (answered) title.textContent = words.none;
    list.replaceChildren(...shown.map(row));
    mark();
  }

  function row(finding, place) {
    const item = document.createElement("li");
    item.className = `problem-row ${finding.severity}`;
    if (place === chosen) item.setAttribute("aria-current", "true");
    const go = element("button", "plain problem-go");
    const name = finding.element ? called(finding.element).words : words.whole;
    go.append(
      element("span", `chip ${finding.severity === "error" ? "bad" : "warn"}`, words[finding.severity]),
      ...(finding.sentence.includes(name) ? [] : [element("strong", "", name)]),
      element("span", "problem-words", finding.sentence),
    );
    go.addEventListener("click", () => choose(place));
    item.append(go);
    if (finding.reason) item.append(element("small", "", finding.reason));
    if (finding.fix) item.append(finding.fix.href ? link(finding.fix) : button(finding));
    return item;
  }

  function button(finding) {
    const made = element("button", "second small", words.mend.replace("{label}", finding.fix.label));
    made.addEventListener("click", () => mend(finding));
    return made;
  }

  function link({ href, label }) {
    const made = element("a", "", label);
    made.href = href;
    return made;
  }

  function mark() {
    overlays.remove({ type: "problem" });
    const worst = new Map();
    for (const finding of shown) if (!worst.has(finding.element)) worst.set(finding.element, finding);
    for (const [id, finding] of worst) {
      if (!registry.get(id) || registry.get(id).type === "bpmn:Process") continue;
      const sign = element("span", `problem-sign ${finding.severity}`, "!");
      sign.title = finding.sentence;
      overlays.add(id, "problem", { position: { bottom: 10, left: -10 }, html: sign });
    }
  }

  function choose(place) {
    chosen = place;
    for (const [number, item] of [...list.children].entries()) item.toggleAttribute("aria-current", number === place);
    list.children[place]?.scrollIntoView({ block: "nearest" });
    const target = registry.get(shown[place]?.element);
    if (!target) return;
    modeler.get("canvas").scrollToElement(target, 80);
    modeler.get("selection").select(target);
    // The panel draws itself after the next paint.
    setTimeout(() => root.querySelector("[data-panel] input, [data-panel] textarea, [data-panel] button")?.focus(), 150);
  }

  return {
    look,
    step(by) {
      if (shown.length) choose((Math.max(chosen, by > 0 ? -1 : 0) + by + shown.length) % shown.length);
    },
  };
}

function element(tag, kind, words = "") {
  const made = document.createElement(tag);
  made.className = kind;
  made.textContent = words;
  return made;
}
