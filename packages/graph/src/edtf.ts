/**
 * Extended Date/Time Format (ISO 8601-2:2019, loc.gov/standards/datetime) as an interval of days.
 *
 * What is read: year, month, day, seasons, quarters and halves (21–41), unspecified digits (`X`), intervals,
 * open ends (`..` or nothing), sets (`[a,b]`, `{a..b}`: their hull) and the qualifiers `?` `~` `%`, which are
 * reported but do not widen the interval. Times of day are cut off.
 */

/** Earlier than any day; the bound of an interval that is open or unknown at its start. */
export const OPEN_START = -(2 ** 30);
/** Later than any day. */
export const OPEN_END = 2 ** 30;

/** A date as the days between which it surely lies; day 0 is 1970-01-01 (proleptic Gregorian). */
export interface DayInterval {
  earliest: number;
  latest: number;
  /** Marked `?`, `~` or `%`: the source itself is not sure. */
  doubtful: boolean;
}

/** Days since 1970-01-01. Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", days_from_civil. */
export const dayNumber = (year: number, month: number, day: number): number => {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146_097 + dayOfEra - 719_468;
};

/** The calendar day of a day number; civil_from_days of the same source. */
export const calendarDay = (day: number): { year: number; month: number; day: number } => {
  const z = day + 719_468;
  const era = Math.floor(z / 146_097);
  const doe = z - era * 146_097;
  const yoe = Math.floor(
    (doe - Math.floor(doe / 1460) + Math.floor(doe / 36_524) - Math.floor(doe / 146_096)) / 365,
  );
  const doy = doe - (365 * yoe + Math.floor(yoe / 4) - Math.floor(yoe / 100));
  const mp = Math.floor((5 * doy + 2) / 153);
  const month = mp < 10 ? mp + 3 : mp - 9;
  return {
    year: yoe + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: doy - Math.floor((153 * mp + 2) / 5) + 1,
  };
};

const pad = (value: number, width: number): string => String(value).padStart(width, "0");

/** EDTF of a year, with its sign before and at least four digits. */
export const edtfYear = (year: number): string =>
  Math.abs(year) > 9999 ? `Y${year}` : year < 0 ? `-${pad(-year, 4)}` : pad(year, 4);

/** EDTF of a day number. */
export const edtfDay = (number: number): string => {
  const { year, month, day } = calendarDay(number);
  return `${edtfYear(year)}-${pad(month, 2)}-${pad(day, 2)}`;
};

const daysInMonth = (year: number, month: number): number =>
  month === 12 ? 31 : dayNumber(year, month + 1, 1) - dayNumber(year, month, 1);

/** First and last month of the codes that stand where a month would. Winter runs into the next year. */
const PARTS_OF_YEAR: ReadonlyMap<number, readonly [number, number]> = new Map([
  [21, [3, 5]],
  [22, [6, 8]],
  [23, [9, 11]],
  [24, [12, 14]],
  [25, [3, 5]],
  [26, [6, 8]],
  [27, [9, 11]],
  [28, [12, 14]],
  [29, [9, 11]],
  [30, [12, 14]],
  [31, [3, 5]],
  [32, [6, 8]],
  [33, [1, 3]],
  [34, [4, 6]],
  [35, [7, 9]],
  [36, [10, 12]],
  [37, [1, 4]],
  [38, [5, 8]],
  [39, [9, 12]],
  [40, [1, 6]],
  [41, [7, 12]],
]);

const ANY_TIME: DayInterval = { earliest: OPEN_START, latest: OPEN_END, doubtful: false };

const monthRange = (year: number, first: number, last: number): [number, number] => {
  const endYear = last > 12 ? year + 1 : year;
  const endMonth = last > 12 ? last - 12 : last;
  return [dayNumber(year, first, 1), dayNumber(endYear, endMonth, daysInMonth(endYear, endMonth))];
};

const DATE = /^(Y-?\d{5,9}|-?[\dX]{4})(?:-([\dX]{2})(?:-([\dX]{2}))?)?$/;

/** One date without interval or set; qualifiers are gone already. */
const parseDate = (text: string): [number, number] | null => {
  const match = DATE.exec(text);
  if (!match) return null;
  const [, years = "", months, days] = match;
  const digits = years.startsWith("Y") ? years.slice(1) : years;
  if (/^-?X/.test(digits)) return [OPEN_START, OPEN_END];
  const low = Number(digits.replaceAll("X", "0"));
  const high = Number(digits.replaceAll("X", "9"));
  const firstYear = Math.min(low, high);
  const lastYear = Math.max(low, high);
  // An unknown digit before the last known part leaves the whole span of the unknown one.
  if (months === undefined || months.includes("X") || firstYear !== lastYear) {
    if (months !== undefined && !months.includes("X") && !(Number(months) >= 1)) return null;
    return [dayNumber(firstYear, 1, 1), dayNumber(lastYear, 12, 31)];
  }
  const month = Number(months);
  const part = PARTS_OF_YEAR.get(month);
  if (part && days === undefined) return monthRange(firstYear, part[0], part[1]);
  if (month < 1 || month > 12) return null;
  if (days === undefined || days === "XX") return monthRange(firstYear, month, month);
  const length = daysInMonth(firstYear, month);
  if (days.includes("X")) {
    const from = Math.max(1, Number(days.replaceAll("X", "0")));
    const to = Math.min(length, Number(days.replaceAll("X", "9")));
    return from > to ? null : [dayNumber(firstYear, month, from), dayNumber(firstYear, month, to)];
  }
  const day = Number(days);
  if (day < 1 || day > length) return null;
  const number = dayNumber(firstYear, month, day);
  return [number, number];
};

const isOpen = (text: string): boolean => text === "" || text === "..";

/** `a/b`, where either end may be open. */
const parseInterval = (text: string, separator: string): [number, number] | null => {
  const at = text.indexOf(separator);
  const before = text.slice(0, at);
  const after = text.slice(at + separator.length);
  const from: [number, number] | null = isOpen(before) ? [OPEN_START, OPEN_START] : parseDate(before);
  const to: [number, number] | null = isOpen(after) ? [OPEN_END, OPEN_END] : parseDate(after);
  if (!from || !to || from[0] > to[1]) return null;
  return [from[0], to[1]];
};

/**
 * Reads an EDTF string.
 * @returns null when the text is no EDTF date; an unbounded interval (`isDated` is false) for an unknown year.
 * @example
 * ```ts
 * parseEdtf("1970-01"); // → { earliest: 0, latest: 30, doubtful: false }
 * parseEdtf("yesterday"); // → null
 * ```
 */
export const parseEdtf = (edtf: string): DayInterval | null => {
  const bare = edtf
    .trim()
    .replaceAll(/[?~%]/g, "")
    .replaceAll(/T[\d:.]+(?:Z|[+-]\d\d(?::?\d\d)?)?/g, "");
  const doubtful = /[?~%]/.test(edtf);
  let hull: [number, number] | null;
  const set = /^[[{](.*)[\]}]$/.exec(bare);
  if (set) {
    hull = null;
    for (const member of set[1]!.split(",")) {
      const item = member.trim();
      const range = item.includes("..") ? parseInterval(item, "..") : parseDate(item);
      if (!range) return null;
      hull = hull ? [Math.min(hull[0], range[0]), Math.max(hull[1], range[1])] : range;
    }
  } else if (bare.includes("/")) {
    if (bare === "/" || bare === "../..") return { ...ANY_TIME, doubtful };
    hull = parseInterval(bare, "/");
  } else {
    hull = bare === "" ? null : parseDate(bare);
  }
  return hull ? { earliest: hull[0], latest: hull[1], doubtful } : null;
};

/** Whether the interval says anything: `XXXX-10-26` does not place a meeting in time. */
export const isDated = (interval: DayInterval): boolean =>
  interval.earliest !== OPEN_START || interval.latest !== OPEN_END;

/**
 * The day number on which an article appeared: of an ISO 8601 day, with or without a time of day behind it (`T` or a
 * space between them), as the article's own clock tells it. Everything else is no day of publication: a month, an
 * interval, a doubtful day, a day that no calendar has.
 * @example
 * ```ts
 * publicationDay("1970-01-02 23:30:00+03:00"); // → 1
 * publicationDay("1970-01"); // → null
 * ```
 */
export const publicationDay = (publishedAt: string | null | undefined): number | null => {
  const day = /^(\d{4}-\d\d-\d\d)(?:[T ]\d\d.*)?$/.exec(publishedAt ?? "")?.[1];
  return day === undefined ? null : (parseEdtf(day)?.earliest ?? null);
};
