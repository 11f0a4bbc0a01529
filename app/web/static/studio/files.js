// The same file for desktop editors: takes away what is saved, and puts another one in its place.
import { simple } from "./simple.js";

export function files(modeler, root, { address, token, words, saving, open }) {
  const input = root.querySelector("[data-upload]");
  const told = root.querySelector("[data-upload-words]");
  let chosen;

  async function choose() {
    const [file] = input.files;
    input.value = "";
    if (!file) return;
    chosen = await file.arrayBuffer();
    const replace = root.querySelector("[data-do=replace]");
    try {
      const { warnings } = await modeler.get("moddle").fromXML(simple(text(chosen)));
      told.textContent = warnings.length ? `${file.name}. ${words.lost.replace("{n}", warnings.length)}` : file.name;
      replace.hidden = false;
    } catch (error) {
      told.textContent = words.not_bpmn.replace("{reason}", error.message);
      replace.hidden = true;
    }
    open("upload");
  }

  async function replace() {
    await saving.save();
    const headers = { Accept: "application/json", "Content-Type": "application/octet-stream", "X-CSRFToken": token(), "If-Match": saving.etag() };
    const answer = await fetch(address, { method: "PUT", body: chosen, headers, credentials: "same-origin" });
    if (answer.ok) {
      saving.giveUp();
      location.reload();
    } else {
      told.textContent = (await answer.json()).words;
    }
  }

  input.addEventListener("change", choose);
  // What is taken away is what is seen.
  root.querySelector("[data-download]").addEventListener("click", (event) => {
    if (saving.isSaved()) return;
    event.preventDefault();
    saving.save().then(() => { if (saving.isSaved()) location.assign(address); });
  });
  return { upload: () => input.click(), replace };
}

/** Bytes as text, in the encoding that the file names. */
export function text(bytes) {
  const head = new TextDecoder("latin1").decode(bytes.slice(0, 200));
  const named = head.match(/^<\?xml[^>]*encoding\s*=\s*["']([\w.-]+)["']/)?.[1];
  const marked = head.startsWith("\xff\xfe") ? "utf-16le" : head.startsWith("\xfe\xff") ? "utf-16be" : undefined;
  return new TextDecoder(marked ?? named ?? "utf-8").decode(bytes);
}

/** Brings a text to somebody as a file. */
export function bring(words, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([words], { type: "application/xml" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
}
