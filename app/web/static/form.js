// Comfort for forms that work without it: questions that depend on an answer appear at once, rows come and go without
// a new page, and nobody leaves with unsaved answers by accident. The server draws everything.
"use strict";

(() => {
  const region = document.querySelector("[data-form]");
  const form = region && region.closest("form");
  if (!form) return;

  let changed = false;
  let newest = 0;
  let asked = false;
  let drawing = new AbortController();

  const fields = () => form.querySelector("[data-form]");
  const controls = (root) => [...root.querySelectorAll("input[id], select[id], textarea[id]")];
  const state = (control) => (/checkbox|radio/.test(control.type) ? control.checked : control.value);
  const hasFiles = () => [...form.querySelectorAll("input[type=file]")].some((input) => input.files.length);

  function focusSummary() {
    const summary = fields().querySelector("[data-focus]");
    if (summary) summary.focus();
  }

  // A file that has arrived while the server was drawing does not stand on the form it has drawn.
  function keepFile(control, drawn) {
    const item = control.closest(".form-files li");
    const input = item && drawn.querySelector("#" + CSS.escape(control.id.replace(/-keep-\d+$/, "")));
    if (!input) return;
    let list = input.closest(".form-field").querySelector(".form-files");
    if (!list) {
      list = document.createElement("ul");
      list.className = "form-files";
      input.before(list);
    }
    list.append(item);
  }

  // What was typed while the server was drawing stays; chosen files cannot be sent back, so their inputs are kept.
  function carryOver(drawn, sent) {
    for (const control of controls(fields())) {
      const successor = drawn.querySelector("#" + CSS.escape(control.id));
      if (!successor && !sent.has(control.id)) keepFile(control, drawn);
      if (!successor || successor.type !== control.type) continue;
      if (control.type === "file") successor.replaceWith(control);
      else if (state(control) !== sent.get(control.id)) {
        if (/checkbox|radio/.test(control.type)) successor.checked = control.checked;
        else successor.value = control.value;
      }
    }
  }

  function swap(drawn, sent) {
    const old = document.activeElement;
    const inside = fields().contains(old);
    const [from, to] = inside ? [old.selectionStart, old.selectionEnd] : [null, null];
    if (sent) carryOver(drawn, sent);
    fields().replaceWith(drawn);
    hideUpdate();
    const next = inside && old.id && document.getElementById(old.id);
    if (!next) return;
    next.focus({ preventScroll: true });
    if (typeof from === "number") next.setSelectionRange(from, to);
  }

  // Answers whether the server has drawn the form. Files stay here until the form is sent for good.
  async function redraw(name, value, typed) {
    const mine = ++newest;
    const sent = name === "_update" && !typed
      && new Map(controls(fields()).map((control) => [control.id, state(control)]));
    const data = new FormData();
    for (const [key, one] of typed || new FormData(form)) if (!(one instanceof File)) data.append(key, one);
    if (typed) data.append("csrf_token", form.elements.namedItem("csrf_token").value);
    data.append(name, value);
    // A field may be called "action"; the attribute cannot be mistaken.
    const address = form.getAttribute("action") || window.location.href;
    drawing = new AbortController();
    const answer = await fetch(address, { method: "POST", body: data, credentials: "same-origin", signal: drawing.signal });
    const drawn = new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-form]");
    if (drawn && mine === newest) {
      swap(document.adoptNode(drawn), sent);
      if (!sent && !typed) focusList(name, value);
      form.dispatchEvent(new CustomEvent("lajur:drawn"));
    }
    return Boolean(drawn);
  }

  // The button that was pressed may be gone: go on in the new row, with the row that was moved, or at the list that lost one.
  function focusList(name, value) {
    if (name === "_up" || name === "_down") {
      const at = Number(value.match(/\d+$/)[0]) + (name === "_up" ? -1 : 1);
      const moved = value.replace(/\d+$/, at);
      const buttons = ["_up", "_down"].map((each) => fields().querySelector(`[name=${each}][value="${CSS.escape(moved)}"]`));
      const next = buttons[name === "_up" ? 0 : 1] || buttons.find(Boolean);
      if (next) next.focus();
      return;
    }
    const list = document.getElementById("f-" + value.replace(/\.\d+$/, ""));
    const rows = list ? list.querySelectorAll(":scope > .form-row") : [];
    const first = name === "_add" && rows.length && controls(rows[rows.length - 1])[0];
    if (first || list) (first || list).focus();
  }

  function hideUpdate() {
    const update = fields().querySelector(".form-update");
    if (update) update.hidden = true;
  }

  form.addEventListener("input", () => { changed = true; });
  form.addEventListener("change", (event) => {
    if (event.target.closest("[data-updates]")) redraw("_update", "1").catch(() => {});
  });
  form.addEventListener("submit", (event) => {
    const button = event.submitter;
    const moves = button && ["_add", "_remove", "_up", "_down"].includes(button.name);
    changed = Boolean(moves) && !asked && !hasFiles();
    if (!changed) {
      drawing.abort(); // the form is on its way for good: nobody waits for its drawing any more
      return;
    }
    event.preventDefault();
    // In a turn of its own: a form that is just being submitted cannot be submitted.
    const natively = () => setTimeout(() => {
      asked = true;
      HTMLFormElement.prototype.requestSubmit.call(form, button);
    });
    redraw(button.name, button.value).then((done) => { if (!done) natively(); }, natively);
  });
  // Another script keeps what is typed: it brings answers back, and says when the server has them.
  form.addEventListener("lajur:restore", (event) => { redraw("_update", "1", event.detail).catch(() => {}); });
  form.addEventListener("lajur:kept", () => { changed = false; });
  window.addEventListener("beforeunload", (event) => { if (changed) event.preventDefault(); });

  hideUpdate();
  focusSummary();
})();
