import { edtfDay, isDated, OPEN_END, OPEN_START, parseEdtf } from "../edtf.ts";
import { STATUSES } from "../extraction.ts";
import { entityOf, nameOf } from "../prose/names.ts";
import { phrase } from "../prose/words.ts";
import { FactsCatalogue } from "../query/catalogue.ts";
import type { GraphIndex } from "../query/graphIndex.ts";
import { type Answer, Draft } from "./answer.ts";
import { ANSWERS } from "./answers.ts";
import type { Context } from "./context.ts";
import type { QuestionWords } from "./grammar.ts";
import { Names } from "./names.ts";
import { heldBy, intentOf, type Parts, partsOf } from "./parts.ts";
import { type Headlines, headlinesOf, readQuestion, type Segment } from "./readQuestion.ts";
import { meetingsLike } from "./select.ts";

/** Days. */
const SHORTEST_PERIOD = 27;

/** What a question may mean beyond its words. */
export interface AskOptions {
  /** ISO day that «أمس», "last week" count from; without it they are not placed in time. */
  today?: string;
}

/** Answers a question from the facts of an index. */
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
    if (typeof index?.find !== "function" || typeof question !== "string")
      throw new TypeError(
        'ask takes an index and then a question: ask(GraphIndex.from(facts), "من التقى سامح شكري؟")',
      );
    const all = languages();
    const words = languageOf(question, all);
    const names = namesFor(index, words);
    const segments = readQuestion(question, words, names, prepare(index).headlines, options.today);
    const parts = partsOf(segments, words, index);
    const row = intentOf(parts, words.intents);
    narrowOffices(index, segments, parts);
    const drafted = (undated?: "news"): Draft => {
      const draft = new Draft(index, words.prose);
      noteNames(draft, segments, isHolderAsked(parts, row?.intent ?? ""));
      const context: Context = {
        index,
        words,
        languages: all,
        names,
        parts,
        draft,
        ...(undated ? { undated } : {}),
      };
      const unknown = unknownNames(segments, parts);
      const answer = row && ANSWERS[row.intent];
      if (!answer) draft.say("ask-unclear");
      else if (unknown.length > 0)
        draft.say("ask-unknown", { list: words.prose.join(unknown.map((name) => quoted(draft, name))) });
      else if (!placeAnchor(context)) draft.say("ask-no-anchor");
      else if (parts.since !== null && parts.until !== null && parts.since > parts.until)
        draft.say("ask-no-meetings");
      else {
        if (undated) draft.say("ask-reported-then");
        answer(context);
      }
      return draft;
    };
    const dated = drafted();
    // No date is told of what was the news of those days; better with that word than not at all.
    const likely = dated.isEmpty && isPeriod(parts) ? drafted("news") : dated;
    return (likely.isEmpty ? dated : likely).finish(question, row?.intent ?? "unclear");
  };

/** A month or more, and not «after the London meeting»: when something was in the news says little of its very day. */
const isPeriod = ({ since, until, anchor }: Parts): boolean => {
  const [from, to] = [since, until].map((day) => (day === null ? null : parseEdtf(day)));
  return anchor === null && from != null && to != null && to.latest - from.earliest >= SHORTEST_PERIOD;
};

/** «من وزير الخارجية المصري؟», «أي مبعوث أممي التقى حفتر؟»: the holder of an office is the answer. */
const isHolderAsked = (parts: Parts, intent: string): boolean =>
  (intent === "about" && parts.has("ask", "who")) || (intent === "who_met" && heldBy(parts) !== null);

/** «وزير الخارجية التركي في 2023»: of those who held an office, whoever was called so in the period. */
const narrowOffices = (index: GraphIndex, segments: readonly Segment[], { since, until }: Parts): void => {
  if (since === null && until === null) return;
  const held = (id: string): boolean =>
    (entityOf(index, id)?.roles ?? []).some(({ evidence }) =>
      evidence.some(({ article }) => {
        const day = index.article(article)?.publishedAt?.slice(0, 10);
        return day !== undefined && (since === null || day >= since) && (until === null || day <= until);
      }),
    );
  for (const segment of segments) {
    if (segment.kind !== "name" || !segment.office || segment.ids.length < 2) continue;
    const then = segment.ids.filter(held);
    if (then.length > 0) segment.ids.splice(0, segment.ids.length, ...then);
  }
};

/**
 * Everybody named is asked about; where a name may mean several, all are, and it is said.
 * @param whoHolds who is meant by an office is the answer.
 */
const noteNames = (draft: Draft, segments: readonly Segment[], whoHolds: boolean): void => {
  for (const segment of segments) {
    if (segment.kind !== "name" || (whoHolds && segment.office)) continue;
    for (const id of segment.ids) draft.ask(id);
    if (segment.ids.length < 2) continue;
    const candidates = segment.ids.map((id) => ({ id, name: entityOf(draft.index, id)?.name ?? id }));
    draft.ambiguous.push({ name: segment.text, candidates });
    draft.say("ask-ambiguous", {
      name: segment.text,
      list: draft.words.join(toldApart(draft, segment.ids)),
    });
  }
};

/** Names of several whom one word means; those written alike with what they are. */
const toldApart = (draft: Draft, ids: readonly string[]): string[] => {
  const names = ids.map((id) => nameOf(draft.index, draft.words, id, true));
  return names.map((name, at) => {
    const kind = entityOf(draft.index, ids[at]!)?.kind;
    const alike = names.filter((other) => other === name).length > 1;
    return quoted(draft, name) + (alike && kind ? ` (${phrase(draft.words, `kind-${kind}`)})` : "");
  });
};

const quoted = (draft: Draft, name: string): string => phrase(draft.words, "ask-quoted", { name });

/** «بعد اجتماع لندن»: limits the period to what came after or before. False when no such meeting has a date. */
const placeAnchor = (context: Context): boolean => {
  const { parts } = context;
  if (parts.anchor === null) return true;
  const { bound, reference } = parts.anchor;
  const days = meetingsLike({ ...context, parts: { ...parts, types: new Set() } }, reference, [], STATUSES)
    .flatMap(({ date }) => {
      const interval = date?.edtf ? parseEdtf(date.edtf) : null;
      return interval && isDated(interval) ? [interval] : [];
    })
    .filter(({ earliest, latest }) => earliest > OPEN_START && latest < OPEN_END);
  if (days.length === 0) return false;
  if (bound === "after") parts.since = edtfDay(Math.max(...days.map(({ latest }) => latest)) + 1);
  else parts.until = edtfDay(Math.min(...days.map(({ earliest }) => earliest)) - 1);
  return true;
};

/** Names without which the question has no answer; a process («أستانا») need be no entity. */
const unknownNames = (segments: readonly Segment[], parts: Parts): string[] => {
  const described = new Set(parts.references.flatMap(({ of }) => of.map(({ text }) => text)));
  return segments.flatMap((segment) =>
    segment.kind === "name" && segment.ids.length === 0 && !described.has(segment.text) ? [segment.text] : [],
  );
};
