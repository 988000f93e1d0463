import { shortHash } from "../text/hash.ts";
import type { Leaf } from "./bodies.ts";
import { type Corpus, refOf } from "./corpus.ts";
import type { Identity } from "./identity.ts";
import { localRef } from "./ids.ts";
import type { Judgement } from "./judgements.ts";
import type { WorldIndex } from "./world.ts";

/** What names in judgements stand for. */
export interface References {
  /** `article#e3` and `article#64-72` → record; filled family by family as they are resolved. */
  records: Map<string, number>;
  /** Node id → members that stand for it; filled as leaves become known. */
  nodes: Map<string, number[]>;
  /** Record → id of the leaf that a judgement has taken it out of. */
  detached: Map<number, string>;
}

export const references = (world: WorldIndex, identity: Identity): References => {
  const nodes = new Map<string, number[]>();
  for (const id of world.actors.keys()) nodes.set(id, [identity.worldMember(id)]);
  return { records: new Map(), nodes, detached: new Map() };
};

/** What an article says between two offsets, as evidence names it. */
const PASSAGE = /^(.+)#\d+-\d+$/u;

/** Makes the records of persons, or all others, known to judgements, when there are any. */
export const addRecords = (
  refs: References,
  corpus: Corpus,
  persons: boolean,
  judgements: readonly Judgement[],
): void => {
  if (judgements.length === 0) return;
  const passages = new Set(
    judgements.flatMap(({ left, right }) => [left, right]).filter((name) => PASSAGE.test(name)),
  );
  const told = new Set([...passages].map((name) => PASSAGE.exec(name)![1]!));
  for (const record of corpus.actors) {
    if ((record.family === "person") !== persons) continue;
    refs.records.set(refOf(corpus, record), record.index);
    const { id } = corpus.extractions[record.article]!.article;
    if (!told.has(id)) continue;
    for (const { start, end } of record.entity.mentions) {
      const name = localRef(id, `${start}-${end}`);
      if (passages.has(name)) refs.records.set(name, record.index);
    }
  }
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
 * is somebody else: than another of the same leaf, or than a node, which its own spelling may yet be joined to. Must
 * run before leaves are joined.
 */
export const detach = (judgements: readonly Judgement[], refs: References, leaves: (Leaf | null)[]): void => {
  for (const { left, right, verdict } of judgements) {
    if (verdict !== "different") continue;
    const [a, b] = [refs.records.get(left), refs.records.get(right)];
    // Of two mentions the later named one leaves, so that the outcome does not hang on the order of rows.
    const record = b ?? a;
    if (record === undefined || refs.detached.has(record)) continue;
    const leaf = leaves[record];
    // Surnames still open have no leaf; keeping them apart is enough.
    if (!leaf) continue;
    const other = a === undefined ? left : b === undefined ? right : leaves[a]?.id;
    const mayJoinLater = (a === undefined || b === undefined) && leaf.known === null;
    if (leaf.id !== other && !mayJoinLater) continue;
    refs.detached.set(record, leaf.id);
    leaves[record] = { id: `${leaf.id}-${shortHash(b === undefined ? left : right)}`, known: null };
  }
};

/** Keeps apart what judgements call different. */
export const keepApart = (judgements: readonly Judgement[], refs: References, identity: Identity): void => {
  for (const { left, right, verdict } of judgements) {
    if (verdict !== "different") continue;
    const [a, b] = [membersOf(left, refs), membersOf(right, refs)];
    if (!a || !b) continue;
    for (const one of a) for (const other of b) if (one !== other) identity.clusters.separate(one, other);
  }
  // Else a mention would go back to those of its spelling, and take them all away from the node it is not.
  for (const [record, leaf] of refs.detached)
    for (const other of refs.nodes.get(leaf) ?? []) identity.clusters.separate(record, other);
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
