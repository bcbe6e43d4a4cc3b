// Two versions side by side.
import { about, ask, askJson, attempt, byId, make, put, save, tell, tr } from "./common.js";
import { Editor } from "./editor.js";

export function compareView() {
  const hint = tr("Text einfügen oder Datei hierher ziehen (docx, odt, txt, md, html)", "Paste text or drop a file here (docx, odt, txt, md, html)");
  const before = new Editor(byId("before-editor"), "before-text", { placeholder: hint });
  const after = new Editor(byId("after-editor"), "after-text", { placeholder: hint });
  const result = byId("compare-result");
  const empty = result.innerHTML;
  let timer;
  let asking;

  const body = () => JSON.stringify({ before: before.text, after: after.text, ...about() });

  async function compare() {
    asking?.abort();
    if (!before.text.trim() || !after.text.trim()) {
      put(result, empty);
      return;
    }
    asking = new AbortController();
    await attempt(async () => {
      const open = [...result.querySelectorAll("details")].map((d) => d.open);
      const found = await askJson("/api/compare", body(), asking.signal);
      put(result, found.html);
      [...result.querySelectorAll("details")].forEach((d, i) => (d.open = open[i] ?? d.open));
    });
  }

  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(compare, 350);
  };
  before.on("text", soon);
  after.on("text", soon);
  byId("before-file").addEventListener("change", (e) => e.target.files[0] && before.open(e.target.files[0]));
  byId("after-file").addEventListener("change", (e) => e.target.files[0] && after.open(e.target.files[0]));
  byId("compare-clear").addEventListener("click", () => {
    before.text = "";
    after.text = "";
    before.area.focus();
  });
  byId("compare-report").addEventListener("click", () =>
    attempt(async () => {
      if (!before.text.trim() || !after.text.trim()) {
        tell(tr("Es fehlt noch eine Fassung.", "One version is still missing."), true);
        return;
      }
      const file = await (await ask("/api/comparison", body())).blob();
      save(new Blob([file], { type: "text/html" }), tr("klarbrief-vergleich.html", "klarbrief-comparison.html"));
    }),
  );
  return {
    before,
    after,
    show(texts) {
      before.text = texts.before;
      after.text = texts.after;
    },
  };
}
