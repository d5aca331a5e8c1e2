// What differs between two texts, letter by letter, and between two lists of paragraphs.

// Beyond so many steps the rest is told as one change: nobody reads such a difference letter by letter.
const MOST_STEPS = 400;

/** Pieces `[kind, text]` that lead from `before` to `after`; a kind is "same", "out" or "in". Myers' algorithm (1986). */
export function between(before, after) {
  let start = 0;
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1;
  let end = 0;
  while (end < before.length - start && end < after.length - start && before.at(-1 - end) === after.at(-1 - end)) end += 1;
  const a = before.slice(start, before.length - end);
  const b = after.slice(start, after.length - end);
  const join = typeof before === "string" ? (x) => x : (x) => [...x];
  const pieces = [["same", join(before.slice(0, start))], ...middle(a, b), ["same", join(before.slice(before.length - end))]];
  return merged(pieces.filter(([, piece]) => piece.length));
}

function middle(a, b) {
  const rows = [];
  let reached = new Map([[1, 0]]);
  for (let steps = 0; steps <= Math.min(a.length + b.length, MOST_STEPS); steps += 1) {
    rows.push(new Map(reached));
    for (let k = -steps; k <= steps; k += 2) {
      const down = k === -steps || (k !== steps && (reached.get(k - 1) ?? -1) < (reached.get(k + 1) ?? -1));
      let x = down ? reached.get(k + 1) : reached.get(k - 1) + 1;
      while (x < a.length && x - k < b.length && a[x] === b[x - k]) x += 1;
      reached.set(k, x);
      if (x >= a.length && x - k >= b.length) return way(a, b, rows, steps);
    }
  }
  return [["out", a], ["in", b]];
}

function way(a, b, rows, steps) {
  const pieces = [];
  let x = a.length;
  let y = b.length;
  for (let step = steps; step > 0; step -= 1) {
    const row = rows[step];
    const k = x - y;
    const down = k === -step || (k !== step && (row.get(k - 1) ?? -1) < (row.get(k + 1) ?? -1));
    const from = down ? row.get(k + 1) : row.get(k - 1);
    const [beforeX, beforeY] = [from, from - (down ? k + 1 : k - 1)];
    const run = x - beforeX - (down ? 0 : 1);
    if (run > 0) pieces.unshift(["same", a.slice(x - run, x)]);
    pieces.unshift(down ? ["in", b.slice(beforeY, beforeY + 1)] : ["out", a.slice(beforeX, beforeX + 1)]);
    [x, y] = [beforeX, beforeY];
  }
  if (x > 0) pieces.unshift(["same", a.slice(0, x)]);
  return pieces;
}

function merged(pieces) {
  const joined = [];
  for (const [kind, piece] of pieces) {
    const last = joined.at(-1);
    if (last?.[0] === kind) last[1] = typeof piece === "string" ? last[1] + piece : [...last[1], ...piece];
    else joined.push([kind, piece]);
  }
  return joined;
}
