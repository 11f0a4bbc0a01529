// The letter beside its template is drawn anew while somebody writes; the server draws it.
"use strict";

(() => {
  const form = document.querySelector("[data-letter-form]");
  const box = form && form.querySelector("textarea");
  if (!box || box.readOnly) return;
  const AFTER = 600;
  const read = box.value;
  let newest = 0;
  let timer;
  let sent = false;

  async function draw() {
    const mine = ++newest;
    const data = new FormData(form);
    data.append("_show", "1");
    const answer = await fetch(form.action, { method: "POST", body: data, credentials: "same-origin" });
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const drawn = page.querySelector("[data-letter]");
    if (drawn && mine === newest) form.querySelector("[data-letter]").replaceWith(document.adoptNode(drawn));
  }

  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => draw().catch(() => {}), AFTER);
  });
  form.addEventListener("submit", (event) => {
    const button = event.submitter;
    if (button && button.name === "_show") {
      event.preventDefault();
      draw().catch(() => {});
    } else if (!button || !button.hasAttribute("formtarget")) sent = true;
  });
  window.addEventListener("beforeunload", (event) => { if (!sent && box.value !== read) event.preventDefault(); });
})();
