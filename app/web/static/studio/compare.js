// A change that is chosen in the list or on a drawing is marked in the list and in both drawings.
"use strict";

const panes = [...document.querySelectorAll(".pane")];

function choose(element) {
  for (const marked of document.querySelectorAll(".chosen")) marked.classList.remove("chosen");
  const name = CSS.escape(element);
  document.querySelector(`.change[data-change="${name}"]`)?.classList.add("chosen");
  const parts = panes.map((pane) => pane.querySelector(`[data-element="${name}"]`));
  panes.forEach((pane, side) => {
    if (!parts[side]) return;
    parts[side].classList.add("chosen");
    show(pane, parts[side]);
  });
  // Where it is not drawn one sees the same place.
  panes.forEach((pane, side) => {
    const other = panes[1 - side];
    if (!parts[side] && other) pane.scrollTo(other.scrollLeft, other.scrollTop);
  });
}

function show(pane, part) {
  const here = part.getBoundingClientRect(), frame = pane.getBoundingClientRect();
  pane.scrollBy(way(here.left, here.width, frame.left, frame.width), way(here.top, here.height, frame.top, frame.height));
}

// To the middle; what is larger than the frame is shown from its beginning.
function way(begin, length, edge, room) {
  return length > room ? begin - edge - 8 : begin + length / 2 - edge - room / 2;
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

// Both drawings begin where the first change is; a lane is too large to show anything.
const links = [...document.querySelectorAll("[data-shows]")];
const isLane = (link) => document.querySelector(`.pane :is(.lane, .participant)[data-element="${CSS.escape(link.dataset.shows)}"]`);
const first = links.find((link) => !isLane(link)) ?? links[0];
if (first) choose(first.dataset.shows);
