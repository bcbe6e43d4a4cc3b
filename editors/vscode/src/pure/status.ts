import { FULL, lowestLevel, type ReasonMap } from "./reason_map.js";
import type { Translate } from "./page.js";

/** What the status bar shows of a letter. */
export interface Status {
  text: string;
  tooltip: string;
  /** A ruling cannot be followed. */
  warns: boolean;
}

/** `Klarbrief 61 · Begründung 1/5` */
export function status(map: ReasonMap, t: Translate): Status {
  const { comprehensibility, traceability } = map.scores;
  const level = lowestLevel(map);
  const parts = [comprehensibility === null ? "Klarbrief" : `Klarbrief ${Math.round(comprehensibility)}`];
  if (level !== null) parts.push(t("reasons {0}/5", level));
  const score = (name: string, value: number | null) => `${name}: ${value === null ? t("no score") : t("{0} of 100", Math.round(value))}`;
  const lines = [map.kind.name, score(t("Comprehensibility"), comprehensibility), score(t("Traceability"), traceability)];
  if (level !== null) lines.push(t("Lowest level of reasons: {0} of 5", level));
  const f = map.findings;
  lines.push(t("{0} errors, {1} warnings, {2} notes, {3} tips", f.error, f.warning, f.info, f.hint), t("Click shows the reason map."));
  return { text: parts.join(" · "), tooltip: lines.join("\n"), warns: level !== null && level < FULL };
}
