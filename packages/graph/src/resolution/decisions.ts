import { shortHash } from "../text/hash.ts";
import type { Leaf } from "./bodies.ts";
import { type Corpus, refOf } from "./corpus.ts";
import type { Identity } from "./identity.ts";
import type { Judgement } from "./judgements.ts";
import type { WorldIndex } from "./world.ts";

/** What names in judgements stand for. */
export interface References {
  /** `article#e3` → record; filled family by family as they are resolved. */
  records: Map<string, number>;
  /** Node id → members that stand for it; filled as leaves become known. */
  nodes: Map<string, number[]>;
}

export const references = (world: WorldIndex, identity: Identity): References => {
  const nodes = new Map<string, number[]>();
  for (const id of world.actors.keys()) nodes.set(id, [identity.worldMember(id)]);
  return { records: new Map(), nodes };
};

/** Makes the records of persons, or all others, known to judgements, when there are any. */
export const addRecords = (
  refs: References,
  corpus: Corpus,
  persons: boolean,
  judgements: readonly Judgement[],
): void => {
  if (judgements.length === 0) return;
  for (const record of corpus.actors)
    if ((record.family === "person") === persons) refs.records.set(refOf(corpus, record), record.index);
};

const membersOf = (name: string, refs: References): number[] | null => {
  const record = refs.records.get(name);
  if (record !== undefined) return [record];
  // A body may have changed its prefix since the judgement was written.
  const other = name.startsWith("grp:") ? "org:" : name.startsWith("org:") ? "grp:" : null;
  return refs.nodes.get(name) ?? (other === null ? null : (refs.nodes.get(other + name.slice(4)) ?? null));
};

/**
 * Takes single records out of the leaf that their name would put them in, where a judgement says that this mention
 * is somebody else. Must run before leaves are joined.
 */
export const detach = (judgements: readonly Judgement[], refs: References, leaves: (Leaf | null)[]): void => {
  for (const { left, right, verdict } of judgements) {
    if (verdict !== "different") continue;
    const [a, b] = [refs.records.get(left), refs.records.get(right)];
    const leafOf = (record: number | undefined, name: string): string | null =>
      record === undefined ? name : (leaves[record]?.id ?? null);
    const leaf = leafOf(a, left);
    // Surnames still open have no leaf; keeping them apart is enough.
    if (leaf === null || leaf !== leafOf(b, right)) continue;
    // Of two mentions the later named one leaves, so that the outcome does not hang on the order of rows.
    const record = b ?? a;
    if (record === undefined) continue;
    leaves[record] = {
      id: `${leaves[record]!.id}-${shortHash(b === undefined ? left : right)}`,
      known: null,
    };
  }
};

/** Keeps apart what judgements call different. @returns the judgements that name nothing known yet. */
export const keepApart = (judgements: readonly Judgement[], refs: References, identity: Identity): void => {
  for (const { left, right, verdict } of judgements) {
    if (verdict !== "different") continue;
    const [a, b] = [membersOf(left, refs), membersOf(right, refs)];
    if (!a || !b) continue;
    for (const one of a) for (const other of b) if (one !== other) identity.clusters.separate(one, other);
  }
};

/** Joins what judgements call the same, in the fixed order of {@link settle}; contradictions become conflicts. */
export const joinJudged = (
  judgements: readonly Judgement[],
  refs: References,
  identity: Identity,
  done: Set<Judgement>,
  familyOf: (member: number) => string,
): void => {
  for (const judgement of judgements) {
    const { left, right, verdict } = judgement;
    if (done.has(judgement)) continue;
    const [a, b] = [membersOf(left, refs), membersOf(right, refs)];
    if (!a || !b) continue;
    done.add(judgement);
    if (verdict !== "same") continue;
    if (familyOf(a[0]!) !== familyOf(b[0]!)) {
      identity.conflicts.push({
        code: "judgement_kind",
        message: `A judgement calls ${left} and ${right} the same, but they are of different kinds; it was not applied.`,
        ids: [left, right],
      });
      continue;
    }
    for (const other of [...a.slice(1), ...b])
      if (!identity.uniteByJudgement(a[0]!, other)) {
        identity.conflicts.push({
          code: "judgement_conflict",
          message: `Judgements contradict each other: ${left} and ${right} are called the same, but others keep them apart; they stay apart.`,
          ids: [left, right],
        });
        break;
      }
  }
};
