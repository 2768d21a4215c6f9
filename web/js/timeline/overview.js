// Overview: how many events a week, with a brush that chooses the days in sight.
import { bin, max } from "d3-array";
import { brushX } from "d3-brush";
import { scaleLinear } from "d3-scale";
import { select } from "d3-selection";
import { ticksOf } from "./draw.js";

const HEIGHT = 88;
const FOOT = 20;
const ROOM = 52; // of the words of a day: at the edge they would be cut

export class Overview {
  constructor(svg, columns, onChoose) {
    this.svg = select(svg);
    this.columns = columns;
    this.onChoose = onChoose;
    this.isTold = false;
    this.bars = this.svg.append("g");
    this.words = this.svg.append("g");
    this.held = this.svg.append("g");
  }

  resize(width, domain) {
    this.scale = scaleLinear(domain, [0, width]);
    this.svg.attr("viewBox", `0 0 ${width} ${HEIGHT}`);
    const weeks = bin().domain(domain).thresholds(Math.max(1, Math.round(width / 4)))(Array.from(this.columns.first));
    const up = scaleLinear([0, max(weeks, (week) => week.length) || 1], [0, HEIGHT - FOOT - 8]);
    this.bars.selectAll("rect").data(weeks.filter((week) => week.length)).join("rect")
      .attr("class", "bar")
      .attr("x", (week) => this.scale(week.x0))
      .attr("width", (week) => Math.max(1, this.scale(week.x1) - this.scale(week.x0) - 1))
      .attr("y", (week) => HEIGHT - FOOT - up(week.length))
      .attr("height", (week) => up(week.length));
    this.words.selectAll("text").data(ticksOf(this.scale, width)).join("text")
      .attr("x", ({ at }) => at).attr("y", HEIGHT - 5).text(({ text, at }) => (at + ROOM <= width ? text : ""));
    this.brush = brushX().extent([[0, 0], [width, HEIGHT - FOOT]]).on("brush end", (event) => this.chosen(event));
    this.held.call(this.brush);
  }

  chosen({ selection, sourceEvent }) {
    if (!sourceEvent) return;
    this.onChoose(selection ? selection.map((x) => this.scale.invert(x)) : this.scale.domain());
  }

  show(days) {
    this.held.call(this.brush.move, days.map((day) => this.scale(day)));
  }
}
