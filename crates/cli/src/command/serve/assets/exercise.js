// Exercises: the defects of a letter are hidden; the learner marks, gets hints in steps, rewrites, compares. The state lives in
// this page only and is gone with it, unless the learner saves it.
import { about, askJson, attempt, byId, make, put, save, tell, tr } from "./common.js";
import { Editor } from "./editor.js";

const PARTS = 3; // steps of hints

export function exerciseView() {
  const editor = new Editor(byId("exercise-editor"), "exercise-text");
  const side = byId("exercise-side");
  const result = byId("exercise-result");
  let state = null;

  function start(id, before, after) {
    state = { id, before, after, step: "mark", marks: [], found: new Set(), hints: 0, open: new Map(), original: null, rewrite: before, scores: [] };
    byId("exercise-intro").hidden = true;
    byId("exercise-desk").hidden = false;
    byId("exercise-save").disabled = false;
    put(result, "");
    step("mark", true);
    editor.text = before;
  }

  function step(name, fresh = false) {
    if (!state) return;
    if (!fresh && state.step === "rewrite") state.rewrite = editor.text;
    const back = state.step;
    state.step = name;
    for (const button of byId("exercise-steps").querySelectorAll("button")) {
      if (button.dataset.step === name) button.setAttribute("aria-current", "step");
      else button.removeAttribute("aria-current");
    }
    editor.area.readOnly = name !== "rewrite";
    editor.hide(true);
    put(result, "");
    if (!fresh && back !== name) editor.text = name === "mark" ? state.before : state.rewrite;
    paint();
    render();
    if (name === "solution") compare();
  }

  // --- step 1: marking ---

  /** Findings of the letter as it was given; hints are of no use for a learner. */
  const targets = () => (state?.original?.findings ?? []).filter((f) => f.severity !== "hint");

  function mark() {
    const { selectionStart: start, selectionEnd: end } = editor.area;
    if (end <= start) {
      tell(tr("Wählen Sie zuerst Wörter im Brief aus.", "Select words in the letter first."), true);
      return;
    }
    const hits = targets().filter((f) => f.start < end && start < f.end && fits(f, start, end));
    state.marks.push({ start, end, hit: hits.length > 0 });
    let fresh = 0;
    for (const finding of hits) {
      const key = keyOf(finding);
      if (!state.found.has(key)) fresh += 1;
      state.found.add(key);
    }
    if (hits.length) {
      const titles = [...new Set(hits.map((f) => state.original.rules[f.rule].title))].join("; ");
      tell(fresh ? tr(`Richtig: ${titles}`, `Right: ${titles}`) : tr("Das hatten Sie schon.", "You had that already."));
    } else tell(tr("Hier hat Klarbrief nichts gefunden. Vielleicht sehen Sie mehr als Klarbrief.", "Klarbrief found nothing here. Perhaps you see more than Klarbrief."));
    paint();
    render();
  }

  /** Who marks the whole letter has found nothing. */
  const fits = (f, start, end) => end - start <= Math.max(300, (f.end - f.start) * 3);
  const keyOf = (f) => `${f.rule} ${f.start}`;

  function paint() {
    const here = state?.step === "mark" ? state.marks : [];
    editor.paint("k-hit", here.filter((m) => m.hit).map((m) => [m.start, m.end]));
    editor.paint("k-miss", here.filter((m) => !m.hit).map((m) => [m.start, m.end]));
  }

  /** Left over, by rule, the most frequent first. */
  function missing() {
    const rules = new Map();
    for (const finding of targets()) {
      if (state.found.has(keyOf(finding))) continue;
      if (!rules.has(finding.rule)) rules.set(finding.rule, []);
      rules.get(finding.rule).push(finding);
    }
    return [...rules.entries()].sort((a, b) => b[1].length - a[1].length);
  }

  const meter = (part, all) => {
    const bar = make("div", { class: "meter", role: "progressbar", "aria-valuemin": "0", "aria-valuemax": String(all), "aria-valuenow": String(part), "aria-label": tr("Gefunden", "Found") });
    const width = all ? (100 * part) / all : 0;
    put(bar, `<svg viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true"><rect width="${width}" height="1"/></svg>`);
    return bar;
  };

  function render() {
    if (!state?.original) {
      side.replaceChildren(make("p", {}, tr("Klarbrief liest den Brief …", "Klarbrief reads the letter …")));
      return;
    }
    const focus = document.activeElement?.dataset?.action;
    if (state.step === "mark") side.replaceChildren(...marking());
    else if (state.step === "rewrite") side.replaceChildren(...rewriting());
    else side.replaceChildren(make("p", {}, tr("Unten steht der Vergleich. Links Ihr Text.", "The comparison stands below. Your text is on the left.")), ...solution());
    if (focus) side.querySelector(`[data-action="${CSS.escape(focus)}"]`)?.focus();
  }

  function marking() {
    const all = targets().length;
    const found = targets().filter((f) => state.found.has(keyOf(f))).length;
    const wrong = state.marks.filter((m) => !m.hit).length;
    const parts = [
      make("p", {}, tr(`${found} von ${all} Stellen gefunden`, `${found} of ${all} places found`), wrong ? tr(`, ${wrong} weitere markiert`, `, ${wrong} others marked`) : ""),
      meter(found, all),
      make("div", { class: "actions" },
        make("button", { type: "button", class: "primary", "data-action": "mark", onclick: mark }, tr("Markieren", "Mark"), " ", make("kbd", {}, "F8")),
        make("button", { type: "button", "data-action": "hint", onclick: () => { state.hints = Math.min(state.hints + 1, PARTS); render(); }, disabled: state.hints >= PARTS }, tr("Hinweis geben", "Give a hint"))),
    ];
    if (state.hints > 0) parts.push(...hints());
    return parts;
  }

  function hints() {
    const left = missing();
    const sum = left.reduce((n, [, list]) => n + list.length, 0);
    const out = [make("h3", {}, tr(`Hinweise, Stufe ${state.hints} von ${PARTS}`, `Hints, step ${state.hints} of ${PARTS}`))];
    if (sum === 0) return [...out, make("p", {}, tr("Sie haben alles gefunden.", "You have found everything."))];
    if (state.hints === 1) {
      const parts = new Map();
      for (const [, list] of left) for (const f of list) parts.set(f.part, (parts.get(f.part) ?? 0) + 1);
      const items = [...parts].map(([part, n]) => make("li", {}, tr(`${part}: noch ${n}`, `${part}: ${n} left`)));
      return [...out, make("ul", { class: "hint-list" }, ...items)];
    }
    const items = left.slice(0, 30).map(([rule, list]) => {
      const about = state.original.rules[rule];
      const actions = state.hints < 3 ? null : make("div", { class: "actions" }, ...list.slice(0, 6).map((f, i) =>
        make("button", { type: "button", "data-action": `${rule} ${i}`, onclick: () => editor.goTo(f.start, f.end) }, tr(`Stelle ${i + 1}`, `Place ${i + 1}`))));
      return make("li", {}, make("strong", {}, about.title), ` (${list.length})`,
        state.hints >= 3 ? make("p", {}, list[0].message) : null, actions);
    });
    return [...out, make("ul", { class: "hint-list" }, ...items)];
  }

  // --- step 2: rewriting ---

  function rewriting() {
    const now = editor.full;
    const before = state.original;
    const line = (label, a, b) => make("li", {}, `${label}: ${a == null ? "–" : Math.round(a)} → ${b == null ? "–" : Math.round(b)}`);
    const counts = (answer) => answer.findings.filter((f) => f.severity !== "hint").length;
    const gone = Math.max(0, counts(before) - counts(now ?? before));
    return [
      make("p", {}, tr(`${gone} von ${counts(before)} Stellen behoben`, `${gone} of ${counts(before)} places mended`)),
      meter(gone, counts(before)),
      make("ul", { class: "hint-list" },
        line(tr("Lesbarkeit", "Readability"), before.comprehensibility, now?.comprehensibility),
        line(tr("Nachvollziehbarkeit", "Traceability"), before.traceability, now?.traceability)),
      make("div", { class: "actions" },
        make("button", { type: "button", "data-action": "lines", "aria-pressed": String(!editor.hidden), onclick: () => { editor.hide(!editor.hidden); render(); } },
          editor.hidden ? tr("Unterstreichungen zeigen", "Show underlines") : tr("Unterstreichungen verstecken", "Hide underlines")),
        make("button", { type: "button", class: "primary", "data-action": "done", onclick: () => step("solution") }, tr("Fertig: vergleichen", "Done: compare"))),
    ];
  }

  // --- step 3: comparing ---

  function solution() {
    if (!state.after) return [];
    return [make("div", { class: "actions" },
      make("button", { type: "button", "data-action": "own", onclick: () => compare() }, tr("Vorher ↔ mein Text", "Before ↔ my text")),
      make("button", { type: "button", "data-action": "good", onclick: () => compare(state.after) }, tr("Mein Text ↔ gute Fassung", "My text ↔ good version")))];
  }

  async function compare(other) {
    await attempt(async () => {
      const [before, after] = other ? [state.rewrite, other] : [state.before, state.rewrite];
      const found = await askJson("/api/compare", JSON.stringify({ before, after, ...about() }));
      put(result, found.html);
    });
  }

  // --- wiring ---

  editor.on("full", (answer) => {
    if (!state) return;
    if (!state.original && editor.text === state.before) state.original = answer;
    render();
  });
  editor.area.addEventListener("keydown", (event) => {
    if (event.key === "F8" && state?.step === "mark") {
      event.preventDefault();
      mark();
    }
  });
  byId("exercise-steps").addEventListener("click", (event) => {
    const name = event.target.closest("button")?.dataset.step;
    if (name) step(name);
  });
  byId("exercise-file").addEventListener("change", async (event) => {
    const file = event.target.files[0];
    if (!file) return;
    editor.opens = true;
    await editor.open(file);
    editor.opens = false;
    start(file.name, editor.text, "");
  });
  byId("exercise-save").addEventListener("click", () => {
    if (!state?.original) return;
    if (state.step === "rewrite") state.rewrite = editor.text;
    const targetsOf = targets();
    const out = {
      schema_version: 1,
      exercise: state.id,
      places: targetsOf.length,
      found: targetsOf.filter((f) => state.found.has(keyOf(f))).map((f) => f.rule),
      marked_elsewhere: state.marks.filter((m) => !m.hit).length,
      hints: state.hints,
      comprehensibility: { before: state.original.comprehensibility, after: editor.full?.comprehensibility ?? null },
      traceability: { before: state.original.traceability, after: editor.full?.traceability ?? null },
      text: state.rewrite,
    };
    save(new Blob([JSON.stringify(out, null, 2)], { type: "application/json" }), tr("klarbrief-uebung.json", "klarbrief-exercise.json"));
  });
  return { editor, start };
}
