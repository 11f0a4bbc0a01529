// The inbox at the keyboard, and kept up to date without taking anything out of anybody's hands. Works without it.
"use strict";

(() => {
  const EVERY = 30_000;
  const live = document.querySelector("[data-live]");
  const news = document.querySelector("[data-news]");
  const help = document.querySelector("dialog.help");
  const search = document.querySelector("[data-search]");
  let fresh = null;

  // -- what is new --
  const tasks = (root) => new Map([...root.querySelectorAll("[data-task]")].map((row) => [row.dataset.task, row.dataset.who]));
  const isInUse = () => live.contains(document.activeElement) || !document.getSelection().isCollapsed;

  function tell(words, deed) {
    const link = document.createElement("button");
    link.type = "button";
    link.className = "second small";
    link.textContent = news.dataset.show;
    link.addEventListener("click", deed);
    news.replaceChildren(words, " ", link);
  }

  function show() {
    live.replaceChildren(...fresh.childNodes);
    fresh = null;
    news.replaceChildren();
  }

  function count(root) {
    const counts = root.querySelector("[data-counts]").dataset;
    for (const place of document.querySelectorAll("[data-count]")) {
      const number = counts[place.dataset.count];
      if (number !== undefined && place.textContent !== number) place.textContent = number;
    }
  }

  function compare(drawn) {
    const before = tasks(live);
    const after = tasks(drawn);
    const added = [...after.keys()].filter((id) => !before.has(id)).length;
    const same = !added && before.size === after.size && [...after].every(([id, who]) => before.get(id) === who);
    count(drawn);
    fresh = drawn;
    if (same && isInUse()) return;
    if (!isInUse()) return show();
    const words = added > 1 ? news.dataset.many.replace("#", added) : added ? news.dataset.one : news.dataset.changed;
    tell(words, () => {
      show();
      (rows()[0] || search).focus();
    });
  }

  async function look() {
    if (document.hidden || document.querySelector("dialog[open]")) return;
    const answer = await fetch(live.dataset.live, {
      credentials: "same-origin", redirect: "manual", headers: { "X-Lajur-Poll": "1" },
    });
    if (answer.type === "opaqueredirect" || answer.status === 401) {
      clearInterval(timer);
      tell(news.dataset.ended, () => window.location.reload());
    } else if (answer.ok) {
      compare(new DOMParser().parseFromString(await answer.text(), "text/html").body);
    }
  }

  const timer = setInterval(() => look().catch(() => {}), Number(live.dataset.every) || EVERY);
  document.addEventListener("visibilitychange", () => look().catch(() => {}));

  // -- the keyboard --
  const rows = () => [...live.querySelectorAll(".lead a")];
  const current = () => document.activeElement.closest("[data-task]");
  const wanted = help.querySelector("[data-keys]");
  wanted.checked = localStorage.getItem("lajur.keys") !== "off";
  wanted.addEventListener("change", () => localStorage.setItem("lajur.keys", wanted.checked ? "on" : "off"));

  function move(by) {
    const links = rows();
    const row = current();
    const from = links.findIndex((link) => link.closest("[data-task]") === row);
    const next = links[from < 0 ? (by > 0 ? 0 : links.length - 1) : Math.min(Math.max(from + by, 0), links.length - 1)];
    if (next) next.focus();
  }

  const deeds = {
    j: () => move(1),
    k: () => move(-1),
    "/": () => search.focus(),
    c: () => current()?.querySelector("form button")?.click(),
    "?": () => help.showModal(),
  };

  document.addEventListener("keydown", (event) => {
    const deed = deeds[event.key];
    const typing = event.target.closest("input, select, textarea, [contenteditable]");
    if (!deed || typing || help.open || event.ctrlKey || event.metaKey || event.altKey) return;
    if (!wanted.checked && event.key !== "?") return;
    event.preventDefault();
    deed();
  });

  const button = document.querySelector("[data-help]");
  button.hidden = false;
  button.addEventListener("click", deeds["?"]);
})();
