/** What the modules made of examples call; see `examples.ts`. */
import { expect } from "vitest";

let lines: string[] = [];

/** Forgets what the last example printed. */
export const begin = (): void => {
  lines = [];
};

/** Keeps what an example prints. */
export const console = {
  log(...values: unknown[]): void {
    lines.push(values.map(String).join(" "));
  },
};

/** Of objects the example shows the fields that matter; lists and everything else are whole. */
export const yields = (place: string, found: unknown, expected: unknown): void => {
  if (typeof expected === "object" && expected !== null) expect(found, place).toMatchObject(expected);
  else expect(found, place).toBe(expected);
};

export const printed = (place: string, expected: string): void => {
  const all = lines.join("\n");
  lines = [];
  expect(all, place).toBe(expected);
};
