// The page of the form editor: brings the file, the editor, the saving and the preview together.
import { FormEditor } from "../../vendor/studio/form-editor.js";
import { saving } from "../saving.js";
import { written } from "./keep.js";
import { preview } from "./preview.js";
import { speaking } from "./words.js";

const root = document.querySelector("[data-form-editor]");
const { file, digest, language } = root.dataset;
const words = JSON.parse(root.dataset.words);
const part = (name) => root.querySelector(`[data-${name}]`);

function told(state, said) {
  const place = part("state");
  place.className = `editor-state ${state}`;
  if (place.textContent !== said) place.textContent = said;
}

async function renew() {
  const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
  root.dataset.token = page.querySelector("[data-form-editor]")?.dataset.token ?? root.dataset.token;
  part("preview-place").dataset.token = root.dataset.token;
}

async function start() {
  const answer = await fetch(file, { credentials: "same-origin", cache: "no-store" });
  const source = await answer.text();
  root.hidden = false;
  const editor = new FormEditor({ container: part("canvas") });
  try {
    await editor.importSchema(JSON.parse(source));
  } catch (error) {
    root.hidden = true;
    document.querySelector("[data-not-drawn]").hidden = false;
    document.querySelector("[data-not-drawn-reason]").textContent = error.message;
    return;
  }
  await speaking(part("canvas"), language);
  // What the editor makes of an untouched file is that file.
  const first = written(editor.getSchema(), source);
  const read = () => {
    const now = written(editor.getSchema(), source);
    return now === first ? source : now;
  };
  const select = (id) => {
    const field = editor.get("formFieldRegistry").get(id);
    if (field) editor.get("selection").set(field);
  };
  const shown = preview(part("preview-place"), {
    url: root.dataset.preview, locale: () => root.querySelector("[name=_seen_in]:checked").value, schema: read, select,
  });
  const dialog = root.querySelector("dialog");
  const kept = saving({
    url: file, first: source, digest, csrf: () => root.dataset.token, renew, words, read, told,
    conflict(said) {
      dialog.querySelector("[data-conflict]").textContent = said;
      dialog.showModal();
    },
  });
  editor.on("changed", () => {
    kept.changed();
    shown.soon();
  });
  root.addEventListener("change", (event) => { if (event.target.name === "_seen_in") shown.soon(); });
  root.addEventListener("click", (event) => {
    const deed = event.target.closest("[data-do]")?.dataset.do;
    if (deed === "undo" || deed === "redo") editor.get("commandStack")[deed]();
    if (deed === "overwrite" || deed === "take-theirs") dialog.close();
    if (deed === "overwrite") kept.overwrite();
    if (deed === "take-theirs") {
      kept.giveUp();
      location.reload();
    }
  });
  told("saved", words.saved);
  root.dataset.ready = "";
}

start();
