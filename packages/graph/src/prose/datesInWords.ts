import { calendarDay, isDated, parseEdtf } from "../edtf.ts";
import { type ProseWords, phrase } from "./words.ts";

/** `name`: «27 كانون الثاني/يناير 2020»; `phrase`: with its preposition, «في 27 كانون الثاني/يناير 2020». */
export type DateStyle = "name" | "phrase";

const NAME = 0;
const PHRASE = 1;

/**
 * An EDTF date as a reader writes it: days, months, years, seasons, decades, ranges, open ends, sets, and how sure
 * they are. What is no EDTF date, or says nothing, is «an unknown date».
 */
export const datesInWords = (words: ProseWords, edtf: string | null, style: DateStyle = "name"): string => {
  const variant = style === "name" ? NAME : PHRASE;
  const unknown = phrase(words, "date-unknown", {}, variant);
  if (edtf === null || !parseEdtf(edtf)) return unknown;
  const bare = edtf.trim().replaceAll(/[?~%]/g, "");
  const said = unqualified(words, bare, variant);
  if (said === null) return unknown;
  if (/[~%]/.test(edtf)) return phrase(words, "date-about", { a: said });
  return edtf.includes("?") ? phrase(words, "date-doubtful", { a: said }) : said;
};

const unqualified = (words: ProseWords, bare: string, variant: number): string | null => {
  const set = /^[[{](.*)[\]}]$/.exec(bare);
  if (set) {
    const members = set[1]!.split(/,|\.\./).filter((member) => member.trim() !== "");
    const first = single(words, members[0]?.trim() ?? "", NAME);
    const last = single(words, members.at(-1)?.trim() ?? "", NAME);
    if (first === null || last === null) return null;
    return members.length < 2 || first === last
      ? single(words, members[0]!.trim(), variant)
      : phrase(words, "date-either", { a: first, b: last }, variant);
  }
  const slash = bare.indexOf("/");
  return slash < 0
    ? single(words, bare, variant)
    : range(words, bare.slice(0, slash), bare.slice(slash + 1), variant);
};

const isOpen = (end: string): boolean => end === "" || end === "..";

const range = (words: ProseWords, from: string, to: string, variant: number): string | null => {
  if (isOpen(from) && isOpen(to)) return null;
  if (from === to) return single(words, from, variant);
  if (isOpen(from)) {
    const end = single(words, to, NAME);
    return end && phrase(words, "date-until", { a: end }, variant);
  }
  const start = single(words, from, NAME);
  if (isOpen(to)) return start && phrase(words, "date-from", { a: start }, variant);
  const end = single(words, to, NAME);
  if (start === null || end === null) return null;
  // Inside one month or year what both ends share is said once.
  const days = /^(\d{4})-(\d\d)-(\d\d)$/;
  const a = days.exec(from);
  const b = days.exec(to);
  if (a && b && a[1] === b[1]) {
    const short =
      a[2] === b[2] ? String(Number(a[3])) : `${Number(a[3])} ${phrase(words, `month-${Number(a[2])}`)}`;
    return phrase(words, "date-range", { a: short, b: end }, variant);
  }
  return phrase(words, "date-range", { a: start, b: end }, variant);
};

/** One date: a day, month, season, year or decade. */
const single = (words: ProseWords, text: string, variant: number): string | null => {
  const [years = "", months, days] = text.replace(/T.*$/, "").split(/(?<=.)-/);
  const month = months === undefined || months.includes("X") ? null : Number(months);
  const day = days === undefined || days.includes("X") ? null : Number(days);
  const year = years.includes("X") ? null : String(Number(years.replace(/^Y/, "")));
  if (month !== null && month > 12) {
    const name = `season-${month >= 25 && month <= 28 ? month - 4 : month}`;
    if (year === null || !words.phrases.has(name)) return year;
    return phrase(words, "date-season", { s: phrase(words, name, { y: year }) }, variant);
  }
  if (year === null) {
    const m = month === null ? "" : phrase(words, `month-${month}`);
    if (month !== null && day !== null)
      return phrase(words, "date-day-no-year", { d: String(day), m }, variant);
    if (month !== null) return phrase(words, "date-month-no-year", { m }, variant);
    return /^\d{3}X$/.test(years)
      ? phrase(words, "date-decade", { y: years.replace("X", "0") }, variant)
      : decadeOf(words, text, variant);
  }
  if (month === null) return phrase(words, "date-year", { y: year }, variant);
  const m = phrase(words, `month-${month}`);
  return day === null
    ? phrase(words, "date-month", { m, y: year }, variant)
    : phrase(words, "date-day", { d: String(day), m, y: year }, variant);
};

/** Centuries and stranger things: the years they span. */
const decadeOf = (words: ProseWords, text: string, variant: number): string | null => {
  const interval = parseEdtf(text);
  if (!interval || !isDated(interval)) return null;
  const a = String(calendarDay(interval.earliest).year);
  const b = String(calendarDay(interval.latest).year);
  return phrase(words, "date-range", { a, b }, variant);
};
