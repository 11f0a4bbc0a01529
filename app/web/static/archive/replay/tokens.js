// Tokens on their way along the flows that were taken. They follow from the place of the player alone, so that one can
// go to any place, in any direction.
import { TRAVEL } from "./scale.js";

const SVG = "http://www.w3.org/2000/svg";
const MOST = 24;
const eased = (part) => (part < 0.5 ? 2 * part * part : 1 - (2 - 2 * part) ** 2 / 2);

// The way along a line as the drawing writes it; at a rounded bend the corner itself. To ask the browser for points of
// a path would make it lay out the page each time. Answers the point at a part (0 to 1) of the way.
function wayAlong(path) {
  const numbers = path.match(/-?[\d.]+/g).map(Number);
  const points = [];
  for (let n = 0; n < numbers.length; n += 2) points.push({ x: numbers[n], y: numbers[n + 1] });
  const lengths = [0];
  for (let n = 1; n < points.length; n += 1) {
    lengths.push(lengths[n - 1] + Math.hypot(points[n].x - points[n - 1].x, points[n].y - points[n - 1].y));
  }
  return (part) => {
    const wanted = part * lengths.at(-1);
    const end = Math.max(1, lengths.findIndex((length) => length >= wanted));
    const [from, to] = [points[end - 1], points[end]];
    const share = (wanted - lengths[end - 1]) / (lengths[end] - lengths[end - 1] || 1);
    return { x: from.x + (to.x - from.x) * share, y: from.y + (to.y - from.y) * share };
  };
}

export function tokensOn(svg, reel, marks) {
  const layer = svg.appendChild(document.createElementNS(SVG, "g"));
  const ways = new Map();
  const pool = [];

  function way(flow) {
    if (!ways.has(flow)) {
      const path = marks.part(flow)?.querySelector(".path");
      ways.set(flow, path && wayAlong(path.getAttribute("d")));
    }
    return ways.get(flow);
  }

  function token(index) {
    if (!pool[index]) {
      pool[index] = layer.appendChild(document.createElementNS(SVG, "g"));
      pool[index].setAttribute("class", "token");
      for (const [name, radius] of [["halo", 13], ["core", 7]]) {
        const circle = pool[index].appendChild(document.createElementNS(SVG, "circle"));
        circle.setAttribute("class", name);
        circle.setAttribute("r", radius);
      }
    }
    return pool[index];
  }

  return {
    // The tokens that are on their way at a place, after the step `n`; answers where they are.
    show(n, place, stops) {
      const points = [];
      for (let next = n + 1; next <= reel.count && stops[next - 1] - TRAVEL < place; next += 1) {
        const along = reel.flow(next) && points.length < MOST && way(reel.flow(next));
        if (!along) continue;
        const part = eased(1 - (stops[next - 1] - place) / TRAVEL);
        const point = along(part);
        token(points.length).setAttribute("transform", `translate(${point.x} ${point.y})`);
        points.push(point);
      }
      pool.forEach((one, index) => one.setAttribute("display", index < points.length ? "inline" : "none"));
      return points;
    },
    clear() {
      for (const one of pool) one.setAttribute("display", "none");
    },
  };
}
