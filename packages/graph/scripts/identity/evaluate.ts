import type { Facts } from "../../src/facts.ts";
import { resolve } from "../../src/resolution/resolve.ts";
import { worldIndex } from "../../src/resolution/world.ts";
import * as world from "../../src/world.ts";
import { readCell } from "./cells.ts";
import { type GoldPair, readPairs } from "./pairs.ts";

/** Pairs called the same, rightly or wrongly, and pairs of one thing that were not. */
export interface PairCounts {
  right: number;
  wrong: number;
  missed: number;
}

export interface IdentityScore {
  pairs: number;
  entities: PairCounts;
  meetings: PairCounts;
  /** The pairs on which resolution and gold disagree. */
  errors: { pair: GoldPair; found: "same" | "different" }[];
}

/**
 * Resolves the two tellings of every judged pair, each pair by itself, and compares with the verdict.
 * @param file a table like data/gold/identity.tsv
 */
export const scoreIdentity = (file: string): IdentityScore => {
  const score: IdentityScore = {
    pairs: 0,
    entities: { right: 0, wrong: 0, missed: 0 },
    meetings: { right: 0, wrong: 0, missed: 0 },
    errors: [],
  };
  const index = worldIndex(world);
  for (const pair of readPairs(file)) {
    if (pair.verdict === "unsure") continue;
    score.pairs++;
    const cells = [
      readCell(pair.left, pair.what, "left", index),
      readCell(pair.right, pair.what, "right", index),
    ];
    const facts = resolve(cells);
    const found = nodeOf("left", pair, facts) === nodeOf("right", pair, facts) ? "same" : "different";
    const counts = pair.what === "meeting" ? score.meetings : score.entities;
    if (found === "same") counts[pair.verdict === "same" ? "right" : "wrong"]++;
    else if (pair.verdict === "same") counts.missed++;
    if (found !== pair.verdict) score.errors.push({ pair, found });
  }
  return score;
};

/** The node of what a cell is about: a meeting, or the entity that its text begins with. */
const nodeOf = (article: string, { id, what }: GoldPair, facts: Facts): string => {
  const node =
    what === "meeting"
      ? facts.meetings.find(({ articles }) => articles.includes(article))
      : facts.entities.find(({ evidence }) =>
          evidence.some((piece) => piece.article === article && piece.start === 0),
        );
  if (!node) throw new Error(`${id}: the ${article} cell has no node`);
  return node.id;
};
