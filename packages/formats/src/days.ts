import { type MeetingDate, parseEdtf } from "@liqa/graph";

/** First and last possible ISO day; empty where the interval is open. */
export interface Days {
  start: string;
  end: string;
}

const DAY = 86_400_000;

/** The years 1 to 9999, which ISO 8601 writes without a sign; beyond them an interval counts as open. */
const FIRST = Date.parse("0001-01-01");
const LAST = Date.parse("9999-12-31");

const isoDay = (day: number): string => {
  const time = day * DAY;
  return time >= FIRST && time <= LAST ? new Date(time).toISOString().slice(0, 10) : "";
};

export const NO_DAYS: Days = { start: "", end: "" };

/** The days a date may mean. A date without a year means none: no timeline can show it. */
export const daysOf = (date: MeetingDate | null): Days => {
  const interval = date?.edtf ? parseEdtf(date.edtf) : null;
  return interval ? { start: isoDay(interval.earliest), end: isoDay(interval.latest) } : NO_DAYS;
};
