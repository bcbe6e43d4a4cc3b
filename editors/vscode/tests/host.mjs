// Drives the packed extension in a running code-server (VS Code in a browser) with the real program.
// Usage: node tests/host.mjs URL FOLDER [PICTURE]; FOLDER is on the machine of the server and holds brief.txt.
import assert from "node:assert/strict";
import { createRequire } from "node:module";

const require = createRequire(import.meta.url);
const { chromium } = require("playwright-core");
const [url, folder, picture] = process.argv.slice(2);
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox"] });
const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: "de-DE" });
page.setDefaultTimeout(45_000);
const step = (text) => console.log(`ok - ${text}`);
async function command(name) {
  await page.keyboard.press("F1");
  const input = page.locator(".quick-input-widget input[type=text]");
  await input.fill(`>${name}`);
  await page.locator(".quick-input-list .monaco-list-row").first().waitFor();
  await page.keyboard.press("Enter");
}
try {
  await page.goto(`${url}/?folder=${encodeURIComponent(folder)}`);
  await page.locator(".monaco-workbench").waitFor();
  await page.locator(".explorer-folders-view .monaco-list-row", { hasText: "brief.txt" }).first().dblclick();
  const status = page.locator(".statusbar-item", { hasText: /Klarbrief \d+/ });
  await status.waitFor();
  const text = (await status.first().innerText()).trim();
  assert.match(text, /Klarbrief \d+ · (reasons|Begründung) \d\/5/);
  step(`status bar: ${text}`);
  await page.locator(".monaco-editor .squiggly-error, .monaco-editor .squiggly-warning, .monaco-editor .squiggly-info").first().waitFor();
  step("findings are underlined");
  await status.first().locator("a").click();
  let panel;
  for (let i = 0; i < 200 && !panel; i += 1) {
    for (const frame of page.frames()) if ((await frame.locator("#map .point").count().catch(() => 0)) > 0) panel = frame;
    if (!panel) await page.waitForTimeout(100);
  }
  assert.ok(panel, "the panel shows no ruling");
  const points = await panel.locator("#map .point").count();
  assert.ok(points >= 2, `${points} rulings`);
  assert.ok((await panel.locator("#map .gap").count()) > 0, "nothing is missing in a letter without reasons");
  assert.match(await panel.locator("meta[http-equiv]").getAttribute("content"), /^default-src 'none'/);
  step(`a click opens the panel: ${points} rulings, missing: ${await panel.locator("#map .gap").first().innerText()}`);
  if (picture) await page.screenshot({ path: picture });
  await panel.locator("#point-1 h3 button").press("Enter");
  await page.locator(".statusbar-item", { hasText: /(selected|ausgewählt)/ }).waitFor();
  step("Enter on a ruling selects it in the letter");
  await command("Klarbrief: Apply all safe fixes");
  await page.locator(".notification-toast", { hasText: /Safe fixes applied|no safe fix/ }).first().waitFor();
  step(`safe fixes: ${(await page.locator(".notification-toast").first().innerText()).split("\n")[0]}`);
  await command("Klarbrief: Restart server");
  await page.waitForTimeout(500);
  await status.waitFor();
  step("after a restart the score is there again");
} catch (error) {
  if (picture) await page.screenshot({ path: picture.replace(/\.png$/, "-failed.png") });
  throw error;
} finally {
  await browser.close();
}
