// What stands only for a while (data-from, data-to): shown and hidden as one passes its ends, in both directions.

export function spansIn(root) {
  const begins = new Map();
  const ends = new Map();
  const note = (map, n, part) => n && map.set(Number(n), [...(map.get(Number(n)) ?? []), part]);
  for (const part of root.querySelectorAll("[data-from]")) {
    note(begins, part.dataset.from, part);
    note(ends, part.dataset.to, part);
  }
  const hide = (parts, hidden) => {
    for (const part of parts ?? []) part.hidden = hidden;
  };
  let fresh = [...root.querySelectorAll(".fresh")];

  return {
    move(from, to) {
      for (let n = from + 1; n <= to; n += 1) {
        hide(ends.get(n), true);
        hide(begins.get(n), false);
      }
      for (let n = from; n > to; n -= 1) {
        hide(begins.get(n), true);
        hide(ends.get(n), false);
      }
      for (const part of fresh) part.classList.remove("fresh");
      fresh = (begins.get(to) ?? []).filter((part) => part.parentElement.matches(".answers > dl"));
      for (const part of fresh) part.classList.add("fresh");
    },
  };
}
