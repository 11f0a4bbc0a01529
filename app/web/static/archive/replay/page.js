// What of the page goes along with the player: the list of entries, the entry that is shown, the controls.
import { spansIn } from "./spans.js";

export function pageOf(root, reel, shown) {
  const find = (name) => root.querySelector(`[data-${name}]`);
  const words = JSON.parse(root.dataset.words);
  const list = find("entries");
  const entries = [...list.children];
  const spans = spansIn(root);
  const here = find("here");
  const number = root.querySelector("#at");
  const buttons = Object.fromEntries([...root.querySelectorAll("[data-go]")].map((it) => [it.dataset.go, it]));
  const count = (n) => words.entry.replace("{n}", n).replace("{count}", reel.count);
  let current = entries[shown - 1];
  let settled;
  let moving = 0;

  // Only the list moves, never the page. Where an entry stands is known when the page is laid out anyway.
  function intoSight() {
    moving = 0;
    const entry = current;
    const top = entry.offsetTop - list.offsetTop;
    if (top < list.scrollTop + 40 || top + entry.offsetHeight > list.scrollTop + list.clientHeight - 40) {
      list.scrollTop = top - list.clientHeight / 3;
    }
  }

  function tell(entry, n) {
    const more = entry.querySelector(".more").cloneNode(true);
    find("place").textContent = count(n);
    find("time").textContent = entry.querySelector("time").title;
    find("what").textContent = entry.querySelector(".what").textContent;
    find("more").replaceChildren(...more.childNodes);
  }

  function steps(n) {
    buttons.first.disabled = buttons.back.disabled = n === 1;
    buttons.last.disabled = buttons.on.disabled = n === reel.count;
    buttons.back.value = Math.max(1, n - 1);
    buttons.on.value = Math.min(reel.count, n + 1);
    number.value = n;
    here.href = `?at=${n}`;
  }

  // The address, and what is read out, follow when one has come to rest.
  function settle(n) {
    clearTimeout(settled);
    settled = setTimeout(() => {
      history.replaceState(history.state, "", `?at=${n}`);
      find("told").textContent = `${count(n)}: ${entries[n - 1].querySelector(".what").textContent}`;
    }, 350);
  }

  intoSight();
  return {
    find,
    words,
    tones: entries.map((entry) => entry.className || "machine"),
    valueText: (n) => `${entries[n - 1].querySelector("time").title}, ${count(n)}`,
    settle,
    move(from, to) {
      spans.move(from, to);
      current.removeAttribute("aria-current");
      current = entries[to - 1];
      current.setAttribute("aria-current", "step");
      tell(current, to);
      steps(to);
      moving ||= requestAnimationFrame(intoSight);
    },
  };
}
