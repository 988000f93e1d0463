import { calendarDay, edtfYear, OPEN_END, OPEN_START } from "../edtf.ts";
import type { Adjacency } from "./adjacency.ts";
import type { TimelineBin } from "./types.ts";

export type TimeUnit = "year" | "month" | "day";

const UNPLACED = Number.MAX_SAFE_INTEGER;
const pad = (value: number): string => String(value).padStart(2, "0");

/** The finest period of at most `unit` that holds a whole interval, as a number that sorts; UNPLACED when none does. */
const binOf = (earliest: number, latest: number, unit: TimeUnit): number => {
  if (earliest === OPEN_START || latest === OPEN_END) return UNPLACED;
  const from = calendarDay(earliest);
  const to = earliest === latest ? from : calendarDay(latest);
  if (from.year !== to.year) return UNPLACED;
  if (unit === "year" || from.month !== to.month) return from.year * 10_000;
  if (unit === "month" || from.day !== to.day) return from.year * 10_000 + from.month * 100;
  return from.year * 10_000 + from.month * 100 + from.day;
};

const period = (bin: number): string => {
  if (bin === UNPLACED) return "XXXX";
  const year = Math.floor(bin / 10_000);
  const month = Math.floor((bin - year * 10_000) / 100);
  const day = bin - year * 10_000 - month * 100;
  return edtfYear(year) + (month > 0 ? `-${pad(month)}` : "") + (day > 0 ? `-${pad(day)}` : "");
};

/**
 * Counts meetings by period, ascending. A date vaguer than the unit counts under its own, longer period, so that
 * nothing is invented: a meeting of "2019" is no meeting of January 2019.
 */
export const countByPeriod = (
  adjacency: Adjacency,
  meetings: Iterable<number>,
  unit: TimeUnit,
): TimelineBin[] => {
  const { earliest, latest } = adjacency.arrays;
  const counts = new Map<number, number>();
  let day = OPEN_END;
  let bin = 0;
  for (const meeting of meetings) {
    if (earliest[meeting] !== day || latest[meeting] !== day) {
      day = earliest[meeting]!;
      bin = binOf(day, latest[meeting]!, unit);
      if (latest[meeting] !== day) day = OPEN_END;
    }
    counts.set(bin, (counts.get(bin) ?? 0) + 1);
  }
  return [...counts].sort(([a], [b]) => a - b).map(([key, count]) => ({ period: period(key), count }));
};
