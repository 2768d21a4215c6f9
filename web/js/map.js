// The map: land, the divisions of the countries in sight, a dot a place, a hatched area for a place known only by region.
//
// It shows the events of the days that the timeline has in sight; a click on a place filters the timeline by it.
import { extent, median } from "d3-array";
import { geoConicEqualArea, geoDistance, geoPath } from "d3-geo";
import { select } from "d3-selection";
import { zoom } from "d3-zoom";
import { feature, mesh } from "topojson-client";

const [WIDTH, HEIGHT] = [560, 420];
const MOST_NAMES = 14;
const LEAST_NAME_GAP = 16;

class PlaceMap {
  constructor(root, sent, world) {
    this.root = root;
    this.sent = sent;
    this.days = { first: -Infinity, last: Infinity };
    this.svg = select(root).append("svg").attr("viewBox", `0 0 ${WIDTH} ${HEIGHT}`).attr("role", "img").attr("aria-label", "Places of the events in sight; the list below names them");
    this.hatch();
    this.stage = this.svg.append("g");
    this.projection = projectionFor(sent.places);
    this.path = geoPath(this.projection);
    const land = feature(world, world.objects.countries);
    this.stage.append("g").selectAll("path").data(land.features).join("path").attr("class", "land").attr("d", this.path);
    this.regions = this.stage.append("g");
    this.dots = this.stage.append("g");
    this.names = this.stage.append("g");
    this.scale = 1;
    this.svg.call(zoom().scaleExtent([1, 40]).on("zoom", ({ transform }) => this.zoomed(transform)));
    document.addEventListener("dragoman:places", ({ detail }) => this.reload(detail.url));
    document.addEventListener("dragoman:days", ({ detail }) => this.follow(detail));
  }

  hatch() {
    const pattern = this.svg.append("defs").append("pattern").attr("id", "hatch").attr("width", 6).attr("height", 6)
      .attr("patternUnits", "userSpaceOnUse").attr("patternTransform", "rotate(45)");
    pattern.append("rect").attr("width", 1.4).attr("height", 6).attr("class", "hatch-line");
  }

  async divisions() {
    const countries = [...new Set(this.sent.places.map((place) => place.country).filter(Boolean))].slice(0, 8);
    const loaded = await Promise.all(countries.map(async (country) => {
      const answer = await fetch(`/static/maps/${country}.json`);
      return answer.ok ? answer.json() : null;
    }));
    this.shapes = new Map();
    for (const topology of loaded.filter(Boolean)) {
      this.regions.append("path").datum(mesh(topology, topology.objects.regions)).attr("class", "region").attr("d", this.path);
      for (const one of feature(topology, topology.objects.regions).features) this.shapes.set(one.id, one);
    }
    this.draw();
  }

  async reload(url) {
    const answer = await fetch(url);
    if (!answer.ok) return;
    this.sent = withSpans(await answer.json());
    this.draw();
  }

  follow({ first, last, source }) {
    if (source === "map") return;
    this.days = { first, last };
    this.draw();
  }

  inSight() {
    const { first, last } = this.days;
    return this.sent.places
      .map((place) => ({ ...place, events: place.events.filter(([from, to]) => to >= first && from <= last) }))
      .filter((place) => place.events.length);
  }

  draw() {
    const places = this.inSight();
    const areas = places.filter((place) => place.area && this.shapes?.has(place.area));
    this.regions.selectAll("path.hit").data(areas, (place) => place.area).join("path")
      .attr("class", "region hit").attr("d", (place) => this.path(this.shapes.get(place.area)))
      .each(function addTitle(place) { select(this).selectAll("title").data([place]).join("title").text(titleOf); });
    const spots = places.filter((place) => !place.area && place.lat !== null);
    const dots = this.dots.selectAll("circle").data(spots, (place) => place.key).join("circle")
      .attr("class", (place) => `spot kind-${place.kind}`)
      .attr("cx", (place) => this.projection([place.lon, place.lat])?.[0])
      .attr("cy", (place) => this.projection([place.lon, place.lat])?.[1])
      .on("click", (_, place) => this.choose(place));
    dots.selectAll("title").data((place) => [place]).join("title").text(titleOf);
    this.size();
    this.label(spots);
  }

  choose(place) {
    const form = document.getElementById("filters");
    if (!form) return;
    form.elements.place.value = place.name;
    form.requestSubmit();
  }

  label(spots) {
    const taken = [];
    const chosen = spots.toSorted((a, b) => b.events.length - a.events.length).filter((place) => {
      const at = this.projection([place.lon, place.lat]);
      const isFree = at && taken.every(([x, y]) => Math.hypot((x - at[0]) / 4, y - at[1]) * this.scale > LEAST_NAME_GAP);
      if (isFree && taken.length < MOST_NAMES) taken.push(at);
      return isFree && taken.includes(at);
    });
    this.names.selectAll("text").data(chosen, (place) => place.key).join("text")
      .text((place) => place.name)
      .attr("transform", (place) => `translate(${this.projection([place.lon, place.lat])}) scale(${1 / this.scale})`)
      .attr("dx", 8).attr("dy", 4);
  }

  size() {
    this.dots.selectAll("circle").attr("r", (place) => (3 + Math.min(6, Math.sqrt(place.events.length))) / this.scale).attr("stroke-width", 1.2 / this.scale);
  }

  zoomed(transform) {
    this.stage.attr("transform", transform);
    this.scale = transform.k;
    this.size();
    this.label(this.inSight().filter((place) => !place.area && place.lat !== null));
  }
}

/** Turn the steps that are sent of each event into first and last days. */
function withSpans(sent) {
  for (const place of sent.places) {
    let day = 0;
    const spans = [];
    for (let n = 0; n < place.events.length; n += 2) {
      day += place.events[n];
      spans.push([day, day + place.events[n + 1]]);
    }
    place.events = spans;
  }
  return sent;
}

function titleOf(place) {
  return `${place.name}: ${place.events.length} ${place.events.length === 1 ? "event" : "events"}`;
}

/** A conic projection around the places where most of the events were: the nearest three quarters to their middle. */
function projectionFor(places) {
  const points = places.filter((place) => place.lat !== null && !place.area).flatMap((place) => place.events.map(() => [place.lon, place.lat]));
  if (!points.length) return geoConicEqualArea().parallels([30, 60]).rotate([-30, 0]).center([0, 45]).fitSize([WIDTH, HEIGHT], { type: "Sphere" });
  const middle = [median(points, ([lon]) => lon), median(points, ([, lat]) => lat)];
  const near = points.toSorted((a, b) => geoDistance(a, middle) - geoDistance(b, middle)).slice(0, Math.max(1, Math.ceil(0.75 * points.length)));
  const [[west, east], [south, north]] = [extent(near, ([lon]) => lon), extent(near, ([, lat]) => lat)];
  const coordinates = [[west - 4, south - 3], [east + 4, south - 3], [west - 4, north + 3], [east + 4, north + 3]];
  return geoConicEqualArea().parallels([south, Math.max(north, south + 4)]).rotate([-(west + east) / 2, 0])
    .fitExtent([[16, 16], [WIDTH - 16, HEIGHT - 16]], { type: "MultiPoint", coordinates });
}

const root = document.getElementById("map");
if (root) {
  Promise.all([fetch(root.dataset.url), fetch("/static/maps/world.json")])
    .then(async ([places, world]) => {
      const map = new PlaceMap(root, withSpans(await places.json()), await world.json());
      root.map = map;
      map.draw();
      await map.divisions();
      root.dataset.ready = "yes";
    })
    .catch((error) => {
      root.textContent = `The map could not be drawn: ${error.message}.`;
    });
}
