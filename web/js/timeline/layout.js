// Layout: where each event stands for a given stretch of days: dots stacked by column, bars for longer spans.
//
// A lane too full for its height shows its columns as piles: their height says how many, and none is left out.

export const RADIUS = 3.5;
export const STEP = 2 * RADIUS + 1;
const LONGEST_DOT_DAYS = 3; // a longer span is drawn as a bar
const LONGEST_BAR_DAYS = 200; // a span over this says "in those years": a dot at its start would lie, so it is left out
const HEAD = 26; // of a lane, for its title
const LEAST_STEP = 0.75 * STEP; // dots that lie nearer can no longer be told apart
const HOLLOW = 2 | 8; // a bound, or ahead of us

/** Give what is in sight: `count` events with x, y and length in pixels, and the piles of lanes that are too full. */
export function placeEvents(columns, scale, { width, laneHeight, top }) {
  const size = columns.ids.length;
  const perLane = Math.ceil(width / STEP) + 3;
  const stacks = new Uint32Array(columns.lanes.length * perLane);
  const hollow = new Uint32Array(stacks.length);
  const placed = { index: new Int32Array(size), x: new Float32Array(size), y: new Float32Array(size), length: new Float32Array(size), count: 0, piles: [] };
  const [first, last] = scale.domain();
  const perDay = width / (last - first);
  for (let n = 0; n < size; n++) {
    const from = columns.first[n];
    const days = columns.last[n] - from + 1;
    if (days > LONGEST_BAR_DAYS || from > last || from + days < first) continue;
    const isBar = days > LONGEST_DOT_DAYS;
    const x = (from - first + (isBar ? 0 : days / 2)) * perDay;
    const column = Math.max(0, Math.min(perLane - 1, Math.round(x / STEP) + 1));
    const slot = columns.lane[n] * perLane + column;
    const at = placed.count++;
    placed.index[at] = n;
    placed.x[at] = isBar ? x : (column - 1) * STEP;
    placed.length[at] = isBar ? days * perDay : 0;
    placed.y[at] = stacks[slot]++;
    if (columns.flags[n] & HOLLOW) hollow[slot]++;
  }
  raise(placed, columns, { stacks, hollow, perLane, laneHeight, top });
  return placed;
}

/** Turn stack heights into pixels, and full lanes into piles. */
function raise(placed, columns, { stacks, hollow, perLane, laneHeight, top }) {
  const steps = columns.lanes.map((_, lane) => {
    let most = 1;
    for (let column = 0; column < perLane; column++) most = Math.max(most, stacks[lane * perLane + column]);
    return Math.min(STEP, (laneHeight - HEAD) / most);
  });
  const floors = columns.lanes.map((_, lane) => top + (lane + 1) * laneHeight - 5);
  placed.isPiled = steps.map((step) => step < LEAST_STEP);
  for (let at = 0; at < placed.count; at++) {
    const lane = columns.lane[placed.index[at]];
    placed.y[at] = floors[lane] - RADIUS - placed.y[at] * steps[lane];
  }
  steps.forEach((step, lane) => {
    if (!placed.isPiled[lane]) return;
    for (let column = 0; column < perLane; column++) {
      const slot = lane * perLane + column;
      if (stacks[slot]) placed.piles.push({ lane, x: (column - 1) * STEP, floor: floors[lane], height: stacks[slot] * step, open: hollow[slot] * step });
    }
  });
}

/** Give the event under a point, the nearest within reach, or -1. */
export function eventAt(placed, x, y) {
  let best = -1;
  let nearest = (RADIUS + 4) ** 2;
  for (let at = 0; at < placed.count; at++) {
    const dx = Math.max(placed.x[at] - x, 0, x - placed.x[at] - placed.length[at]);
    const dy = placed.y[at] - y;
    const distance = dx * dx + dy * dy;
    if (distance < nearest) [nearest, best] = [distance, placed.index[at]];
  }
  return best;
}
