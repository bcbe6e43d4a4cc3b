/** The answer of `klarbrief/reasonMap`, as `crates/lsp/README.md` describes it. */
export interface ReasonMap {
  version: number;
  kind: { id: string; name: string; also: string[]; confidence: number };
  scores: { comprehensibility: number | null; traceability: number | null; words: number; sentences: number };
  lawDate: string;
  points: Point[];
  findings: { error: number; warning: number; info: number; hint: number };
  /** Not every server tells how the letter stands to the guiding principles. */
  leitziele?: Leitziel[];
}

/** A ruling with what carries it. */
export interface Point {
  number: number;
  ruling: { id: string; name: string };
  burden: boolean;
  discretion: boolean;
  range: Range;
  text: string;
  /** 0 to 5; null for a ruling that needs no reasons. */
  level: number | null;
  norms: { text: string; range: Range; exists: boolean | null }[];
  reasons: { kind: string; range: Range; text: string }[];
  missing: string[];
}

/** How a letter stands to one of the guiding principles of a welcoming administration. */
export interface Leitziel {
  number: number;
  title: string;
  score: number | null;
}

export interface Position {
  line: number;
  character: number;
}

/** Lines from 0, characters in units of UTF-16, as VS Code counts. */
export interface Range {
  start: Position;
  end: Position;
}

/** The level from which a ruling can be followed. */
export const FULL = 4;

/** The lowest level of the rulings that need reasons; null if there are none. */
export function lowestLevel(map: ReasonMap): number | null {
  const levels = map.points.flatMap((p) => (p.level === null ? [] : [p.level]));
  return levels.length === 0 ? null : Math.min(...levels);
}

/** A range that a message of the panel names, or undefined if it is none: the panel is not trusted more than needed. */
export function readRange(value: unknown): Range | undefined {
  const numbers = Array.isArray(value) ? value : [];
  const whole = numbers.length === 4 && numbers.every((n) => Number.isSafeInteger(n) && n >= 0);
  if (!whole) return undefined;
  const [line, character, endLine, endCharacter] = numbers as [number, number, number, number];
  return { start: { line, character }, end: { line: endLine, character: endCharacter } };
}
