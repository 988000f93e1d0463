import type { Span } from "../article.ts";
import { parseEdtf } from "../edtf.ts";
import type { ExtractedEntity, ExtractedMeeting, Extraction } from "../extraction.ts";
import type { Conflict, Evidence, Proof } from "../facts.ts";
import { byCode, localRef } from "./ids.ts";
import { bodyKey, type NameKey, nameKey } from "./nameKey.ts";
import { type Family, familyOf } from "./world.ts";

/** What one article calls one actor or place. */
export interface ActorRecord {
  index: number;
  /** Index of the article in {@link Corpus.extractions}. */
  article: number;
  entity: ExtractedEntity;
  family: Family;
  /** For persons the name key, for all others the body key. */
  key: string;
  /** Persons only; null for the rest. */
  name: NameKey | null;
}

/** One telling of a meeting by one article. */
export interface MeetingRecord {
  index: number;
  article: number;
  meeting: ExtractedMeeting;
}

/** All extractions in a fixed order, with what they name numbered through. */
export interface Corpus {
  extractions: readonly Extraction[];
  /** Day of publication of each article, or null. */
  days: readonly (number | null)[];
  actors: readonly ActorRecord[];
  meetings: readonly MeetingRecord[];
  /** Per article: local entity id → index in actors. */
  actorOf: readonly ReadonlyMap<string, number>[];
  /** Per article: local meeting id → index in meetings. */
  meetingOf: readonly ReadonlyMap<string, number>[];
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

/** Many articles name the same people in the same letters: each spelling is cut up once. */
const remember = <T>(make: (text: string) => T): ((text: string) => T) => {
  const made = new Map<string, T>();
  return (text) => {
    const known = made.get(text);
    if (known !== undefined) return known;
    const fresh = make(text);
    made.set(text, fresh);
    return fresh;
  };
};

export const gather = (given: readonly Extraction[]): Corpus => {
  checkExtractions(given);
  const conflicts: Conflict[] = [];
  const extractions = inOrder(given, conflicts);
  const actors: ActorRecord[] = [];
  const meetings: MeetingRecord[] = [];
  const actorOf: Map<string, number>[] = [];
  const meetingOf: Map<string, number>[] = [];
  const nameOf = remember(nameKey);
  const bodyOf = remember(bodyKey);
  extractions.forEach((extraction, article) => {
    const locals = new Map<string, number>();
    for (const entity of extraction.entities) {
      if (locals.has(entity.id)) continue;
      const family = familyOf(entity.kind);
      const name = family === "person" ? nameOf(entity.name) : null;
      locals.set(entity.id, actors.length);
      actors.push({
        index: actors.length,
        article,
        entity,
        family,
        key: name?.key ?? bodyOf(entity.name),
        name,
      });
    }
    actorOf.push(locals);
    const told = new Map<string, number>();
    for (const meeting of extraction.meetings) {
      if (told.has(meeting.id)) continue;
      told.set(meeting.id, meetings.length);
      meetings.push({ index: meetings.length, article, meeting });
    }
    meetingOf.push(told);
  });
  const days = extractions.map(({ article }) => publicationDay(article.publishedAt));
  return { extractions, days, actors, meetings, actorOf, meetingOf, conflicts };
};

const publicationDay = (publishedAt: string | null | undefined): number | null => {
  const interval = publishedAt ? parseEdtf(publishedAt) : null;
  return interval && interval.earliest === interval.latest ? interval.earliest : null;
};

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
