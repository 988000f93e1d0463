import { join } from "node:path";
import { type IdentityScore, type PairCounts, scoreIdentity } from "@liqa/graph/scripts/identity";
import { isolate } from "../console.ts";
import { root } from "../graph.ts";

/** How well resolution tells who is whom, on the judged pairs of data/gold/identity.tsv. */
export const scoreOwnIdentity = (): IdentityScore => scoreIdentity(join(root, "data/gold/identity.tsv"));

const share = (part: number, rest: number): number => (part + rest ? part / (part + rest) : 0);
const rates = ({ right, wrong, missed }: PairCounts): { precision: number; recall: number } => ({
  precision: share(right, wrong),
  recall: share(right, missed),
});

export const identityTotals = ({ pairs, entities, meetings }: IdentityScore): object => ({
  pairs,
  entities: { ...entities, ...rates(entities) },
  meetings: { ...meetings, ...rates(meetings) },
});

const percent = (value: number): string => (100 * value).toFixed(1).padStart(6);

/** For people: precision and recall of pairs called the same, and so many of the pairs that were judged otherwise. */
export const identityTable = (score: IdentityScore, show: number): string => {
  const lines = [`identity (${score.pairs} pairs)`];
  for (const what of ["entities", "meetings"] as const) {
    const { precision, recall } = rates(score[what]);
    lines.push(`  ${what.padEnd(13)} P ${percent(precision)}  R ${percent(recall)}`);
  }
  for (const { pair, found } of score.errors.slice(0, show))
    lines.push(
      `  ${pair.id} (${pair.what}): ${found}, but judged ${pair.verdict}`,
      `    ${isolate(pair.left)}`,
      `    ${isolate(pair.right)}`,
    );
  return lines.join("\n");
};
