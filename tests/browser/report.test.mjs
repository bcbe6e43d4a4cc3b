// The reports as files: opened from disk, by mouse, keyboard and printer.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import { assertAccessible, assertClean, binary, browser, corpus, open } from "./support.mjs";

const folder = mkdtempSync(join(tmpdir(), "klarbrief-report-"));
let chrome;
const files = {};
function write(name, ...args) {
  const path = join(folder, name);
  const run = spawnSync(binary, [...args, "--format", "html", "--output", path, "--lang", "de", "--no-progress"]);
  assert.ok(run.status === 0 || run.status === 1, String(run.stderr));
  files[name] = pathToFileURL(path).href;
}
before(async () => {
  write("one.html", "check", corpus("refusal-no-reasons/before.docx"));
  write("many.html", "check", corpus("hearing"), corpus("grant"));
  write("compare.html", "compare", corpus("refusal-no-reasons/before.docx"), corpus("refusal-no-reasons/after.odt"));
  chrome = await browser();
});
after(async () => {
  await chrome?.close();
  rmSync(folder, { recursive: true, force: true });
});

for (const scheme of ["light", "dark"]) {
  for (const name of ["one.html", "many.html", "compare.html"]) {
    test(`${name} is accessible and asks nobody (${scheme})`, async () => {
      const page = await open(chrome.context, files[name], { scheme });
      await page.evaluate(() => document.querySelectorAll("details").forEach((d) => (d.open = true)));
      await assertAccessible(page, name);
      assertClean(page);
      assert.deepEqual(page.asked, [files[name]], "the file is all there is");
      await page.close();
    });
  }
}

test("a click or Enter on marked words opens what was found, and the page of the rule", async () => {
  const page = await open(chrome.context, files["one.html"]);
  const mark = page.locator("a.found.error").first();
  await mark.click();
  const entry = page.locator("li.finding.chosen").first();
  assert.equal(await entry.locator("details").getAttribute("open"), "");
  assert.match(await entry.textContent(), /Warum/);
  assert.match(await entry.textContent(), /Quelle/);
  const other = page.locator("a.found.warning").first();
  await other.focus();
  await page.keyboard.press("Enter");
  assert.equal(await page.evaluate(() => document.activeElement.tagName), "SUMMARY");
  await page.locator("li.finding.chosen a.rule-link").first().click();
  await page.waitForSelector("dialog[open] .rule");
  assert.match(await page.textContent("dialog"), /Was/);
  await page.keyboard.press("Escape");
  await page.uncheck('.filters input[value="hint"]');
  assert.equal(await page.locator("li.finding.hint").first().isVisible(), false);
  assertClean(page);
  await page.close();
});

test("without scripts every link leads to its place", async () => {
  const context = await chrome.context.browser()?.newContext({ javaScriptEnabled: false });
  if (!context) return;
  const page = await context.newPage();
  await page.goto(files["one.html"]);
  const broken = await page.locator('a[href^="#"]').evaluateAll((links) => links.filter((a) => !document.getElementById(decodeURIComponent(a.hash.slice(1)))).length).catch(() => 0);
  assert.equal(broken, 0);
  await context.close();
});

test("every link inside the page has a place", async () => {
  for (const name of ["one.html", "many.html"]) {
    const page = await open(chrome.context, files[name]);
    const broken = await page.locator('a[href^="#"]').evaluateAll((links) =>
      links.map((a) => decodeURIComponent(a.hash.slice(1))).filter((id) => !document.getElementById(id)));
    assert.deepEqual(broken, []);
    const ids = await page.locator("[id]").evaluateAll((all) => all.map((e) => e.id));
    assert.equal(new Set(ids).size, ids.length, "no id twice");
    await page.close();
  }
});

test("the report prints whole, with why and source", async () => {
  const page = await open(chrome.context, files["one.html"]);
  const pdf = await page.pdf({ preferCSSPageSize: true });
  assert.ok(pdf.length > 20_000);
  await page.emulateMedia({ media: "print" });
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  assert.equal(await page.locator("details:not([open])").count(), 0);
  assert.equal(await page.locator(".filters").isVisible(), false);
  await page.close();
});

test("a narrow window scrolls one way only", async () => {
  for (const name of ["one.html", "many.html", "compare.html"]) {
    const page = await open(chrome.context, files[name], { width: 360, height: 740 });
    const [content, window] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    assert.ok(content <= window, `${name}: ${content} > ${window}`);
    await page.close();
  }
});
