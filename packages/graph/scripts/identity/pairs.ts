import { existsSync, readFileSync } from "node:fs";
import type { What } from "./cells.ts";

export type Verdict = "same" | "different" | "unsure";

/** A row of data/gold/identity.tsv. */
export interface GoldPair {
  id: string;
  what: What;
  left: string;
  right: string;
  /** `unsure` where a careful reader cannot tell: such a pair is not counted. */
  verdict: Verdict;
  note: string;
}

/** All judged pairs of a table. */
export const readPairs = (file: string): GoldPair[] => {
  if (!existsSync(file)) return [];
  return readFileSync(file, "utf8")
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => {
      const [id = "", what = "", left = "", right = "", verdict = "", note = ""] = line.split("\t");
      return { id, what: what as What, left, right, verdict: verdict as Verdict, note };
    })
    .filter(({ verdict }) => verdict !== ("" as Verdict));
};
