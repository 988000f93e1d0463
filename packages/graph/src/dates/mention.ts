import { offsetAfter } from "../text/tokens.ts";
import type { Cursor } from "./cursor.ts";
import type { DateExpression } from "./expression.ts";
import { resolveDate, type Toward } from "./resolveDate.ts";

/** What sort of words a date is made of. */
export type DateKind =
  | "day"
  | "weekday"
  | "relative"
  | "week"
  | "month"
  | "season"
  | "year"
  | "range"
  | "vague";

/** How a date limits a time that it does not name: «منذ 2011», «حتى الجمعة», «قبل الخميس», «بعد 5 مايو». */
export type DateBound = "since" | "until" | "before" | "after";

/** A date in the text. */
export interface DateMention {
  /** Tokens, end exclusive. */
  from: number;
  to: number;
  /** UTF-16 offsets; a preposition glued to the first word is left out. */
  start: number;
  end: number;
  text: string;
  kind: DateKind;
  /**
   * Extended Date/Time Format, as news means it when the sentence does not tell past from future; null when the
   * text cannot be placed (no day of publication, «مؤخرا», «اليوم التالي»).
   */
  edtf: string | null;
  /** The same for an event before, and for one after the publication: `dateToward` chooses. */
  ifPast: string | null;
  ifFuture: string | null;
  /** A part of `edtf` was not stated but follows from the day of publication. */
  inferred: boolean;
  /** What the words say by themselves. */
  stated: StatedDate;
  bound: DateBound | null;
}

/** Parts of a date as stated; what is missing was not said. Months and days of the calendar that is named. */
export interface StatedDate {
  year?: number;
  month?: number;
  day?: number;
  /** ISO: 1 is Monday. */
  weekday?: number;
  calendar?: "hijri";
  /** Days from the day of publication. */
  daysFromReport?: number;
  direction?: "past" | "current" | "future";
}

/**
 * The EDTF of a date for an event that lies before or after the publication, as the tense of its sentence says.
 *
 * @example
 * ```ts
 * const [date] = dates("يلتقيان الثلاثاء", { publishedAt: "2020-01-29" });
 * [dateToward(date, "past"), dateToward(date, "future")]; // → ["2020-01-28", "2020-02-04"]
 * ```
 */
export const dateToward = (mention: DateMention, toward: Toward): string | null =>
  toward === "past" ? mention.ifPast : toward === "future" ? mention.ifFuture : mention.edtf;

const kindOf = (said: DateExpression): DateKind => {
  if (said.vague) return "vague";
  if (said.until || said.moreDays) return "range";
  if (said.season !== null) return "season";
  if (said.day !== null) return "day";
  if (said.weekday !== null && said.offset === null) return "weekday";
  if (said.offset !== null) return "relative";
  if (said.weekShift !== null) return "week";
  return said.month !== null || said.monthShift !== null ? "month" : "year";
};

const boundOf = (cursor: Cursor, said: DateExpression): DateBound | null => {
  const before = said.from - 1;
  if (cursor.end(before) > said.from) return null;
  const shift = cursor.word(before, "shift");
  if (shift) {
    if (shift.value === "future") return "after";
    return cursor.word(before, "in") ? "since" : "before";
  }
  if (cursor.word(before, "to") && cursor.word(before, "in")) return "until";
  return null;
};

const statedOf = (said: DateExpression): StatedDate => ({
  ...(said.year === null ? {} : { year: said.year }),
  ...(said.month === null ? {} : { month: said.month }),
  ...(said.day === null ? {} : { day: said.day }),
  ...(said.weekday === null ? {} : { weekday: said.weekday }),
  ...(said.calendar === "hijri" ? { calendar: "hijri" as const } : {}),
  ...(said.offset === null ? {} : { daysFromReport: said.offset }),
  ...(said.direction === null ? {} : { direction: said.direction }),
});

/** What is handed out of a date that was read. */
export const mentionOf = (
  cursor: Cursor,
  text: string,
  said: DateExpression,
  published: number | null,
): DateMention => {
  const first = cursor.tokens[said.from]!;
  const start = offsetAfter(text, first, cursor.match(said.from)?.reading.skip ?? 0);
  const { end } = cursor.tokens[said.to - 1]!;
  const { edtf, inferred } = resolveDate(said, published, null);
  const ambiguous = inferred || said.narrated;
  return {
    from: said.from,
    to: said.to,
    start,
    end,
    text: text.slice(start, end),
    kind: kindOf(said),
    edtf,
    ifPast: ambiguous ? resolveDate(said, published, "past").edtf : edtf,
    ifFuture: ambiguous ? resolveDate(said, published, "future").edtf : edtf,
    inferred,
    stated: statedOf(said),
    bound: boundOf(cursor, said),
  };
};
