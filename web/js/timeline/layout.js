// Layout: where each event stands for a given stretch of days: dots stacked by column, bars for longer spans.

export const RADIUS = 3.5;
const STEP = 2 * RADIUS + 1;
const LONGEST_DOT_DAYS = 3; // a longer span is drawn as a bar
const LONGEST_BAR_DAYS = 200; // a span over this says "in those years": a dot at its start would lie, so it is left out

/** Give x, y and the length in pixels of every event that is in sight; `count` says how many are filled. */
export function placeEvents(columns, scale, geometry) {
  const { width, laneHeight, top } = geometry;
  const size = columns.ids.length;
  const placed = { index: new Int32Array(size), x: new Float32Array(size), y: new Float32Array(size), length: new Float32Array(size), count: 0 };
  const perLane = columns.lanes.map(() => new Map());
  for (let n = 0; n < size; n++) {
    const days = columns.last[n] - columns.first[n] + 1;
    if (days > LONGEST_BAR_DAYS) continue;
    const x = scale(columns.first[n] + (days > LONGEST_DOT_DAYS ? 0 : days / 2));
    const length = days > LONGEST_DOT_DAYS ? scale(columns.last[n] + 1) - scale(columns.first[n]) : 0;
    if (x + length < -RADIUS || x > width + RADIUS) continue;
    const column = Math.round(x / STEP);
    const lane = columns.lane[n];
    const height = perLane[lane].get(column) ?? 0;
    perLane[lane].set(column, height + 1);
    const at = placed.count++;
    placed.index[at] = n;
    placed.x[at] = length ? x : column * STEP;
    placed.length[at] = length;
    placed.y[at] = height;
  }
  squeeze(placed, columns, perLane, laneHeight, top);
  return placed;
}

/** Turn stack heights into pixels; a lane that is too full for its height is squeezed, never cut. */
function squeeze(placed, columns, perLane, laneHeight, top) {
  const steps = perLane.map((stacks) => {
    const most = Math.max(1, ...stacks.values());
    return Math.min(STEP, (laneHeight - 26) / most);
  });
  for (let at = 0; at < placed.count; at++) {
    const lane = columns.lane[placed.index[at]];
    placed.y[at] = top + (lane + 1) * laneHeight - RADIUS - 5 - placed.y[at] * steps[lane];
  }
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
