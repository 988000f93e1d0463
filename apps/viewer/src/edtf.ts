import { parseEdtf } from "@liqa/graph";

/** Dates of the Extended Date/Time Format (ISO 8601-2) as days and as words. */

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

/** Days since 1970-01-01 of a proleptic Gregorian day; months beyond 12 roll over. */
export function dayNumber(year: number, month: number, day: number): number {
  const date = new Date(Date.UTC(2000, 0, 1));
  date.setUTCFullYear(year, month - 1, day);
  return Math.floor(date.getTime() / 86_400_000);
}

/** Days since 1970-01-01 of an ISO day, month or year: its first day. */
export function toDay(iso: string): number {
  const [year = 0, month = 1, day = 1] = iso.split("-").map(Number);
  return dayNumber(year, month, day);
}

export function isoDay(day: number): string {
  return new Date(day * 86_400_000).toISOString().slice(0, 10);
}

/** The days that a date may mean, or null when it cannot be read. Open ends lie millions of years away. */
export function dayRange(edtf: string): DayRange | null {
  const interval = parseEdtf(edtf);
  return interval && { from: interval.earliest, to: interval.latest };
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
