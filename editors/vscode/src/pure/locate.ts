import { accessSync, constants, statSync } from "node:fs";
import { homedir } from "node:os";
import { delimiter, isAbsolute, join } from "node:path";

/** Where the program is looked for. */
export interface Surroundings {
  /** The setting `klarbrief.path`: a file, a folder, or empty. */
  path: string;
  /** The variable `PATH`. */
  searchPath: string;
  windows: boolean;
  /** Relative settings count from here. */
  folder: string | undefined;
}

/**
 * The program, or undefined if it is nowhere. A setting counts alone: who names a place does not want another program.
 */
export function locate(around: Surroundings): string | undefined {
  const name = around.windows ? "klarbrief.exe" : "klarbrief";
  const setting = around.path.trim();
  if (setting !== "") {
    const home = setting === "~" || setting.startsWith("~/") ? join(homedir(), setting.slice(1)) : setting;
    const whole = isAbsolute(home) || around.folder === undefined ? home : join(around.folder, home);
    return [whole, join(whole, name), ...(around.windows ? [`${whole}.exe`] : [])].find(isProgram);
  }
  const folders = around.searchPath.split(delimiter).filter((f) => isAbsolute(f));
  return folders.map((f) => join(f, name)).find(isProgram);
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
