// The timeline: lanes on a canvas, an overview with a brush, zoom by wheel and pinch, a tip, and a way in by keys.
//
// Others follow the days in sight by the event "dragoman:days" on the document ({detail: {first, last, source}}).
import { extent } from "d3-array";
import { scaleLinear } from "d3-scale";
import { select } from "d3-selection";
import { zoom, zoomIdentity } from "d3-zoom";
import { daysAsked, loadColumns, mainDays } from "./timeline/columns.js";
import { Painter } from "./timeline/draw.js";
import { eventAt, placeEvents } from "./timeline/layout.js";
import { Overview } from "./timeline/overview.js";
import { Past } from "./timeline/past.js";
import { Tip } from "./timeline/tip.js";

const LANE_HEIGHT = 74;
const FOOT = 22;

class Timeline {
  constructor(root, columns) {
    this.root = root;
    this.columns = columns;
    this.canvas = root.querySelector("canvas");
    this.painter = new Painter(this.canvas, columns);
    this.tip = new Tip(root);
    this.held = -1;
    const [first, last] = extent(columns.first);
    this.domain = mainDays(columns, daysAsked(location.search)) ?? [first, last];
    this.base = scaleLinear();
    this.overview = new Overview(root.querySelector("svg"), columns, (days) => this.choose(days, "brush"));
    this.zoom = zoom().scaleExtent([0.02, 200]).on("zoom", (event) => this.zoomed(event));
    select(this.canvas).call(this.zoom).on("dblclick.zoom", null);
    this.listen();
    this.resize();
  }

  /** Show other events of the same days: those of another day's record, or of other filters. */
  replace(columns, isFiltered = false) {
    this.columns = columns;
    if (isFiltered) this.domain = mainDays(columns, daysAsked(location.search)) ?? this.domain;
    this.painter.show(columns);
    this.overview.columns = columns;
    this.hold(-1);
    this.geometry = undefined;
    this.resize();
    if (isFiltered) select(this.canvas).call(this.zoom.transform, zoomIdentity);
    this.overview.show(this.inSight());
  }

  listen() {
    new ResizeObserver(() => this.resize()).observe(this.root);
    matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
      this.painter.readColours();
      this.draw();
    });
    this.canvas.addEventListener("pointermove", (event) => this.point(event));
    this.canvas.addEventListener("pointerleave", () => this.hold(-1));
    this.canvas.addEventListener("click", () => this.open());
    this.canvas.addEventListener("keydown", (event) => this.key(event));
  }

  resize() {
    const width = this.root.clientWidth;
    if (!width || width === this.geometry?.width) return;
    const height = this.columns.lanes.length * LANE_HEIGHT + FOOT;
    this.geometry = { width, height, laneHeight: LANE_HEIGHT, top: 0 };
    this.painter.resize(width, height);
    this.base.domain(this.domain).range([0, width]);
    this.overview.resize(width, this.domain);
    this.scale ??= this.base.copy();
    this.scale.range([0, width]);
    this.draw();
  }

  zoomed({ transform, sourceEvent }) {
    this.scale = transform.rescaleX(this.base);
    this.overview.show(this.inSight());
    this.schedule();
    if (sourceEvent) this.tell("zoom");
  }

  choose([first, last], source) {
    const span = Math.max(1, last - first);
    const factor = (this.domain[1] - this.domain[0]) / span;
    const shifted = zoomIdentity.scale(factor).translate(-this.base(first), 0);
    this.scale = shifted.rescaleX(this.base);
    this.canvas.__zoom = shifted; // where the next wheel turn goes on from
    this.schedule();
    this.tell(source);
  }

  inSight() {
    const [low, high] = this.domain;
    const within = (day) => Math.max(low, Math.min(high, day));
    return this.scale.domain().map(within);
  }

  tell(source) {
    const [first, last] = this.scale.domain();
    document.dispatchEvent(new CustomEvent("dragoman:days", { detail: { first, last, source } }));
  }

  schedule() {
    this.waiting ??= requestAnimationFrame(() => {
      this.waiting = undefined;
      this.draw();
    });
  }

  draw() {
    this.placed = placeEvents(this.columns, this.scale, this.geometry);
    this.painter.draw(this.placed, this.scale, this.geometry, this.held);
  }

  point(event) {
    const box = this.canvas.getBoundingClientRect();
    this.at = { x: event.clientX - box.left, y: event.clientY - box.top };
    this.hold(eventAt(this.placed, this.at.x, this.at.y));
  }

  hold(n) {
    if (n === this.held) return;
    this.held = n;
    this.canvas.style.cursor = n < 0 ? "" : "pointer";
    this.tip.show(n < 0 ? null : this.addressOf(n), this.at);
    this.schedule();
  }

  addressOf(n) {
    return this.root.dataset.event.replace("ID", encodeURIComponent(this.columns.ids[n]));
  }

  open() {
    if (this.held >= 0) location.assign(this.addressOf(this.held));
  }

  key(event) {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step) {
      event.preventDefault();
      const order = Array.from(this.placed.index.subarray(0, this.placed.count));
      const now = order.indexOf(this.held);
      const next = order[Math.max(0, Math.min(order.length - 1, now + step))];
      const at = order.indexOf(next);
      this.at = { x: this.placed.x[at], y: this.placed.y[at] };
      this.hold(next ?? -1);
    } else if (event.key === "Enter") this.open();
    else if (event.key === "+" || event.key === "-") select(this.canvas).call(this.zoom.scaleBy, event.key === "+" ? 1.5 : 1 / 1.5);
    else if (event.key === "Escape") this.hold(-1);
  }
}

/** Show the events that the address asks for, in the lanes and on the map. */
async function follow(isFiltered = false) {
  const { search } = location;
  const day = new URLSearchParams(search).get("as_of");
  root.dataset.event = `/events/ID${day ? `?as_of=${day}` : ""}`;
  root.dataset.url = `/timeline.json${search}`;
  const columns = await loadColumns(root.dataset.url);
  if (root.timeline) root.timeline.replace(columns, isFiltered);
  else location.reload();
  document.dispatchEvent(new CustomEvent("dragoman:places", { detail: { url: `/places.json${search}` } }));
}

document.addEventListener("htmx:pushedIntoHistory", () => follow(true));

const past = document.getElementById("past");
if (past) new Past(past, () => follow());

const root = document.getElementById("lanes");
if (root) {
  loadColumns(root.dataset.url).then(
    (columns) => {
      if (columns.ids.length) root.timeline = new Timeline(root, columns);
      else root.hidden = true;
      root.dataset.ready = "yes";
    },
    (error) => {
      root.textContent = `The lanes could not be drawn: ${error.message}. The list below has the same events.`;
    },
  );
}
