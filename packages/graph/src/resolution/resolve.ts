import type { Extraction } from "../extraction.ts";
import type { Conflict, Facts, Meeting, Proof, Relation } from "../facts.ts";
import * as known from "../world.ts";
import { type Ledger, writeMeeting } from "./accounts.ts";
import { CopyFinder } from "./copies.ts";
import { gather, type MeetingRecord, proof, quote } from "./corpus.ts";
import { joinDescriptions } from "./descriptions.ts";
import { resolveActors } from "./entities.ts";
import { byCode } from "./ids.ts";
import { type Judgement, settle } from "./judgements.ts";
import { type MeetingStage, resolveMeetings } from "./meetings.ts";
import { Memory } from "./memory.ts";
import { nameActors } from "./naming.ts";
import type { Telling } from "./tellings.ts";
import { type World, worldIndex } from "./world.ts";

/** What resolution found, and what it decided on the way. */
export interface Resolution {
  facts: Facts;
  /**
   * The merges resolution made by itself (`same`), and the pairs it left open for a person (`unsure`), with score
   * and reasons. Copy one into the judgements, with the verdict you prefer, to settle it for good.
   */
  decisions: Judgement[];
}

/**
 * What all articles together say: one node for each person, body, place and meeting.
 *
 * A pure function of its arguments: the order of articles and judgements does not matter, nothing is remembered
 * between calls. Leaving an article out removes what rested on it and nothing else; leaving a judgement out undoes it.
 *
 * @param judgements decisions of people on single pairs; they are never overruled.
 * @param world what is known beforehand: by default all of `@liqa/graph/world`; `{}` for nothing.
 * @example
 * ```ts
 * import { ar } from "@liqa/graph/ar";
 *
 * const facts = resolve(articles.map(extractor(ar)));
 * facts.entities.find(({ id }) => id === "per:james-jeffrey")?.articles; // → ["ankara", "cairo"]
 * ```
 */
export const resolve = (
  extractions: readonly Extraction[],
  judgements: readonly Judgement[] = [],
  world: World = known,
): Facts => resolveWithDecisions(extractions, judgements, world).facts;

/**
 * As {@link resolve}, with the decisions that were made on the way.
 *
 * @example
 * ```ts
 * resolveWithDecisions(extractions).decisions.filter(({ verdict }) => verdict === "unsure"); // → []
 * ```
 */
export const resolveWithDecisions = (
  extractions: readonly Extraction[],
  judgements: readonly Judgement[] = [],
  world: World = known,
): Resolution => new Resolver(world).resolve(extractions, judgements);

/**
 * Resolves over and over while articles come and go: what it found out about articles, names and nodes that are still
 * the same is not found out again. Every round gives exactly what {@link resolveWithDecisions} gives for the same
 * arguments, and rows of the facts that have not changed are the same objects as in the round before.
 *
 * @example
 * ```ts
 * const resolver = new Resolver();
 * const before = resolver.resolve(extractions).facts;
 * const after = resolver.resolve(extractions.slice(1)).facts;
 * after.articles.length; // → before.articles.length - 1
 * ```
 */
export class Resolver {
  readonly #memory: Memory;

  /** @param world as for {@link resolve} */
  constructor(world: World = known) {
    this.#memory = new Memory(worldIndex(world));
  }

  /**
   * What all articles together say now.
   * @param extractions an article that has not changed must be the same object as before, and nobody may change it
   *
   * @example
   * ```ts
   * new Resolver().resolve(extractions).facts.meetings.length; // → 3
   * ```
   */
  resolve(extractions: readonly Extraction[], judgements: readonly Judgement[] = []): Resolution {
    const { world } = this.#memory;
    const corpus = gather(extractions, this.#memory);
    const actors = resolveActors(corpus, world, settle(judgements));
    const told = resolveMeetings(corpus, actors, actors.rest);
    joinDescriptions(told.meetings, corpus, actors);
    const named = nameActors(corpus, actors, world);

    const ledger: Ledger = { corpus, copies: new CopyFinder(corpus.articles), idOf: named.idOf };
    const redirects = new Map(named.redirects);
    const { meetings, idOf, ...written } = writeMeetings(told, ledger, redirects);
    const relations = writeRelations(ledger, idOf);
    const conflicts = [
      ...corpus.conflicts,
      ...actors.conflicts.map((conflict) => withFinalIds(conflict, redirects)),
      ...told.conflicts,
      ...named.conflicts,
      ...written.conflicts,
    ];
    return {
      facts: {
        entities: named.entities,
        meetings: meetings.sort((one, other) => byCode(one.id, other.id)),
        relations,
        articles: corpus.articles.map(({ fact }) => fact),
        conflicts: sortConflicts(conflicts),
        redirects: Object.fromEntries([...redirects].sort(([one], [other]) => byCode(one, other))),
      },
      decisions: sortDecisions([...actors.identity.decisions, ...told.decisions]),
    };
  }
}

/** A meeting as its tellings made it. */
export interface WrittenMeeting {
  tellings: readonly Telling[];
  /** Final ids of whom and where each telling names, and how many seats it has. */
  named: readonly (string | number | null)[];
  /** Null when no passage shows it. */
  meeting: Meeting | null;
  conflicts: readonly Conflict[];
}

const namedIn = (tellings: readonly Telling[], { idOf }: Ledger): (string | number | null)[] =>
  tellings.flatMap(({ record: { article, meeting }, seats }) => [
    seats.length,
    meeting.place === null ? null : idOf(article, meeting.place),
    ...meeting.participants.map(({ entity }) => idOf(article, entity)),
  ]);

const isWritten = (
  before: WrittenMeeting | undefined,
  tellings: readonly Telling[],
  named: readonly (string | number | null)[],
): before is WrittenMeeting =>
  before !== undefined &&
  before.tellings.length === tellings.length &&
  before.tellings.every(({ record }, at) => record === tellings[at]!.record) &&
  before.named.every((id, at) => id === named[at]);

const writeMeetings = (
  told: MeetingStage,
  ledger: Ledger,
  redirects: Map<string, string>,
): {
  meetings: Meeting[];
  idOf: (article: number, local: string) => string | null;
  conflicts: Conflict[];
} => {
  const { corpus } = ledger;
  const conflicts: Conflict[] = [];
  const rows = told.meetings.map(({ tellings }): WrittenMeeting => {
    const named = namedIn(tellings, ledger);
    const before = corpus.memory.meetings.get(tellings[0]!.record);
    const row = isWritten(before, tellings, named)
      ? before
      : { tellings, named, ...writeMeeting(tellings, ledger) };
    conflicts.push(...row.conflicts);
    return row;
  });
  const idOf = (article: number, local: string): string | null => {
    const record = corpus.articles[article]!.meetingOf.get(local);
    const at = record === undefined ? undefined : told.meetingOf.get(record.index);
    return at === undefined ? null : (rows[at]!.meeting?.id ?? null);
  };
  const ids = new Set(rows.map(({ meeting }) => meeting?.id));
  const parents = new Map<string, string>();
  for (const { meeting, tellings } of rows) {
    if (!meeting) continue;
    for (const { record, ownId } of tellings) {
      if (!ids.has(ownId)) redirects.set(ownId, meeting.id);
      const parent = record.meeting.parent === null ? null : idOf(record.article, record.meeting.parent);
      // Accounts seldom disagree on the larger meeting; if they do, the first by id stands.
      if (parent !== null && parent !== meeting.id && parent < (parents.get(meeting.id) ?? "\uffff"))
        parents.set(meeting.id, parent);
    }
  }
  const meetings: Meeting[] = [];
  const written = new Map<MeetingRecord, WrittenMeeting>();
  for (const row of rows) {
    let { meeting } = row;
    if (meeting) {
      const wanted = parents.get(meeting.id);
      const parent = wanted !== undefined && !leadsBack(wanted, meeting.id, parents) ? wanted : null;
      if (parent === null) parents.delete(meeting.id);
      if (meeting.parent !== parent) meeting = { ...meeting, parent };
      meetings.push(meeting);
    }
    written.set(row.tellings[0]!.record, meeting === row.meeting ? row : { ...row, meeting });
  }
  corpus.memory.meetings = written;
  return { meetings, idOf, conflicts };
};

/** Merging may turn «during» into a circle; it is cut where it closes. */
const leadsBack = (from: string, to: string, parents: ReadonlyMap<string, string>): boolean => {
  const seen = new Set<string>();
  for (let at: string | undefined = from; at !== undefined && !seen.has(at); at = parents.get(at)) {
    if (at === to) return true;
    seen.add(at);
  }
  return false;
};

const writeRelations = (
  ledger: Ledger,
  meetingId: (article: number, local: string) => string | null,
): Relation[] => {
  const found = new Map<
    string,
    { relation: Omit<Relation, "evidence">; pieces: Parameters<typeof proof>[0] }
  >();
  const { corpus } = ledger;
  corpus.extractions.forEach((extraction, article) => {
    const idOf = (local: string): string | null => ledger.idOf(article, local) ?? meetingId(article, local);
    for (const { from, type, to, evidence } of extraction.relations) {
      const relation = { from: idOf(from), type, to: idOf(to) };
      if (relation.from === null || relation.to === null || relation.from === relation.to) continue;
      const key = `${relation.from}\t${type}\t${relation.to}`;
      const entry = found.get(key) ?? {
        relation: { from: relation.from, type, to: relation.to },
        pieces: [],
      };
      found.set(key, entry);
      entry.pieces.push(...quote(corpus, article, evidence));
    }
  });
  const relations = new Map<string, Relation>();
  for (const [key, { relation, pieces }] of [...found].sort(([one], [other]) => byCode(one, other))) {
    const evidence = proof(pieces);
    if (!evidence) continue;
    const before = corpus.memory.relations.get(key);
    relations.set(key, before && sameProof(before.evidence, evidence) ? before : { ...relation, evidence });
  }
  corpus.memory.relations = relations;
  return [...relations.values()];
};

const sameProof = (one: Proof, other: Proof): boolean =>
  one.length === other.length &&
  one.every(({ article, start, end, quote: text }, at) => {
    const piece = other[at]!;
    return article === piece.article && start === piece.start && end === piece.end && text === piece.quote;
  });

const withFinalIds = (conflict: Conflict, redirects: ReadonlyMap<string, string>): Conflict => ({
  ...conflict,
  ids: [...new Set(conflict.ids.map((id) => redirects.get(id) ?? id))],
});

const sortConflicts = (conflicts: readonly Conflict[]): Conflict[] => {
  const keyed = new Map(
    conflicts.map((conflict) => [
      `${conflict.code}\t${conflict.ids.join(" ")}\t${conflict.message}`,
      conflict,
    ]),
  );
  return [...keyed].sort(([one], [other]) => byCode(one, other)).map(([, conflict]) => conflict);
};

/** One a pair, the most certain. */
const sortDecisions = (decisions: readonly Judgement[]): Judgement[] => {
  const byPair = new Map<string, Judgement>();
  for (const decision of decisions) {
    const pair = `${decision.left}\t${decision.right}`;
    const known = byPair.get(pair);
    if (!known || decision.score! > known.score!) byPair.set(pair, decision);
  }
  return [...byPair].sort(([one], [other]) => byCode(one, other)).map(([, decision]) => decision);
};
