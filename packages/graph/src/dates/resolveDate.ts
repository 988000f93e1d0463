import { edtfDay, edtfYear, parseEdtf } from "../edtf.ts";
import { type Calendar, gregorian, hijri, weekdayOf } from "./calendar.ts";
import type { DateExpression } from "./expression.ts";

/** Where the event lies as seen from the publication, when the sentence tells: its tense, mostly. */
export type Toward = "past" | "future" | null;

export interface Resolved {
  edtf: string | null;
  /** Some part was concluded from the day of publication. */
  inferred: boolean;
}

/** A date without a year is at most so many days before, and less than so many after the publication. */
const DAYS_BEFORE = 274;
const DAYS_AFTER = 91;
const MONTHS_BEFORE = 9;
const MONTHS_AFTER = 2;

const NOTHING: Resolved = { edtf: null, inferred: false };
const known = (edtf: string): Resolved => ({ edtf, inferred: false });
const concluded = (edtf: string | null): Resolved => ({ edtf, inferred: edtf !== null });

const two = (value: number): string => String(value).padStart(2, "0");
const edtfMonth = (year: number, month: number): string => `${edtfYear(year)}-${two(month)}`;
const interval = (first: number, last: number): string => `${edtfDay(first)}/${edtfDay(last)}`;

const calendarOf = (said: DateExpression): Calendar => (said.calendar === "hijri" ? hijri : gregorian);

/**
 * The EDTF of a date as said, seen from the day of publication (a day number, or null when unknown).
 * Without it nothing relative is placed, and a day without a year is `XXXX-MM-DD`.
 */
export const resolveDate = (said: DateExpression, published: number | null, toward: Toward): Resolved => {
  if (said.vague || (said.narrated && toward !== "future")) return NOTHING;
  if (said.until) return range(said, said.until, published, toward);
  const resolved = single(said, published, toward);
  if (resolved.edtf === null || said.part === null || shorterThanItsParts(said)) return resolved;
  const edtf = resolved.edtf
    .split("/")
    .map((end) => (end.endsWith("~") ? end : `${end}~`))
    .join("/");
  return { ...resolved, edtf };
};

/** «مطلع اليوم السبت» is that day. */
const shorterThanItsParts = (said: DateExpression): boolean =>
  said.day !== null || said.weekday !== null || said.offset !== null;

const single = (said: DateExpression, published: number | null, toward: Toward): Resolved => {
  if (said.season !== null) return season(said, published, toward);
  if (said.month !== null) return monthOrDay(said, published, toward);
  if (said.weekday !== null || said.offset !== null || said.weekShift !== null) {
    return published === null ? NOTHING : concluded(nearDay(said, published, toward));
  }
  if (said.monthShift !== null) return shiftedMonth(said, published);
  if (said.day !== null) return dayOfSomeMonth(said, said.day, published, toward);
  if (said.year !== null) return wholeYear(said, said.year);
  if (said.yearShift !== null && published !== null) {
    return concluded(edtfYear(gregorian.partsOf(published)!.year + said.yearShift));
  }
  return NOTHING;
};

const wholeYear = (said: DateExpression, year: number): Resolved => {
  if (said.calendar === "gregorian") return known(edtfYear(year));
  const first = hijri.monthStart(year, 1);
  const next = hijri.monthStart(year + 1, 1);
  return first === null || next === null ? NOTHING : known(interval(first, next - 1));
};

/** EDTF of the day, days or whole month that is named, in a year that is known. */
const write = (said: DateExpression, year: number, month: number): string | null => {
  const calendar = calendarOf(said);
  const start = calendar.monthStart(year, month);
  const next = calendar.monthStart(year, month + 1);
  if (start === null || next === null) return null;
  if (said.day === null)
    return said.calendar === "hijri" ? interval(start, next - 1) : edtfMonth(year, month);
  const days = [said.day, ...(said.moreDays ?? [])].map((day) => start + day - 1);
  if (days.some((day) => day >= next)) return null;
  const first = days[0]!;
  if (days.length === 1) return edtfDay(first);
  return days.every((day, at) => day === first + at)
    ? interval(first, days.at(-1)!)
    : `{${days.map(edtfDay).join(",")}}`;
};

const monthOrDay = (said: DateExpression, published: number | null, toward: Toward): Resolved => {
  const month = said.month!;
  if (said.year !== null) {
    const edtf = write(said, said.year, month);
    return edtf === null ? NOTHING : known(edtf);
  }
  const calendar = calendarOf(said);
  if (published === null) return known0(said, month);
  const now = calendar.partsOf(published);
  if (!now) return NOTHING;
  if (said.yearShift !== null) return concluded(write(said, now.year + said.yearShift, month));
  const years = [now.year - 1, now.year, now.year + 1];
  if (said.day === null) {
    const here = now.year * 12 + now.month;
    const year = pick(
      years,
      (candidate) => candidate * 12 + month - here,
      said,
      toward,
      MONTHS_BEFORE,
      MONTHS_AFTER,
    );
    return concluded(write(said, year, month));
  }
  const year = pick(
    years,
    (candidate) =>
      (calendar.monthStart(candidate, month) ?? Number.POSITIVE_INFINITY) + said.day! - 1 - published,
    said,
    toward,
    DAYS_BEFORE,
    DAYS_AFTER - 1,
  );
  return concluded(write(said, year, month));
};

/** A month or day whose year nobody said and nothing tells. */
const known0 = (said: DateExpression, month: number): Resolved => {
  if (said.calendar === "hijri") return NOTHING;
  const days = said.day === null ? [] : [said.day, ...(said.moreDays ?? [])];
  if (!days.length) return known(`XXXX-${two(month)}`);
  // 29 February exists in some years; 31 April in none.
  if (days.some((day) => day > gregorian.monthStart(2000, month + 1)! - gregorian.monthStart(2000, month)!)) {
    return NOTHING;
  }
  const written = days.map((day) => `XXXX-${two(month)}-${two(day)}`);
  if (written.length === 1) return known(written[0]!);
  return known(
    days.every((day, at) => day === days[0]! + at)
      ? `${written[0]}/${written.at(-1)}`
      : `{${written.join(",")}}`,
  );
};

/** The candidate that the words (الماضي), the sentence, or else nearness asks for. `distance` is negative in the past. */
const pick = (
  candidates: readonly number[],
  distance: (candidate: number) => number,
  said: DateExpression,
  toward: Toward,
  before: number,
  after: number,
): number => {
  const near = [...candidates].sort((a, b) => Math.abs(distance(a)) - Math.abs(distance(b)));
  const wanted = (accept: (way: number) => boolean): number =>
    near.find((candidate) => accept(distance(candidate))) ?? near[0]!;
  if (said.direction === "past") return wanted((way) => way < 0);
  if (said.direction === "future") return wanted((way) => way > 0);
  if (said.direction === "current") return near[0]!;
  if (toward === "past") return wanted((way) => way <= 0);
  if (toward === "future") return wanted((way) => way >= 0);
  return wanted((way) => way >= -before && way <= after);
};

const shiftedMonth = (said: DateExpression, published: number | null): Resolved => {
  if (published === null) return NOTHING;
  const now = gregorian.partsOf(published)!;
  const first = gregorian.partsOf(gregorian.monthStart(now.year, now.month + said.monthShift!)!)!;
  return concluded(write(said, first.year, first.month));
};

const dayOfSomeMonth = (
  said: DateExpression,
  day: number,
  published: number | null,
  toward: Toward,
): Resolved => {
  if (published === null) return known(`XXXX-XX-${two(day)}`);
  const now = gregorian.partsOf(published)!;
  const start = (shift: number): number => gregorian.monthStart(now.year, now.month + shift)!;
  const candidates = [-1, 0, 1].filter((shift) => day <= start(shift + 1) - start(shift));
  const shift = pick(candidates, (at) => start(at) + day - 1 - published, said, toward, 20, 15);
  return concluded(edtfDay(start(shift) + day - 1));
};

const mondayOf = (day: number): number => day - weekdayOf(day) + 1;

/** Dates counted in days and weeks from the publication. */
const nearDay = (said: DateExpression, published: number, toward: Toward): string | null => {
  const { weekday, offset } = said;
  if (said.weekShift !== null) {
    const monday = mondayOf(published) + 7 * said.weekShift;
    return weekday === null ? interval(monday, monday + 6) : edtfDay(monday + weekday - 1);
  }
  if (offset !== null)
    return weekday === null
      ? rounded(said, published + offset)
      : edtfDay(aligned(published + offset, weekday));
  if (weekday === null) return null;
  if (said.day !== null) return numberedWeekday(weekday, said.day, published, toward);
  const back = (weekdayOf(published) - weekday + 7) % 7;
  const ahead = (7 - back) % 7;
  if (said.direction === "past") return edtfDay(published - (back || 7));
  if (said.direction === "future") return edtfDay(published + (ahead || 7));
  if (said.direction === "current") return edtfDay(mondayOf(published) + weekday - 1);
  // News says «الثلاثاء» for the Tuesday just past, unless the sentence looks ahead.
  return edtfDay(toward === "future" ? published + ahead : published - back);
};

/** «أمس الثلاثاء» in an article dated a day late: the named weekday is surer than the count. */
const aligned = (day: number, weekday: number): number => {
  const ahead = (weekday - weekdayOf(day) + 7) % 7;
  return day + (ahead > 3 ? ahead - 7 : ahead);
};

const rounded = (said: DateExpression, day: number): string => {
  const { year, month } = gregorian.partsOf(day)!;
  if (said.roundedTo === "year") return `${edtfYear(year)}~`;
  if (said.roundedTo === "month") return `${edtfMonth(year, month)}~`;
  return said.roundedTo === "week" ? `${edtfDay(day)}~` : edtfDay(day);
};

/** «الخميس 21»: the nearest 21st that is a Thursday, within half a year. */
const numberedWeekday = (weekday: number, date: number, published: number, toward: Toward): string | null => {
  const now = gregorian.partsOf(published)!;
  let best: number | null = null;
  for (let shift = -6; shift <= 6; shift++) {
    const day = gregorian.monthStart(now.year, now.month + shift)! + date - 1;
    if (weekdayOf(day) !== weekday || gregorian.partsOf(day)!.day !== date) continue;
    if ((toward === "past" && day > published) || (toward === "future" && day < published)) continue;
    if (best === null || Math.abs(day - published) < Math.abs(best - published)) best = day;
  }
  return best === null ? null : edtfDay(best);
};

/** First month of a season, quarter or half, by its EDTF code; the four seasons, 33–36, 40–41. */
const seasonStart = (code: number): number =>
  code <= 24 ? (code - 20) * 3 : code >= 40 ? (code - 40) * 6 + 1 : (code - 33) * 3 + 1;
const seasonLength = (code: number): number => (code >= 40 ? 6 : 3);

const season = (said: DateExpression, published: number | null, toward: Toward): Resolved => {
  const code = said.season!;
  if (said.year !== null) {
    const year = said.calendar === "hijri" ? yearOfHijriSeason(said.year, code) : said.year;
    return year === null ? NOTHING : known(`${edtfYear(year)}-${code}`);
  }
  if (published === null) return NOTHING;
  const now = gregorian.partsOf(published)!;
  if (said.yearShift !== null) return concluded(`${edtfYear(now.year + said.yearShift)}-${code}`);
  const here = now.year * 12 + now.month;
  const start = (year: number): number => year * 12 + seasonStart(code);
  // Inside the season its distance is nought.
  const distance = (year: number): number =>
    here < start(year) ? start(year) - here : Math.min(0, start(year) + seasonLength(code) - 1 - here);
  const years = [now.year - 1, now.year, now.year + 1];
  const year = pick(years, distance, said, toward, MONTHS_BEFORE, MONTHS_AFTER);
  return concluded(`${edtfYear(year)}-${code}`);
};

/** «صيف 1436هـ»: the Gregorian year whose summer begins in that year of the Hijra. */
const yearOfHijriSeason = (hijriYear: number, code: number): number | null => {
  const first = hijri.monthStart(hijriYear, 1);
  const next = hijri.monthStart(hijriYear + 1, 1);
  if (first === null || next === null) return null;
  const { year } = gregorian.partsOf(first)!;
  return (
    [year, year + 1].find((candidate) => {
      const start = gregorian.monthStart(candidate, seasonStart(code))!;
      return start >= first && start < next;
    }) ?? null
  );
};

const SHARED = ["year", "month", "yearShift", "monthShift", "weekShift"] as const;

/** The day number at one end of an EDTF day, month or interval; null when its year is unknown. */
const endDay = (edtf: string, end: "first" | "last"): number | null => {
  const parts = edtf.replaceAll("~", "").split("/");
  const match = /^(\d{4})-(\d\d)(?:-(\d\d))?$/.exec((end === "first" ? parts[0] : parts.at(-1)) ?? "");
  return match ? gregorian.monthStart(Number(match[1]), Number(match[2]))! + Number(match[3] ?? 1) - 1 : null;
};

/** Nothing lies between two dates, so that both together are a range. */
const adjacent = (left: string, right: string): boolean => {
  const from = parseEdtf(left);
  const to = parseEdtf(right);
  return from !== null && to !== null && to.earliest <= from.latest + 1;
};

/** A range: what one end leaves out, the other says («من 30 يناير إلى 2 فبراير 2016»). */
const range = (
  start: DateExpression,
  end: DateExpression,
  published: number | null,
  toward: Toward,
): Resolved => {
  const from: DateExpression = { ...start, until: null };
  const to: DateExpression = { ...end, until: null };
  const complete = (into: DateExpression, other: DateExpression): void => {
    const yearSaid = into.year !== null || into.yearShift !== null;
    const monthSaid =
      into.month !== null || into.monthShift !== null || into.offset !== null || into.weekday !== null;
    for (const field of SHARED) {
      if (field === "weekShift" && into.weekday === null) continue;
      if (
        (field === "year" || field === "yearShift") &&
        (yearSaid || into.offset !== null || into.weekday !== null)
      )
        continue;
      if ((field === "month" || field === "monthShift") && monthSaid) continue;
      into[field] ??= other[field];
    }
    if (into.month !== null) into.direction ??= other.direction;
    if (!monthSaid && into.month !== null) into.calendar = other.calendar;
  };
  complete(from, to);
  complete(to, from);
  const free = (said: DateExpression): boolean =>
    said.year === null &&
    said.yearShift === null &&
    said.monthShift === null &&
    said.weekShift === null &&
    said.offset === null;
  const first = single(from, published, toward);
  if (first.edtf === null) return NOTHING;
  const anchor = free(to) ? endDay(first.edtf, "first") : null;
  const last =
    anchor === null ? single(to, published, toward) : single({ ...to, direction: null }, anchor, "future");
  if (last.edtf === null) return NOTHING;
  const left = first.edtf.split("/")[0]!;
  const right = last.edtf.split("/").at(-1)!;
  const inferred = first.inferred || last.inferred;
  // Two ends that run backwards were two dates, not a range; they are not made into one.
  if (!left.startsWith("X") && !right.startsWith("X") && left > right) return NOTHING;
  if (start.separate && !adjacent(left, right)) return { edtf: `{${left},${right}}`, inferred };
  return { edtf: left === right ? left : `${left}/${right}`, inferred };
};
