// A change that is chosen in the list or on a drawing is marked in the list and in both drawings.
"use strict";

const panes = [...document.querySelectorAll(".pane")];

function choose(element) {
  for (const marked of document.querySelectorAll(".chosen")) marked.classList.remove("chosen");
  const name = CSS.escape(element);
  document.querySelector(`.change[data-change="${name}"]`)?.classList.add("chosen");
  for (const pane of panes) {
    const part = pane.querySelector(`[data-element="${name}"]`);
    if (!part) continue;
    part.classList.add("chosen");
    middle(pane, part);
  }
}

function middle(pane, part) {
  const here = part.getBoundingClientRect(), frame = pane.getBoundingClientRect();
  pane.scrollBy(
    here.left + here.width / 2 - frame.left - frame.width / 2,
    here.top + here.height / 2 - frame.top - frame.height / 2,
  );
}

for (const link of document.querySelectorAll("[data-shows]")) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    choose(link.dataset.shows);
    const drawings = document.querySelector(".drawings");
    if (getComputedStyle(drawings).position !== "sticky") drawings.scrollIntoView();
  });
}

for (const mark of document.querySelectorAll(".change-mark")) {
  mark.addEventListener("click", (event) => {
    event.preventDefault();
    choose(mark.dataset.change);
    const told = document.getElementById(`change-${mark.dataset.change}`);
    const fold = told?.closest("details");
    if (fold) fold.open = true;
    told?.scrollIntoView({ block: "nearest" });
    told?.querySelector("a")?.focus({ preventScroll: true });
  });
}

// Both drawings begin where the first change is.
const first = document.querySelector("[data-shows]");
if (first) choose(first.dataset.shows);
