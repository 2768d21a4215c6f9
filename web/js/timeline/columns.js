// Columns: the events of the timeline as the server sends them, one typed array a field.

const DAY_MS = 86_400_000;

export const DISPUTED = 1;
export const BOUND = 2;
export const HEDGED = 4;
export const AHEAD = 8;

/** Fetch the events; days count from 1970-01-01, both ends inclusive; they are sent as steps from the day before. */
export async function loadColumns(url) {
  const answer = await fetch(url, { headers: { Accept: "application/json" } });
  const sent = await answer.json();
  if (!answer.ok) throw new Error(sent.error ?? answer.statusText);
  let day = 0;
  const first = Int32Array.from(sent.first, (step) => (day += step));
  return {
    lanes: sent.lanes.map((title, n) => ({ title, kind: sent.kinds[n] })),
    ids: sent.id,
    lane: Uint8Array.from(sent.lane),
    first,
    last: first.map((from, n) => from + sent.last[n]),
    flags: Uint8Array.from(sent.flags),
    origins: Uint32Array.from(sent.origins),
  };
}

export const toDate = (day) => new Date(day * DAY_MS);
export const toDay = (date) => Math.floor(date.getTime() / DAY_MS);

/** The days that an address asks for, each null where it leaves that end open. */
export function daysAsked(search) {
  const params = new URLSearchParams(search);
  return ["since", "until"].map((name) => {
    const day = Date.parse(params.get(name) ?? "");
    return Number.isNaN(day) ? null : toDay(new Date(day));
  });
}

/** The days that are asked for; where none are, those that hold nearly all events: the rest is a wheel's turn away. */
export function mainDays(columns, [since, until] = [null, null]) {
  const main = nearlyAll(columns);
  if (since === null && until === null) return main;
  const first = since ?? Math.min(main?.[0] ?? until - 7, until - 7);
  return [first, Math.max(first + 1, (until ?? main?.[1] ?? first + 7) + 1)];
}

function nearlyAll(columns) {
  const days = Int32Array.from(columns.first).sort();
  if (!days.length) return null;
  const at = (share) => days[Math.min(days.length - 1, Math.floor(share * days.length))];
  const [low, high] = [at(0.03), at(0.995)];
  return [low - 2, Math.max(high, low + 7) + 3];
}
