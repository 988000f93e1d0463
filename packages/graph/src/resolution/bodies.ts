import { type ActorRecord, type Corpus, refOf } from "./corpus.ts";
import { shortHash, slug } from "./ids.ts";
import { subjectKey } from "./nameKey.ts";
import { type Family, prefixOf, type WorldIndex } from "./world.ts";

/** Where a record belongs before anything is compared: its node id, if nothing else were known. */
export interface Leaf {
  id: string;
  /** Node id in data/world, or null. */
  known: string | null;
}

const known = (id: string): Leaf => ({ id, known: id });

/** Families under which a word may be known when the reader put it under the wrong one. */
const NEAR: Record<Family, readonly Family[]> = {
  country: ["country", "place"],
  place: ["place", "country"],
  body: ["body"],
  person: ["person"],
};

/**
 * Leaves of countries, bodies, groups and places, by record index; null for persons. Known names go to their row of
 * the world, other names to their key. What is no name (the delegation, a high-level delegation) stays inside its
 * article unless it acts for somebody: then it is that actor's delegation.
 */
export const bodyLeaves = (corpus: Corpus, world: WorldIndex): (Leaf | null)[] => {
  const leaves: (Leaf | null)[] = [];
  const memo = new Map<string, Leaf | null>();
  for (const record of corpus.actors) {
    if (record.family === "person") {
      leaves.push(null);
      continue;
    }
    const recognised = world.recognised(record.entity.known, record.entity.kind);
    if (recognised !== null) {
      leaves.push(known(recognised));
      continue;
    }
    const lookup = `${record.family} ${record.key}`;
    let found = memo.get(lookup);
    if (found === undefined) {
      found = byName(record, world);
      memo.set(lookup, found);
    }
    leaves.push(found ?? byWording(record, corpus, world));
  }
  agreeOnKinds(corpus, leaves);
  linkShortForms(corpus, leaves);
  return leaves;
};

/** One name is one node even where articles disagree on whether it is a body or a group: most decide its prefix. */
const agreeOnKinds = (corpus: Corpus, leaves: (Leaf | null)[]): void => {
  const groups = new Map<string, number>();
  const open = corpus.actors.filter(
    ({ family, index }) => family === "body" && leaves[index]!.known === null,
  );
  for (const { entity, index } of open) {
    const name = leaves[index]!.id.slice(4);
    groups.set(name, (groups.get(name) ?? 0) + (entity.kind === "group" ? 1 : -1));
  }
  for (const { index } of open) {
    const name = leaves[index]!.id.slice(4);
    leaves[index] = { id: prefixOf(groups.get(name)! > 0 ? "group" : "organization") + name, known: null };
  }
};

const byName = (record: ActorRecord, world: WorldIndex): Leaf | null => {
  for (const family of NEAR[record.family]) {
    const ids = world.named(family, record.key);
    if (ids.length === 1) return known(ids[0]!);
  }
  return null;
};

const byWording = (record: ActorRecord, corpus: Corpus, world: WorldIndex): Leaf => {
  const { kind, roles } = record.entity;
  const prefix = prefixOf(kind);
  const base = prefix + slug(record.key);
  if (record.family !== "body" || !world.isCommonNoun(record.key)) return { id: base, known: null };
  const owner = roles.find(({ represents }) => represents !== null)?.represents;
  const ownerRecord = owner ? corpus.actorOf[record.article]!.get(owner) : undefined;
  if (ownerRecord !== undefined) {
    const ownerKey = corpus.actors[ownerRecord]!.key;
    return { id: record.key.includes(ownerKey) ? base : `${base}-${slug(ownerKey)}`, known: null };
  }
  if (world.countryIn(record.entity.name) !== null) return { id: base, known: null };
  return { id: `${base}-${shortHash(refOf(corpus, record))}`, known: null };
};

/**
 * Within one article «التحالف الدولي» is the one body whose name begins so. Only names that mean nothing by
 * themselves are bent: a name in data/world keeps its meaning.
 */
const linkShortForms = (corpus: Corpus, leaves: (Leaf | null)[]): void => {
  for (const locals of corpus.actorOf) {
    const bodies = [...locals.values()].filter((index) => corpus.actors[index]!.family === "body");
    if (bodies.length < 2) continue;
    for (const index of bodies) {
      if (leaves[index]!.known !== null) continue;
      const { key } = corpus.actors[index]!;
      const longer = bodies.filter((other) => corpus.actors[other]!.key.startsWith(`${key} `));
      const targets = new Set(longer.map((other) => leaves[other]!.id));
      if (targets.size === 1) leaves[index] = leaves[longer[0]!]!;
    }
  }
};

/** Groups of records whose names differ only in the joint between head and subject, first of each leaf only. */
export const subjectVariants = (corpus: Corpus, leaves: readonly (Leaf | null)[]): [number, number][] => {
  const first = new Map<string, number>();
  const pairs: [number, number][] = [];
  const keys = new Map<string, string | null>();
  for (const record of corpus.actors) {
    if (record.family !== "body") continue;
    const { name } = record.entity;
    let key = keys.get(name);
    if (key === undefined) {
      key = subjectKey(name);
      keys.set(name, key);
    }
    if (key === null) continue;
    const leaf = leaves[record.index]!;
    const other = first.get(key);
    if (other === undefined) first.set(key, record.index);
    else if (leaves[other]!.id !== leaf.id) pairs.push([other, record.index]);
  }
  return pairs;
};

/** The country a body or place belongs to, by the world or by its own wording. */
export const countryOf = (record: ActorRecord, leaf: Leaf, world: WorldIndex): string | null => {
  if (record.family === "country") return leaf.id;
  const actor = leaf.known === null ? undefined : world.actors.get(leaf.known);
  if (actor) return actor.country;
  return record.family === "body" ? world.countryIn(record.entity.name) : null;
};
