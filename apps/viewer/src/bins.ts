import { dayNumber, dayRange, isoDay } from "./edtf.ts";

export interface Bin {
  /** EDTF year, month or day. */
  period: string;
  from: number;
  to: number;
  /** Meetings that surely fall in the bin. */
  count: number;
  /** Shares of meetings whose date is wider than the bin: a year-only date puts 1/12 in each month. */
  vague: number;
}

export interface Binned {
  bins: Bin[];
  undated: number;
}

const YEARS_FROM = 5 * 366;
const MONTHS_FROM = 70;

/** Meetings by year, month or day, whichever gives a readable number of bars. */
export function binned(dates: readonly (string | null)[]): Binned {
  const ranges = dates.map((edtf) => (edtf ? dayRange(edtf) : null));
  const known = ranges.filter((range) => range !== null).filter((range) => range.to - range.from < 40_000);
  const undated = ranges.length - known.length;
  if (known.length === 0) return { bins: [], undated };
  const from = Math.min(...known.map((range) => range.from));
  const to = Math.max(...known.map((range) => range.to));
  const bins = emptyBins(from, to);
  for (const range of known) {
    const hit = bins.filter((bin) => bin.from <= range.to && range.from <= bin.to);
    if (hit.length === 1) hit[0]!.count++;
    else for (const bin of hit) bin.vague += 1 / hit.length;
  }
  return { bins, undated };
}

function emptyBins(from: number, to: number): Bin[] {
  const digits = to - from > YEARS_FROM ? 4 : to - from > MONTHS_FROM ? 7 : 10;
  const bins: Bin[] = [];
  let day = from;
  while (day <= to && bins.length < 400) {
    const period = isoDay(day).slice(0, digits);
    const [year = 0, month] = period.split("-").map(Number);
    const end = digits === 4 ? dayNumber(year, 13, 0) : digits === 7 ? dayNumber(year, month! + 1, 0) : day;
    const start = digits === 4 ? dayNumber(year, 1, 1) : digits === 7 ? dayNumber(year, month!, 1) : day;
    bins.push({ period, from: start, to: end, count: 0, vague: 0 });
    day = end + 1;
  }
  return bins;
}
