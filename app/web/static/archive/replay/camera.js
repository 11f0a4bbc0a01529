// What of the drawing is seen: all of it, or a part that is moved by hand, or the part where the case is. Following
// never makes labels smaller than one can read, and rests while the place is well within sight.

const LEGIBLE = 0.85;
const LARGEST = 4;
const LAG = 260;

export function cameraOn(stage, svg, byHand) {
  const whole = svg.viewBox.baseVal;
  const full = { x: whole.x, y: whole.y, width: whole.width, height: whole.height };
  let view = { ...full };
  let target = null;

  stage.classList.add("live");
  // Kept, for to ask the page how large it is while it changes costs a layout each time.
  let size = { width: stage.clientWidth || 1, height: stage.clientHeight || 1 };
  const box = () => size;
  const fitting = () => Math.min(box().width / full.width, box().height / full.height);
  const scale = () => box().width / view.width;

  function look(next) {
    view = next;
    svg.setAttribute("viewBox", `${view.x} ${view.y} ${view.width} ${view.height}`);
  }

  // The view of the shape of the stage around a point.
  function around(x, y, wanted) {
    const by = Math.min(LARGEST, Math.max(fitting(), wanted));
    const [width, height] = [box().width / by, box().height / by];
    return { x: inside(x, width, full.x, full.width), y: inside(y, height, full.y, full.height), width, height };
  }

  // Where a view begins whose middle is wanted at a point, without looking past the edges of the drawing.
  function inside(middle, length, begin, whole) {
    if (length >= whole) return begin + (whole - length) / 2;
    return Math.min(begin + whole - length, Math.max(begin, middle - length / 2));
  }

  const middle = () => [view.x + view.width / 2, view.y + view.height / 2];
  const all = () => look(around(full.x + full.width / 2, full.y + full.height / 2, fitting()));

  function zoom(by) {
    target = null;
    look(around(...middle(), scale() * by));
  }

  function isWithin(x, y) {
    const [cx, cy] = middle();
    return Math.abs(x - cx) < view.width * 0.28 && Math.abs(y - cy) < view.height * 0.28;
  }

  // -- by hand --

  const fingers = new Map();
  const spread = ([a, b]) => Math.hypot(a.x - b.x, a.y - b.y);

  function drag(event) {
    const before = fingers.get(event.pointerId);
    if (!before) return;
    const apart = fingers.size === 2 ? spread([...fingers.values()]) : 0;
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    byHand();
    const share = 1 / fingers.size / scale();
    look({ ...view, x: view.x - (event.clientX - before.x) * share, y: view.y - (event.clientY - before.y) * share });
    if (apart) zoom(spread([...fingers.values()]) / apart);
  }

  stage.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || fingers.size === 2) return;
    fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
    stage.setPointerCapture(event.pointerId);
  });
  stage.addEventListener("pointermove", drag);
  for (const end of ["pointerup", "pointercancel"]) {
    stage.addEventListener(end, (event) => fingers.delete(event.pointerId));
  }
  stage.addEventListener("wheel", (event) => {
    // Without the key the wheel moves the page, as everywhere.
    if (!event.ctrlKey && !event.metaKey) return;
    event.preventDefault();
    byHand();
    zoom(Math.exp(-event.deltaY / 300));
  }, { passive: false });

  all();
  new ResizeObserver(() => {
    const [wanted, [x, y]] = [scale(), middle()];
    size = { width: stage.clientWidth || 1, height: stage.clientHeight || 1 };
    look(around(x, y, wanted));
  }).observe(stage);
  let before = null;
  addEventListener("beforeprint", () => { before = view; look({ ...full }); });
  addEventListener("afterprint", () => { if (before) look(before); });

  return {
    all: () => { target = null; all(); },
    zoom,
    tooSmall: () => fitting() < LEGIBLE,
    // Look at a point from now on, at once or little by little.
    aim(x, y, { atOnce = false } = {}) {
      if (isWithin(x, y) && scale() >= LEGIBLE * 0.99) return;
      target = around(x, y, Math.max(LEGIBLE, scale()));
      if (atOnce) { look(target); target = null; }
    },
    // Come closer to what is aimed at; answers whether there is still a way to go.
    glide(passed) {
      if (!target) return false;
      const share = 1 - Math.exp(-passed / LAG);
      const next = Object.fromEntries(Object.entries(view).map(([side, value]) => [side, value + (target[side] - value) * share]));
      const near = Math.hypot(target.x - next.x, target.y - next.y) * scale() < 0.5;
      look(near ? target : next);
      if (near) target = null;
      return !near;
    },
  };
}
