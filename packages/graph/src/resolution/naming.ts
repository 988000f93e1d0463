import { KINDS, type Kind } from "../extraction.ts";
import type { Conflict, Entity, EntityRole, Evidence } from "../facts.ts";
import { fold } from "../text/fold.ts";
import { shortHash } from "../text/hash.ts";
import { actsFor } from "./bodies.ts";
import { type ActorRecord, actorOf, type Corpus, proof, quote, refOf, reportedOn } from "./corpus.ts";
import type { Actors } from "./entities.ts";
import { openId } from "./identity.ts";
import { byCode } from "./ids.ts";
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
  const bases: NamedCluster[] = [];
  for (const [root, records] of members) {
    const base = nameCluster(records, actors.identity.knownOf(root), actors, corpus, world);
    bases.push(base);
    let { id } = base;
    if (taken.has(id)) id = `${id}-${shortHash(refOf(corpus, records[0]!))}`;
    taken.add(id);
    ids.set(root, id);
    for (const leaf of base.retired) retired.push([leaf, id]);
    for (const prefix of base.prefixes) retired.push([prefix + id.slice(4), id]);
  }
  for (const [leaf, id] of retired) if (!taken.has(leaf)) redirects.set(leaf, id);

  const proven = new Set<string>();
  for (const [root, records] of members)
    if (records.some((record) => shownBy(record, corpus))) proven.add(ids.get(root)!);
  const provenId = ({ index }: ActorRecord): string | null => {
    const id = ids.get(clusters.find(index))!;
    return proven.has(id) ? id : null;
  };
  const written = new Map<ActorRecord, WrittenEntity>();
  const entities: Entity[] = [];
  for (const base of bases) {
    const { records } = base;
    const id = ids.get(records[0]!.index)!;
    const represents: (string | null)[] = [];
    for (const record of records) {
      const { article, entity } = record;
      for (const role of entity.roles) {
        const body = actorOf(corpus, article, role.represents);
        represents.push(body === undefined ? null : provenId(body));
      }
      if (record.family !== "body") continue;
      const owner = actsFor(record, actors.leaves[record.index], world);
      // Whom nobody names has no node.
      represents.push(owner !== null && proven.has(owner) ? owner : null);
    }
    const before = corpus.memory.entities.get(records[0]!);
    const row =
      before?.id === id && before.base === base && equal(before.represents, represents)
        ? before
        : { id, base, represents, ...writeEntity(id, records, represents, corpus, world) };
    written.set(records[0]!, row);
    conflicts.push(...row.conflicts);
    if (row.entity) entities.push(row.entity);
  }
  corpus.memory.entities = written;
  entities.sort((one, other) => byCode(one.id, other.id));
  for (const [from, to] of redirects) if (!proven.has(to)) redirects.delete(from);
  return {
    entities,
    idOf: (article, local) => {
      const record = actorOf(corpus, article, local);
      return record === undefined ? null : provenId(record);
    },
    redirects,
    conflicts,
  };
};

const equal = <T>(one: readonly T[], other: readonly T[]): boolean => {
  if (one.length !== other.length) return false;
  for (let at = 0; at < one.length; at++) if (one[at] !== other[at]) return false;
  return true;
};

/** Records that are one, and what follows for their id. */
interface NamedCluster {
  records: readonly ActorRecord[];
  /** Where each record's name alone would have put it. */
  leaves: readonly (string | undefined)[];
  known: string | null;
  id: string;
  /** Ids that parts would have had by themselves. */
  retired: readonly string[];
  /** Prefixes of all kinds it is read as, when they are several. */
  prefixes: readonly string[];
}

const nameCluster = (
  records: readonly ActorRecord[],
  known: string | null,
  actors: Actors,
  corpus: Corpus,
  world: WorldIndex,
): NamedCluster => {
  const leaves = records.map(({ index }) => actors.leaves[index]?.id);
  const before = corpus.memory.entities.get(records[0]!)?.base;
  if (before && before.known === known && equal(before.records, records) && equal(before.leaves, leaves))
    return before;
  const counts = countLeaves(leaves);
  const kind = kindOf(records, known, world);
  const kinds = known === null ? new Set(records.map(({ entity }) => entity.kind)) : new Set<Kind>();
  return {
    records,
    leaves,
    known,
    id: known ?? prefixOf(kind) + bestLeaf(counts, records).slice(4),
    retired: [...counts.keys()],
    prefixes: kinds.size > 1 ? [...kinds].map(prefixOf) : [],
  };
};

/** Leaf id → number of articles that speak of the cluster by it. */
const countLeaves = (leaves: readonly (string | undefined)[]): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const leaf of leaves) if (leaf !== undefined) counts.set(leaf, (counts.get(leaf) ?? 0) + 1);
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

/** The first mention in its article, else a passage that shows it at work; the rest stands in the extraction. */
const shownBy = (record: ActorRecord, corpus: Corpus): Evidence | false => {
  record.memo.shown ??= findShown(record, corpus) ?? false;
  return record.memo.shown;
};

const findShown = ({ entity, article }: ActorRecord, corpus: Corpus): Evidence | undefined => {
  const [mention, ...more] = entity.mentions;
  const first = more.reduce((one, other) => (other.start < one!.start ? other : one), mention);
  const [shown] = first ? quote(corpus, article, [first]) : [];
  if (shown) return shown;
  for (const { meeting } of corpus.articles[article]!.meetings) {
    const [own] = quote(corpus, article, meeting.evidence);
    for (const seat of meeting.participants) {
      const used = seat.entity === entity.id && (quote(corpus, article, seat.evidence)[0] ?? own);
      if (used) return used;
    }
    if (meeting.place === entity.id && own) return own;
  }
  return undefined;
};

/** An entity as the records under its id made it. */
export interface WrittenEntity {
  id: string;
  base: NamedCluster;
  /** Whom each role of each record is for, and whom each body as such. */
  represents: readonly (string | null)[];
  /** Null when no passage shows it. */
  entity: Entity | null;
  conflicts: readonly Conflict[];
}

const writeEntity = (
  id: string,
  records: readonly ActorRecord[],
  represents: readonly (string | null)[],
  corpus: Corpus,
  world: WorldIndex,
): Pick<WrittenEntity, "entity" | "conflicts"> => {
  const conflicts: Conflict[] = [];
  const evidence: Evidence[] = [];
  const articles = new Set<number>();
  for (const record of records) {
    articles.add(record.article);
    const shown = shownBy(record, corpus);
    if (shown) evidence.push(shown);
  }
  const proven = proof(evidence);
  if (!proven) {
    conflicts.push({
      code: "no_evidence",
      message: `${id} is mentioned nowhere in the text of its articles and was left out.`,
      ids: [id],
    });
    return { entity: null, conflicts };
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
  const entity: Entity = {
    id,
    kind,
    name,
    names: { ar, en },
    aliases: [...aliases].sort(byCode),
    qid: actor?.qid ?? null,
    // A delegation of nobody that is named anywhere has no more to say than its name.
    roles: rolesOf(records, represents, corpus).filter(
      ({ title, represents: side }) =>
        side !== null || title !== name || (kind !== "group" && kind !== "organization"),
    ),
    articles: [...articles].map((article) => corpus.extractions[article]!.article.id).sort(byCode),
    evidence: proven,
  };
  return { entity, conflicts };
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
  const named = records.filter(({ memo }) => memo.person?.form !== "unnamed");
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
  represents: readonly (string | null)[],
  corpus: Corpus,
): EntityRole[] => {
  const found = new Map<
    string,
    { title: string; represents: string | null; days: string[]; evidence: Evidence[] }
  >();
  let next = 0;
  for (const record of records) {
    const { article, entity, family, memo } = record;
    memo.roles ??= entity.roles.map((role) => ({
      key: fold(role.title),
      title: role.title,
      evidence: quote(corpus, article, [role]),
    }));
    const told = memo.roles.map((role) => ({ ...role, side: represents[next++] ?? null }));
    const owner = family === "body" ? represents[next++] : null;
    const shown = owner && !told.some(({ side }) => side === owner) ? shownBy(record, corpus) : undefined;
    if (shown) told.push({ key: fold(entity.name), title: entity.name, evidence: [shown], side: owner! });
    const day = reportedOn(corpus, article);
    for (const { key: words, title, evidence, side } of told) {
      const key = `${side ?? ""}\t${words}`;
      const entry = found.get(key) ?? { title, represents: side, days: [], evidence: [] };
      found.set(key, entry);
      if (title < entry.title) entry.title = title;
      entry.evidence.push(...evidence);
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
