import type { Phrases } from "../lexicon/phrases.ts";

/**
 * What a word does in a date. The grammar knows these roles only; which words play them is in the tables.
 *
 * - `month weekday relative unit season number decade` name a time
 * - `direction this anaphor that few about bound part shift now` place or blur it
 * - `of in from to between equals article` hold it together
 * - `era ornament time clock clock-part` stand around it; `event` is a noun that dates name (ثورة 25 يناير)
 * - `vague` is a time that nobody could place (مؤخرا)
 */
export type DateRole =
  | "month"
  | "weekday"
  | "relative"
  | "unit"
  | "season"
  | "number"
  | "decade"
  | "direction"
  | "this"
  | "anaphor"
  | "that"
  | "few"
  | "about"
  | "bound"
  | "part"
  | "shift"
  | "now"
  | "of"
  | "in"
  | "from"
  | "to"
  | "between"
  | "equals"
  | "article"
  | "era"
  | "ornament"
  | "time"
  | "clock"
  | "clock-part"
  | "event"
  | "vague";

/** One row of a date table, as far as the grammar needs it. */
export interface DateWord {
  role: DateRole;
  /** Month 1–12, ISO weekday 1–7, days from today, size of a dual, value of a number, EDTF code of a season. */
  number: number;
  /** Calendar of a month, unit of time, `past current future`, `start middle end`; empty when there is none. */
  value: string;
  /** Must be read with its article: «الأحد» is Sunday, «أحد» somebody. */
  definite: boolean;
  /** Also an ordinary word: counts only beside a number, a year or another word of time. */
  guarded: boolean;
  /** Units: how many of them the form says. */
  count: "one" | "two" | "many" | "pair" | "";
  /** Numbers: an ordinal (fifth) rather than a cardinal (five). */
  ordinal: boolean;
  /** Keys of words before it, or behind it, that make it something else. */
  notAfter: ReadonlySet<string>;
  notBefore: ReadonlySet<string>;
}

/** The date words of a language. */
export interface DateWords {
  phrases: Phrases<DateWord>;
  /** Words of one letter (م, هـ), by folded form: too short to be phrases. */
  letters: ReadonlyMap<string, DateWord>;
  /** The particle that joins members of a list, glued or free. */
  conjunction: string;
}
