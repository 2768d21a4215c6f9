// Bundles the browser sources into src/dragoman/web/static: one script a page, one style sheet, fonts, outlines.
import { cpSync, mkdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, "..", "src", "dragoman", "web", "static");

rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
await build({
  absWorkingDir: here,
  entryPoints: ["js/site.js", "js/timeline.js", "js/map.js", "js/review.js", "css/site.css"],
  outdir: target,
  entryNames: "[name]",
  assetNames: "fonts/[name]-[hash]",
  bundle: true,
  minify: true,
  format: "esm",
  splitting: true,
  chunkNames: "chunk-[hash]",
  target: ["es2022"],
  loader: { ".woff2": "file" },
  legalComments: "linked",
  logLevel: "warning",
});
cpSync(join(here, "maps"), join(target, "maps"), { recursive: true });
