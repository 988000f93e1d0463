/** Dates of the Extended Date/Time Format (ISO 8601-2), level 1 and the sets of level 2, as days and as words. */

/** Days since 1970-01-01, both ends inclusive. */
export interface DayRange {
  from: number;
  to: number;
}

export interface DateWords {
  locale: string;
  about(date: string): string;
  perhaps(date: string): string;
  between(from: string, to: string): string;
  since(date: string): string;
  until(date: string): string;
  or(dates: string[]): string;
  seasons: Record<number, string>;
}

const SEASON_MONTHS: Record<number, [number, number]> = {
  21: [3, 5],
  22: [6, 8],
  23: [9, 11],
  24: [12, 14],
  33: [1, 3],
  34: [4, 6],
  35: [7, 9],
  36: [10, 12],
  40: [1, 6],
  41: [7, 12],
};

/** Days since 1970-01-01 of a proleptic Gregorian day; months beyond 12 roll over. */
export function dayNumber(year: number, month: number, day: number): number {
  const date = new Date(Date.UTC(2000, 0, 1));
  date.setUTCFullYear(year, month - 1, day);
  return Math.floor(date.getTime() / 86_400_000);
}

export function isoDay(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}

/** The days that a date may mean, or null when it cannot be read. Open ends reach 9999 years either way. */
export function dayRange(edtf: string): DayRange | null {
  const text = edtf.trim();
  if (/^[[{].*[\]}]$/.test(text))
    return hull(
      text
        .slice(1, -1)
        .split(/,|\.\./)
        .filter(Boolean)
        .map(dayRange),
    );
  const slash = text.indexOf("/");
  if (slash < 0) return single(text);
  const first = text.slice(0, slash);
  const last = text.slice(slash + 1);
  const from = first === "" || first === ".." ? { from: dayNumber(-9999, 1, 1), to: 0 } : single(first);
  const to = last === "" || last === ".." ? { from: 0, to: dayNumber(9999, 12, 31) } : single(last);
  return from && to ? { from: from.from, to: to.to } : null;
}

function hull(ranges: (DayRange | null)[]): DayRange | null {
  const known = ranges.filter((range) => range !== null);
  if (known.length === 0) return null;
  return { from: Math.min(...known.map((r) => r.from)), to: Math.max(...known.map((r) => r.to)) };
}

function single(text: string): DayRange | null {
  const match = /^(-?[\dX]{4})(?:-([\dX]{2}))?(?:-([\dX]{2}))?(?:T.*)?$/.exec(text.replace(/[?~%]/g, ""));
  if (!match) return null;
  const [, year = "", month, day] = match;
  const low = Number(year.replaceAll("X", "0"));
  const high = Number(year.replaceAll("X", "9"));
  const season = month ? SEASON_MONTHS[Number(month)] : undefined;
  if (season) return { from: dayNumber(low, season[0], 1), to: dayNumber(high, season[1] + 1, 0) };
  const [firstMonth, lastMonth] = digits(month, 1, 12);
  const [firstDay, lastDay] = digits(day, 1, 31);
  const from = dayNumber(low, firstMonth, firstDay);
  const to =
    day && !day.includes("X") ? dayNumber(high, lastMonth, lastDay) : dayNumber(high, lastMonth + 1, 0);
  return from <= to ? { from, to } : null;
}

function digits(text: string | undefined, least: number, most: number): [number, number] {
  if (!text) return [least, most];
  const low = Math.max(least, Number(text.replaceAll("X", "0")));
  return [low, Math.min(most, Number(text.replaceAll("X", "9")))];
}

/** A date as a person would say it. */
export function humanDate(edtf: string, words: DateWords): string {
  const text = edtf.trim();
  if (/^[[{].*[\]}]$/.test(text))
    return words.or(
      text
        .slice(1, -1)
        .split(/,|\.\./)
        .filter(Boolean)
        .map((part) => humanDate(part, words)),
    );
  const slash = text.indexOf("/");
  if (slash >= 0) {
    const first = text.slice(0, slash);
    const last = text.slice(slash + 1);
    if (first === "" || first === "..") return words.until(humanDate(last, words));
    if (last === "" || last === "..") return words.since(humanDate(first, words));
    return words.between(humanDate(first, words), humanDate(last, words));
  }
  const plain = text.replace(/[?~%]/g, "");
  const said = plainDate(plain, words);
  if (/[~%]/.test(text)) return words.about(said);
  return text.includes("?") ? words.perhaps(said) : said;
}

function plainDate(text: string, words: DateWords): string {
  const [year = "", month, day] = text.split("T")[0]!.split("-");
  if (year.includes("X") || !/^\d{4}$/.test(year)) return text;
  if (!month || month === "XX") return year;
  const season = words.seasons[Number(month)];
  if (season) return `${season} ${year}`;
  const whole = day !== undefined && !day.includes("X");
  const at = new Date(Date.UTC(Number(year), Number(month) - 1, whole ? Number(day) : 1));
  if (Number.isNaN(at.getTime())) return text;
  const format = new Intl.DateTimeFormat(words.locale, {
    timeZone: "UTC",
    year: "numeric",
    month: "long",
    ...(whole ? { day: "numeric" as const } : {}),
  });
  return format.format(at);
}
