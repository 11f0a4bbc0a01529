// The page of the diagram editor: brings the file, the canvas, the list of problems and the saving together.
import { autosave } from "./autosave.js";
import { editor, exported } from "./canvas.js";
import { bring, files, text } from "./files.js";
import { keys } from "./keys.js";
import { mended } from "./mend.js";
import { problems } from "./problems.js";
import { simple } from "./simple.js";

const WIDE = matchMedia("(min-width: 60rem)");
const [READABLE, PALETTE, MARGIN] = [0.7, 130, 40];
const root = document.querySelector("[data-editor]");
const { file, save, problems: checks, mend, language } = root.dataset;
const words = JSON.parse(root.dataset.words);
const part = (name) => root.querySelector(`[data-${name}]`);
const open = (name) => root.querySelector(`[data-dialog=${name}]`).showModal();
const token = () => root.dataset.token;

async function renew() {
  const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
  root.dataset.token = page.querySelector("[data-editor]")?.dataset.token ?? token();
}

function tell(state, said, link) {
  const place = part("state");
  place.className = `editor-state ${state}`;
  if (place.textContent !== said) place.textContent = said;
  if (!link) return;
  const a = document.createElement("a");
  Object.assign(a, { href: link, target: "_blank", textContent: words.sign_in });
  place.append(" ", a);
}

async function start() {
  root.hidden = false;
  document.querySelector("[data-picture]").hidden = true;
  const furniture = JSON.parse(root.dataset.furniture);
  const [answer, modeler] = await Promise.all([
    fetch(file, { credentials: "same-origin", cache: "no-store" }),
    editor(part("canvas"), part("panel"), { language, furniture }),
  ]);
  const original = await answer.arrayBuffer();
  let warnings;
  let first;
  try {
    ({ warnings } = await modeler.importXML(simple(text(original))));
    first = await exported(modeler);
  } catch (error) {
    return tell("unsaved", words.no_diagram.replace("{reason}", error.message));
  }
  const write = () => exported(modeler);
  const saving = autosave({
    address: save, token, words, original, first, etag: answer.headers.get("ETag"), write, tell, renew, conflict,
  });
  const list = problems(modeler, root, { address: checks, token, words, write, mend: repair });
  const taking = files(modeler, root, { address: file, token, words, saving, open });
  tell("saved", warnings.length ? words.lost.replace("{n}", warnings.length) : words.as_saved);

  function conflict(told) {
    part("conflict").textContent = `${words.who_when.replace("{who}", told.who).replace("{when}", told.when)} ${words.theirs_first}`;
    open("conflict");
  }

  async function repair({ element, fix }) {
    const body = JSON.stringify({ element, fix: fix.id, xml: await write() });
    const headers = { Accept: "application/json", "Content-Type": "application/json", "X-CSRFToken": token() };
    const reply = await fetch(mend, { method: "POST", body, headers, credentials: "same-origin" });
    const told = await reply.json();
    if (!reply.ok) return tell("unsaved", told.words || words.not_mended);
    const anew = await mended(modeler, told.xml);
    if (anew) changed();
    else list.look();
    tell(saving.isSaved() ? "saved" : "unsaved", anew ? `${told.note} ${words.redrawn}` : told.note);
  }

  function changed() {
    saving.noteChange();
    list.look();
    for (const [name, can] of [["undo", "canUndo"], ["redo", "canRedo"]]) {
      root.querySelector(`[data-do=${name}]`).disabled = !modeler.get("commandStack")[can]();
    }
  }

  const canvas = modeler.get("canvas");
  const act = (name, options) => () => {
    canvas.focus();
    modeler.get("editorActions").trigger(name, options);
  };
  const deeds = {
    undo: act("undo"), redo: act("redo"), find: act("find"), fit: () => canvas.zoom("fit-viewport", "auto"),
    keys: () => open("keys"), upload: taking.upload, replace: taking.replace,
    next: () => list.step(1), former: () => list.step(-1),
    close: () => root.querySelector("dialog[open]")?.close(),
    "keep-mine": async () => bring(await write(), "diagram.bpmn"),
    "take-theirs": () => { saving.giveUp(); location.reload(); },
    overwrite: async () => {
      root.querySelector("[data-dialog=conflict]").close();
      await saving.overwrite();
    },
  };
  root.addEventListener("click", (event) => deeds[event.target.closest("[data-do]")?.dataset.do]?.());
  // Without an answer nothing would be saved any more, and nobody would know.
  root.querySelector("[data-dialog=conflict]").addEventListener("cancel", (event) => event.preventDefault());
  keys(root, deeds);
  modeler.on("commandStack.changed", changed);
  for (const name of ["undo", "redo"]) root.querySelector(`[data-do=${name}]`).disabled = true;
  label(modeler);
  begin(canvas);
  list.look();
  root.dataset.ready = performance.now();
}

/** All of it, or as much as can be read, from its upper left corner; the palette stands beside it. */
function begin(canvas) {
  canvas.zoom("fit-viewport", "auto");
  if (canvas.zoom() >= READABLE) return;
  const { inner, outer } = canvas.viewbox();
  const [width, height] = [outer.width / READABLE, outer.height / READABLE];
  canvas.viewbox({ x: inner.x - PALETTE / READABLE, y: inner.y - MARGIN, width, height });
}

/** The drawing has no name of its own for those who do not see it. */
function label(modeler) {
  const drawing = modeler.get("canvas").getContainer().querySelector("svg");
  drawing.setAttribute("role", "group");
  drawing.setAttribute("aria-label", root.getAttribute("aria-label"));
}

if (WIDE.matches) start();
else WIDE.addEventListener("change", start, { once: true });
