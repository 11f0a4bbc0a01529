// A click on an element at which something waits leads to what can be done there: to the form of a task, or to the
// answer of a system. Without this script the figures on the diagram lead there, and the list below it.
"use strict";

(() => {
  const figure = document.querySelector("[data-trial]");
  if (!figure) return;
  const places = new Map([...document.querySelectorAll("[data-for]")].map((it) => [it.dataset.for, it]));

  for (const [element, place] of places) {
    const part = figure.querySelector(`[data-element="${CSS.escape(element)}"]`);
    if (part) part.classList.add("leads-on");
    if (part) part.addEventListener("click", () => (place.href ? place.click() : place.focus()));
  }
})();
