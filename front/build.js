// Bundles the editors of the studio; see vendor.py. What two of them need comes in a chunk of its own.
import { writeFileSync } from "node:fs";
import { build } from "esbuild";

const { metafile } = await build({
  entryPoints: ["modeler.js", "form-editor.js", "differ.js"],
  outdir: "../app/web/static/vendor/studio",
  bundle: true,
  minify: true,
  splitting: true,
  format: "esm",
  target: "es2022",
  entryNames: "[name]",
  chunkNames: "chunk-[hash]",
  assetNames: "[name]-[hash]",
  // Of the font we ship one form: browsers that need the others are too old to run the rest.
  loader: { ".woff2": "file", ".woff": "empty", ".ttf": "empty", ".eot": "empty", ".svg": "empty" },
  legalComments: "none",
  metafile: true,
  logLevel: "warning",
});
writeFileSync("node_modules/.inputs.json", JSON.stringify(Object.keys(metafile.inputs)));
