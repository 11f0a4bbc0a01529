// Plays a case: a slider, a clock of its own, a camera. Where it is follows from one number, the place on the way, or
// from the step one has asked for. Without this script the page shows any moment by its address.
import { listen } from "./keys.js";
import { pageOf } from "./page.js";
import { reelOf } from "./reel.js";
import { proportional, squeezed, stepAt } from "./scale.js";
import { scenesIn } from "./scenes.js";
import { drawTicks } from "./ticks.js";

const root = document.querySelector("[data-replay]");
const reel = reelOf(JSON.parse(root.dataset.reel));
const shown = Number(root.querySelector("#at").value);
const page = pageOf(root, reel, shown);
const { find } = page;
const ways = { short: squeezed(reel), true: proportional(reel) };
const still = matchMedia("(prefers-reduced-motion: reduce)");
const [play, slider, follow] = ["play", "slider", "follow"].map(find);

const stage = find("stage");
const { marks, tokens, camera } = scenesIn(stage, reel, shown, () => { follow.checked = false; });

let stops = ways.short;
let step = shown;
let place = stops[step - 1];
let playing = false;
let speed = 1;
let last = 0;
let ticking = false;

// -- where it is --

function show(n) {
  if (n === step) return;
  marks?.move(step, n);
  page.move(step, n);
  step = n;
}

function track() {
  slider.value = Math.round((place / Math.max(1, stops.at(-1))) * 10000);
  slider.setAttribute("aria-valuetext", page.valueText(step));
}

function look(points) {
  if (!camera || !follow.checked) return;
  const spot = points[0] ?? marks.center(reel.place(step));
  if (spot) camera.aim(spot.x, spot.y, { atOnce: still.matches });
}

// A step that was asked for: nothing is on its way.
function go(n) {
  halt();
  show(Math.min(reel.count, Math.max(1, n)));
  place = stops[step - 1];
  tokens?.clear();
  look([]);
  track();
  page.settle(step);
  wake();
}

// Any place on the way.
function seek(to) {
  place = Math.min(stops.at(-1), Math.max(0, to));
  show(stepAt(stops, place));
  look(tokens && !still.matches ? tokens.show(step, place, stops) : []);
  track();
}

// -- time --

function tick(now) {
  const passed = Math.min(100, now - last);
  last = now;
  if (playing) seek(place + passed * speed);
  if (playing && place >= stops.at(-1)) halt();
  ticking = Boolean(camera?.glide(passed)) || playing;
  if (ticking) requestAnimationFrame(tick);
}

function wake() {
  if (ticking) return;
  ticking = true;
  last = performance.now();
  requestAnimationFrame(tick);
}

function label() {
  play.classList.toggle("playing", playing);
  play.lastElementChild.textContent = playing ? page.words.pause : page.words.play;
}

function halt() {
  if (!playing) return;
  playing = false;
  label();
  page.settle(step);
}

function start() {
  if (place >= stops.at(-1)) seek(0);
  playing = true;
  label();
  wake();
}

const toggle = () => (playing ? halt() : start());

// -- what one can do --

play.addEventListener("click", toggle);
slider.addEventListener("input", () => {
  halt();
  seek((slider.value / 10000) * stops.at(-1));
  page.settle(step);
  wake();
});
find("speed").addEventListener("change", (event) => { speed = Number(event.target.value); });
find("scale").addEventListener("change", (event) => {
  stops = ways[event.target.value];
  drawTicks(find("ticks"), stops, page.tones);
  place = stops[step - 1];
  tokens?.clear();
  track();
});
find("steps").addEventListener("submit", (event) => {
  event.preventDefault();
  go({ first: 1, last: reel.count, back: step - 1, on: step + 1 }[event.submitter.dataset.go]);
});
find("seek").addEventListener("submit", (event) => {
  event.preventDefault();
  go(Number(event.target.elements.at.value));
});
root.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='?at=']:not([data-here])");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  go(Number(new URLSearchParams(link.search).get("at")));
});
follow?.addEventListener("change", () => { look([]); wake(); });
find("zoom")?.addEventListener("click", (event) => {
  const deed = event.target.closest("[data-do]")?.dataset.do;
  if (!deed) return;
  follow.checked = follow.checked && deed !== "all";
  if (deed === "all") camera.all();
  else camera.zoom(deed === "in" ? 1.25 : 0.8);
});
listen({ toggle, go, step: (by) => go(step + by) }, camera, stage);

for (const part of root.querySelectorAll("[data-live], [data-track], [data-play]")) part.hidden = false;
drawTicks(find("ticks"), stops, page.tones);
track();
if (camera?.tooSmall()) {
  follow.checked = true;
  const spot = marks.center(reel.place(step));
  if (spot) camera.aim(spot.x, spot.y, { atOnce: true });
}
root.dataset.ready = Math.round(performance.now());
