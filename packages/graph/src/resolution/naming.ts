import { KINDS, type Kind } from "../extraction.ts";
import type { Conflict, Entity, EntityRole, Evidence } from "../facts.ts";
import { fold } from "../text/fold.ts";
import { shortHash } from "../text/hash.ts";
import { actsFor } from "./bodies.ts";
import { type ActorRecord, type Corpus, proof, quote, refOf, reportedOn } from "./corpus.ts";
import type { Actors } from "./entities.ts";
import { openId } from "./identity.ts";
import { byCode } from "./ids.ts";
import { isUnnamed } from "./office.ts";
import { prefixOf, type WorldIndex } from "./world.ts";

export interface NamedActors {
  entities: Entity[];
  /** Final id of an article's own entity, or null when there is no such entity, or no proof of it. */
  idOf: (article: number, local: string) => string | null;
  /** Ids that a part of a node would have had by itself → the node. */
  redirects: Map<string, string>;
  conflicts: Conflict[];
}

/** Gives every cluster its id and display name, and writes its entity down. */
export const nameActors = (corpus: Corpus, actors: Actors, world: WorldIndex): NamedActors => {
  const { clusters } = actors.identity;
  const members = Map.groupBy(corpus.actors, ({ index }) => clusters.find(index));
  const conflicts: Conflict[] = [];
  const ids = new Map<number, string>();
  const taken = new Set<string>();
  const redirects = new Map<string, string>();
  const retired: [string, string][] = [];
  for (const [root, records] of members) {
    const known = actors.identity.knownOf(root);
    const leafIds = countLeaves(records, actors);
    const kind = kindOf(records, known, world);
    let id = known ?? prefixOf(kind) + bestLeaf(leafIds, records).slice(4);
    if (taken.has(id)) id = `${id}-${shortHash(refOf(corpus, records[0]!))}`;
    taken.add(id);
    ids.set(root, id);
    for (const leaf of leafIds.keys()) retired.push([leaf, id]);
    if (known === null && new Set(records.map(({ entity }) => entity.kind)).size > 1)
      for (const { entity } of records) retired.push([prefixOf(entity.kind) + id.slice(4), id]);
  }
  for (const [leaf, id] of retired) if (!taken.has(leaf)) redirects.set(leaf, id);

  const used = usedSpans(corpus);
  const recordId = (record: number): string => ids.get(clusters.find(record))!;
  const entities: Entity[] = [];
  const proven = new Set<string>();
  for (const [root, records] of members) {
    const entity = writeEntity(ids.get(root)!, records, { corpus, actors, world, used, recordId, conflicts });
    if (!entity) continue;
    proven.add(entity.id);
    entities.push(entity);
  }
  entities.sort((one, other) => byCode(one.id, other.id));
  for (const entity of entities) {
    for (const role of entity.roles)
      if (role.represents !== null && !proven.has(role.represents)) role.represents = null;
    // A delegation of nobody that is named anywhere has no more to say than its name.
    if (entity.kind === "group" || entity.kind === "organization")
      entity.roles = entity.roles.filter(
        ({ title, represents }) => represents !== null || title !== entity.name,
      );
  }
  for (const [from, to] of redirects) if (!proven.has(to)) redirects.delete(from);
  return {
    entities,
    idOf: (article, local) => {
      const record = corpus.actorOf[article]!.get(local);
      const id = record === undefined ? undefined : recordId(record);
      return id !== undefined && proven.has(id) ? id : null;
    },
    redirects,
    conflicts,
  };
};

/** Leaf id → number of articles that speak of the cluster by it. */
const countLeaves = (records: readonly ActorRecord[], actors: Actors): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const { index } of records) {
    const leaf = actors.leaves[index];
    if (leaf) counts.set(leaf.id, (counts.get(leaf.id) ?? 0) + 1);
  }
  return counts;
};

const bestLeaf = (leaves: ReadonlyMap<string, number>, records: readonly ActorRecord[]): string => {
  const ranked = [...leaves].sort(
    ([one, a], [other, b]) => b - a || other.length - one.length || byCode(one, other),
  );
  return ranked[0]?.[0] ?? openId(records[0]!.key);
};

const kindOf = (records: readonly ActorRecord[], known: string | null, world: WorldIndex): Kind => {
  if (known !== null) return world.actors.get(known)!.kind;
  const counts = new Map<Kind, number>();
  for (const { entity } of records) counts.set(entity.kind, (counts.get(entity.kind) ?? 0) + 1);
  return [...counts].sort(
    ([one, a], [other, b]) => b - a || KINDS.indexOf(one) - KINDS.indexOf(other),
  )[0]![0];
};

/** Passages that show an entity at work, for those that are used without being mentioned. */
const usedSpans = (corpus: Corpus): Map<number, Evidence> => {
  const spans = new Map<number, Evidence>();
  for (const { article, meeting } of corpus.meetings) {
    const locals = corpus.actorOf[article]!;
    const note = (local: string | null, evidence: Evidence | undefined): void => {
      const record = local === null ? undefined : locals.get(local);
      if (record !== undefined && evidence && !spans.has(record)) spans.set(record, evidence);
    };
    const own = quote(corpus, article, meeting.evidence)[0];
    for (const { entity, evidence } of meeting.participants)
      note(entity, quote(corpus, article, evidence)[0] ?? own);
    note(meeting.place, own);
  }
  return spans;
};

interface Writing {
  corpus: Corpus;
  actors: Actors;
  world: WorldIndex;
  used: ReadonlyMap<number, Evidence>;
  recordId: (record: number) => string;
  conflicts: Conflict[];
}

const writeEntity = (id: string, records: readonly ActorRecord[], writing: Writing): Entity | null => {
  const { corpus, world, used, conflicts } = writing;
  const evidence: Evidence[] = [];
  const articles = new Set<number>();
  for (const record of records) {
    articles.add(record.article);
    // The first mention in each article; the rest stands in the extraction.
    const [mention] = [...record.entity.mentions].sort((one, other) => one.start - other.start);
    const shown = quote(corpus, record.article, mention ? [mention] : [])[0] ?? used.get(record.index);
    if (shown) evidence.push(shown);
  }
  const proven = proof(evidence);
  if (!proven) {
    conflicts.push({
      code: "no_evidence",
      message: `${id} is mentioned nowhere in the text of its articles and was left out.`,
      ids: [id],
    });
    return null;
  }
  const actor = world.actors.get(id);
  const kinds = new Set(records.map(({ entity }) => entity.kind));
  const kind = kindOf(records, actor ? id : null, world);
  if (kinds.size > 1 && !actor)
    conflicts.push({
      code: "kind_differs",
      message: `${id} is read as ${[...kinds].sort().join(" and as ")}; ${kind} stands.`,
      ids: [id],
    });
  const names = countNames(records);
  const best = (test: RegExp): string | null =>
    [...names].filter(([name]) => test.test(name)).sort(moreUsual)[0]?.[0] ?? null;
  const told = best(/\p{Script=Arabic}/u);
  const ar = actor ? knownAs(actor.ar, kind, told, names) : told;
  const en = actor?.en ?? best(/^[^\p{Script=Arabic}]*\p{Script=Latin}/u);
  const name = ar ?? en ?? [...names].sort(moreUsual)[0]![0];
  const aliases = new Set([...names.keys(), ...world.formsOf(id)]);
  for (const { entity } of records) for (const alias of [entity.name, ...entity.aliases]) aliases.add(alias);
  aliases.delete(name);
  return {
    id,
    kind,
    name,
    names: { ar, en },
    aliases: [...aliases].sort(byCode),
    qid: actor?.qid ?? null,
    roles: rolesOf(records, writing),
    articles: [...articles].map((article) => corpus.extractions[article]!.article.id).sort(byCode),
    evidence: proven,
  };
};

/**
 * The display name of an entity that the world knows. A person is called as the articles write the full name, where
 * none of them has it in the spelling of the table.
 */
const knownAs = (
  known: string | null,
  kind: Kind,
  told: string | null,
  names: ReadonlyMap<string, number>,
): string | null => {
  if (known === null || kind !== "person" || told === null) return known ?? told;
  const isWritten = [...names.keys()].some((name) => fold(name) === fold(known));
  return isWritten || !told.includes(" ") ? known : told;
};

const countNames = (records: readonly ActorRecord[]): Map<string, number> => {
  const counts = new Map<string, number>();
  const named = records.filter(({ entity }) => !isUnnamed(entity));
  // The wording of an office names somebody only when nobody gives a name.
  for (const { entity } of named.length > 0 ? named : records)
    counts.set(entity.name, (counts.get(entity.name) ?? 0) + 1);
  return counts;
};

/** Full names before bare surnames, frequent before rare, then the longer. */
const moreUsual = ([one, a]: [string, number], [other, b]: [string, number]): number =>
  Number(other.includes(" ")) - Number(one.includes(" ")) ||
  b - a ||
  other.length - one.length ||
  byCode(one, other);

/** Offices as worded, each with the first and last report that gives it; delegations and governments act for somebody. */
const rolesOf = (
  records: readonly ActorRecord[],
  { corpus, actors, world, recordId }: Writing,
): EntityRole[] => {
  const found = new Map<
    string,
    { title: string; represents: string | null; days: string[]; evidence: Evidence[] }
  >();
  for (const record of records) {
    const { article, entity } = record;
    const told = entity.roles.map((role) => {
      const body = role.represents === null ? undefined : corpus.actorOf[article]!.get(role.represents);
      return { ...role, represents: body === undefined ? null : recordId(body) };
    });
    const owner = actsFor(record, actors.leaves[record.index], world);
    const [mention] = entity.mentions;
    if (owner !== null && mention && !told.some(({ represents }) => represents === owner))
      told.push({ title: entity.name, represents: owner, start: mention.start, end: mention.end });
    for (const role of told) {
      const { represents } = role;
      const key = `${represents ?? ""}\t${fold(role.title)}`;
      const entry = found.get(key) ?? { title: role.title, represents, days: [], evidence: [] };
      found.set(key, entry);
      if (role.title < entry.title) entry.title = role.title;
      entry.evidence.push(...quote(corpus, article, [role]));
      const day = reportedOn(corpus, article);
      if (day !== null) entry.days.push(day);
    }
  }
  const roles: EntityRole[] = [];
  for (const [, { title, represents, days, evidence }] of [...found].sort(([one], [other]) =>
    byCode(one, other),
  )) {
    const proven = proof(evidence);
    if (!proven) continue;
    days.sort(byCode);
    roles.push({ title, represents, first: days[0] ?? null, last: days.at(-1) ?? null, evidence: proven });
  }
  return roles;
};
