// Draw: the lanes on a canvas. One sprite is made for each lane and flag, so that 20,000 dots stay cheap.
import { timeFormat } from "d3-time-format";
import { timeDay, timeMonth, timeYear } from "d3-time";
import { AHEAD, BOUND, DISPUTED } from "./columns.js";
import { RADIUS } from "./layout.js";

const SPRITE = 14;

export class Painter {
  constructor(canvas, columns) {
    this.canvas = canvas;
    this.context = canvas.getContext("2d");
    this.columns = columns;
    this.readColours();
  }

  show(columns) {
    this.columns = columns;
    this.readColours();
  }

  readColours() {
    const style = getComputedStyle(document.documentElement);
    const of = (name) => style.getPropertyValue(name).trim();
    this.colours = { ink: of("--ink"), soft: of("--soft"), line: of("--line"), band: of("--band"), card: of("--card"), open: of("--open") };
    this.laneColours = this.columns.lanes.map(({ kind }) => of(`--${kind}`) || this.colours.soft);
    this.sprites = new Map();
    this.fonts = { title: `600 14px ${of("--sans")}`, tick: `13px ${of("--sans")}` };
  }

  resize(width, height) {
    const ratio = window.devicePixelRatio || 1;
    this.canvas.width = Math.round(width * ratio);
    this.canvas.height = Math.round(height * ratio);
    this.canvas.style.height = `${height}px`;
    this.context.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.ratio = ratio;
    this.sprites.clear();
  }

  draw(placed, scale, geometry, held) {
    const { context, columns } = this;
    const { width, height, laneHeight, top } = geometry;
    context.fillStyle = this.colours.card;
    context.fillRect(0, 0, width, height);
    this.ground(geometry);
    this.ticks(scale, geometry);
    for (const pile of placed.piles) this.pile(pile);
    for (let at = 0; at < placed.count; at++) {
      const n = placed.index[at];
      if (placed.isPiled[columns.lane[n]]) continue;
      if (placed.length[at]) this.bar(placed, at, n);
      else context.drawImage(this.sprite(columns.lane[n], columns.flags[n]), placed.x[at] - SPRITE / 2, placed.y[at] - SPRITE / 2, SPRITE, SPRITE);
    }
    if (held >= 0) this.hold(placed, held);
    context.font = this.fonts.title;
    columns.lanes.forEach(({ title }, lane) => {
      context.fillStyle = this.colours.ink;
      context.fillText(title, 10, top + lane * laneHeight + 18);
    });
  }

  ground({ width, laneHeight, top }) {
    this.context.fillStyle = this.colours.band;
    this.columns.lanes.forEach((_, lane) => {
      if (lane % 2 === 0) this.context.fillRect(0, top + lane * laneHeight, width, laneHeight);
    });
  }

  ticks(scale, { width, height }) {
    const { context } = this;
    context.font = this.fonts.tick;
    context.fillStyle = this.colours.soft;
    context.strokeStyle = this.colours.line;
    for (const { at, text } of ticksOf(scale, width)) {
      context.beginPath();
      context.moveTo(at + 0.5, 0);
      context.lineTo(at + 0.5, height - 20);
      context.stroke();
      if (at + 3 + context.measureText(text).width <= width) context.fillText(text, at + 3, height - 6);
    }
  }

  sprite(lane, flags) {
    const key = lane * 16 + flags;
    if (!this.sprites.has(key)) this.sprites.set(key, this.makeSprite(lane, flags));
    return this.sprites.get(key);
  }

  makeSprite(lane, flags) {
    const sprite = document.createElement("canvas");
    sprite.width = sprite.height = SPRITE * this.ratio;
    const context = sprite.getContext("2d");
    context.scale(this.ratio, this.ratio);
    const circle = (radius) => {
      context.beginPath();
      context.arc(SPRITE / 2, SPRITE / 2, radius, 0, 2 * Math.PI);
    };
    const isHollow = flags & (BOUND | AHEAD);
    circle(isHollow ? RADIUS - 0.75 : RADIUS);
    context.fillStyle = context.strokeStyle = this.laneColours[lane];
    context.lineWidth = 1.5;
    if (isHollow) context.stroke();
    else context.fill();
    if (flags & DISPUTED) {
      circle(RADIUS + 2);
      context.strokeStyle = this.colours.open;
      context.stroke();
    }
    return sprite;
  }

  /** A column of a full lane: solid for what is dated and past, pale on top for bounds and what is ahead. */
  pile({ lane, x, floor, height, open }) {
    const { context } = this;
    context.fillStyle = this.laneColours[lane];
    context.fillRect(x - RADIUS, floor - height + open, 2 * RADIUS, height - open);
    context.globalAlpha = 0.4;
    context.fillRect(x - RADIUS, floor - height, 2 * RADIUS, open);
    context.globalAlpha = 1;
  }

  bar(placed, at, n) {
    const { context } = this;
    context.fillStyle = this.laneColours[this.columns.lane[n]];
    context.globalAlpha = 0.55;
    context.fillRect(placed.x[at], placed.y[at] - 1.5, placed.length[at], 3);
    context.globalAlpha = 1;
  }

  hold(placed, held) {
    for (let at = 0; at < placed.count; at++) {
      if (placed.index[at] !== held) continue;
      this.context.strokeStyle = this.colours.ink;
      this.context.lineWidth = 2;
      this.context.beginPath();
      this.context.arc(placed.x[at], placed.y[at], RADIUS + 3, 0, 2 * Math.PI);
      this.context.stroke();
    }
  }
}

const STEPS = [
  [timeYear, timeFormat("%Y"), 366],
  [timeMonth, timeFormat("%b %Y"), 31],
  [timeDay.filter((day) => day.getDate() % 7 === 1 && day.getDate() < 29), timeFormat("%-d %b"), 7],
  [timeDay, timeFormat("%-d %b"), 1],
];
const LEAST_GAP = 64;

/** Give ticks at the finest step that leaves room for its words. */
export function ticksOf(scale, width) {
  const [first, last] = [scale.invert(0), scale.invert(width)];
  const perDay = width / (last - first);
  const [step, words] = STEPS.toReversed().find(([, , days]) => days * perDay >= LEAST_GAP) ?? STEPS[0];
  const from = new Date(first * 86_400_000);
  const to = new Date(last * 86_400_000);
  return step.range(from, to).map((date) => ({
    at: Math.round(scale(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / 86_400_000)),
    text: words(date),
  }));
}
