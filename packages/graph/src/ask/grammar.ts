import type { DateMention } from "../dates/mention.ts";
import type { Phrases } from "../lexicon/phrases.ts";
import type { ProseWords } from "../prose/words.ts";
import type { Token, Word, WordAnalyser } from "../text/tokens.ts";

/**
 * What a word does in a question. The grammar knows these roles only; which words play them is in the tables.
 *
 * - `ask` is what is wanted: who, which, when …; `verb` and `event` what happened; `status` and `tense` how far it came
 * - `kind`, `function`, `noun` say what sort of answer is meant; `only`, `both`, `order` narrow it
 * - `number` is an ordinal; `title` an office before or instead of a name, `holders` that of several («وزيرا خارجية»),
 *   with the title of one of them as its value; `link` joins parts; `noise` says nothing
 */
export type CueRole =
  | "ask"
  | "verb"
  | "event"
  | "status"
  | "tense"
  | "kind"
  | "function"
  | "noun"
  | "only"
  | "both"
  | "order"
  | "number"
  | "title"
  | "holders"
  | "link"
  | "noise";

/** One row of a question table. */
export interface Cue {
  id: string;
  role: CueRole;
  value: string;
}

/** One condition on a question: `verb:meet/call` one of these cues, `actors:2` so many names that act. */
export interface Need {
  role: string;
  values: readonly string[];
}

/** What a question is about, when it has all of `needs` and none of `without`. The first row that fits decides. */
export interface IntentRow {
  id: string;
  intent: string;
  needs: readonly Need[];
  without: readonly Need[];
  examples: readonly string[];
}

/** Everything the reader of questions must know of a language. It never asks which language it is. */
export interface QuestionWords extends WordAnalyser {
  /** BCP 47. */
  tag: string;
  cues: Phrases<Cue>;
  intents: readonly IntentRow[];
  /** Letters of the script it is written in: tells the languages apart where their words do not. */
  script: RegExp;
  /** Names stand before the noun they describe, too: "the London meeting". */
  describesBefore: boolean;
  /** What glued particles mean, by letter: «و» joins, «ب» is in, «ل» is of. */
  proclitics: ReadonlyMap<string, string>;
  dates(tokens: readonly Token[], text: string, today: string | undefined): DateMention[];
  /** Surely no name, in a question written like this one. */
  isOrdinary(word: Word, question: string): boolean;
  /** Folded names of a country that a folded adjective or the name of its people may be made of. */
  countryNouns(word: string): readonly string[];
  /** Whether a folded word of a name makes the next one a father's name, which nobody is called by. */
  isPatronymic(word: string): boolean;
  /** Whether a title as articles word it is that of one person: «وزير الخارجية», not «وزراء الخارجية». */
  isTitle(title: string): boolean;
  /** Words of bodies' names in other languages, by folded word: "group" is «مجموعة». */
  nameWords: ReadonlyMap<string, readonly string[]>;
  prose: ProseWords;
}

/** What the particles glued to a word mean, the last first; empty when nothing. */
export const linkOf = (words: QuestionWords, proclitic: string): string => {
  for (const letter of proclitic.split("").reverse()) {
    const link = words.proclitics.get(letter);
    if (link !== undefined) return link;
  }
  return "";
};

/** A row of a language's table of questions. */
interface QuestionRow {
  id: string;
  intent: string;
  needs: readonly string[];
  without: readonly string[];
  example: readonly string[];
}

/** Reads a table of questions. */
export const intentRows = (rows: readonly QuestionRow[]): IntentRow[] =>
  rows.map(({ id, intent, needs, without, example }) => ({
    id,
    intent,
    needs: needsOf(needs),
    without: needsOf(without),
    examples: example,
  }));

const needsOf = (cells: readonly string[]): Need[] =>
  cells.map((cell) => {
    const [role = "", values = ""] = cell.split(":");
    return { role, values: values.split("/").filter(Boolean) };
  });
