import { shortHash } from "../text/hash.ts";
import { type ActorRecord, actorOf, type Corpus, refOf } from "./corpus.ts";
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

/** What the name of a body or place says by itself, whatever other articles say. */
export interface BodyName {
  /** Where it belongs; for a description: where it would belong if it were a name. */
  leaf: Leaf;
  /** The noun of a description («وفد»), which is no name; null for names. */
  noun: string | null;
}

/**
 * Leaves of countries, bodies, groups and places, by record index; null for persons. Known names go to their row of
 * the world, other names to their key. What is no name (the delegation, a high-level delegation) stays inside its
 * article unless it acts for somebody: then it is that actor's delegation.
 */
export const bodyLeaves = (corpus: Corpus, world: WorldIndex): (Leaf | null)[] => {
  const leaves: (Leaf | null)[] = corpus.actors.map(() => null);
  const named = new Map<string, Leaf | null>();
  const described: [ActorRecord, noun: string][] = [];
  for (const record of corpus.actors) {
    if (record.family === "person") continue;
    record.memo.body ??= bodyName(record, world, named);
    const { leaf, noun } = record.memo.body;
    if (noun === null) leaves[record.index] = leaf;
    else described.push([record, noun]);
  }
  agreeOnKinds(corpus, leaves);
  linkShortForms(corpus, leaves);
  for (const [record, noun] of described)
    leaves[record.index] = describedLeaf(record, noun, corpus, leaves, world);
  agreeOnKinds(corpus, leaves);
  return leaves;
};

/** @param named what names have already been found to mean */
const bodyName = (record: ActorRecord, world: WorldIndex, named: Map<string, Leaf | null>): BodyName => {
  const recognised = world.recognised(record.entity.known, record.entity.kind);
  const lookup = `${record.family} ${record.key}`;
  let found = recognised === null ? named.get(lookup) : known(recognised);
  if (found === undefined) {
    found = byName(record, world);
    named.set(lookup, found);
  }
  return {
    leaf: found ?? { id: prefixOf(record.entity.kind) + slug(record.key), known: null },
    noun: found || record.family !== "body" ? null : world.groupNoun(record.key),
  };
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
    const leaf = leaves[index]!;
    const name = leaf.id.slice(4);
    const prefix = prefixOf(groups.get(name)! > 0 ? "group" : "organization");
    if (!leaf.id.startsWith(prefix)) leaves[index] = { ...leaf, id: prefix + name };
  }
};

/** The bodies of the record's article whose names begin with its own, by leaf; one when it is their short form. */
const longerForms = (
  record: ActorRecord,
  corpus: Corpus,
  leaves: readonly (Leaf | null)[],
): Map<string, Leaf> => {
  record.memo.longer ??= corpus.articles[record.article]!.actors.filter(
    ({ family, key }) => family === "body" && key.startsWith(`${record.key} `),
  );
  const longer = new Map<string, Leaf>();
  for (const { index } of record.memo.longer) {
    const leaf = leaves[index];
    if (leaf) longer.set(leaf.id, leaf);
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
  for (const { represents } of record.entity.roles) {
    const body = actorOf(corpus, record.article, represents);
    const leaf = body === undefined || body === record ? null : leaves[body.index];
    if (leaf) return leaf;
  }
  for (const rest of endsOf(record.key)) {
    const named = bodyNamed(rest, world);
    if (named !== null) return known(named);
    for (const other of corpus.articles[record.article]!.actors) {
      const leaf = leaves[other.index];
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
  record: ActorRecord,
  leaf: Leaf | null | undefined,
  world: WorldIndex,
): string | null => {
  if (record.entity.kind === "group" && leaf?.owner !== undefined) return leaf.owner;
  record.memo.actsFor ??= namedOwner(record, world) ?? false;
  return record.memo.actsFor || null;
};

const namedOwner = ({ key, entity }: ActorRecord, world: WorldIndex): string | null => {
  if (entity.kind !== "organization" && entity.kind !== "group") return null;
  const [noun = "", ...others] = key.split(" ");
  if (others.length === 1 && world.groupNoun(noun) === GOVERNMENT) return world.countryIn(entity.name);
  if (entity.kind !== "group" || world.groupNoun(key) === null) return null;
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
  for (const record of corpus.actors) {
    const key = record.memo.subject;
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
  if (record.family !== "body") return null;
  record.memo.country ??= world.countryIn(record.entity.name) ?? false;
  return record.memo.country || null;
};
