/** What needs no editor: bundled alone for the unit tests. */
export * from "./locate.js";
export * from "./page.js";
export * from "./reason_map.js";
export * from "./settings.js";
export * from "./status.js";
