// The history on the track of the slider: a line for each entry, longer for people, and apart what went wrong.

const SVG = "http://www.w3.org/2000/svg";
const WIDTH = 1000;
const TOPS = { machine: 9, person: 4, trouble: 0 };

export function drawTicks(svg, stops, tones) {
  const whole = Math.max(1, stops.at(-1));
  const lines = { machine: "", person: "", trouble: "" };
  stops.forEach((stop, index) => {
    const x = Math.round((stop / whole) * WIDTH * 10) / 10;
    lines[tones[index]] += `M${x} ${TOPS[tones[index]]}V16`;
  });
  svg.setAttribute("viewBox", `0 0 ${WIDTH} 16`);
  svg.replaceChildren(...Object.entries(lines).map(([tone, d]) => {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("class", tone);
    path.setAttribute("d", d);
    return path;
  }));
}
