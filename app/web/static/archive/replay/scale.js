// Where the steps of a case stand on the way of the player, in milliseconds at normal speed. A token arrives with its
// step and was TRAVEL on its way. No two steps stand at the same place.

export const TRAVEL = 600;
const PAUSE = 120;
const WHOLE = 60000;

// Idle time squeezed: a minute and a month differ, yet nobody waits for a month. Tokens that leave one gateway at the
// same moment go together.
export function squeezed(reel) {
  const way = [0];
  for (let n = 2; n <= reel.count; n += 1) {
    const idle = reel.time(n) - reel.time(n - 1);
    const together = idle === 0 && reel.flow(n) && reel.flow(n - 1) && reel.source(n) === reel.source(n - 1);
    const rest = idle > 0 ? 250 * Math.log2(1 + idle / 60000) : 0;
    way.push(way.at(-1) + (together ? 1 : rest + (reel.flow(n) ? TRAVEL : PAUSE)));
  }
  return way;
}

// True to the clock: the whole case in a minute.
export function proportional(reel) {
  const whole = Math.max(1, reel.time(reel.count) - reel.time(1));
  const way = [0];
  for (let n = 2; n <= reel.count; n += 1) {
    way.push(Math.max(way.at(-1) + 1, ((reel.time(n) - reel.time(1)) / whole) * WHOLE));
  }
  return way;
}

// The last step that is not beyond a place.
export function stepAt(way, place) {
  let low = 0;
  let high = way.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (way[middle] <= place) low = middle;
    else high = middle - 1;
  }
  return low + 1;
}
