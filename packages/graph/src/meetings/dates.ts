import { type DateMention, dateToward } from "../dates/findDates.ts";
import { parseEdtf } from "../edtf.ts";
import { isPlan } from "./arguments.ts";
import type { Clause } from "./clause.ts";
import type { Telling, TellingDate } from "./telling.ts";

/** Tokens a date may stand from the word it dates. */
const FAR = 30;

/** Kinds in the order in which they say most about one event. */
const PRECISE = new Set(["day", "weekday", "relative", "range"]);

/**
 * Gives each telling of a sentence its date: the nearest one in its own stretch of the sentence, read toward the
 * past or the future as the status says. A date that belongs to who says it («أعلن اليوم أن …») is left alone, and
 * so is one that only limits a time («منذ 2011»).
 */
export const dateTellings = (
  clause: Clause,
  tellings: readonly Telling[],
  published: number | null,
): void => {
  const precise = clause.dates.filter((date) => date.bound === null && PRECISE.has(date.kind));
  const only = precise.length === 1 && clause.dates.length === 1 ? precise[0]! : null;
  for (const telling of tellings) {
    // A sentence with one day tells everything of that day.
    const date = dateFor(clause, telling, tellings) ?? (only && within(clause, only, telling) ? only : null);
    if (!date) continue;
    telling.date = read(date, telling);
    // «يعقد الوزير اجتماعا يوم الخميس المقبل»: what lies after the report is still to come.
    if (telling.status !== "held" && telling.status !== "ongoing") continue;
    const told = (date.stated.daysFromReport ?? 0) > 0;
    if (telling.past) {
      // What a past tense tells was not on a day still to come: that day is of something else in the sentence.
      if (told || isAfter(telling.date.edtf, published)) telling.date = null;
      continue;
    }
    if (told || date.stated.direction === "future" || isAfter(date.edtf ?? telling.date.edtf, published)) {
      telling.status = "planned";
      telling.date = read(date, telling);
    }
  }
};

/** Whether all of a date lies behind the day of the report. */
const isAfter = (edtf: string | null, published: number | null): boolean =>
  published !== null && edtf !== null && (parseEdtf(edtf)?.earliest ?? published) > published;

/** Days before the report after which a meeting is no news. */
const NEWS = 14;

/** Told as background: in a pluperfect without a day of the news («كان قد زار»), or of a day long before the report. */
export const markBackground = (
  clause: Clause,
  tellings: readonly Telling[],
  published: number | null,
): void => {
  for (const telling of tellings) {
    if (telling.status !== "held") continue;
    const interval = telling.date?.edtf ? parseEdtf(telling.date.edtf) : null;
    const age = published !== null && interval ? published - interval.latest : null;
    telling.background = age === null ? pluperfect(clause, telling.at) : age > NEWS;
  }
};

/** «وكان الوزير قد …», «سبق أن …» before the word, with no finite verb of saying in between. */
const pluperfect = ({ scan, sentence }: Clause, at: number): boolean => {
  for (let token = at - 1; token >= Math.max(sentence.from, at - PLUPERFECT); token--) {
    if (scan.role(token, "speech", "that")) return false;
    if (scan.role(token, "past") && scan.role(token, "past")!.values.every(({ role }) => role === "past"))
      return true;
  }
  return false;
};

/** Tokens between «كان» and its verb. */
const PLUPERFECT = 14;

const read = (mention: DateMention, { status }: Telling): TellingDate => {
  const open = status === "planned" || status === "called_for" || status === "postponed";
  return { mention, edtf: dateToward(mention, open ? "future" : "past") ?? mention.edtf };
};

const dateFor = (clause: Clause, telling: Telling, all: readonly Telling[]): DateMention | null => {
  let best: DateMention | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const date of clause.dates) {
    if (date.bound !== null || date.kind === "vague") continue;
    const distance = date.from > telling.at ? date.from - telling.at : (telling.at - date.to) * 1.5 + 2;
    if (distance > FAR * 1.5 || !within(clause, date, telling)) continue;
    // A nearer word claims it.
    if (
      all.some(
        (other) =>
          other !== telling &&
          Math.abs(other.at - date.from) < Math.abs(telling.at - date.from) &&
          other.at !== telling.at &&
          between(other.at, telling.at, date.from),
      )
    )
      continue;
    const weight = distance + (PRECISE.has(date.kind) ? 0 : 8);
    if (weight < least) {
      least = weight;
      best = date;
    }
  }
  return best;
};

const between = (other: number, at: number, date: number): boolean =>
  date > at ? other > at && other < date : other < at && other > date;

/** No clause of somebody's speech opens between a date and the word. */
const within = (clause: Clause, date: DateMention, telling: Telling): boolean => {
  const [from, to] = date.from < telling.at ? [date.to, telling.at] : [telling.at + 1, date.from];
  for (let token = from; token < to; token++) {
    if (clause.covering(token) >= 0) continue;
    if (clause.scan.isMark(token, "؛") || clause.scan.role(token, "since")) return false;
    if (clause.scan.role(token, "that") && !isPlan(clause.scan, token)) return false;
    if (clause.scan.role(token, "speech") && date.from > telling.at) return false;
  }
  return true;
};
