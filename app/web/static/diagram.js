// The drawing of the server makes way for a viewer that zooms and moves. What is done, and where the case stands, is
// read from that drawing. When anything goes wrong it simply stays.
"use strict";

(async () => {
  const stage = document.querySelector("[data-diagram]");
  const states = ["done", "active", "incident", "cancelled"];
  const marked = (selector) => [...stage.querySelectorAll(selector)].map((part) => part.dataset.element);
  const places = states.map((state) => [state, marked(`.node.state-${state}`)]);
  const taken = marked(".flow.taken");
  const current = marked(".state-incident, .state-active, .endEvent.state-done");

  const answer = await fetch(stage.dataset.diagram, { credentials: "same-origin" });
  if (!answer.ok) return;
  const container = document.createElement("div");
  container.className = "diagram-viewer";
  const viewer = new BpmnJS({ container });
  await viewer.importXML(await answer.text());

  const canvas = viewer.get("canvas");
  const overlays = viewer.get("overlays");
  const known = viewer.get("elementRegistry");
  for (const [state, elements] of places) {
    for (const element of elements.filter((id) => known.get(id))) {
      canvas.addMarker(element, `state-${state}`);
      overlays.add(element, { position: { top: -9, right: 9 }, html: `<span class="sign sign-${state}"></span>` });
    }
  }
  for (const flow of taken.filter((id) => known.get(id))) canvas.addMarker(flow, "taken");

  stage.replaceChildren(container);
  stage.classList.add("drawn");
  canvas.resized();

  const step = (by) => () => viewer.get("zoomScroll").stepZoom(by);
  const all = () => canvas.zoom("fit-viewport", "auto");
  const move = (dx, dy) => () => canvas.scroll({ dx, dy });
  const here = () => {
    const place = known.get(current[0]);
    if (!place) return all();
    const box = canvas.viewbox();
    const { width, height } = box.outer;
    canvas.viewbox({ x: place.x + (place.width - width) / 2, y: place.y + (place.height - height) / 2, width, height });
  };

  const deeds = { in: step(1), out: step(-1), all, here };
  const keys = {
    "+": deeds.in, "=": deeds.in, "-": deeds.out, 0: all, 1: here,
    ArrowLeft: move(80, 0), ArrowRight: move(-80, 0), ArrowUp: move(0, 80), ArrowDown: move(0, -80),
  };
  stage.addEventListener("keydown", (event) => {
    const deed = !event.ctrlKey && !event.metaKey && !event.altKey && keys[event.key];
    if (!deed) return;
    event.preventDefault();
    deed();
  });
  const buttons = document.querySelector("[data-zoom]");
  buttons.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    if (button) deeds[button.dataset.do]();
  });
  buttons.hidden = false;
  all();
  // Too small to be read: better begin where the case stands.
  if (canvas.zoom() < 0.4) here();
  stage.focus({ preventScroll: true });
})();
