// Tokens on their way along the flows that were taken. They follow from the place of the player alone, so that one can
// go to any place, in any direction.
import { TRAVEL } from "./scale.js";

const SVG = "http://www.w3.org/2000/svg";
const MOST = 24;
const eased = (part) => (part < 0.5 ? 2 * part * part : 1 - (2 - 2 * part) ** 2 / 2);

export function tokensOn(svg, reel, marks) {
  const layer = svg.appendChild(document.createElementNS(SVG, "g"));
  const ways = new Map();
  const pool = [];

  function way(flow) {
    if (!ways.has(flow)) {
      const path = marks.part(flow)?.querySelector(".path");
      ways.set(flow, path && { path, length: path.getTotalLength() });
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
        const point = along.path.getPointAtLength(part * along.length);
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
