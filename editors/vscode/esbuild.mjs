// Bundles the extension into one file; `--tests` bundles the unit tests beside it.
import { build } from "esbuild";

const common = {
  bundle: true,
  platform: "node",
  target: "node20",
  logLevel: "warning",
  sourcemap: process.argv.includes("--sourcemap"),
};

if (process.argv.includes("--tests")) {
  await build({ ...common, format: "esm", entryPoints: ["src/pure/index.ts"], outfile: "out/pure.mjs" });
} else {
  await build({
    ...common,
    format: "cjs",
    minify: true,
    external: ["vscode"],
    conditions: ["node"],
    entryPoints: ["src/extension.ts"],
    outfile: "dist/extension.js",
  });
}
