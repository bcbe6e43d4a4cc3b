// Starting the binary and a browser, and watching what the page asks for.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { chromium } from "playwright-core";

const root = resolve(import.meta.dirname ?? new URL(".", import.meta.url).pathname, "../..");
export const corpus = (path) => join(root, "corpus", path);
export const letter = (path) => readFileSync(corpus(path), "utf8");

/** The binary: $KLARBRIEF, else the newest kind of build that is there. */
export const binary = [process.env.KLARBRIEF, join(root, "target/release/klarbrief"), join(root, "target/quick/klarbrief"), join(root, "target/debug/klarbrief")]
  .find((path) => path && existsSync(path));
assert.ok(binary, "no binary: build it, or name it in KLARBRIEF");

const ARGS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync"];

const axeSource = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Starts `klarbrief serve` on a free port. */
export async function serve(...args) {
  const child = spawn(binary, ["serve", "--port", "0", "--lang", "de", ...args], { stdio: ["ignore", "pipe", "inherit"] });
  const url = await new Promise((found, failed) => {
    let said = "";
    child.stdout.on("data", (data) => {
      said += data;
      const match = /http:\/\/127\.0\.0\.1:\d+\//.exec(said);
      if (match) found(match[0]);
    });
    child.on("exit", (code) => failed(new Error(`klarbrief serve ended with ${code}: ${said}`)));
  });
  return {
    url,
    async stop() {
      const gone = new Promise((done) => child.on("exit", done));
      child.kill("SIGTERM");
      assert.equal(await gone, 0, "serve ends cleanly");
    },
  };
}

/** Starts a browser with a profile of its own that goes away. */
export async function browser() {
  const profile = mkdtempSync(join(tmpdir(), "klarbrief-browser-"));
  const executablePath = process.env.CHROMIUM ?? "/usr/bin/chromium";
  const context = await chromium.launchPersistentContext(profile, { executablePath, args: ARGS, headless: true, acceptDownloads: true, bypassCSP: false });
  return {
    context,
    async close() {
      await context.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}

/** A page that must behave: no errors, and no request to anywhere but `home`. */
export async function open(context, url, { home = url, scheme = "light", width = 1360, height = 950 } = {}) {
  const page = await context.newPage();
  await page.setViewportSize({ width, height });
  await page.emulateMedia({ colorScheme: scheme, reducedMotion: "reduce" });
  page.wrong = [];
  page.foreign = [];
  page.asked = [];
  page.on("pageerror", (error) => page.wrong.push(String(error)));
  page.on("console", (message) => message.type() === "error" && page.wrong.push(message.text()));
  const watch = (asked) => {
    page.asked.push(asked);
    const here = asked.startsWith(home) || asked.startsWith(home.replace("http:", "ws:")) || /^(blob|data):/.test(asked);
    if (!here) page.foreign.push(asked);
  };
  page.on("request", (request) => watch(request.url()));
  page.on("websocket", (socket) => watch(socket.url()));
  await page.goto(url);
  return page;
}

/** The page of `serve`, ready to be used. */
export async function openApp(context, server, hash = "", options = {}) {
  const page = await open(context, `${server.url}${hash}`, { home: server.url, ...options });
  await page.waitForSelector("body[data-ready]");
  return page;
}

/** Nothing went wrong and nothing left the machine. */
export function assertClean(page) {
  assert.deepEqual(page.wrong, []);
  assert.deepEqual(page.foreign, []);
}

/** No rule of axe-core is violated. The script is handed to the page by the debugger, as its policy allows no other. */
export async function assertAccessible(page, what) {
  await page.evaluate(axeSource);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  const told = violations.map((v) => `${what}: ${v.id}: ${v.help}\n${v.nodes.slice(0, 4).map((n) => `    ${n.target} ${n.failureSummary}`).join("\n")}`);
  assert.deepEqual(told, []);
}
