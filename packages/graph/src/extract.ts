import type { Article } from "./article.ts";
import { checkArticle } from "./checkArticle.ts";
import { type DateMention, findDates } from "./dates/findDates.ts";
import { publicationDay } from "./edtf.ts";
import type { Extraction, Extractor, Warning } from "./extraction.ts";
import type { Language } from "./language.ts";
import { Scan } from "./lexicon/scan.ts";
import { Clause } from "./meetings/clause.ts";
import { saidOnAfter } from "./meetings/dates.ts";
import { findTellings } from "./meetings/findTellings.ts";
import { settleHomelands } from "./meetings/homelands.ts";
import { type JoinedMeeting, joinTellings } from "./meetings/joinTellings.ts";
import { isSportArticle } from "./meetings/political.ts";
import { type Statement, statements } from "./meetings/relations.ts";
import type { Context, Telling } from "./meetings/telling.ts";
import { type Actors, joinActors } from "./mentions/actors.ts";
import { findMentions, type Mentions } from "./mentions/findMentions.ts";
import { newsOnly } from "./text/boilerplate.ts";
import { type Sentence, sentences } from "./text/sentences.ts";
import { type Token, Tokenizer } from "./text/tokens.ts";
import { writeExtraction } from "./writeExtraction.ts";

/**
 * Makes an extractor for a language. It keeps a bounded memory of word forms, nothing of the articles. It throws a
 * TypeError on what is no article (no text, a date that is no string), never on a text.
 *
 * @example
 * ```ts
 * import { ar } from "@liqa/graph/ar";
 *
 * const extract = extractor(ar);
 * const { meetings } = extract({
 *   id: "a1",
 *   text: "التقى وزير الخارجية المصري سامح شكري نظيره الروسي سيرغي لافروف في موسكو.",
 * });
 * meetings; // → [{ type: "bilateral", status: "held", date: null, rule: "verb:meet" }]
 * ```
 */
export const extractor = (language: Language): Extractor => {
  const read = analyser(language);
  return (article) => read(article).extraction;
};

/** Everything the stages make of one article, for those who want to see why. */
export interface Analysis {
  scan: Scan;
  clauses: readonly Clause[];
  tellings: readonly Telling[];
  /** Meeting `m1` of the extraction is the first of these. */
  meetings: readonly JoinedMeeting[];
  actors: Actors;
  mentions: Mentions;
  dates: readonly DateMention[];
  extraction: Extraction;
}

/** Reads an article stage by stage. */
export const analyser = (language: Language): ((article: Article) => Analysis) => {
  if (typeof language?.readings !== "function")
    throw new TypeError(
      'extractor needs a language: import { ar } from "@liqa/graph/ar" and call extractor(ar)',
    );
  const tokenizer = new Tokenizer(language);
  return (given) => {
    const { article, warnings } = checkArticle(given);
    const { text } = article;
    const tokens = newsOnly(text, tokenizer.tokens(text), language.boilerplate);
    const scan = new Scan(language, text, tokens);
    const mentions = findMentions(scan);
    const actors = joinActors(scan, mentions.actors);
    const dates = findDates(tokens, text, article, language.dates);
    const published = publicationDay(article.publishedAt);
    const parts = sentences(tokens);
    const { clauses, tellings, said } = read(scan, parts, mentions, actors, dates, published);
    const meetings = isSportArticle(scan, parts) ? [] : joinTellings(tellings, actors.all);
    const extraction = writeExtraction(article, actors, meetings, said, [...wordless(tokens), ...warnings]);
    return { scan, clauses, tellings, meetings, actors, mentions, dates, extraction };
  };
};

/** Reads sentence by sentence, remembering whom the text speaks of, for its pronouns. */
const read = (
  scan: Scan,
  parts: readonly Sentence[],
  { actors: mentions, adjectives }: Mentions,
  actors: Actors,
  dates: readonly DateMention[],
  published: number | null,
): { clauses: Clause[]; tellings: Telling[]; said: { statement: Statement; sentence: Sentence }[] } => {
  const clauses: Clause[] = [];
  const tellings: Telling[] = [];
  const said: { statement: Statement; sentence: Sentence }[] = [];
  const datesOf = inTurn(dates, (date) => date.from);
  const adjectivesOf = inTurn(adjectives, (adjective) => adjective.at);
  const covering = new Int32Array(scan.tokens.length).fill(-1);
  for (const [at, { from, to }] of mentions.entries()) covering.fill(at, from, to);
  let first = 0;
  let context: Context = { topic: -1, saidOn: null };
  for (const sentence of parts) {
    while (first < mentions.length && mentions[first]!.to <= sentence.from) first++;
    const clause = new Clause(
      scan,
      sentence,
      mentions,
      actors,
      adjectivesOf(sentence),
      covering,
      first,
      datesOf(sentence),
    );
    clauses.push(clause);
    settleHomelands(clause, context.topic);
    const told = findTellings(clause, context, published);
    tellings.push(...told);
    for (const statement of statements(clause, told)) said.push({ statement, sentence });
    context = {
      topic: topicAfter(clause, context.topic),
      saidOn: saidOnAfter(clause, context.saidOn),
    };
  }
  return { clauses, tellings, said };
};

/** Deals out what stands in order to the sentences in order: to each what begins in it. */
const inTurn = <T>(items: readonly T[], tokenOf: (item: T) => number): ((sentence: Sentence) => T[]) => {
  let next = 0;
  return ({ from, to }) => {
    while (next < items.length && tokenOf(items[next]!) < from) next++;
    const first = next;
    while (next < items.length && tokenOf(items[next]!) < to) next++;
    return items.slice(first, next);
  };
};

/** The first person of the sentence who is no spokesman and stands free of particles; else whoever it was before. */
const topicAfter = (clause: Clause, before: number): number => {
  for (const at of clause.all()) {
    const actor = clause.actor(at);
    if (
      actor?.kind !== "person" ||
      !["", clause.scan.language.proclitics.and].includes(clause.mention(at).proclitic)
    )
      continue;
    if (actor.titles.some((title) => title.level === "spokesperson")) continue;
    return actor.index;
  }
  return before;
};

const wordless = (tokens: readonly Token[]): Warning[] =>
  tokens.some((token) => token.kind === "word")
    ? []
    : [{ code: "no_text", message: "The article has no words to read." }];
