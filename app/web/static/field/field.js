// A task in the field: answers and photos are kept on the device until the server has them. Photos carry an id of their
// own, so that what is sent twice arrives once. Without this script the page is a form like any other.
import { apply, moved, named, typed } from "./answers.js";
import { drop, photosOf, read, save } from "./device.js";
import { place, queues, refusal, tick } from "./photos.js";

const form = document.querySelector("form[data-field]");
if (form && window.indexedDB) {
  const { work, person, drawn } = form.dataset;
  const words = JSON.parse(form.dataset.words);
  const key = `${person}:${work}`;
  const told = document.querySelector("[data-state]");
  const AGAIN = 15000;
  let record = { key, pairs: null, changed: 0, sent: 0, at: "", complete: false };
  let token = form.elements.namedItem("csrf_token").value;
  let leftover = [];
  let running = false;
  let trouble = "";
  let timer;

  // -- answers --

  const photos = () => photosOf(key);
  // With what the form has no field for at the moment: such answers are not lost.
  const pairs = () => [...typed(form), ...leftover.filter(([name]) => !named(form, name))];

  async function keep() {
    record = { ...record, pairs: pairs(), changed: record.changed + 1 };
    try {
      await save("drafts", record);
      form.dispatchEvent(new CustomEvent("lajur:kept"));
    } catch { trouble = words.full; }
    show();
    soon(2000);
  }

  // -- photos --

  async function take(control) {
    const files = [...control.files];
    control.value = "";
    for (const file of files) {
      trouble = refusal(words, Number(form.dataset.limit), file);
      if (trouble) { show(); continue; }
      const taken = new Date(file.lastModified || Date.now()).toISOString();
      // The bytes, not the file: what it points to may be gone when there is a signal again.
      const blob = new Blob([await file.arrayBuffer()], { type: file.type });
      const id = crypto.randomUUID();
      const photo = { id, key, field: control.name, name: file.name, blob, taken, state: "waiting", located: false };
      try {
        await save("photos", photo);
      } catch { trouble = words.full; show(); continue; }
      await show();
      const where = await place();
      await save("photos", { ...photo, ...where, located: true });
      await show();
      soon(0);
    }
  }

  // -- what is told --

  function tell(lines, link) {
    const text = lines.filter(Boolean).join(" ");
    if (told.textContent !== text || link) told.textContent = text;
    if (!link) return;
    const a = document.createElement("a");
    a.href = `/masuk?next=${encodeURIComponent(location.pathname)}`;
    a.textContent = words.sign_in;
    told.append(" ", a);
  }

  async function show() {
    const all = await photos();
    queues(form, words, all, async (photo) => { await drop("photos", photo.id); show(); });
    const waiting = all.filter((photo) => photo.state === "waiting").length;
    const count = waiting === 1 ? words.photos.one : waiting && words.photos.many.replace("{num}", waiting);
    const answers = record.changed > record.sent && words.answers;
    const open = [count, answers, record.complete && words.completing].filter(Boolean);
    if (trouble === words.session) tell([words.session], true);
    else if (open.length) tell([trouble, `${open.join("; ")}.`, words.device]);
    else tell([trouble, record.sent || all.length ? words.sent : words.device]);
  }

  // -- sending --

  const network = (address, options) => fetch(address, { credentials: "same-origin", ...options });

  class Stop extends Error {}

  function post(address, data, headers = { Accept: "application/json" }, redirect = "follow") {
    return network(address, { method: "POST", body: data, headers: { ...headers, "X-CSRFToken": token }, redirect });
  }

  async function ask() {
    const answer = await network(form.dataset.ask, { headers: { Accept: "application/json" } });
    if (answer.redirected || answer.status === 401) throw new Stop(words.session);
    const state = await answer.json();
    if (!answer.ok) throw new Stop(state.words);
    if (String(state.person) !== person) throw new Stop(words.session);
    token = state.token;
    if (!state.open) throw new Stop(`${state.words} ${words.conflict}`);
  }

  async function sendPhoto(photo) {
    const data = new FormData();
    for (const name of ["lat", "lon", "accuracy"]) if (photo[name] !== undefined) data.append(name, photo[name]);
    data.append("id", photo.id);
    data.append("taken_at", photo.taken);
    data.append("file", photo.blob, photo.name);
    const answer = await post(form.dataset.photo, data);
    const said = await answer.json();
    if (answer.ok) {
      await save("photos", { ...photo, state: "sent", digest: said.digest });
      tick(form, words, { ...photo, digest: said.digest });
      record = { ...record, pairs: pairs(), changed: record.changed + 1 };
      await save("drafts", record);
    } else if ([413, 415, 422].includes(answer.status)) {
      await save("photos", { ...photo, state: "refused", problem: said.words });
    } else throw new Stop(answer.status === 401 ? words.session : said.words);
  }

  function fields() {
    const data = new FormData();
    for (const [name, value] of pairs()) data.append(name, value);
    return data;
  }

  async function sendAnswers() {
    const now = record.changed;
    const answer = await post(form.dataset.draft, fields());
    const said = await answer.json();
    if (!answer.ok) throw new Stop(answer.status === 401 ? words.session : said.words);
    record = { ...record, sent: now, at: said.at };
    await save("drafts", record);
    form.dispatchEvent(new CustomEvent("lajur:kept"));
  }

  async function complete() {
    // Not followed: the page of the case tells once what happens next, and it is the person who shall read it.
    const answer = await post(form.getAttribute("action"), fields(), {}, "manual");
    if (answer.type === "opaqueredirect") {
      await drop("drafts", key);
      for (const photo of await photos()) await drop("photos", photo.id);
      if (window.caches) await (await caches.open("lajur-lapangan")).delete(location.pathname);
      location.assign(form.dataset.case);
      return;
    }
    record = { ...record, complete: false };
    await save("drafts", record);
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const region = page.querySelector("[data-form]");
    if (answer.status === 422 && region) {
      form.querySelector("[data-form]").replaceWith(document.adoptNode(region));
      const summary = form.querySelector("[data-focus]");
      if (summary) summary.focus();
      throw new Stop(words.wrong);
    }
    const problem = page.querySelector(".problem");
    throw new Stop(`${problem ? problem.textContent : answer.statusText} ${words.conflict}`);
  }

  async function sync() {
    clearTimeout(timer);
    if (running || !navigator.onLine) { soon(AGAIN); return; }
    const open = (await photos()).filter((photo) => photo.state === "waiting" && photo.located);
    if (!open.length && record.sent === record.changed && !record.complete) return;
    running = true;
    try {
      tell([words.sending]);
      await ask();
      trouble = "";
      for (const photo of open) { await sendPhoto(photo); await show(); }
      if (record.changed > record.sent) await sendAnswers();
      const left = (await photos()).some((photo) => photo.state === "waiting");
      if (record.complete && !left) await complete();
      else soon(0, left);
    } catch (stopped) {
      if (stopped instanceof Stop) trouble = stopped.message;
      soon(AGAIN);
    } finally {
      running = false;
    }
    show();
  }

  function soon(delay, when = true) {
    clearTimeout(timer);
    if (when) timer = setTimeout(sync, delay);
  }

  // -- the page --

  form.addEventListener("input", keep);
  form.addEventListener("change", (event) => {
    if (event.target.type === "file") { event.stopPropagation(); take(event.target); return; }
    if (event.target.closest("[data-updates]") && !navigator.onLine) { trouble = words.depends; }
    keep();
  }, { capture: true });
  form.addEventListener("lajur:drawn", () => show());
  form.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (button && button.name === "_update") return;
    event.preventDefault();
    event.stopImmediatePropagation();
    if (moved(form, button)) keep();
    else {
      record = { ...record, complete: !(button && "send" in button.dataset) };
      keep().then(sync);
    }
  }, { capture: true });
  window.addEventListener("online", () => soon(0));
  document.addEventListener("visibilitychange", () => { if (!document.hidden) soon(0); });

  async function begin() {
    const known = await read("drafts", key);
    if (known) record = known;
    // What the server drew after it had everything is as new, and may be newer.
    if (record.pairs && (record.changed > record.sent || drawn < record.at || !navigator.onLine)) {
      apply(form, record.pairs);
      leftover = record.pairs;
      if (navigator.onLine) form.dispatchEvent(new CustomEvent("lajur:restore", { detail: record.pairs }));
    }
    for (const photo of await photos()) {
      if (photo.digest) tick(form, words, photo);
      // The page was left while it looked for the position.
      else if (!photo.located) await save("photos", { ...photo, located: true });
    }
    await show();
    soon(0);
    if (!navigator.serviceWorker) return;
    await navigator.serviceWorker.register("/luring.js", { scope: "/lapangan/" });
    await navigator.serviceWorker.ready;
    if (navigator.onLine) {
      const parts = [...document.querySelectorAll("link[href], script[src]")].map((one) => one.href || one.src);
      await (await caches.open("lajur-lapangan")).addAll([location.pathname, ...parts]);
    }
    const ready = document.querySelector("[data-ready]");
    ready.textContent = words.ready;
    ready.hidden = false;
  }

  begin().catch(() => {});
}
