import { arProse } from "./ar/prose.ts";
import { arQuestions } from "./ar/questions.ts";
import { type Ask, asker } from "./ask/ask.ts";
import { enProse } from "./en/prose.ts";
import { enQuestions } from "./en/questions.ts";
import type { MeetingFunction, MeetingType, Status } from "./extraction.ts";
import type { Cited } from "./prose/citations.ts";
import { datesInWords } from "./prose/datesInWords.ts";
import { meetingProse } from "./prose/meetingSentence.ts";
import { neighboursProse } from "./prose/neighboursSentence.ts";
import { pathProse } from "./prose/pathSentence.ts";
import { hasPhrase, type ProseWords, phrase } from "./prose/words.ts";
import type { GraphIndex } from "./query/graphIndex.ts";
import type { Neighbour, Path } from "./query/types.ts";

/** The languages that answers come in. */
export type ProseLanguage = "ar" | "en";

const PROSE: Readonly<Record<ProseLanguage, ProseWords>> = { ar: arProse, en: enProse };

/**
 * Answers a question in Arabic or English, in its own language, from the facts of an index; names may be in either
 * script. Never throws on a question, however strange; what it does not find or understand it says.
 *
 * @example
 * ```ts
 * ask(index, "من التقى سامح شكري؟").entities; // → [{ id: "per:james-jeffrey", name: "جيمس جيفري", kind: "person" }]
 * ask(index, "Whom did Sameh Shoukry meet?").evidence[0].article; // → "cairo"
 * ```
 */
export const ask: Ask = asker(() => [arQuestions(), enQuestions()]);

/**
 * A meeting as a cited sentence: `[n]` in `text` is `evidence[n - 1]`. Null when there is no such meeting.
 *
 * @example
 * ```ts
 * const [meeting] = index.meetings({ participant: "per:mevlut-cavusoglu" }).items;
 * meetingSentence(index, meeting.id, "ar")?.evidence.length; // → 1
 * ```
 */
export const meetingSentence = (index: GraphIndex, id: string, language: ProseLanguage): Cited | null =>
  meetingProse(index, PROSE[language], id);

/**
 * A path, as `index.paths` gives it, as cited sentences.
 *
 * @example
 * ```ts
 * const [path] = index.paths({ from: "per:sameh-shoukry", to: "per:mevlut-cavusoglu" }).items;
 * pathSentence(index, path, "en").text.startsWith("The path from Sameh Shoukry to Mevlüt Çavuşoğlu leads through"); // → true
 * ```
 */
export const pathSentence = (index: GraphIndex, path: Path, language: ProseLanguage): Cited =>
  pathProse(index, PROSE[language], path);

/**
 * Rows of `index.neighbours(id)` as a cited sentence: whom an actor met, and how often.
 *
 * @example
 * ```ts
 * const { items } = index.neighbours("per:james-jeffrey");
 * neighboursSentence(index, "per:james-jeffrey", items, "en").text;
 * // → "Those James Jeffrey met: Mevlüt Çavuşoğlu [1] and Sameh Shoukry [2]."
 * ```
 */
export const neighboursSentence = (
  index: GraphIndex,
  id: string,
  neighbours: readonly Neighbour[],
  language: ProseLanguage,
): Cited => neighboursProse(index, PROSE[language], id, neighbours);

/**
 * An EDTF date in words: «27 كانون الثاني/يناير 2020», "between 10 and 11 December 2019".
 *
 * @example
 * ```ts
 * dateSentence("2020-01-27", "ar"); // → "27 كانون الثاني/يناير 2020"
 * dateSentence("2019-06-10/2019-06-11", "en"); // → "10 to 11 June 2019"
 * ```
 */
export const dateSentence = (edtf: string | null, language: ProseLanguage): string =>
  datesInWords(PROSE[language], edtf);

/**
 * What a meeting's type or status, or a participant's function, is called: «جولة محادثات», "postponed".
 *
 * @example
 * ```ts
 * termInWords("postponed", "ar"); // → "مؤجل"
 * termInWords("talks_round", "ar"); // → "جولة محادثات"
 * ```
 */
export const termInWords = (
  term: MeetingType | Status | MeetingFunction,
  language: ProseLanguage,
): string => {
  const words = PROSE[language];
  const sort = ["type", "status", "function"].find((one) => hasPhrase(words, `${one}-${term}`));
  return sort === undefined ? term : phrase(words, `${sort}-${term}`);
};
