// The list of findings beside an editor. Entries are kept from answer to answer, so focus and open entries stay.
import { byId, make, openRule, put, tr } from "./common.js";

const SHOWN = 120;

export class FindingList {
  constructor(editor, list, { count, tally }) {
    this.editor = editor;
    this.list = list;
    this.count = count;
    this.tally = tally;
    this.entries = new Map();
    this.most = SHOWN;
    editor.on("full", (answer) => this.schedule(answer));
    editor.on("caret", (at) => this.follow(at));
    editor.area.addEventListener("keydown", (event) => {
      if (event.key !== "F9") return;
      event.preventDefault();
      const entry = this.at(editor.area.selectionStart)[0];
      if (entry) {
        entry.details.open = true;
        entry.summary.focus();
      }
    });
  }

  /** Lists may wait until the keys rest; underlines never do. */
  schedule(answer) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.render(answer), this.entries.size ? 120 : 0);
  }

  render(answer) {
    this.answer = answer;
    this.count.textContent = String(answer.total);
    put(this.tally, answer.tally);
    const seen = new Map();
    const next = new Map();
    const shown = answer.findings.slice(0, this.most);
    shown.forEach((finding, index) => {
      const words = this.editor.text.slice(finding.start, finding.end);
      const base = `${finding.rule} ${finding.message} ${words}`;
      const nth = (seen.get(base) ?? 0) + 1;
      seen.set(base, nth);
      const key = `${base} ${nth}`;
      const entry = this.entries.get(key) ?? this.make(finding, answer.rules[finding.rule], words);
      entry.finding = finding;
      entry.number.textContent = String(index + 1);
      next.set(key, entry);
    });
    for (const [key, entry] of this.entries) if (!next.has(key)) entry.element.remove();
    let before = null;
    for (const entry of next.values()) {
      const wanted = before ? before.nextSibling : this.list.firstChild;
      if (wanted !== entry.element) this.list.insertBefore(entry.element, wanted);
      before = entry.element;
    }
    this.entries = next;
    this.more?.remove();
    if (answer.findings.length > this.most) {
      const rest = answer.findings.length - this.most;
      const button = make("button", { type: "button", onclick: () => { this.most += SHOWN; this.render(answer); } },
        tr(`${rest} weitere zeigen`, `Show ${rest} more`));
      this.more = make("li", { class: "more-findings" }, button);
      this.list.append(this.more);
    }
    this.follow(this.editor.area.selectionStart);
  }

  make(finding, rule, words) {
    const number = make("span", { class: "n" });
    const summary = make("summary", {}, number,
      make("span", { class: `sev ${finding.severity}` }, make("span", { class: "mark", "aria-hidden": "true" }), finding.name), " ",
      make("span", { class: "message" }, finding.message));
    const entry = { number, summary, finding };
    const quote = words.replace(/\s+/g, " ").trim();
    const more = make("div", { class: "more" },
      quote ? make("blockquote", { lang: "de" }, quote.length > 160 ? `${quote.slice(0, 158)}…` : quote) : null,
      rule.why ? make("p", {}, make("strong", {}, tr("Warum", "Why")), ` ${rule.why}`) : null,
      rule.source ? make("p", {}, make("strong", {}, tr("Quelle", "Source")), ` ${rule.source}`) : null,
      this.fixes(entry),
      make("p", {},
        make("button", { type: "button", class: "link", onclick: () => this.editor.goTo(entry.finding.start, entry.finding.end) }, tr("Stelle zeigen", "Show place")),
        " · ",
        make("button", { type: "button", class: "link", onclick: () => openRule(finding.rule) }, tr("Seite der Regel", "Page of the rule")), " ", make("code", {}, finding.rule)));
    const details = make("details", { ontoggle: () => { if (details.open) this.paint(entry); } }, summary, more);
    entry.details = details;
    entry.element = make("li", { class: `finding ${finding.severity}` }, details);
    return entry;
  }

  fixes(entry) {
    const { fixes } = entry.finding;
    if (!fixes.length) return null;
    const items = fixes.map((fix, index) => {
      if (!fix.edits.length) return make("li", {}, fix.title, " ", make("span", { class: "caution" }, tr("(von Hand)", "(by hand)")));
      const caution = fix.applicability === "safe" ? "" : tr(" (bitte prüfen)", " (please check)");
      const text = fix.edits.map((e) => e.text).join(" … ");
      return make("li", {}, make("button", { type: "button", class: "fix", onclick: () => this.apply(entry, index) },
        fix.title, text ? make("ins", { lang: "de" }, ` ${text}`) : null, make("span", { class: "caution" }, caution)));
    });
    return make("div", {}, make("p", {}, make("strong", {}, tr("Vorschlag", "Suggestion"))), make("ul", { class: "fixes" }, ...items));
  }

  /** Applies a fix; from the end, so that the places before it stay right. */
  apply(entry, index) {
    const fix = entry.finding.fixes[index];
    if (!fix) return;
    const top = this.editor.host.scrollTop;
    for (const edit of [...fix.edits].reverse()) this.editor.replace(edit.start, edit.end, edit.text);
    this.editor.host.scrollTop = top;
  }

  /** The entries at a place, the narrowest first. */
  at(offset) {
    const here = [...this.entries.values()].filter(({ finding }) => finding.start <= offset && offset <= finding.end);
    return here.sort((a, b) => a.finding.end - a.finding.start - (b.finding.end - b.finding.start));
  }

  /** The caret is somewhere else: its finding is shown in the list. */
  follow(offset) {
    const chosen = this.editor.hidden ? undefined : this.at(offset)[0];
    for (const entry of this.entries.values()) entry.element.classList.toggle("chosen", entry === chosen);
    this.editor.paint("k-chosen", chosen ? [[chosen.finding.start, chosen.finding.end]] : []);
    if (chosen && document.activeElement === this.editor.area) {
      const box = this.list.closest(".findings");
      const top = chosen.element.offsetTop - box.offsetTop;
      if (top < box.scrollTop + 40 || top > box.scrollTop + box.clientHeight - 120) box.scrollTo({ top: top - 90 });
      if (byId("check-findings") === this.list) this.openOnly(chosen);
    }
  }

  openOnly(chosen) {
    for (const entry of this.entries.values()) {
      if (entry !== chosen && entry.auto) {
        entry.details.open = false;
        entry.auto = false;
      }
    }
    if (!chosen.details.open) {
      chosen.details.open = true;
      chosen.auto = true;
    }
  }

  paint(entry) {
    if (document.activeElement !== this.editor.area) this.editor.paint("k-chosen", [[entry.finding.start, entry.finding.end]]);
  }
}
