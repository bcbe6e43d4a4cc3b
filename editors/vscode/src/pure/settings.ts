/** Reads one setting of the section `klarbrief`. */
export type Get = (key: string) => unknown;

/** What the server understands. */
export type ServerSettings = Record<string, string | boolean | string[]>;

/**
 * The settings of VS Code as the server wants them. What is empty is left out, so that `klarbrief.toml` can say it.
 *
 * @param get reads a setting
 * @param display language of VS Code, for `klarbrief.language: auto`
 * @param today the day that deadlines are compared with
 */
export function serverSettings(get: Get, display: string, today: Date): ServerSettings {
  const out: ServerSettings = {};
  for (const key of ["land", "profile", "kind", "config"]) {
    const value = get(key);
    if (typeof value === "string" && value.trim() !== "") out[key] = value.trim();
  }
  for (const key of ["select", "ignore", "rules"]) {
    const value = get(key);
    const words = Array.isArray(value) ? value.filter((v): v is string => typeof v === "string" && v.trim() !== "") : [];
    if (words.length > 0) out[key] = words.map((w) => w.trim());
  }
  // `false` is the default, and would win over a `preview = true` of klarbrief.toml.
  if (get("preview") === true) out["preview"] = true;
  out["workspace"] = get("workspace") === true;
  if (get("compareToday") !== false) out["date"] = isoDay(today);
  const language = get("language");
  out["lang"] = language === "de" || language === "en" ? language : display.toLowerCase().startsWith("de") ? "de" : "en";
  return out;
}

/** `YYYY-MM-DD` in local time. */
export function isoDay(day: Date): string {
  const two = (n: number) => String(n).padStart(2, "0");
  return `${day.getFullYear()}-${two(day.getMonth() + 1)}-${two(day.getDate())}`;
}
