import { edtfDay, parseEdtf, publicationDay } from "../edtf.ts";
import type { Token } from "../text/tokens.ts";
import { Cursor } from "./cursor.ts";
import { type DateExpression, expression } from "./expression.ts";
import { type DateMention, mentionOf } from "./mention.ts";
import { plainYear, readDayOfMonth, readEra, readMonthAlone } from "./readCalendar.ts";
import { readRelative, readThis, readTime, readUnit, readWeekday, skipClock } from "./readNear.ts";
import { readDecade, readPart, readSeason } from "./readPeriod.ts";
import { readShift, readWithin } from "./readSpan.ts";
import type { DateRole, DateWord, DateWords } from "./words.ts";

export { type DateBound, type DateKind, type DateMention, dateToward, type StatedDate } from "./mention.ts";

/** What must be known of a text to place «أمس» in time. */
export interface DateContext {
  /** ISO 8601 day or instant; anything else counts as unknown. */
  publishedAt?: string | null;
}

/**
 * Finds the dates of a text. One pass; each token is looked up once and a date looks at a bounded number of tokens,
 * so time is linear in the length of the text whatever it holds.
 */
export const findDates = (
  tokens: readonly Token[],
  text: string,
  context: DateContext,
  words: DateWords,
): DateMention[] => {
  const published = publicationDay(context.publishedAt);
  const cursor = new Cursor(tokens, words);
  const mentions: DateMention[] = [];
  for (let at = 0; at < tokens.length; ) {
    const kind = tokens[at]!.kind;
    const match = cursor.match(at);
    if (kind !== "number" && !(match && beginningsOf(match.values).any)) {
      at++;
      continue;
    }
    const clock = skipHour(cursor, at);
    if (clock !== at) {
      at = clock;
      continue;
    }
    const said = withEquivalent(cursor, readAt(cursor, at));
    if (!said || isName(cursor, said) || recurs(cursor, said)) {
      at = said ? said.to : kind === "word" ? Math.max(at + 1, behindNothing(cursor, at)) : at + 1;
      continue;
    }
    mentions.push(afterLast(mentionOf(cursor, text, said, published), said, mentions.at(-1)));
    at = Math.max(skipClock(cursor, said.to), said.to);
  }
  return mentions;
};

/** So many tokens behind a dated day, «بعد يومين» still counts from it. */
const WITHIN_REACH = 60;

/** «في 15 فبراير 1968 … بعد يومين»: history is told from day to day; the days of the news are not. */
const afterLast = (
  mention: DateMention,
  said: DateExpression,
  last: DateMention | undefined,
): DateMention => {
  if (!said.narrated || said.offset === null || said.roundedTo !== "day") return mention;
  if (last?.kind !== "day" || last.stated.year === undefined || mention.from - last.to > WITHIN_REACH)
    return mention;
  const anchor = last.edtf === null ? null : parseEdtf(last.edtf);
  if (!anchor || anchor.earliest !== anchor.latest) return mention;
  const edtf = edtfDay(anchor.earliest + said.offset);
  return { ...mention, edtf, ifPast: edtf };
};

/** A clock phrase on its own is stepped over as a whole, so that its number is not read as a day. */
const skipHour = (cursor: Cursor, at: number): number => {
  if (cursor.word(at, "clock")) return skipClock(cursor, at);
  const hour = cursor.digits(at);
  if (hour !== null && cursor.sign(at + 1, ":") && cursor.digits(at + 2) !== null) return at + 3;
  return at;
};

/** Phrases of several words that led nowhere («منتصف الليل») are left as one. */
const behindNothing = (cursor: Cursor, at: number): number =>
  cursor.word(at, "clock-part") ? cursor.end(at) : at + 1;

type Reader = (cursor: Cursor, at: number) => DateExpression | null;

/** In order: the first reading that succeeds is taken. */
const READERS: readonly (readonly [DateRole, Reader])[] = [
  ["between", (cursor, at) => readOpenedRange(cursor, at, true)],
  ["from", (cursor, at) => readOpenedRange(cursor, at, false)],
  ["this", (cursor, at) => range(cursor, readThis(cursor, at))],
  ["relative", (cursor, at) => range(cursor, readRelative(cursor, at, at))],
  ["time", (cursor, at) => range(cursor, readTime(cursor, at))],
  ["weekday", (cursor, at) => range(cursor, readWeekday(cursor, at, at))],
  ["part", readPart],
  ["shift", readShift],
  ["part", readWithin],
  ["unit", (cursor, at) => readPair(cursor, at) ?? range(cursor, readUnit(cursor, at, at))],
  ["month", (cursor, at) => range(cursor, readMonthAlone(cursor, at, expectsTime(cursor, at)))],
  ["season", (cursor, at) => readSeason(cursor, at, at)],
  ["number", (cursor, at) => range(cursor, readDayOfMonth(cursor, at))],
  ["article", (cursor, at) => range(cursor, readDayOfMonth(cursor, at))],
  ["decade", (cursor, at) => readDecade(cursor, at, at)],
  ["vague", (cursor, at) => ({ ...expression(at, cursor.end(at)), vague: true })],
];

/** What may begin with a word: with most date words («في», «من») nothing that stands by itself. */
interface Beginnings {
  readers: typeof READERS;
  /** A date, or a time of day that is stepped over. */
  any: boolean;
}

const beginnings = new WeakMap<readonly DateWord[], Beginnings>();

const beginningsOf = (words: readonly DateWord[]): Beginnings => {
  let known = beginnings.get(words);
  if (!known) {
    const roles = new Set(words.map((word) => word.role));
    const readers = READERS.filter(([role]) => roles.has(role));
    known = { readers, any: readers.length > 0 || roles.has("clock") || roles.has("clock-part") };
    beginnings.set(words, known);
  }
  return known;
};

const readAt = (cursor: Cursor, at: number): DateExpression | null => {
  if (cursor.digits(at) !== null) return range(cursor, readDayOfMonth(cursor, at)) ?? readYears(cursor, at);
  const match = cursor.match(at);
  // A figure of too many digits to be a number.
  if (!match) return null;
  for (const [role, read] of beginningsOf(match.values).readers) {
    if (!cursor.word(at, role)) continue;
    const said = read(cursor, at);
    if (said) return said;
  }
  return null;
};

/** A word before that only a time can follow: «في مارس», «منذ آب». */
const expectsTime = (cursor: Cursor, at: number): boolean =>
  cursor.word(at - 1, "in") !== null && cursor.proclitic(at) === "" && !cursor.definite(at);

/** A bare year counts behind «في», «منذ», «حتى» …, as do the ends of «2011-2015». */
const readYears = (cursor: Cursor, at: number): DateExpression | null => {
  const year = plainYear(cursor, at);
  if (year === null) return null;
  const said = expression(at, at + 1);
  said.year = year;
  const end = readYearRange(cursor, at + 1, year);
  if (end) return { ...said, until: end, to: end.to };
  // «في 2000 قرية»: a round number is a year only where nothing can be counted behind it.
  const counts = year % 100 === 0 && cursor.tokens[at + 1]?.kind === "word" && !cursor.word(at + 1, "era");
  const introduced =
    cursor.word(at - 1, "in") ||
    cursor.word(at - 1, "shift") ||
    cursor.word(at - 1, "part") ||
    cursor.word(at + 1, "era");
  if (!introduced || counts) return null;
  said.to = readEra(cursor, at + 1, said);
  return said;
};

const readYearRange = (cursor: Cursor, at: number, first: number): DateExpression | null => {
  const here = cursor.word(at, "to") ? cursor.end(at) : cursor.sign(at, "-–—/") ? at + 1 : -1;
  const last = here < 0 ? null : plainYear(cursor, here);
  if (last === null || last <= first || last - first > 100) return null;
  if (cursor.sign(here + 1, "-/") && cursor.digits(here + 2) !== null) return null;
  const said = expression(here, here + 1);
  said.year = last;
  return said;
};

/** «من 4 إلى 7 مايو», «بين الأربعاء والجمعة»: only as a range; otherwise the particle is no part of the date. */
const readOpenedRange = (cursor: Cursor, at: number, between: boolean): DateExpression | null => {
  const here = cursor.end(at);
  const pair = readPair(cursor, here);
  if (pair) return { ...pair, from: at, separate: pair.separate && !between };
  const first = readRangeStart(cursor, here, between);
  if (!first) return null;
  if (first.until || first.moreDays) return { ...first, from: at };
  const whole = range(cursor, first, between);
  return whole?.until ? { ...whole, from: at } : null;
};

const readRangeStart = (cursor: Cursor, at: number, between: boolean): DateExpression | null => {
  if (cursor.digits(at) !== null || cursor.word(at, "number") || cursor.word(at, "article")) {
    const days = readDayOfMonth(cursor, at, between);
    if (days) return days;
    const year = plainYear(cursor, at);
    if (year === null) return null;
    const said = expression(at, at + 1);
    said.year = year;
    return said;
  }
  if (!cursor.match(at)) return null;
  return (
    readRelative(cursor, at, at) ??
    readWeekday(cursor, at, at) ??
    readUnit(cursor, at, at) ??
    readMonthAlone(cursor, at, true)
  );
};

/** «يومي الثلاثاء والأربعاء», «شهري يناير وفبراير», «عامي 2011 و2015», «يومي 10 و11 ديسمبر». */
const readPair = (cursor: Cursor, at: number): DateExpression | null => {
  if (cursor.word(at, "unit")?.count !== "pair") return null;
  const first = readRangeStart(cursor, cursor.end(at), false);
  if (!first) return null;
  if (first.moreDays) return { ...first, from: at };
  const whole = range(cursor, first, true);
  if (!whole?.until) return null;
  const separate = cursor.conjunction(whole.until.from - 1) || cursor.joined(whole.until.from);
  return { ...whole, from: at, separate };
};

/**
 * Goes on from a date to the end of its range: «… إلى», «… حتى», a dash; with `joined` also «و», and always
 * for two successive weekdays or days («اليوم وغدا»).
 */
const range = (cursor: Cursor, first: DateExpression | null, joined = false): DateExpression | null => {
  if (!first || first.vague || first.until || first.moreDays) return first;
  const { to } = first;
  if (first.weekShift !== null && first.weekday === null) return weekdaysOf(cursor, first);
  let here = to;
  let listed = false;
  if (cursor.word(to, "to")) here = cursor.end(to);
  else if (cursor.sign(to, "-–—")) here = to + 1;
  else if (cursor.conjunction(to)) {
    listed = true;
    here = to + 1;
  } else if (cursor.joined(to)) listed = true;
  else return first;
  if (listed && cursor.word(here, "to")) {
    listed = false;
    here = cursor.end(here);
  }
  const last = readRangeStart(cursor, here, false);
  if (!last || last.vague || last.until || !sameShape(first, last)) return first;
  if (listed && !joined && !successive(first, last)) return first;
  if (cursor.sign(to, "-–—") && first.year !== null && first.month === null && last.year === null)
    return first;
  // «الأحد والاثنين المقبلين»: what is said behind the last holds for both.
  const direction = first.direction ?? (listed && last.weekday !== null ? last.direction : null);
  return { ...first, direction, until: last, to: last.to };
};

/** «الأسبوع المقبل من الأربعاء إلى الجمعة» */
const weekdaysOf = (cursor: Cursor, week: DateExpression): DateExpression => {
  const between = cursor.word(week.to, "between") !== null;
  if (!between && !cursor.word(week.to, "from")) return week;
  // Only a weekday may follow: another week would begin the same question again.
  if (!cursor.word(cursor.end(week.to), "weekday")) return week;
  const days = readOpenedRange(cursor, week.to, between);
  if (days?.weekday == null || days.until?.weekday == null || days.month !== null) return week;
  const { weekShift, from } = week;
  return { ...days, from, weekShift, until: { ...days.until, weekShift } };
};

/** Two ends of one range are of one kind: days with days, months with months, years with years. */
const sameShape = (first: DateExpression, last: DateExpression): boolean => shape(first) === shape(last);

const shape = (said: DateExpression): string => {
  if (said.season !== null) return "season";
  if (said.day !== null || said.weekday !== null || (said.offset !== null && said.roundedTo === null))
    return "day";
  if (said.month !== null || said.monthShift !== null) return "month";
  if (said.year !== null || said.yearShift !== null) return "year";
  return "other";
};

/** Days that follow each other without more being said: «الأحد والاثنين», «اليوم وغدا». */
const successive = (first: DateExpression, last: DateExpression): boolean => {
  if (first.month !== null || last.month !== null) return false;
  if (first.direction !== null && first.direction !== last.direction) return false;
  if (first.offset !== null && last.offset !== null) return last.offset === first.offset + 1;
  if (first.offset !== null || last.offset !== null || first.weekday === null || last.weekday === null)
    return false;
  return last.weekday === (first.weekday % 7) + 1;
};

/** «ثورة 25 يناير», «هجمات 11 سبتمبر»: the name of an event, which dates nothing here. */
const isName = (cursor: Cursor, said: DateExpression): boolean =>
  said.month !== null &&
  said.year === null &&
  said.yearShift === null &&
  said.direction === null &&
  cursor.word(said.from - 1, "event") !== null &&
  cursor.proclitic(said.from) === "";

/** «أبريل من كل عام» is every year's. */
const recurs = (cursor: Cursor, said: DateExpression): boolean => {
  const of = cursor.skip(said.to, "of");
  return of !== said.to && cursor.word(of, "that") !== null && cursor.word(cursor.end(of), "unit") !== null;
};

/** «14 شوال 1436هـ الموافق 30 يوليو 2015م» is one date; where the calendars differ by a day the Gregorian is kept. */
const withEquivalent = (cursor: Cursor, said: DateExpression | null): DateExpression | null => {
  if (!said || said.vague || said.until || said.day === null) return said;
  const opened = cursor.sign(said.to, "(،,-–/");
  const here = opened ? said.to + 1 : said.to;
  const behind = cursor.skip(here, "equals");
  if (behind === here) return said;
  const other = readDayOfMonth(cursor, behind);
  if (!other || other.month === null || other.calendar === said.calendar) return said;
  const to = cursor.sign(said.to, "(") && cursor.sign(other.to, ")") ? other.to + 1 : other.to;
  return said.calendar === "hijri"
    ? { ...other, weekday: said.weekday, from: said.from, to }
    : { ...said, to };
};
