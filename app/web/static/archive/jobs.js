// Keeps what a page says of a job up to date until it is over. Never moves the focus; works without it, too.
"use strict";

(() => {
  const EVERY = 2_000;

  function show(place, fresh) {
    const changed = (part) => place.querySelector(part).innerHTML !== fresh.querySelector(part).innerHTML;
    const replace = (part) => place.querySelector(part).replaceChildren(...fresh.querySelector(part).childNodes);
    if (changed("[data-job-progress]")) replace("[data-job-progress]");
    if (!changed("[data-job-state]")) return;
    replace("[data-job-state]");
    // A button that had the focus is gone: the keyboard goes on from here, not from the top of the page.
    const held = place.querySelector("[data-job-actions]").contains(document.activeElement);
    replace("[data-job-actions]");
    if (held) place.focus({ preventScroll: true });
    place.dataset.over = fresh.dataset.over;
  }

  async function look(place) {
    if (document.hidden) return true;
    const answer = await fetch(place.dataset.job, {
      credentials: "same-origin", redirect: "manual", headers: { "X-Lajur-Poll": "1" },
    });
    if (answer.ok) {
      show(place, new DOMParser().parseFromString(await answer.text(), "text/html").querySelector("[data-job]"));
    }
    return answer.type !== "opaqueredirect" && place.dataset.over === "no";
  }

  function watch(place) {
    setTimeout(() => look(place).catch(() => true).then((goesOn) => goesOn && watch(place)), EVERY);
  }

  for (const place of document.querySelectorAll('[data-job][data-over="no"]')) watch(place);
})();
