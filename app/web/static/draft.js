// Keeps what is typed at a task: on the server as a draft, and in this window until the server has said that it has it.
// Without this script a button saves the draft.
"use strict";

(() => {
  const form = document.querySelector("form[data-draft]");
  if (!form) return;

  const AFTER = 2000;
  const AGAIN = 10000;
  const words = JSON.parse(form.dataset.words);
  const told = form.querySelector("[data-draft-state]");
  const mine = `lajur.draft.${form.dataset.person}.`;
  const key = mine + form.dataset.work;
  let typed = 0;
  let kept = 0;
  let busy = false;
  let sending = new AbortController();
  let timer;

  const pairs = () => [...new FormData(form)].filter(([name, value]) => typeof value === "string" && name !== "csrf_token");

  // The live region is polite; the same words again are no news.
  function tell(text, link) {
    if (told.textContent === text && !link) return;
    told.textContent = text;
    if (!link) return;
    const a = document.createElement("a");
    a.href = link;
    a.textContent = words.sign_in;
    told.append(" ", a);
  }

  function remember() {
    try { sessionStorage.setItem(key, JSON.stringify(pairs())); } catch { /* full or forbidden: the server has the draft */ }
  }

  function body() {
    const data = new FormData();
    for (const [name, value] of pairs()) data.append(name, value);
    data.append("csrf_token", form.elements.namedItem("csrf_token").value);
    return data;
  }

  function later(delay) {
    clearTimeout(timer);
    timer = setTimeout(save, delay);
  }

  async function save() {
    clearTimeout(timer);
    if (busy || kept === typed) return;
    busy = true;
    const now = typed;
    try {
      const token = form.elements.namedItem("csrf_token").value;
      const headers = { Accept: "application/json", "X-CSRFToken": token };
      sending = new AbortController();
      const options = { method: "POST", body: body(), headers, credentials: "same-origin", signal: sending.signal };
      const answer = await fetch(form.dataset.draft, options);
      const said = await answer.json();
      if (answer.ok) {
        kept = now;
        if (kept === typed) {
          sessionStorage.removeItem(key);
          form.dispatchEvent(new CustomEvent("lajur:kept"));
        }
        tell(said.words);
      } else if (answer.status === 401 || answer.status === 400) {
        tell(words.session, `/masuk?next=${encodeURIComponent(location.pathname)}`);
      } else {
        tell(said.words);
        if (answer.status >= 500) later(AGAIN);
      }
    } catch (error) {
      if (error.name === "AbortError") return;
      tell(words.later);
      later(AGAIN);
    } finally {
      busy = false;
    }
    if (kept < typed && kept >= now) later(AFTER);
  }

  function changed() {
    typed += 1;
    remember();
    later(AFTER);
  }

  // What stayed here when the server could not take it. Another person in this window must not find it.
  function restore() {
    for (const other of Object.keys(sessionStorage)) {
      if (other.startsWith("lajur.draft.") && !other.startsWith(mine)) sessionStorage.removeItem(other);
    }
    const left = sessionStorage.getItem(key);
    if (!left || "answered" in form.dataset) return;
    form.addEventListener("lajur:drawn", () => { tell(words.restored); changed(); }, { once: true });
    form.dispatchEvent(new CustomEvent("lajur:restore", { detail: JSON.parse(left) }));
  }

  form.addEventListener("input", changed);
  form.addEventListener("change", changed);
  form.addEventListener("lajur:changed", () => { changed(); save(); });
  form.addEventListener("focusout", () => { if (kept !== typed) later(0); });
  // A button of the form that only draws it again is no leave.
  form.addEventListener("submit", (event) => {
    if (event.submitter && "discard" in event.submitter.dataset) { sessionStorage.removeItem(key); kept = typed; }
    else if (!event.defaultPrevented) remember();
    clearTimeout(timer);
    if (event.defaultPrevented) return later(AFTER);
    kept = typed;
    sending.abort(); // what is sent for good overtakes its draft, which would come too late
  });
  window.addEventListener("pagehide", () => { if (kept !== typed) navigator.sendBeacon(`${form.dataset.draft}?leaving`, body()); });
  window.addEventListener("online", () => later(0));

  if ("answered" in form.dataset) changed();
  restore();
})();
