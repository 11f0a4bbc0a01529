// The states of elements and flows on the drawing (app/notation/living.py). Only what changes is touched.

export function marksOn(svg, reel, shown) {
  const parts = new Map([...svg.querySelectorAll("[data-element]")].map((part) => [part.dataset.element, part]));
  const prefix = svg.querySelector("defs > g").id.replace(/sign-.*/, "sign-");
  const counts = new Map();
  let current = [];

  const plus = (name, by) => {
    counts.set(name, (counts.get(name) ?? 0) + by);
    return counts.get(name);
  };

  function state(part, name) {
    part.classList.remove(...[...part.classList].filter((it) => it.startsWith("state-")));
    const sign = part.querySelector(".sign");
    if (name === "ahead") {
      sign.removeAttribute("href");
    } else {
      part.classList.add(`state-${name}`);
      sign.setAttribute("href", `#${prefix}${name}`);
    }
  }

  function apply(difference) {
    for (const [name, value] of difference.states) if (parts.has(name)) state(parts.get(name), value);
    for (const [name, by] of difference.taken) parts.get(name)?.classList.toggle("taken", plus(name, by) > 0);
    for (const [name, by] of difference.times) {
      const times = plus(name, by);
      const place = parts.get(name)?.querySelector(".times");
      if (place) place.textContent = times > 1 ? `${times}×` : "";
    }
  }

  function point(n) {
    for (const part of current) part.classList.remove("now");
    current = [reel.place(n), reel.lane(n)].map((name) => parts.get(name)).filter(Boolean);
    for (const part of current) part.classList.add("now");
  }

  // All at once, before anything moves: to measure later would cost a layout each time.
  const centers = new Map();
  for (const [name, part] of parts) {
    const shape = part.querySelector(".shape");
    const box = shape?.getBBox();
    if (box) centers.set(name, { x: box.x + box.width / 2, y: box.y + box.height / 2 });
  }

  // The server has drawn this step; only the counts must be known.
  const drawn = reel.between(0, shown);
  for (const [name, by] of [...drawn.taken, ...drawn.times]) plus(name, by);
  point(shown);

  return {
    move(from, to) {
      apply(reel.between(from, to));
      point(to);
    },
    part: (name) => parts.get(name),
    center: (name) => centers.get(name),
  };
}
