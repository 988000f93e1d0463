import { type Cue, type CueRole, intentRows, type QuestionWords } from "../ask/grammar.ts";
import { findDates } from "../dates/findDates.ts";
import type { DateRole, DateWord, DateWords } from "../dates/words.ts";
import * as tables from "../generated/en.ts";
import { Phrases } from "../lexicon/phrases.ts";
import { searchWords } from "../query/find.ts";
import type { Reading, Token, WordAnalyser } from "../text/tokens.ts";
import { enProse } from "./prose.ts";

/** English glues nothing to its words. */
const analyser: WordAnalyser = {
  innerKey: (folded) => folded,
  readings: (folded): readonly Reading[] => [
    { proclitic: "", definite: false, rest: folded, key: folded, skip: 0 },
  ],
};

const cues = (): Phrases<Cue> => {
  const phrases = new Phrases<Cue>(analyser);
  for (const { id, role, value, forms } of tables.questionWords)
    for (const form of forms) phrases.add(form, { id, role: role as CueRole, value });
  return phrases;
};

const COUNTS: Readonly<Record<string, DateWord["count"]>> = { 0: "many", 1: "one" };

const dateWords = (): DateWords => {
  const phrases = new Phrases<DateWord>(analyser);
  for (const row of tables.dateWords) {
    const word: DateWord = {
      role: row.role as DateRole,
      number: Number(row.number) || 0,
      value: row.value,
      definite: false,
      guarded: row.guarded === "yes",
      count: row.role === "unit" ? (COUNTS[row.number] ?? "") : "",
      ordinal: false,
      notAfter: new Set(),
      notBefore: new Set(),
    };
    for (const form of row.forms) phrases.add(form, word);
  }
  return { phrases, letters: new Map(), conjunction: "and" };
};

/** "January 27, 2020" with its parts in the order in which the reader of dates expects them. */
const dayFirst = (tokens: readonly Token[], words: DateWords): Token[] => {
  const ordered = [...tokens];
  const isMonth = (at: number): boolean =>
    (words.phrases.longest(tokens, at)?.values ?? []).some(({ role }) => role === "month");
  for (let at = 0; at + 1 < tokens.length; at++) {
    const [month, day] = [tokens[at]!, tokens[at + 1]!];
    const number = day.kind === "number" ? (day.word.number ?? 0) : 0;
    if (month.kind !== "word" || number < 1 || number > 31 || !isMonth(at)) continue;
    ordered[at] = day;
    ordered[at + 1] = month;
  }
  return ordered;
};

let built: QuestionWords | null = null;

/** Words of English questions, built from the tables when first asked for. */
export const enQuestions = (): QuestionWords => {
  if (built) return built;
  const words = dateWords();
  const made: QuestionWords = {
    tag: "en",
    ...analyser,
    cues: cues(),
    intents: intentRows(tables.questions),
    script: /\p{Script=Latin}/u,
    describesBefore: true,
    proclitics: new Map(),
    dates: (tokens, text, today) =>
      findDates(dayFirst(tokens, words), text, today === undefined ? {} : { publishedAt: today }, words),
    // Whoever writes capitals gives them to names.
    isOrdinary: ({ written }, question) => /^\p{Ll}/u.test(written) && /\p{Lu}/u.test(question.slice(1)),
    // "Americans" are of whom "American" is said.
    countryNouns: (word) => (word.endsWith("s") ? [word.slice(0, -1)] : []),
    isTitle: (title) => /\p{Script=Latin}/u.test(title),
    isPatronymic: (word) => word === "bin" || word === "ibn",
    nameWords: new Map(
      tables.nameWords.flatMap(({ forms, ar }) =>
        forms.map((form): [string, string[]] => [form, ar.flatMap(searchWords)]),
      ),
    ),
    prose: enProse,
  };
  built = made;
  return made;
};
