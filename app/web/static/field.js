// A task in the field: answers and photos are kept on the device until the server has them. Photos carry an id of their
// own, so that what is sent twice arrives once. Without this script the page is a form like any other.
"use strict";

(() => {
  const form = document.querySelector("form[data-field]");
  if (!form || !window.indexedDB) return;

  const { work, person, drawn, limit } = form.dataset;
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

  // -- the device --

  const books = new Promise((resolve, reject) => {
    const asked = indexedDB.open("lajur-lapangan", 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("drafts", { keyPath: "key" });
      asked.result.createObjectStore("photos", { keyPath: "id" }).createIndex("key", "key");
    };
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });

  async function within(name, mode, act) {
    const transaction = (await books).transaction(name, mode);
    const asked = act(transaction.objectStore(name));
    return new Promise((resolve, reject) => {
      transaction.oncomplete = () => resolve(asked.result);
      transaction.onabort = transaction.onerror = () => reject(transaction.error);
    });
  }

  const save = (name, what) => within(name, "readwrite", (store) => store.put(what));
  const drop = (name, id) => within(name, "readwrite", (store) => store.delete(id));
  const photos = () => within("photos", "readonly", (store) => store.index("key").getAll(key));

  // -- answers --

  const typed = () => [...new FormData(form)].filter(([name, value]) => typeof value === "string" && name !== "csrf_token");
  const pairs = () => [...typed(), ...leftover.filter(([name]) => !form.querySelector(`[name="${CSS.escape(name)}"]`))];
  const rows = (list) => [...list.querySelectorAll(":scope > .form-row")];

  // A new row without the server: the last one again, empty, under the next number.
  function addRow(path) {
    const list = document.getElementById(`f-${path}`);
    const last = rows(list).pop();
    if (!last) return null;
    const from = last.querySelector("input[type=hidden]").name;
    const to = `${path}.${Number(from.split(".").pop()) + 1}`;
    const row = last.cloneNode(true);
    for (const one of [row, ...row.querySelectorAll("*")]) {
      for (const name of ["id", "name", "for", "value", "aria-describedby"]) {
        const value = one.getAttribute(name);
        if (value) one.setAttribute(name, value.replaceAll(from, to));
      }
      if (/^(text|date|time|datetime-local|email|tel)$/.test(one.type) || one.tagName === "TEXTAREA") one.value = "";
    }
    const number = rows(list).length;
    for (const text of row.querySelectorAll(":scope > legend, .form-remove span")) text.textContent = text.textContent.replace(/\d+$/, number + 1);
    last.after(row);
    return row;
  }

  function apply(left) {
    const by = new Map();
    for (const [name, value] of left) by.set(name, [...(by.get(name) || []), value]);
    for (const name of by.keys()) {
      const parts = name.match(/^(.+)\.(\d+)$/);
      if (!parts || form.querySelector(`[name="${CSS.escape(name)}"]`) || !document.getElementById(`f-${parts[1]}`)) continue;
      while (addRow(parts[1]) && !form.querySelector(`[name="${CSS.escape(name)}"]`) && rows(document.getElementById(`f-${parts[1]}`)).length < 100);
    }
    for (const control of form.querySelectorAll("[data-form] [name]")) {
      const values = by.get(control.name);
      if (!values || control.type === "file" || control.type === "hidden" || control.tagName === "BUTTON") continue;
      if (/checkbox|radio/.test(control.type)) control.checked = values.includes(control.value);
      else control.value = values[values.length - 1];
    }
    leftover = left;
  }

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

  const input = (field) => [...form.querySelectorAll("input[type=file]")].find((one) => one.name === field);

  function place() {
    return new Promise((resolve) => {
      if (!navigator.geolocation) { resolve({}); return; }
      const found = ({ coords }) => resolve({ lat: coords.latitude, lon: coords.longitude, accuracy: coords.accuracy });
      navigator.geolocation.getCurrentPosition(found, () => resolve({}), { enableHighAccuracy: true, timeout: 20000, maximumAge: 30000 });
    });
  }

  function refusal(file) {
    if (file.size > Number(limit)) return words.too_large.replace("{name}", file.name);
    return /^image\/(jpeg|png)$/.test(file.type) ? "" : words.wrong_kind.replace("{name}", file.name);
  }

  async function take(control) {
    const files = [...control.files];
    control.value = "";
    for (const file of files) {
      trouble = refusal(file);
      if (trouble) { show(); continue; }
      const taken = new Date(file.lastModified || Date.now()).toISOString();
      // The bytes, not the file: what it points to may be gone when there is a signal again.
      const photo = { id: crypto.randomUUID(), key, field: control.name, name: file.name, blob: new Blob([await file.arrayBuffer()], { type: file.type }), taken, state: "waiting", located: false };
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

  // As the server draws a file that is there.
  function tick(photo) {
    const control = input(photo.field);
    if (!control || form.querySelector(`input[type=checkbox][name="${CSS.escape(photo.field)}"][value="${photo.digest}"]`)) return;
    const item = document.createElement("li");
    const label = document.createElement("label");
    const box = Object.assign(document.createElement("input"), { type: "checkbox", name: photo.field, value: photo.digest, checked: true });
    label.className = "form-choice";
    label.append(box, ` ${words.keep} ${photo.name}`);
    item.append(label);
    let list = control.parentElement.querySelector(".form-files");
    if (!list) {
      list = document.createElement("ul");
      list.className = "form-files";
      control.before(list);
    }
    list.append(item);
  }

  function picture(photo) {
    const item = document.createElement("li");
    const image = document.createElement("img");
    const address = URL.createObjectURL(photo.blob);
    image.src = address;
    image.alt = photo.name;
    const text = document.createElement("span");
    const where = photo.lat === undefined ? (photo.located ? words.nowhere : words.locating) : `${photo.lat.toFixed(5)}, ${photo.lon.toFixed(5)} (± ${Math.round(photo.accuracy)} m)`;
    const time = new Date(photo.taken).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
    const state = photo.problem || (photo.state === "sent" ? words.there : words.waiting);
    text.textContent = `${photo.name} · ${words.taken.replace("{time}", time)} · ${where} · ${state}`;
    const copy = Object.assign(document.createElement("a"), { href: address, download: photo.name, textContent: words.save });
    item.append(image, text, copy);
    if (photo.state === "sent") return item;
    const remove = Object.assign(document.createElement("button"), { type: "button", className: "second small", textContent: words.remove });
    remove.addEventListener("click", async () => { await drop("photos", photo.id); show(); });
    item.append(remove);
    return item;
  }

  // -- what is told --

  function tell(lines, link) {
    const text = lines.filter(Boolean).join(" ");
    if (told.textContent !== text || link) told.textContent = text;
    if (!link) return;
    told.append(" ", Object.assign(document.createElement("a"), { href: `/masuk?next=${encodeURIComponent(location.pathname)}`, textContent: words.sign_in }));
  }

  async function show() {
    const all = await photos();
    for (const old of form.querySelectorAll(".queue")) {
      for (const image of old.querySelectorAll("img")) URL.revokeObjectURL(image.src);
      old.remove();
    }
    for (const control of form.querySelectorAll("input[type=file]")) {
      const own = all.filter((photo) => photo.field === control.name);
      if (!own.length) continue;
      const list = document.createElement("ul");
      list.className = "queue";
      list.append(...own.map(picture));
      control.after(list);
    }
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
      tick({ ...photo, digest: said.digest });
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
    if (button && button.name === "_add") {
      const row = addRow(button.value);
      const first = row && row.querySelector("input:not([type=hidden]), select, textarea");
      if (first) first.focus();
      keep();
    } else if (button && button.name === "_remove") {
      const row = button.closest(".form-row");
      const list = row.parentElement;
      if (rows(list).length > 1) row.remove();
      else for (const one of row.querySelectorAll("input:not([type=hidden]), textarea, select")) one.value = "";
      list.focus();
      keep();
    } else {
      record = { ...record, complete: !(button && "send" in button.dataset) };
      keep().then(sync);
    }
  }, { capture: true });
  window.addEventListener("online", () => soon(0));
  document.addEventListener("visibilitychange", () => { if (!document.hidden) soon(0); });

  async function begin() {
    const known = await within("drafts", "readonly", (store) => store.get(key));
    if (known) record = known;
    // What the server drew after it had everything is as new, and may be newer.
    if (record.pairs && (record.changed > record.sent || drawn < record.at || !navigator.onLine)) {
      apply(record.pairs);
      if (navigator.onLine) form.dispatchEvent(new CustomEvent("lajur:restore", { detail: record.pairs }));
    }
    for (const photo of await photos()) {
      if (photo.digest) tick(photo);
      // The page was left while it looked for the position.
      else if (!photo.located) await save("photos", { ...photo, located: true });
    }
    await show();
    soon(0);
    if (!navigator.serviceWorker) return;
    await navigator.serviceWorker.register("/luring.js", { scope: "/lapangan/" });
    await navigator.serviceWorker.ready;
    if (navigator.onLine) {
      const parts = [...document.querySelectorAll("link[rel=stylesheet], link[rel=icon], script[src]")].map((one) => one.href || one.src);
      await (await caches.open("lajur-lapangan")).addAll([location.pathname, ...parts]);
    }
    const ready = document.querySelector("[data-ready]");
    ready.textContent = words.ready;
    ready.hidden = false;
  }

  begin().catch(() => {});
})();
