import { entityOf } from "../prose/names.ts";
import { FactsCatalogue } from "../query/catalogue.ts";
import type { GraphIndex } from "../query/graphIndex.ts";
import { type Answer, Draft } from "./answer.ts";
import { ANSWERS } from "./answers.ts";
import type { Context } from "./context.ts";
import type { QuestionWords } from "./grammar.ts";
import { Names } from "./names.ts";
import { intentOf, type Parts, partsOf } from "./parts.ts";
import { type Headlines, headlinesOf, readQuestion, type Segment } from "./readQuestion.ts";

export interface AskOptions {
  /** ISO day that «أمس», "last week" count from; without it they are not placed in time. */
  today?: string;
}

export type Ask = (index: GraphIndex, question: string, options?: AskOptions) => Answer;

/** What questions need of an index besides its queries; built at the first question. */
interface Prepared {
  names: Map<string, Names>;
  headlines: Headlines;
}

const prepared = new WeakMap<GraphIndex, Prepared>();

const prepare = (index: GraphIndex): Prepared => {
  const known = prepared.get(index);
  if (known) return known;
  const articles = index.catalogue instanceof FactsCatalogue ? index.catalogue.facts.articles : [];
  const made = { names: new Map<string, Names>(), headlines: headlinesOf(articles) };
  prepared.set(index, made);
  return made;
};

const namesFor = (index: GraphIndex, words: QuestionWords): Names => {
  const { names } = prepare(index);
  const known = names.get(words.tag);
  if (known) return known;
  const made = new Names(index, words);
  names.set(words.tag, made);
  return made;
};

/** The language whose script the question uses most; a name in another script does not count for much. */
const languageOf = (question: string, languages: readonly QuestionWords[]): QuestionWords => {
  const words = question.slice(0, 1000).split(/[^\p{L}\p{M}]+/u);
  const scored = languages.map((language) => {
    const own = words.filter((word) => language.script.test(word)).length;
    // Question words decide: «Who met سامح شكري الثاني» is English.
    const cued = words.filter(
      (word) => language.script.test(word) && language.cues.get(word).length > 0,
    ).length;
    return { language, score: own + 4 * cued };
  });
  return scored.reduce((best, next) => (next.score > best.score ? next : best)).language;
};

/**
 * Makes `ask` for some languages.
 *
 * A question is cut into names, dates and cue words, the first row of the language's table of intents that fits says
 * what is asked, and the index answers. Nothing is guessed: a name that the graph does not know gives an empty
 * answer that says so.
 */
export const asker =
  (languages: () => readonly QuestionWords[]): Ask =>
  (index, question, options = {}) => {
    const all = languages();
    const words = languageOf(question, all);
    const segments = readQuestion(
      question,
      words,
      namesFor(index, words),
      prepare(index).headlines,
      options.today,
    );
    const parts = partsOf(segments, words, index);
    const draft = new Draft(index, words.prose);
    noteNames(draft, segments);
    const row = intentOf(parts, words.intents);
    const context: Context = { index, words, languages: all, parts, draft };
    const unknown = unknownNames(segments, parts);
    const answer = row && ANSWERS[row.intent];
    if (!answer) draft.say("ask-unclear");
    else if (unknown.length > 0)
      draft.say("ask-unknown", { list: words.prose.join(unknown.map((name) => `«${name}»`)) });
    else answer(context);
    return draft.finish(question, row?.intent ?? "unclear");
  };

/** Everybody named is asked about; where a name may mean several, all are, and it is said. */
const noteNames = (draft: Draft, segments: readonly Segment[]): void => {
  for (const segment of segments) {
    if (segment.kind !== "name") continue;
    for (const id of segment.ids) draft.ask(id);
    if (segment.ids.length < 2) continue;
    const candidates = segment.ids.map((id) => ({ id, name: entityOf(draft.index, id)?.name ?? id }));
    draft.ambiguous.push({ name: segment.text, candidates });
    draft.say("ask-ambiguous", {
      name: segment.text,
      list: draft.words.join(candidates.map(({ name }) => `«${name}»`)),
    });
  }
};

/** Names without which the question has no answer; a process («أستانا») need be no entity. */
const unknownNames = (segments: readonly Segment[], parts: Parts): string[] => {
  const described = new Set(parts.references.flatMap(({ of }) => of.map(({ text }) => text)));
  return segments.flatMap((segment) =>
    segment.kind === "name" && segment.ids.length === 0 && !described.has(segment.text) ? [segment.text] : [],
  );
};
