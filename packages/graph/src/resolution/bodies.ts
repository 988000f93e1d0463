import { shortHash } from "../text/hash.ts";
import { type ActorRecord, type Corpus, refOf } from "./corpus.ts";
import { slug } from "./ids.ts";
import { subjectKey } from "./nameKey.ts";
import { type Family, prefixOf, type WorldIndex } from "./world.ts";

/** Where a record belongs before anything is compared: its node id, if nothing else were known. */
export interface Leaf {
  id: string;
  /** Node id in data/world, or null. */
  known: string | null;
  /** Node id of the actor a delegation or side is there for. */
  owner?: string;
  /** The wording of a description («وفد روسيا», «كبار القادة»), as a key. */
  described?: string;
  /** True for a description that stands for nobody outside its article. */
  vague?: boolean;
}

/** Row of data/ar/groups.tsv. */
const GOVERNMENT = "government";

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
  const leaves: (Leaf | null)[] = corpus.actors.map(() => null);
  const memo = new Map<string, Leaf | null>();
  const described: [ActorRecord, noun: string][] = [];
  for (const record of corpus.actors) {
    if (record.family === "person") continue;
    const recognised = world.recognised(record.entity.known, record.entity.kind);
    const lookup = `${record.family} ${record.key}`;
    let found = recognised === null ? memo.get(lookup) : known(recognised);
    if (found === undefined) {
      found = byName(record, world);
      memo.set(lookup, found);
    }
    const noun = found || record.family !== "body" ? null : world.groupNoun(record.key);
    if (noun !== null) described.push([record, noun]);
    else leaves[record.index] = found ?? { id: prefixOf(record.entity.kind) + slug(record.key), known: null };
  }
  agreeOnKinds(corpus, leaves);
  linkShortForms(corpus, leaves);
  for (const [record, noun] of described)
    leaves[record.index] = describedLeaf(record, noun, corpus, leaves, world);
  agreeOnKinds(corpus, leaves);
  return leaves;
};

const byName = (record: ActorRecord, world: WorldIndex): Leaf | null => {
  for (const family of NEAR[record.family]) {
    const ids = world.named(family, record.key);
    if (ids.length === 1) return known(ids[0]!);
  }
  const subject = record.family === "body" ? subjectKey(record.entity.name) : null;
  const named = subject === null ? null : world.namedBySubject(subject);
  return named === null ? null : known(named);
};

/** One name is one node even where articles disagree on whether it is a body or a group: most decide its prefix. */
const agreeOnKinds = (corpus: Corpus, leaves: (Leaf | null)[]): void => {
  const groups = new Map<string, number>();
  const open = corpus.actors.filter(
    ({ family, index }) => family === "body" && leaves[index]?.known === null,
  );
  for (const { entity, index } of open) {
    const name = leaves[index]!.id.slice(4);
    groups.set(name, (groups.get(name) ?? 0) + (entity.kind === "group" ? 1 : -1));
  }
  for (const { index } of open) {
    const name = leaves[index]!.id.slice(4);
    leaves[index] = {
      ...leaves[index]!,
      id: prefixOf(groups.get(name)! > 0 ? "group" : "organization") + name,
    };
  }
};

/** The bodies of the record's article whose names begin with its own, by leaf; one when it is their short form. */
const longerForms = (
  record: ActorRecord,
  corpus: Corpus,
  leaves: readonly (Leaf | null)[],
): Map<string, Leaf> => {
  const longer = new Map<string, Leaf>();
  for (const index of corpus.actorOf[record.article]!.values()) {
    const other = corpus.actors[index]!;
    const leaf = leaves[index];
    if (leaf && other.family === "body" && other.key.startsWith(`${record.key} `)) longer.set(leaf.id, leaf);
  }
  return longer;
};

/**
 * Within one article «التحالف الدولي» is the one body whose name begins so. Only names that mean nothing by
 * themselves are bent: a name in data/world keeps its meaning.
 */
const linkShortForms = (corpus: Corpus, leaves: (Leaf | null)[]): void => {
  const before = [...leaves];
  for (const record of corpus.actors) {
    if (record.family !== "body" || before[record.index]?.known !== null) continue;
    const longer = longerForms(record, corpus, before);
    if (longer.size === 1) leaves[record.index] = [...longer.values()][0]!;
  }
};

/** «وفد روسيا», «الوفد الروسي»: one node by noun and owner. Without an owner: the article's own delegation. */
const describedLeaf = (
  record: ActorRecord,
  noun: string,
  corpus: Corpus,
  leaves: readonly (Leaf | null)[],
  world: WorldIndex,
): Leaf => {
  const longer = longerForms(record, corpus, leaves);
  if (longer.size === 1) return [...longer.values()][0]!;
  const owner = ownerOf(record, corpus, leaves, world);
  const prefix = prefixOf(record.entity.kind);
  const common = { known: null, described: record.key };
  if (owner === null)
    return { ...common, id: `${prefix}${slug(record.key)}-${shortHash(refOf(corpus, record))}`, vague: true };
  const id = `${prefix}${noun}-${owner.id.slice(4)}`;
  return { ...common, id, owner: owner.id, ...(owner.vague ? { vague: true } : {}) };
};

/** Whom a description acts for: by its role, by a name it ends in or an actor of its article it names, by an adjective. */
const ownerOf = (
  record: ActorRecord,
  corpus: Corpus,
  leaves: readonly (Leaf | null)[],
  world: WorldIndex,
): Leaf | null => {
  const locals = corpus.actorOf[record.article]!;
  for (const { represents } of record.entity.roles) {
    const index = represents === null ? undefined : locals.get(represents);
    const leaf = index === undefined || index === record.index ? null : leaves[index];
    if (leaf) return leaf;
  }
  for (const rest of endsOf(record.key)) {
    const named = bodyNamed(rest, world);
    if (named !== null) return known(named);
    for (const index of locals.values()) {
      const other = corpus.actors[index]!;
      const leaf = leaves[index];
      if (leaf && other.key === rest && (other.family === "body" || other.family === "country")) return leaf;
    }
  }
  const country = world.countryIn(record.entity.name);
  return country === null ? null : known(country);
};

/** What stands behind the first words of a name, the longest first. */
const endsOf = (key: string): string[] => {
  const words = key.split(" ");
  return words.slice(1).map((_, at) => words.slice(at + 1).join(" "));
};

const bodyNamed = (key: string, world: WorldIndex): string | null => {
  for (const family of ["body", "country"] as const) {
    const ids = world.named(family, key);
    if (ids.length === 1) return ids[0]!;
  }
  return null;
};

/**
 * Whom a group or body is there for: a delegation its owner, one that the world knows by name whomever the rest of the
 * name means («وفد الحكومة السورية»), a government its country («الحكومة اليمنية»).
 */
export const actsFor = (
  { key, entity }: ActorRecord,
  leaf: Leaf | null | undefined,
  world: WorldIndex,
): string | null => {
  if (entity.kind === "organization") {
    const [noun = "", ...rest] = key.split(" ");
    return rest.length === 1 && world.groupNoun(noun) === GOVERNMENT ? world.countryIn(entity.name) : null;
  }
  if (entity.kind !== "group") return null;
  if (leaf?.owner !== undefined) return leaf.owner;
  if (world.groupNoun(key) === null) return null;
  for (const rest of endsOf(key)) {
    const named = bodyNamed(rest, world);
    if (named !== null) return named;
  }
  return null;
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
