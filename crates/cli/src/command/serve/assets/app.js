// Starts the page: three views, examples, files, exports. Nothing is kept beyond this page: no cookies, no storage.
import { about, ask, askJson, attempt, byId, make, put, save, tell, tr } from "./common.js";
import { compareView } from "./compare.js";
import { Editor } from "./editor.js";
import { exerciseView } from "./exercise.js";
import { FindingList } from "./findings.js";

const LAENDER = { BW: "Baden-Württemberg", BY: "Bayern", BE: "Berlin", BB: "Brandenburg", HB: "Bremen", HH: "Hamburg", HE: "Hessen", MV: "Mecklenburg-Vorpommern", NI: "Niedersachsen", NW: "Nordrhein-Westfalen", RP: "Rheinland-Pfalz", SL: "Saarland", SN: "Sachsen", ST: "Sachsen-Anhalt", SH: "Schleswig-Holstein", TH: "Thüringen" };
for (const [code, name] of Object.entries(LAENDER)) byId("land").append(make("option", { value: code }, name));

// --- checking ---
const check = new Editor(byId("check-editor"), "check-text", {
  placeholder: tr("Text einfügen, schreiben, oder eine Datei hierher ziehen (docx, odt, txt, md, html)", "Paste or write text, or drop a file here (docx, odt, txt, md, html)"),
});
new FindingList(check, byId("check-findings"), { count: byId("check-count"), tally: byId("check-tally") });
let panels;
check.on("full", (answer) => {
  clearTimeout(panels);
  panels = setTimeout(() => {
    byId("check-kind").textContent = check.text.trim() ? answer.kind : "";
    put(byId("check-scores"), answer.words ? answer.scores : "");
    put(byId("check-reasons"), answer.reasons);
  }, 150);
});
byId("check-file").addEventListener("change", (event) => event.target.files[0] && check.open(event.target.files[0]));
byId("check-clear").addEventListener("click", () => {
  check.file = null;
  check.text = "";
  check.area.focus();
});
byId("check-report").addEventListener("click", () =>
  attempt(async () => {
    if (!check.text.trim()) {
      tell(tr("Der Brief ist noch leer.", "The letter is still empty."), true);
      return;
    }
    const name = check.file?.name ?? tr("Brief", "Letter");
    const file = await (await ask("/api/report", JSON.stringify({ text: check.text, name, ...about() }))).blob();
    save(new Blob([file], { type: "text/html" }), tr("klarbrief-bericht.html", "klarbrief-report.html"));
  }),
);

// Comments go into the file as it was opened; a text that was changed here is another one.
const office = () => (check.file && /\.(docx|docm|dotx|dotm|odt|ott)$/i.exec(check.file.name)) || null;
check.on("text", () => {
  byId("check-annotate").hidden = !office();
});
byId("check-annotate").addEventListener("click", () =>
  attempt(async () => {
    const [extension] = office();
    const { land } = about();
    const body = await (await ask(`/api/annotate?name=x${extension}&land=${land}`, check.file)).blob();
    save(body, check.file.name.replace(extension, `${tr("-kommentiert", "-annotated")}${extension}`));
    tell(tr("Die Kommentare stehen in der Datei, wie Sie sie geöffnet haben.", "The comments stand in the file as you opened it."));
  }),
);

// --- comparing and practising ---
const compare = compareView();
const exercise = exerciseView();
byId("land").addEventListener("change", () => {
  for (const editor of [check, compare.before, compare.after, exercise.editor]) if (editor.text) editor.recheck();
});

// --- examples ---
const pickers = {
  "check-example": (id, texts) => { check.file = null; check.text = texts.before; check.area.focus({ preventScroll: true }); },
  "compare-example": (id, texts) => compare.show(texts),
  "exercise-example": (id, texts) => exercise.start(id, texts.before, texts.after),
};
attempt(async () => {
  const examples = await askJson("/api/examples");
  for (const [picker, use] of Object.entries(pickers)) {
    for (const example of examples) byId(picker).append(make("option", { value: example.id }, `${example.kind}${example.subject ? ` – ${example.subject}` : ""}`));
    byId(picker).addEventListener("change", (event) => {
      const id = event.target.value;
      if (id) attempt(async () => use(id, await askJson(`/api/examples/${id}`)));
    });
  }
  document.body.dataset.ready = "true";
});

// --- views ---
function show() {
  const wanted = location.hash.slice(1);
  const name = ["check", "compare", "exercise"].includes(wanted) ? wanted : "check";
  for (const view of document.querySelectorAll(".view")) view.hidden = view.id !== `view-${name}`;
  for (const link of document.querySelectorAll(".views a")) {
    if (link.dataset.view === name) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  document.title = `Klarbrief – ${document.querySelector(`#view-${name} h1`).textContent}`;
}
addEventListener("hashchange", show);
show();

// A file dropped beside an editor must not replace the page.
for (const type of ["dragover", "drop"]) addEventListener(type, (event) => event.preventDefault());

// The language switch keeps the view; a text that would be lost is asked about by the browser.
document.querySelector(".language a").addEventListener("click", (event) => { event.target.href = `?lang=${event.target.lang}${location.hash}`; });
addEventListener("beforeunload", (event) => {
  if ([check, compare.before, compare.after, exercise.editor].some((e) => e.text.trim())) event.preventDefault();
});

// For measuring from outside: how long it took from key to underline, in milliseconds.
globalThis.klarbrief = { check, compare, exercise };
