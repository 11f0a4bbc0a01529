// The frames of a case (app/web/archive/reel.py). A step is the number of an event; step 0 is before the first.

export function reelOf(data) {
  const { at, names, place, lanes, start } = data;
  const count = at.length;
  const steps = Array.from({ length: count + 1 }, () => ({ marks: [], flow: null, source: null, done: null }));
  const states = new Map();
  for (const [n, element, after] of data.marks) {
    const name = names[element];
    steps[n].marks.push([name, states.get(name) ?? "ahead", after]);
    states.set(name, after);
  }
  for (const [n, flow, source] of data.flows) Object.assign(steps[n], { flow: names[flow], source: names[source] });
  for (const [n, element] of data.done) steps[n].done = names[element];

  // What differs between two steps, in either direction: the state of elements, and how often more (or less) often a
  // flow was taken and an element done. The cost is that of the steps between, whatever the length of the history.
  function between(from, to) {
    const found = { states: new Map(), taken: new Map(), times: new Map() };
    const add = (counts, name, by) => name && counts.set(name, (counts.get(name) ?? 0) + by);
    for (let n = from + 1; n <= to; n += 1) {
      for (const [name, , after] of steps[n].marks) found.states.set(name, after);
      add(found.taken, steps[n].flow, 1);
      add(found.times, steps[n].done, 1);
    }
    for (let n = from; n > to; n -= 1) {
      for (const [name, before] of steps[n].marks.toReversed()) found.states.set(name, before);
      add(found.taken, steps[n].flow, -1);
      add(found.times, steps[n].done, -1);
    }
    return found;
  }

  return {
    count,
    between,
    time: (n) => start + at[n - 1],
    flow: (n) => steps[n].flow,
    source: (n) => steps[n].source,
    place: (n) => names[place[n - 1]],
    lane: (n) => names[lanes[place[n - 1]]],
  };
}
