import type { Extraction } from "../extraction.ts";
import type { Conflict, FactArticle, Facts, Meeting, Relation } from "../facts.ts";
import * as known from "../world.ts";
import { type Ledger, writeMeeting } from "./accounts.ts";
import { CopyFinder } from "./copies.ts";
import { gather, proof, quote } from "./corpus.ts";
import { joinDescriptions } from "./descriptions.ts";
import { resolveActors } from "./entities.ts";
import { byCode } from "./ids.ts";
import { type Judgement, settle } from "./judgements.ts";
import { type MeetingStage, resolveMeetings } from "./meetings.ts";
import { nameActors } from "./naming.ts";
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
): Resolution => {
  const corpus = gather(extractions);
  const index = worldIndex(world);
  const actors = resolveActors(corpus, index, settle(judgements));
  const told = resolveMeetings(corpus, actors, actors.rest);
  joinDescriptions(told.meetings, corpus, actors);
  const named = nameActors(corpus, actors, index);

  const ledger: Ledger = {
    corpus,
    copies: new CopyFinder((article) => corpus.extractions[article]!.article.text),
    idOf: named.idOf,
    conflicts: [],
  };
  const redirects = new Map(named.redirects);
  const { meetings, idOf } = writeMeetings(told, ledger, redirects);
  const relations = writeRelations(ledger, idOf);
  const conflicts = [
    ...corpus.conflicts,
    ...actors.conflicts.map((conflict) => withFinalIds(conflict, redirects)),
    ...told.conflicts,
    ...named.conflicts,
    ...ledger.conflicts,
  ];
  return {
    facts: {
      entities: named.entities,
      meetings: meetings.sort((one, other) => byCode(one.id, other.id)),
      relations,
      articles: corpus.extractions.map(({ article }) => articleOf(article)),
      conflicts: sortConflicts(conflicts),
      redirects: Object.fromEntries([...redirects].sort(([one], [other]) => byCode(one, other))),
    },
    decisions: sortDecisions([...actors.identity.decisions, ...told.decisions]),
  };
};

const writeMeetings = (
  told: MeetingStage,
  ledger: Ledger,
  redirects: Map<string, string>,
): { meetings: Meeting[]; idOf: (article: number, local: string) => string | null } => {
  const written = told.meetings.map((cluster) => writeMeeting(cluster, ledger));
  const { meetingOf: locals } = ledger.corpus;
  const idOf = (article: number, local: string): string | null => {
    const record = locals[article]!.get(local);
    const at = record === undefined ? undefined : told.meetingOf.get(record);
    return at === undefined ? null : (written[at]?.id ?? null);
  };
  const ids = new Set(written.map((meeting) => meeting?.id));
  const parents = new Map<string, string>();
  told.meetings.forEach(({ tellings }, at) => {
    const meeting = written[at];
    if (!meeting) return;
    for (const { record, ownId } of tellings) {
      if (!ids.has(ownId)) redirects.set(ownId, meeting.id);
      const parent = record.meeting.parent === null ? null : idOf(record.article, record.meeting.parent);
      // Accounts seldom disagree on the larger meeting; if they do, the first by id stands.
      if (parent !== null && parent !== meeting.id && parent < (parents.get(meeting.id) ?? "\uffff"))
        parents.set(meeting.id, parent);
    }
  });
  const meetings = written.filter((meeting) => meeting !== null);
  for (const meeting of meetings) {
    const parent = parents.get(meeting.id);
    if (parent !== undefined && !leadsBack(parent, meeting.id, parents)) meeting.parent = parent;
    else parents.delete(meeting.id);
  }
  return { meetings, idOf };
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
  const relations: Relation[] = [];
  for (const [, { relation, pieces }] of [...found].sort(([one], [other]) => byCode(one, other))) {
    const evidence = proof(pieces);
    if (evidence) relations.push({ ...relation, evidence });
  }
  return relations;
};

const articleOf = (article: Extraction["article"]): FactArticle => ({
  id: article.id,
  title: article.title ?? null,
  publishedAt: article.publishedAt ?? null,
  source: article.source ?? null,
  url: article.url ?? null,
  language: article.language ?? null,
  text: article.text,
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
