import type { Span } from "../article.ts";
import type { ExtractedEntity, ExtractedMeeting, Extraction } from "../extraction.ts";
import type { Conflict, Evidence, Proof } from "../facts.ts";
import { byCode, localRef } from "./ids.ts";
import { type ArticleRecords, type Memory, type RecordMemo, recordsOf } from "./memory.ts";
import type { NameKey } from "./nameKey.ts";
import type { Family } from "./world.ts";

/** What one article calls one actor or place. */
export interface ActorRecord {
  /** Its number in {@link Corpus.actors}, given anew in every round. */
  index: number;
  /** Index of the article in {@link Corpus.extractions}, given anew in every round. */
  article: number;
  readonly entity: ExtractedEntity;
  readonly family: Family;
  /** For persons the name key, for all others the body key. */
  readonly key: string;
  /** Persons only; null for the rest. */
  readonly name: NameKey | null;
  readonly memo: RecordMemo;
}

/** One telling of a meeting by one article. */
export interface MeetingRecord {
  /** Its number in {@link Corpus.meetings}, given anew in every round. */
  index: number;
  article: number;
  readonly meeting: ExtractedMeeting;
}

/** All extractions in a fixed order, with what they name numbered through. */
export interface Corpus {
  memory: Memory;
  extractions: readonly Extraction[];
  articles: readonly ArticleRecords[];
  /** Day of publication of each article, or null. */
  days: readonly (number | null)[];
  actors: readonly ActorRecord[];
  meetings: readonly MeetingRecord[];
  conflicts: Conflict[];
}

/** Drops repeated articles and sorts, so that nothing after this can see the order in which articles came. */
const inOrder = (extractions: readonly Extraction[], conflicts: Conflict[]): Extraction[] => {
  const byId = new Map<string, Extraction>();
  for (const extraction of extractions) {
    const known = byId.get(extraction.article.id);
    if (!known) {
      byId.set(extraction.article.id, extraction);
      continue;
    }
    if (known === extraction) continue;
    const [one, other] = [JSON.stringify(known), JSON.stringify(extraction)];
    if (one === other) continue;
    byId.set(extraction.article.id, one > other ? known : extraction);
    conflicts.push({
      code: "article_twice",
      message: `Two different extractions of article ${extraction.article.id}; one was ignored.`,
      ids: [extraction.article.id],
    });
  }
  return [...byId.values()].sort((one, other) => byCode(one.article.id, other.article.id));
};

const checkExtractions = (given: readonly unknown[]): void => {
  const cure =
    "give it a list of what extractor(ar) made of each article: resolve(articles.map(extractor(ar)))";
  if (!Array.isArray(given)) throw new TypeError(`resolve takes a list of extractions; ${cure}`);
  for (const [at, one] of given.entries()) {
    const { article, entities, meetings } = (one ?? {}) as Partial<Extraction>;
    if (typeof article?.id !== "string" || !Array.isArray(entities) || !Array.isArray(meetings)) {
      const what = one instanceof Promise ? "a promise: await it first" : "no extraction";
      throw new TypeError(`number ${at} of what resolve got is ${what}; ${cure}`);
    }
  }
};

export const gather = (given: readonly Extraction[], memory: Memory): Corpus => {
  checkExtractions(given);
  const conflicts: Conflict[] = [];
  const extractions = inOrder(given, conflicts);
  const actors: ActorRecord[] = [];
  const meetings: MeetingRecord[] = [];
  const articles = recordsOf(extractions, memory);
  articles.forEach((records, article) => {
    for (const record of records.actors) {
      record.index = actors.length;
      record.article = article;
      actors.push(record);
    }
    for (const record of records.meetings) {
      record.index = meetings.length;
      record.article = article;
      meetings.push(record);
    }
  });
  memory.tidy(actors);
  return { memory, extractions, articles, days: articles.map(({ day }) => day), actors, meetings, conflicts };
};

/** What an article calls by this id of its own. */
export const actorOf = (corpus: Corpus, article: number, local: string | null): ActorRecord | undefined =>
  local === null ? undefined : corpus.articles[article]!.actorOf.get(local);

/** The ISO day on which the article appeared, or null. */
export const reportedOn = (corpus: Corpus, article: number): string | null =>
  corpus.days[article] === null ? null : corpus.extractions[article]!.article.publishedAt!.slice(0, 10);

/** How judgements name an article's own entity. */
export const refOf = (corpus: Corpus, record: ActorRecord): string =>
  localRef(corpus.extractions[record.article]!.article.id, record.entity.id);

/** The quoted passages; spans that lie outside the text prove nothing and are left out. */
export const quote = (corpus: Corpus, article: number, spans: readonly Span[]): Evidence[] => {
  const { id, text } = corpus.extractions[article]!.article;
  const quotes: Evidence[] = [];
  for (const { start, end } of spans)
    if (start >= 0 && start < end && end <= text.length)
      quotes.push({ article: id, start, end, quote: text.slice(start, end) });
  return quotes;
};

const byPlace = (one: Evidence, other: Evidence): number =>
  byCode(one.article, other.article) || one.start - other.start || one.end - other.end;

/** Sorted and without repeats; null when there is nothing, for then there is no fact. */
export const proof = (pieces: Evidence[]): Proof | null => {
  if (pieces.length === 0) return null;
  if (pieces.length === 1) return [pieces[0]!];
  pieces.sort(byPlace);
  const kept = pieces.filter((piece, at) => at === 0 || byPlace(pieces[at - 1]!, piece) !== 0);
  return kept as [Evidence, ...Evidence[]];
};
