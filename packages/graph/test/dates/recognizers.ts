import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { DateMention } from "../../src/dates/mention.ts";
import { dayNumber, edtfDay, parseEdtf } from "../../src/edtf.ts";

/** Microsoft Recognizers-Text, Specs/DateTime/Arabic: what a case says, put into our terms. */

const FOLDER = join(dirname(fileURLToPath(import.meta.url)), "../../../../../shared/evaluation/dates");
export const FILES = [
  "DateExtractor",
  "DateParser",
  "DatePeriodExtractor",
  "DatePeriodParser",
  "MergedParser",
] as const;

interface Result {
  Text: string;
  Value?: {
    Timex?: string;
    PastResolution?: Record<string, string>;
    FutureResolution?: Record<string, string>;
    values?: { timex: string; value?: string }[];
  };
}

export interface Case {
  Input: string;
  Context?: { ReferenceDateTime?: string };
  Results: Result[];
}

/** Null when the cases are not there. */
export const casesOf = (file: string): Case[] | null => {
  const path = join(FOLDER, `${file}.json`);
  return existsSync(path) ? (JSON.parse(readFileSync(path, "utf8")) as Case[]) : null;
};

/** Particles and the word for day stand inside the one's span and outside the other's. */
const LEADING = /^(?:من|بين|ما بين|في|إلى|يوم|هذا|خلال|قبل|بعد|حتى|ابتداء من|الفترة|وقت ما)\s+|^ل(?=ل)/u;
const core = (text: string): string => {
  let rest = text.replace(/[\s\u00a0]+/gu, " ").trim();
  for (;;) {
    const shorter = rest.replace(LEADING, "");
    if (shorter === rest) return rest;
    rest = shorter;
  }
};

const dayBefore = (day: string): string => {
  const interval = parseEdtf(day);
  return interval ? edtfDay(interval.earliest - 1) : day;
};

const SEASONS: Readonly<Record<string, string>> = { SP: "21", SU: "22", FA: "23", WI: "24" };

/** Every EDTF that says what the expected value says: their periods end on the day after, some of their days do not. */
const acceptable = ({ Value }: Result): Set<string> => {
  const wanted = new Set<string>();
  const period = (from: string, to: string): void => {
    wanted.add(`${from}/${to}`);
    const months = /^(\d{4})-(\d\d)-01\/(\d{4})-(\d\d)-\d\d$/.exec(`${from}/${to}`);
    const nextIsFirst = dayBefore(to) !== to && edtfDay(parseEdtf(to)!.earliest + 1).endsWith("-01");
    if (!months || !nextIsFirst) return;
    const [, year, first, lastYear, last] = months;
    if (year !== lastYear) return;
    if (first === last) wanted.add(`${year}-${first}`);
    if (first === "01" && last === "12") wanted.add(year!);
    if (Number(last) - Number(first) === 2 && Number(last) % 3 === 0)
      wanted.add(`${year}-${32 + Number(last) / 3}`);
  };
  for (const resolution of [Value?.PastResolution, Value?.FutureResolution]) {
    if (resolution?.date) wanted.add(resolution.date);
    if (resolution?.startDate && resolution.endDate && !resolution.startDate.startsWith("0001")) {
      period(resolution.startDate, resolution.endDate);
      period(resolution.startDate, dayBefore(resolution.endDate));
    }
  }
  for (const timex of [
    Value?.Timex,
    ...(Value?.values ?? []).flatMap(({ timex, value }) => [timex, value]),
  ]) {
    if (!timex) continue;
    const week = /^(\d{4})-W(\d\d)$/.exec(timex);
    if (week) {
      // ISO week 1 holds 4 January; day 0 was a Thursday.
      const fourth = dayNumber(Number(week[1]), 1, 4);
      const monday = fourth - ((((fourth + 3) % 7) + 7) % 7) + 7 * (Number(week[2]) - 1);
      wanted.add(`${edtfDay(monday)}/${edtfDay(monday + 6)}`);
    }
    const season = /^(\d{4})-(SP|SU|FA|WI)$/.exec(timex);
    wanted.add(season ? `${season[1]}-${SEASONS[season[2]!]}` : timex);
  }
  return wanted;
};

/** Same number of dates, same words, and the value the case expects, seen from before or from after. */
export const agrees = (expected: Case, found: readonly DateMention[]): boolean =>
  found.length === expected.Results.length &&
  expected.Results.every((result, at) => {
    const mention = found[at]!;
    if (core(mention.text) !== core(result.Text)) return false;
    if (!result.Value) return true;
    const wanted = acceptable(result);
    return [mention.edtf, mention.ifPast, mention.ifFuture].some(
      (edtf) =>
        edtf !== null &&
        (wanted.has(edtf.replaceAll("~", "")) ||
          // Half a month without a year is, for us, the month about then.
          (edtf.length === 8 && edtf.endsWith("~") && wanted.has(`XXXX${edtf.slice(4, 7)}`))),
    );
  });
