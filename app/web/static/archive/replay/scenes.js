// The diagrams of the versions a case was on: mostly one. Each is shown while its version was in force (spans.js hides
// and shows them); all of them know every state, so that one can go from any moment to any other.
import { cameraOn } from "./camera.js";
import { marksOn } from "./marks.js";
import { tokensOn } from "./tokens.js";

export function scenesIn(stage, reel, shown, byHand) {
  const scenes = [...(stage?.querySelectorAll("[data-drawing]") ?? [])].flatMap((part) => {
    const svg = part.querySelector("svg");
    if (!svg?.querySelector("defs > g")) return [];
    const { hidden } = part;
    part.hidden = false; // what is hidden cannot be measured
    const marks = marksOn(svg, reel, shown);
    const scene = { part, marks, tokens: tokensOn(svg, reel, marks), camera: cameraOn(stage, svg, byHand) };
    part.hidden = hidden;
    return [scene];
  });
  if (!scenes.length) return {};
  const here = () => scenes.find((it) => !it.part.hidden) ?? scenes[0];

  return {
    marks: {
      move: (from, to) => scenes.forEach((it) => it.marks.move(from, to)),
      center: (name) => here().marks.center(name),
    },
    tokens: {
      show(n, place, stops) {
        for (const it of scenes) if (it !== here()) it.tokens.clear();
        return here().tokens.show(n, place, stops);
      },
      clear: () => scenes.forEach((it) => it.tokens.clear()),
    },
    camera: {
      all: () => scenes.forEach((it) => it.camera.all()),
      zoom: (by) => here().camera.zoom(by),
      tooSmall: () => here().camera.tooSmall(),
      aim: (x, y, how) => here().camera.aim(x, y, how),
      glide: (passed) => here().camera.glide(passed),
    },
  };
}
