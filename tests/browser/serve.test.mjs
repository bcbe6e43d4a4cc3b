// The trainers' page as a trainer uses it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import http from "node:http";
import { after, before, test } from "node:test";
import { assertAccessible, assertClean, browser, corpus, letter, openApp, serve } from "./support.mjs";

let server;
let chrome;
before(async () => {
  server = await serve();
  chrome = await browser();
});
after(async () => {
  await chrome?.close();
  await server?.stop();
});

const painted = (page, name) => page.evaluate((n) => CSS.highlights.get(n)?.size ?? 0, name);
const listed = (page) => page.locator("#check-findings > li.finding").count();
async function paste(page, selector, text) {
  await page.focus(selector);
  await page.evaluate(([s, t]) => {
    const data = new DataTransfer();
    data.setData("text/plain", t);
    const event = new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true });
    if (document.querySelector(s).dispatchEvent(event)) document.execCommand("insertText", false, t);
  }, [selector, text]);
}
async function drop(page, selector, path, name) {
  const bytes = readFileSync(path).toString("base64");
  const data = await page.evaluateHandle(([b, n]) => {
    const data = new DataTransfer();
    data.items.add(new File([Uint8Array.from(atob(b), (c) => c.charCodeAt(0))], n));
    return data;
  }, [bytes, name]);
  for (const type of ["dragenter", "dragover", "drop"]) await page.dispatchEvent(selector, type, { dataTransfer: data });
}

test("pasting a letter underlines it and fills the list, scores and reason map", async () => {
  const page = await openApp(chrome.context, server);
  await paste(page, "#check-text", letter("refusal-no-reasons/before.txt"));
  await page.waitForSelector("#check-findings > li.finding");
  await page.waitForSelector("#check-scores .gauge");
  assert.ok((await painted(page, "k-error")) > 0, "errors are underlined");
  assert.equal(Number(await page.textContent("#check-count")), await listed(page));
  assert.match(await page.textContent("#check-reasons"), /Es fehlt/);
  assert.match(await page.textContent("#check-kind"), /Ablehnung/);
  assertClean(page);
  await page.close();
});

test("the underline stands under the words that the list names", async () => {
  const page = await openApp(chrome.context, server);
  await page.fill("#check-text", "😀 Die Vorschrift kommt zur Anwendung.");
  await page.waitForSelector("#check-findings > li.finding");
  const words = await page.evaluate(() =>
    Object.keys(Object.fromEntries(CSS.highlights)).filter((n) => n.startsWith("k-") && n !== "k-chosen")
      .flatMap((n) => [...CSS.highlights.get(n)].map((r) => r.startContainer.data.slice(r.startOffset, r.endOffset))));
  assert.ok(words.some((w) => w === "kommt zur Anwendung"), JSON.stringify(words));
  assertClean(page);
  await page.close();
});

test("docx, odt and txt can be dropped; what is no letter is told kindly", async () => {
  const page = await openApp(chrome.context, server);
  for (const format of ["docx", "odt", "txt"]) {
    await drop(page, "#check-editor", corpus(`hearing/before.${format}`), `before.${format}`);
    await page.waitForFunction(() => document.querySelector("#check-text").value.includes("Unkenntnis schützt vor Nachteilen nicht"));
    await page.waitForSelector("#check-findings > li.finding");
    assert.equal(await page.isVisible("#check-annotate"), format !== "txt");
    await page.click("#check-clear");
  }
  await drop(page, "#check-editor", corpus("layout.py"), "layout.py");
  // The file of a letter before may still have the status to itself for a moment.
  await page.waitForFunction(() => {
    const status = document.querySelector("#status.bad");
    return status !== null && status.textContent.length > 20;
  });
  page.wrong = page.wrong.filter((w) => !w.includes("422"));
  assertClean(page);
  await page.close();
});

test("typing is checked at once, and old answers never win", async () => {
  const page = await openApp(chrome.context, server);
  await page.focus("#check-text");
  await page.keyboard.type("Der Antrag wird seitens der Behörde abgelehnt.");
  await page.waitForFunction(() => [...document.querySelectorAll("#check-findings blockquote")].some((q) => q.textContent === "seitens"));
  await page.fill("#check-text", "Wir helfen Ihnen gern.");
  await page.waitForFunction(() => ![...document.querySelectorAll("#check-findings blockquote")].some((q) => q.textContent === "seitens"));
  assertClean(page);
  await page.close();
});

test("a fix is applied by a click, and can be undone", async () => {
  const page = await openApp(chrome.context, server);
  await page.fill("#check-text", letter("refusal-deportation-warning/before.txt"));
  await page.waitForSelector("#check-findings > li.finding");
  await page.waitForTimeout(300);
  const before = await page.inputValue("#check-text");
  const entry = page.locator("#check-findings > li.finding", { has: page.locator("button.fix") }).first();
  await entry.locator("summary").click();
  await entry.locator("button.fix").first().click();
  const changed = await page.inputValue("#check-text");
  assert.notEqual(changed, before);
  await page.focus("#check-text");
  for (let i = 0; i < 8 && (await page.inputValue("#check-text")) !== before; i++) await page.keyboard.press("Control+z");
  assert.equal(await page.inputValue("#check-text"), before);
  assertClean(page);
  await page.close();
});

test("two versions are compared: scores, what was lost, sentences", async () => {
  const page = await openApp(chrome.context, server, "#compare");
  await page.selectOption("#compare-example", "refusal-no-reasons");
  await page.waitForSelector("#compare-result .comparison");
  assert.match(await page.textContent("#compare-result"), /Satz für Satz/);
  assert.ok((await page.locator(".versus tbody tr").count()) > 10);
  assert.equal(await page.locator("#compare-result .gain.better").count(), 2);
  // A date that changes is told.
  await page.fill("#before-text", "Sie müssen bis zum 30.10.2026 ausreisen. Die Gebühr beträgt 93,00 EUR.");
  await page.fill("#after-text", "Sie können bis zum 31.10.2026 ausreisen. Die Gebühr beträgt 93,00 EUR.");
  await page.waitForFunction(() => document.querySelector("#compare-result .kept-lost")?.textContent.includes("geändert"));
  assertClean(page);
  await page.close();
});

test("an exercise hides the defects, takes marks, hints in steps, and watches the rewrite", async () => {
  const page = await openApp(chrome.context, server, "#exercise");
  await page.selectOption("#exercise-example", "hearing");
  await page.waitForSelector("#exercise-side .meter");
  for (const name of ["k-error", "k-warning", "k-info", "k-hint"]) assert.equal(await painted(page, name), 0, `${name} is hidden`);
  const select = (words) => page.evaluate((w) => {
    const area = document.querySelector("#exercise-text");
    const at = area.value.indexOf(w);
    area.focus();
    area.setSelectionRange(at, at + w.length);
  }, words);
  await select("Unkenntnis schützt vor Nachteilen nicht");
  await page.click("[data-action=mark]");
  await page.waitForFunction(() => Number(document.querySelector("#exercise-side .meter").getAttribute("aria-valuenow")) > 0);
  await select("Landratsamt Isarmoos");
  await page.click("[data-action=mark]");
  assert.match(await page.textContent("#exercise-side"), /1 weitere markiert/);
  const shown = [];
  for (let step = 1; step <= 3; step++) {
    await page.click("[data-action=hint]");
    shown.push((await page.textContent("#exercise-side")).length);
    assert.match(await page.textContent("#exercise-side h3"), new RegExp(`Stufe ${step} von 3`));
  }
  assert.ok(shown[1] > shown[0] && shown[2] > shown[1], "each step says more");
  assert.equal(await page.isDisabled("[data-action=hint]"), true);
  await page.click("[data-step=rewrite]");
  await page.fill("#exercise-text", letter("hearing/after.txt"));
  await page.waitForFunction(() => Number(document.querySelector("#exercise-side .meter").getAttribute("aria-valuenow")) > 5);
  await page.click("[data-action=done]");
  await page.waitForSelector("#exercise-result .comparison");
  const [download] = await Promise.all([page.waitForEvent("download"), page.click("#exercise-save")]);
  const saved = JSON.parse(readFileSync(await download.path(), "utf8"));
  assert.equal(saved.exercise, "hearing");
  assert.equal(saved.hints, 3);
  assert.ok(saved.comprehensibility.after > saved.comprehensibility.before);
  assertClean(page);
  await page.close();
});

test("reports and commented files are saved", async () => {
  const page = await openApp(chrome.context, server);
  await drop(page, "#check-editor", corpus("hearing/before.docx"), "Brief.docx");
  await page.waitForSelector("#check-findings > li.finding");
  const [report] = await Promise.all([page.waitForEvent("download"), page.click("#check-report")]);
  const html = readFileSync(await report.path(), "utf8");
  assert.match(html, /^<!DOCTYPE html>/);
  assert.match(html, /Brief\.docx/);
  assert.doesNotMatch(html, /(src|href)="https?:/);
  const [docx] = await Promise.all([page.waitForEvent("download"), page.click("#check-annotate")]);
  assert.equal(docx.suggestedFilename(), "Brief-kommentiert.docx");
  assert.equal(readFileSync(await docx.path()).subarray(0, 2).toString(), "PK");
  await page.click("a[data-view=compare]");
  await page.selectOption("#compare-example", "grant");
  await page.waitForSelector("#compare-result .comparison");
  const [both] = await Promise.all([page.waitForEvent("download"), page.click("#compare-report")]);
  assert.match(readFileSync(await both.path(), "utf8"), /Satz für Satz/);
  assertClean(page);
  await page.close();
});

test("the keyboard alone is enough", async () => {
  const page = await openApp(chrome.context, server);
  const focused = () => page.evaluate(() => document.activeElement?.id || document.activeElement?.dataset?.view || document.activeElement?.tagName);
  const seen = [];
  for (let i = 0; i < 14 && (await focused()) !== "check-text"; i++) {
    await page.keyboard.press("Tab");
    seen.push(await focused());
  }
  assert.equal(await focused(), "check-text", seen.join(" "));
  for (const part of ["check", "compare", "exercise", "check-example", "check-file", "land"]) assert.ok(seen.includes(part), `${part} in ${seen}`);
  await page.keyboard.type("Der Antrag wird seitens der Behörde abgelehnt. Die Vorschrift kommt zur Anwendung.");
  await page.waitForSelector("#check-findings > li.finding");
  await page.waitForTimeout(300);
  await page.keyboard.press("F8");
  const first = await page.evaluate(() => document.querySelector("#check-text").selectionStart);
  await page.keyboard.press("F8");
  const second = await page.evaluate(() => document.querySelector("#check-text").selectionStart);
  assert.notEqual(first, second);
  await page.keyboard.press("F9");
  assert.equal(await focused(), "SUMMARY");
  assert.equal(await page.evaluate(() => document.activeElement.closest("details").open), true);
  const place = page.locator("#check-findings details[open] button.link").first();
  await place.focus();
  await page.keyboard.press("Enter");
  assert.equal(await focused(), "check-text");
  const rule = page.locator("#check-findings details[open] button.link").nth(1);
  await rule.focus();
  await page.keyboard.press("Enter");
  await page.waitForSelector("dialog[open] .rule");
  await page.keyboard.press("Escape");
  await page.waitForSelector("dialog[open]", { state: "detached" }).catch(() => {});
  assert.equal(await page.evaluate(() => document.querySelector("dialog").open), false);
  assertClean(page);
  await page.close();
});

for (const scheme of ["light", "dark"]) {
  test(`every view is accessible (${scheme})`, async () => {
    const page = await openApp(chrome.context, server, "", { scheme });
    await assertAccessible(page, "empty");
    await page.selectOption("#check-example", "refusal-no-reasons");
    await page.waitForSelector("#check-scores .gauge");
    await page.locator("#check-findings summary").first().click();
    await page.locator("#check-findings summary").nth(3).click();
    await assertAccessible(page, "check");
    await page.locator("#check-findings details[open] button.link").nth(1).click();
    await page.waitForSelector("dialog[open] .rule");
    await assertAccessible(page, "rule");
    await page.keyboard.press("Escape");
    await page.click("a[data-view=compare]");
    await page.selectOption("#compare-example", "refusal-no-reasons");
    await page.waitForSelector("#compare-result .comparison");
    await page.evaluate(() => document.querySelectorAll("#compare-result details").forEach((d) => (d.open = true)));
    await assertAccessible(page, "compare");
    await page.click("a[data-view=exercise]");
    await assertAccessible(page, "exercise, empty");
    await page.selectOption("#exercise-example", "hearing");
    await page.waitForSelector("#exercise-side .meter");
    for (let step = 0; step < 3; step++) await page.click("[data-action=hint]");
    await assertAccessible(page, "exercise");
    await page.click("[data-step=rewrite]");
    await assertAccessible(page, "rewrite");
    assertClean(page);
    await page.close();
  });
}

test("a narrow window scrolls one way only", async () => {
  const page = await openApp(chrome.context, server, "", { width: 360, height: 740 });
  await page.selectOption("#check-example", "refusal-no-reasons");
  await page.waitForSelector("#check-scores .gauge");
  for (const view of ["check", "compare", "exercise"]) {
    await page.click(`a[data-view=${view}]`);
    const [content, window] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    assert.ok(content <= window, `${view}: ${content} > ${window}`);
  }
  await page.close();
});

test("English is complete where the page itself speaks", async () => {
  const page = await openApp(chrome.context, server, "?lang=en");
  await page.selectOption("#check-example", "refusal-no-reasons");
  await page.waitForSelector("#check-scores .gauge");
  assert.equal(await page.getAttribute("html", "lang"), "en");
  const said = await page.evaluate(() => document.querySelector("main").innerText);
  assert.match(said, /Readability/);
  assert.doesNotMatch(said, /Lesbarkeit|Begründungskarte|Warnungen|Funde\b/);
  assertClean(page);
  await page.close();
});

test("nothing is stored: no cookies, no storage, no cache", async () => {
  const page = await openApp(chrome.context, server);
  await page.selectOption("#check-example", "hearing");
  await page.waitForSelector("#check-findings > li.finding");
  const kept = await page.evaluate(async () => ({
    local: localStorage.length,
    session: sessionStorage.length,
    databases: (await indexedDB.databases()).length,
    caches: (await caches.keys()).length,
    workers: (await navigator.serviceWorker.getRegistrations()).length,
  }));
  assert.deepEqual(kept, { local: 0, session: 0, databases: 0, caches: 0, workers: 0 });
  assert.deepEqual(await chrome.context.cookies(), []);
  assert.ok(page.asked.length > 5);
  assertClean(page);
  await page.close();
});

const ask = (path, headers = {}, method = "GET", body = "") =>
  new Promise((done, failed) => {
    const { port } = new URL(server.url);
    const request = http.request({ host: "127.0.0.1", port, path, method, headers, agent: false }, (response) => {
      response.resume();
      response.on("end", () => done(response));
    });
    request.on("error", failed);
    request.end(body);
  });

test("other names, other sites and too much are refused", async () => {
  const { port } = new URL(server.url);
  assert.equal((await ask("/")).statusCode, 200);
  assert.equal((await ask("/", { Host: "klarbrief.evil.example" })).statusCode, 403);
  assert.equal((await ask("/api/compare", { Origin: "http://evil.example" }, "POST", "{}")).statusCode, 403);
  assert.equal((await ask("/api/compare", { "Sec-Fetch-Site": "cross-site" }, "POST", "{}")).statusCode, 403);
  assert.equal((await ask("/api/live", { Connection: "Upgrade", Upgrade: "websocket", "Sec-WebSocket-Version": "13", "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==", Origin: "http://evil.example" })).statusCode, 403);
  assert.equal((await ask("/api/compare", { Origin: `http://127.0.0.1:${port}` }, "POST", "no json")).statusCode, 400);
  assert.equal((await ask("/assets/../../../etc/passwd")).statusCode, 404);
  const size = 33 * 1024 * 1024;
  // The server may hang up before it has taken everything.
  const much = await ask("/api/read?name=x.txt", {}, "POST", Buffer.alloc(size, 97)).catch((error) => error);
  assert.ok(much.statusCode === 413 || much instanceof Error, `${much.statusCode}`);
  const policy = (await ask("/")).headers["content-security-policy"];
  assert.match(policy, /default-src 'none'/);
  assert.doesNotMatch(policy, /unsafe/);
});
