// Visits: when this browser last looked at what changed, kept in the browser alone, as a link to what came since.

const KEY = "dragoman.seen";

export function offerLastVisit(place) {
  const before = read();
  if (before) {
    const link = place.querySelector("a");
    link.href = `/today?seen=${encodeURIComponent(before)}`;
    const time = link.querySelector("time");
    time.dateTime = before;
    time.textContent = new Date(before).toLocaleString("en-GB", { dateStyle: "long", timeStyle: "short" });
    place.hidden = false;
  }
  addEventListener("pagehide", () => write(new Date().toISOString()));
}

function read() {
  try {
    const said = localStorage.getItem(KEY);
    return said && !Number.isNaN(Date.parse(said)) ? said : null;
  } catch {
    return null; // a browser that keeps nothing
  }
}

function write(moment) {
  try {
    localStorage.setItem(KEY, moment);
  } catch {
    // as above: then there is no last visit
  }
}
