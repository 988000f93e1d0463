import type { Conflict } from "../facts.ts";
import { attachShortForms } from "./attachments.ts";
import { bodyLeaves, countryOf, type Leaf, subjectVariants } from "./bodies.ts";
import type { ActorRecord, Corpus } from "./corpus.ts";
import { addRecords, detach, joinJudged, keepApart, references } from "./decisions.ts";
import { Identity, openId } from "./identity.ts";
import type { Judgement } from "./judgements.ts";
import { officesOn } from "./office.ts";
import { type PersonRecord, type PersonStage, personRecords } from "./persons.ts";
import { explainWithinArticles } from "./shortForms.ts";
import { joinSpellings, leafContexts } from "./spellings.ts";
import { settleRest } from "./unexplained.ts";
import { familyOf, type WorldIndex } from "./world.ts";

/** Who is whom, as far as the rest of resolution needs it. */
export interface Actors {
  identity: Identity;
  /** Where each record's name alone would have put it; null when its name alone says nothing. */
  leaves: readonly (Leaf | null)[];
  /** In whose name a person sat at tables on a day, by all reports and by data/world. */
  sidesOf: (record: number, day: number | null) => ReadonlySet<string>;
  /** Node id of a body, country or place. */
  bodyId: (record: number) => string;
  /** In whose name a country, body or delegation sits at a table: itself, its owner, and the country it acts for. */
  sidesOfBody: (record: number) => ReadonlySet<string>;
  /** The country a record's cluster belongs to (for a country: itself), or null. */
  countryOf: (record: number) => string | null;
  /** The number that a meeting's name gives, or null; see {@link WorldIndex.ordinalIn}. */
  ordinalIn: (name: string) => number | null;
  /** False for places known to be regions or venues, and for countries and bodies. */
  isCity: (record: number) => boolean;
  /** Judgements that named no actor; they may name meetings. */
  rest: readonly Judgement[];
  conflicts: readonly Conflict[];
}

/**
 * Resolves actors and places. Bodies first, for they are the context of persons; then full names, which explain
 * surnames and offices. Judgements come before each automatic step: what a person decided is never asked again.
 */
export const resolveActors = (
  corpus: Corpus,
  world: WorldIndex,
  judgements: readonly Judgement[],
): Actors => {
  const identity = new Identity(corpus.actors.length, world);
  const refs = references(world, identity);
  const done = new Set<Judgement>();
  const worldFamilies = [...world.actors.values()].map(({ kind }) => familyOf(kind));
  const family = (member: number): string =>
    corpus.actors[member]?.family ?? worldFamilies[member - corpus.actors.length]!;

  const leaves = bodyLeaves(corpus, world);
  addRecords(refs, corpus, false, judgements);
  detach(judgements, refs, leaves);
  joinLeaves(corpus.actors, leaves, identity, refs.nodes);
  keepApart(judgements, refs, identity);
  joinJudged(judgements, refs, identity, done, family);
  for (const [one, other] of subjectVariants(corpus, leaves)) {
    const joined = identity.unite(one, other);
    if (joined) identity.decide(leaves[one]!.id, leaves[other]!.id, "same", 0.95, ["same head and subject"]);
  }

  const bodyId = (record: number): string =>
    identity.knownOf(record) ?? leaves[identity.clusters.find(record)]!.id;
  const countryId = (record: number): string | null => {
    const known = identity.knownOf(record);
    if (known !== null) return world.actors.get(known)!.country;
    const first = identity.clusters.find(record);
    return countryOf(corpus.actors[first]!, leaves[first]!, world);
  };
  const stage: PersonStage = {
    corpus,
    world,
    identity,
    bodyId,
    countryId,
    mentioned: mentionedCountries(corpus, countryId),
  };
  const persons = personRecords(stage);
  explainWithinArticles(persons, stage);
  for (const { record, leaf } of persons) leaves[record.index] = leaf;
  addRecords(refs, corpus, true, judgements);
  detach(judgements, refs, leaves);
  for (const person of persons) person.leaf = leaves[person.record.index]!;
  const people = persons.map(({ record }) => record);
  joinLeaves(people, leaves, identity, refs.nodes);
  for (const { record, leaf } of persons) if (!leaf) addNode(refs.nodes, openId(record.key), record.index);
  keepApart(judgements, refs, identity);
  // A bare surname in a judgement means the mentions that stay unexplained, known only at the end.
  const open = new Set(persons.filter(({ leaf }) => !leaf).map(({ record }) => openId(record.key)));
  const settled = judgements.filter(({ left, right }) => !open.has(left) && !open.has(right));
  joinJudged(settled, refs, identity, done, family);

  joinSpellings(persons, leafContexts(persons, stage), stage);
  settleRest(persons, attachShortForms(persons, stage), stage);
  for (const id of open) refs.nodes.delete(id);
  const late = persons.filter(({ record, leaf }) => leaf && leaves[record.index] === null);
  for (const { record, leaf } of late) leaves[record.index] = leaf;
  joinLeaves(people, leaves, identity, refs.nodes);
  joinJudged(judgements, refs, identity, done, family);

  const bodySides = new Map<string, ReadonlySet<string>>();
  return {
    identity,
    leaves,
    sidesOf: sidesByRoot(persons, identity, world),
    bodyId,
    sidesOfBody: (record) => {
      const owner = leaves[record]?.owner;
      const id = bodyId(record);
      const made = bodySides.get(`${id} ${owner}`);
      if (made) return made;
      const sides = new Set([id]);
      bodySides.set(`${id} ${owner}`, sides);
      if (owner !== undefined) sides.add(owner);
      for (const side of [...sides]) {
        const actor = world.actors.get(side);
        if (actor?.official && actor.country) sides.add(actor.country);
      }
      return sides;
    },
    countryOf: (record) => (corpus.actors[record]!.family === "person" ? null : countryId(record)),
    ordinalIn: (name) => world.ordinalIn(name),
    isCity: (record) => {
      const known = identity.knownOf(record);
      const { family, key } = corpus.actors[record]!;
      return family === "place" && (known === null ? !world.isWide(key) : world.isCity(known));
    },
    rest: judgements.filter((judgement) => !done.has(judgement)),
    conflicts: [...identity.conflicts, ...kindConflicts(corpus, leaves, identity)],
  };
};

/** The countries an article mentions, collected when first asked for. */
const mentionedCountries = (
  corpus: Corpus,
  countryId: (record: number) => string | null,
): ((article: number) => ReadonlySet<string>) => {
  const memo = new Map<number, Set<string>>();
  return (article) => {
    const known = memo.get(article);
    if (known) return known;
    const countries = new Set<string>();
    for (const { family, index } of corpus.articles[article]!.actors) {
      const country = family === "person" ? null : countryId(index);
      if (country !== null) countries.add(country);
    }
    memo.set(article, countries);
    return countries;
  };
};

const addNode = (nodes: Map<string, number[]>, id: string, member: number): void => {
  const members = nodes.get(id);
  if (members) members.push(member);
  else nodes.set(id, [member]);
};

const joinLeaves = (
  records: readonly ActorRecord[],
  leaves: readonly (Leaf | null)[],
  identity: Identity,
  nodes: Map<string, number[]>,
): void => {
  for (const { index } of records) {
    const leaf = leaves[index];
    if (!leaf) continue;
    const members = leaf.known === null ? nodes.get(leaf.id) : undefined;
    if (leaf.known !== null) identity.uniteByJudgement(index, identity.worldMember(leaf.known));
    else if (members === undefined) nodes.set(leaf.id, [index]);
    else identity.uniteByJudgement(members[0]!, index);
  }
};

const sidesByRoot = (
  persons: readonly PersonRecord[],
  identity: Identity,
  world: WorldIndex,
): ((record: number, day: number | null) => ReadonlySet<string>) => {
  const reported = new Map<number, Set<string>>();
  for (const { record, context } of persons) {
    const root = identity.clusters.find(record.index);
    const sides = reported.get(root);
    if (!sides) reported.set(root, new Set(context.speaksFor));
    else for (const side of context.speaksFor) sides.add(side);
  }
  const onDay = new Map<string, ReadonlySet<string>>();
  return (record, day) => {
    const root = identity.clusters.find(record);
    const sides = reported.get(root)!;
    const known = identity.knownOf(record);
    if (known === null) return sides;
    const id = `${root} ${day}`;
    const made = onDay.get(id) ?? new Set([...sides, ...officesOn(known, day, world)]);
    onDay.set(id, made);
    return made;
  };
};

/** One name read as two kinds of thing: both nodes stay, and somebody should look. */
const kindConflicts = (corpus: Corpus, leaves: readonly (Leaf | null)[], identity: Identity): Conflict[] => {
  const byName = new Map<string, Map<string, number>>();
  for (const { family, entity, index } of corpus.actors) {
    const families = byName.get(entity.name) ?? new Map<string, number>();
    if (!families.has(family)) families.set(family, index);
    byName.set(entity.name, families);
  }
  const conflicts: Conflict[] = [];
  for (const [name, families] of byName) {
    if (families.size < 2) continue;
    const ids = new Set<string>();
    for (const index of families.values()) {
      const id = identity.knownOf(index) ?? leaves[index]?.id;
      if (id) ids.add(id);
    }
    // Kuwait and Djibouti are cities and states; the world knows both.
    if (ids.size < 2 || [...ids].every((id) => id.startsWith("cty:") || id.startsWith("plc:"))) continue;
    conflicts.push({
      code: "kind_clash",
      message: `«${name}» is read as ${[...families.keys()].sort().join(" and as ")}.`,
      ids: [...ids].sort(),
    });
  }
  return conflicts;
};
