import { calendarDay, dayNumber } from "../edtf.ts";

/** The parts of a date in some calendar. */
export interface CalendarParts {
  year: number;
  month: number;
  day: number;
}

/** Days are counted from 1970-01-01 whatever the calendar. */
export interface Calendar {
  partsOf(day: number): CalendarParts | null;
  /** First day of a month; months beyond 12 run on into the next year. Null where the calendar is not known. */
  monthStart(year: number, month: number): number | null;
}

const carry = (year: number, month: number): [number, number] => [
  year + Math.floor((month - 1) / 12),
  ((((month - 1) % 12) + 12) % 12) + 1,
];

export const gregorian: Calendar = {
  partsOf: calendarDay,
  monthStart(year, month) {
    const [y, m] = carry(year, month);
    return dayNumber(y, m, 1);
  },
};

const MS_PER_DAY = 86_400_000;
/** 1 Muharram of the year 1, and the mean length of a lunar month: good to a day or two, then corrected. */
const HIJRI_EPOCH = dayNumber(622, 7, 19);
const LUNAR_MONTH = 29.530588;
/** Years for which the Umm al-Qura tables are published. */
const FIRST_HIJRI = 1300;
const LAST_HIJRI = 1600;

const monthStarts = new Map<number, number | null>();
let formatter: Intl.DateTimeFormat | null | undefined;

/** Umm al-Qura, the civil calendar of Saudi Arabia, from Intl; null in a runtime that was built without it. */
const ummAlQura = (): Intl.DateTimeFormat | null => {
  if (formatter === undefined) {
    const made = new Intl.DateTimeFormat("en-u-ca-islamic-umalqura-nu-latn", {
      timeZone: "UTC",
      year: "numeric",
      month: "numeric",
      day: "numeric",
    });
    formatter = made.resolvedOptions().calendar === "islamic-umalqura" ? made : null;
  }
  return formatter;
};

const hijriParts = (day: number): CalendarParts | null => {
  const parts = { year: 0, month: 0, day: 0 };
  for (const { type, value } of ummAlQura()?.formatToParts(new Date(day * MS_PER_DAY)) ?? []) {
    if (type === "year" || type === "month" || type === "day") parts[type] = Number.parseInt(value, 10);
  }
  return parts.year > 0 && parts.month > 0 && parts.day > 0 ? parts : null;
};

const findMonthStart = (year: number, month: number): number | null => {
  let day = Math.round(HIJRI_EPOCH + ((year - 1) * 12 + (month - 1)) * LUNAR_MONTH);
  // Each step lands nearer; two are enough, the fourth only stops a runtime whose tables are broken.
  for (let step = 0; step < 4; step++) {
    const at = hijriParts(day);
    if (!at) return null;
    const months = (year - at.year) * 12 + (month - at.month);
    if (months === 0) return day - at.day + 1;
    day += months > 0 ? 30 - at.day + 1 + (months - 1) * 29 : -at.day - (-months - 1) * 29;
  }
  return null;
};

export const hijri: Calendar = {
  partsOf: hijriParts,
  monthStart(year, month) {
    const [y, m] = carry(year, month);
    if (y < FIRST_HIJRI || y > LAST_HIJRI) return null;
    const key = y * 12 + m;
    let start = monthStarts.get(key);
    if (start === undefined) {
      start = findMonthStart(y, m);
      monthStarts.set(key, start);
    }
    return start;
  },
};

/** ISO weekday of a day number: 1 is Monday. */
export const weekdayOf = (day: number): number => ((((day + 3) % 7) + 7) % 7) + 1;
