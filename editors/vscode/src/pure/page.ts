import { FULL, type Point, type Range, type ReasonMap } from "./reason_map.js";

/** Translates a string of the interface; `{0}` stands for the first argument. */
export type Translate = (message: string, ...args: (string | number)[]) => string;

/** What the page of the panel is made of besides the map. */
export interface Frame {
  /** Language of the page, for screen readers. */
  lang: string;
  nonce: string;
  /** `webview.cspSource`. */
  source: string;
  style: string;
  script: string;
}

/** The whole page. Nothing of a letter gets into it unescaped, and only the script with the nonce runs. */
export function page(frame: Frame, body: string): string {
  const policy = `default-src 'none'; style-src ${frame.source}; script-src 'nonce-${frame.nonce}'`;
  return `<!DOCTYPE html>
<html lang="${escape(frame.lang)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${escape(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Klarbrief</title>
<link rel="stylesheet" href="${escape(frame.style)}">
</head>
<body>
<main id="map" aria-live="polite">${body}</main>
<script nonce="${escape(frame.nonce)}" src="${escape(frame.script)}"></script>
</body>
</html>`;
}

/** What stands in the panel instead of a map. */
export function notice(text: string): string {
  return `<p class="notice">${escape(text)}</p>`;
}

/** The map of a letter. */
export function body(map: ReasonMap, t: Translate): string {
  return [head(map, t), scores(map, t), rulings(map, t), leitziele(map, t)].join("\n");
}

function head(map: ReasonMap, t: Translate): string {
  const certain = t("recognised with {0} % certainty", Math.round(map.kind.confidence * 100));
  return `<header><h1>${escape(map.kind.name)}</h1><p class="quiet">${escape(certain)} · ${escape(t("law as of {0}", map.lawDate))}</p></header>`;
}

function scores(map: ReasonMap, t: Translate): string {
  const meter = (name: string, score: number | null) => {
    const value = score === null ? t("no score") : t("{0} of 100", Math.round(score));
    const bar = score === null ? "" : `<meter min="0" max="100" low="40" high="60" optimum="100" value="${Math.round(score)}" aria-hidden="true"></meter>`;
    return `<div class="score"><dt>${escape(name)}</dt><dd>${escape(value)}${bar}</dd></div>`;
  };
  const f = map.findings;
  const found = t("{0} errors, {1} warnings, {2} notes, {3} tips", f.error, f.warning, f.info, f.hint);
  return `<section aria-labelledby="scores"><h2 id="scores">${escape(t("Scores"))}</h2>
<dl>${meter(t("Comprehensibility"), map.scores.comprehensibility)}${meter(t("Traceability"), map.scores.traceability)}</dl>
<p class="quiet">${escape(t("{0} words, {1} sentences", map.scores.words, map.scores.sentences))}</p>
<p>${escape(found)} <button type="button" class="link" data-command="findings">${escape(t("List the findings"))}</button></p></section>`;
}

function rulings(map: ReasonMap, t: Translate): string {
  const points = map.points.map((p) => point(p, t)).join("\n");
  const content =
    points === ""
      ? notice(t("No ruling was recognised in this text."))
      : `<p class="quiet">${escape(t("The reasons can be followed from level 4 on."))}</p><ol class="points">${points}</ol>`;
  return `<section aria-labelledby="rulings"><h2 id="rulings">${escape(t("Rulings"))}</h2>${content}</section>`;
}

function point(p: Point, t: Translate): string {
  const title = `${t("Point {0}", p.number)}: ${p.ruling.name}`;
  const level = p.level === null ? "" : `<span class="level ${p.level >= FULL ? "good" : p.level >= 2 ? "weak" : "poor"}">${escape(t("level {0} of 5", p.level))}</span>`;
  const discretion = p.discretion ? ` <span class="quiet">${escape(t("with discretion"))}</span>` : "";
  const start = `<li class="point" id="point-${p.number}"><h3>${jump(title, p.range)} ${level}${discretion}</h3>
<p class="text">${escape(shortened(p.text))}</p>`;
  if (!p.burden) return `${start}<p class="quiet">${escape(t("in favour of the person, needs no reasons"))}</p></li>`;
  const norms = p.norms.map((n) => {
    const remark = n.exists === false ? ` <strong class="bad">${escape(t("does not exist"))}</strong>` : n.exists === null ? ` <span class="quiet">${escape(t("not in the index"))}</span>` : "";
    return `<li>${jump(n.text, n.range)}${remark}</li>`;
  });
  const reasons = p.reasons.map((r) => `<li><span class="kind">${escape(t(r.kind))}:</span> ${jump(shortened(r.text), r.range)}</li>`);
  const missing = p.missing.map((m) => `<li class="gap">${escape(m)}</li>`);
  return `${start}
${list(t("Norms"), norms, t("nothing"))}
${list(t("What is there"), reasons, t("nothing"))}
${list(t("What is missing"), missing, t("Nothing is missing."))}</li>`;
}

function leitziele(map: ReasonMap, t: Translate): string {
  const rows = (map.leitziele ?? []).filter((l) => l.score !== null).map((l) => `<li>${l.number}. ${escape(l.title)}: ${escape(t("{0} of 100", Math.round(l.score ?? 0)))}</li>`);
  return rows.length === 0 ? "" : `<section aria-labelledby="leitziele"><h2 id="leitziele">${escape(t("Leitziele"))}</h2><ul>${rows.join("")}</ul></section>`;
}

function list(title: string, items: string[], none: string): string {
  const content = items.length === 0 ? `<p class="quiet">${escape(none)}</p>` : `<ul>${items.join("")}</ul>`;
  return `<h4>${escape(title)}</h4>${content}`;
}

function jump(text: string, range: Range): string {
  const place = [range.start.line, range.start.character, range.end.line, range.end.character].join(",");
  return `<button type="button" class="link" data-range="${place}">${escape(text)}</button>`;
}

/** At most 160 characters, cut between words. */
export function shortened(text: string): string {
  const signs = Array.from(text);
  if (signs.length <= 160) return text;
  const cut = signs.slice(0, 160).join("");
  const space = cut.lastIndexOf(" ");
  return `${space > 100 ? cut.slice(0, space) : cut} …`;
}

/** Text as HTML, also between quotes of an attribute. */
export function escape(text: string): string {
  const names: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
  return text.replace(/[&<>"']/g, (c) => names[c] ?? c);
}
