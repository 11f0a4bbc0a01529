// Copy in one window, paste in another one of ours: what is copied lies in the storage that they share.
import { createReviver } from "../vendor/studio/modeler.js";

const KEY = "lajur.studio.copied";
const FIRST = 2100;

function BetweenWindows(eventBus, copyPaste, moddle) {
  eventBus.on("copyPaste.elementsCopied", ({ tree }) => {
    try { localStorage.setItem(KEY, JSON.stringify(tree)); } catch { /* full or forbidden: it can be pasted here only */ }
  });
  eventBus.on("copyPaste.pasteElements", FIRST, (context) => {
    const copied = context.tree ? null : localStorage.getItem(KEY);
    if (copied) context.tree = JSON.parse(copied, createReviver(moddle));
  });
}
BetweenWindows.$inject = ["eventBus", "copyPaste", "moddle"];

export const betweenWindows = { __init__: ["betweenWindows"], betweenWindows: ["type", BetweenWindows] };
