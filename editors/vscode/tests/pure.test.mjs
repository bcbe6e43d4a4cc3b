// The parts that need no editor. `tests/run.sh` bundles them first.
import assert from "node:assert/strict";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { test } from "node:test";
import * as pure from "../out/pure.mjs";

const manifest = JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8"));
const t = (message, ...args) => message.replace(/\{(\d)\}/g, (_, n) => String(args[Number(n)]));
const range = (line) => ({ start: { line, character: 0 }, end: { line, character: 5 } });
const map = () => ({
  version: 1,
  kind: { id: "refusal", name: "Ablehnung", also: [], confidence: 0.934 },
  scores: { comprehensibility: 61.2, traceability: null, words: 412, sentences: 31 },
  lawDate: "2026-08-19",
  points: [
    {
      number: 1, ruling: { id: "refuse", name: "Ablehnung" }, burden: true, discretion: true, range: range(24), text: "<img src=x onerror=alert(1)>",
      level: 2, norms: [{ text: "§ 999 AufenthG", range: range(30), exists: false }], reasons: [{ kind: "fact", range: range(31), text: 'a "b" & c' }], missing: ["warum <so>"],
    },
    { number: 2, ruling: { id: "grant", name: "Bewilligung" }, burden: false, discretion: false, range: range(25), text: "2.", level: null, norms: [], reasons: [], missing: [] },
  ],
  findings: { error: 2, warning: 5, info: 9, hint: 0 },
});

test("settings: what is empty is left to klarbrief.toml", () => {
  const day = new Date(2026, 0, 5, 23, 59);
  const defaults = Object.fromEntries(Object.entries(manifest.contributes.configuration.properties).map(([k, v]) => [k.replace("klarbrief.", ""), v.default]));
  assert.deepEqual(pure.serverSettings((k) => defaults[k], "de", day), { workspace: false, date: "2026-01-05", lang: "de" });
  const own = { ...defaults, land: " NI ", preview: true, select: ["satz", " ", 3], language: "en", compareToday: false, workspace: true };
  assert.deepEqual(pure.serverSettings((k) => own[k], "de-AT", day), { land: "NI", select: ["satz"], preview: true, workspace: true, lang: "en" });
  assert.equal(pure.serverSettings(() => undefined, "fr", day).lang, "en");
});

test("program: a setting counts alone, else PATH, and only files that can be run", (context) => {
  const home = mkdtempSync(join(tmpdir(), "klarbrief "));
  context.after(() => rmSync(home, { recursive: true }));
  const program = join(home, "bin", "klarbrief");
  mkdirSync(join(home, "bin"));
  mkdirSync(join(home, "ordner", "klarbrief"), { recursive: true });
  writeFileSync(program, "");
  const around = { path: "", searchPath: ["relativ", join(home, "ordner"), join(home, "bin")].join(delimiter), windows: false, folder: home };
  assert.equal(pure.locate(around), undefined);
  chmodSync(program, 0o755);
  assert.equal(pure.locate(around), program);
  for (const path of [program, join(home, "bin"), "bin", " bin/klarbrief "]) assert.equal(pure.locate({ ...around, path }), program, path);
  assert.equal(pure.locate({ ...around, path: join(home, "fehlt") }), undefined);
});

test("page: nothing of a letter gets into it as markup", () => {
  const html = pure.body(map(), t);
  assert.ok(!html.includes("<img") && html.includes("&lt;img src=x onerror=alert(1)&gt;"));
  assert.ok(html.includes("a &quot;b&quot; &amp; c") && html.includes("warum &lt;so&gt;"));
  assert.ok(html.includes("does not exist") && html.includes("level 2 of 5") && html.includes("61 of 100") && html.includes("no score"));
  assert.ok(html.includes('data-range="24,0,24,5"') && html.includes("needs no reasons"));
  assert.equal(html.split("<button").length, html.split("</button>").length);
});

test("page: the policy allows one script and no inline style", () => {
  const html = pure.page({ lang: "de", nonce: "abc", source: "vscode-resource:", style: "s.css", script: "p.js" }, "");
  const policy = /Content-Security-Policy" content="([^"]+)"/.exec(html)[1].replaceAll("&#39;", "'");
  assert.equal(policy, "default-src 'none'; style-src vscode-resource:; script-src 'nonce-abc'");
  assert.ok(!/<style|<[^>]* (style|on[a-z]+)=/.test(html + pure.body(map(), t)));
});

test("status: the score, the lowest level, and a warning below level 4", () => {
  assert.deepEqual([pure.status(map(), t).text, pure.status(map(), t).warns], ["Klarbrief 61 · reasons 2/5", true]);
  const good = map();
  good.points[0].level = 4;
  assert.equal(pure.status(good, t).warns, false);
  const none = { ...map(), points: [], scores: { ...map().scores, comprehensibility: null } };
  assert.deepEqual([pure.status(none, t).text, pure.status(none, t).warns], ["Klarbrief", false]);
});

test("ranges of the panel are read with distrust", () => {
  assert.deepEqual(pure.readRange([1, 2, 3, 4]), { start: { line: 1, character: 2 }, end: { line: 3, character: 4 } });
  for (const bad of [undefined, null, "1,2", [1, 2, 3], [1, 2, 3, -1], [1, 2, 3, 0.5], [1, 2, 3, "4"], [NaN, 0, 0, 0]]) assert.equal(pure.readRange(bad), undefined);
  assert.equal(pure.shortened("ä".repeat(160)), "ä".repeat(160));
  assert.ok(pure.shortened("wort ".repeat(99)).length <= 162);
});

test("strings: each has German and English, and none is left over", () => {
  const [de, en] = ["package.nls.de.json", "package.nls.json"].map((f) => JSON.parse(readFileSync(new URL(`../${f}`, import.meta.url), "utf8")));
  const used = new Set([...JSON.stringify(manifest).matchAll(/"%([^%"]+)%"/g)].map((m) => m[1]));
  assert.deepEqual(Object.keys(de).sort(), [...used].sort());
  assert.deepEqual(Object.keys(en).sort(), [...used].sort());
  const bundle = JSON.parse(readFileSync(new URL("../l10n/bundle.l10n.de.json", import.meta.url), "utf8"));
  const names = ["extension", "server", "panel", "commands", "log", "pure/page", "pure/status"];
  const source = names.map((f) => readFileSync(new URL(`../src/${f}.ts`, import.meta.url), "utf8")).join("\n");
  for (const [, message] of source.matchAll(/(?:\bt|l10n\.t)\(\s*"([^"]+)"/g)) assert.ok(bundle[message], `no German for: ${message}`);
  for (const kind of ["norm", "requirement", "fact", "link", "weighing", "result"]) assert.ok(bundle[kind], kind);
  for (const { enum: keys, enumItemLabels: labels } of Object.values(manifest.contributes.configuration.properties)) {
    if (labels) assert.equal(keys.length, labels.length);
  }
});
