import { type DateMention, dateToward } from "../dates/findDates.ts";
import { parseEdtf } from "../edtf.ts";
import { isPlan } from "./arguments.ts";
import { isCircumstance } from "./circumstance.ts";
import type { Clause } from "./clause.ts";
import { tellsOn } from "./relatives.ts";
import type { Context, Telling, TellingDate } from "./telling.ts";

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
  { saidOn }: Context,
  published: number | null,
): void => {
  const precise = clause.dates.filter((date) => placesInTime(clause, date) && PRECISE.has(date.kind));
  const only = precise.length === 1 && clause.dates.length === 1 ? precise[0]! : null;
  const own = tellings.map((telling) => dateFor(clause, telling, tellings, published));
  const ofOnly = tellings.filter((_, at) => only !== null && own[at] === only).map(({ status }) => status);
  for (const [at, telling] of tellings.entries()) {
    // A sentence with one day tells everything of that day, but not what is asked for in it.
    const shares = only && (!OPEN.has(telling.status) || ofOnly.includes(telling.status));
    const shared = shares && mayBe(only, telling, published) && within(clause, only, telling) ? only : null;
    const date = own[at] ?? shared ?? (isSaidIn(clause, telling) ? saidOn : null);
    if (!date) continue;
    telling.date = read(date, telling, published);
    // «يعقد الوزير اجتماعا يوم الخميس المقبل»: what lies after the report is still to come.
    if (telling.status !== "held" && telling.status !== "ongoing") continue;
    const told = (date.stated.daysFromReport ?? 0) > 0;
    if (telling.past) {
      // What a past tense tells was not on a day still to come: that day is of something else in the sentence.
      if (told || isAfter(telling.date.edtf, published)) telling.date = null;
      continue;
    }
    // «يعقد المجلس اليوم اجتماعا»: what a present says of the day of the report has yet to begin.
    const today = telling.present && telling.status === "held" && date.stated.daysFromReport === 0;
    if (
      told ||
      today ||
      date.stated.direction === "future" ||
      isAfter(date.edtf ?? telling.date.edtf, published)
    ) {
      telling.status = "planned";
      telling.date = read(date, telling, published);
    }
  }
};

/** Tokens in which a verb of saying, who says it and on what day stand together. */
const SAYING = 14;

/**
 * «أكد الوزير اليوم …»: the day on which something is said, until another sentence tells of another day; what is then
 * said to have come up in the course of a meeting came up on it.
 */
export const saidOnAfter = (clause: Clause, before: DateMention | null): DateMention | null => {
  const { scan, sentence } = clause;
  if (!clause.dates.length) return before;
  for (let token = sentence.from; token < Math.min(sentence.to, sentence.from + SAYING); token++) {
    if (clause.covering(token) >= 0 || !scan.role(token, "speech")) continue;
    for (let at = token + 1; at < Math.min(sentence.to, token + SAYING); at++) {
      if (clause.covering(at) < 0 && (scan.role(at, "that", "relative") || scan.isMark(at, QUOTES)))
        return null;
      const date = clause.dates.find(({ from }) => from === at);
      if (date) return PRECISE.has(date.kind) && placesInTime(clause, date) ? date : null;
    }
  }
  return null;
};

/** «وقال الوزير خلال لقائه …» without a day of its own: said in the course of the meeting, and not told of it. */
const isSaidIn = (clause: Clause, { at, status, type }: Telling): boolean => {
  const { scan, sentence, dates } = clause;
  if (dates.length || status !== "held" || type === "visit" || !isCircumstance(clause, at)) return false;
  for (let token = sentence.from; token < at; token++)
    if (clause.covering(token) < 0 && (scan.role(token, "that", "relative") || scan.isMark(token, QUOTES)))
      return false;
  return true;
};

/** Signs behind which somebody else's words stand. */
const QUOTES = ':"«“';

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

const read = (mention: DateMention, { status, revoked }: Telling, published: number | null): TellingDate => {
  // «ألغى لقاءه المقرر في 12 يونيو»: what is off may have been due on either side of the report; the nearer day is meant.
  if (status === "cancelled" && !revoked && published !== null)
    return { mention, edtf: nearer(mention, published) ?? mention.edtf };
  const open = !revoked && (status === "planned" || status === "called_for" || status === "postponed");
  return { mention, edtf: dateToward(mention, open ? "future" : "past") ?? mention.edtf };
};

const nearer = (mention: DateMention, published: number): string | null => {
  const [past, future] = [dateToward(mention, "past"), dateToward(mention, "future")];
  const off = (edtf: string | null): number =>
    Math.abs(((edtf ? parseEdtf(edtf)?.earliest : null) ?? Number.POSITIVE_INFINITY) - published);
  return off(future) < off(past) ? future : past;
};

/** How a date before its word, one that another word claims and one behind another verb weigh, in tokens. */
const CLAIMED = 12;
const BEHIND_VERB = 10;
const IMPRECISE = 8;

/**
 * The date of a telling: of those in its own clause the nearest, a precise one before a vague one, one behind the word
 * before one in front of it that an earlier word may claim.
 */
const dateFor = (
  clause: Clause,
  telling: Telling,
  all: readonly Telling[],
  published: number | null,
): DateMention | null => {
  let best: DateMention | null = null;
  let least = Number.POSITIVE_INFINITY;
  for (const date of clause.dates) {
    if (!placesInTime(clause, date) || !mayBe(date, telling, published)) continue;
    const ahead = date.from > telling.at;
    const distance = ahead ? date.from - telling.at : (telling.at - date.to) * 1.5 + 2;
    if (distance > FAR * 1.5 || !within(clause, date, telling)) continue;
    // A nearer word claims it.
    if (!opens(clause, date, telling) && all.some((other) => isNearer(other.at, telling.at, date))) continue;
    const claimed =
      !ahead && all.some((other) => other.at < date.from && !joined(clause, other.at, date.from));
    if (!ahead && OPEN.has(telling.status) && isOfSaying(clause, date, telling)) continue;
    const weight =
      distance +
      (PRECISE.has(date.kind) ? 0 : IMPRECISE) +
      (claimed ? CLAIMED : 0) +
      (ahead && joined(clause, telling.at + 1, date.from) ? BEHIND_VERB : 0);
    if (weight < least) {
      least = weight;
      best = date;
    }
  }
  return best;
};

/**
 * «دعا اليوم إلى اجتماع», «ألغى أمس زيارته», «أعلن الخميس إرجاء الجولة»: the day of what is said of a meeting that is
 * not over, not of the meeting.
 */
const isOfSaying = (clause: Clause, date: DateMention, { rule }: Telling): boolean => {
  if (rule.startsWith("invitation")) return true;
  for (let token = date.from - 1; token >= Math.max(clause.sentence.from, date.from - SAYING); token--) {
    if (clause.covering(token) >= 0) continue;
    if (clause.scan.role(token, "speech", "called_for", "postponed", "cancelled", "denied")) return true;
    if (clause.scan.role(token, "planned") || clause.verbAt(token)) return false;
  }
  return false;
};

/** Statuses of what is still to come or never came: who says so, says it on a day of its own. */
const OPEN: ReadonlySet<string> = new Set(["planned", "called_for", "postponed", "cancelled", "denied"]);

/** Whether a date names a time: not «منذ 2011», «منذ أربع سنوات», «مؤخرا». */
const placesInTime = ({ scan }: Clause, date: DateMention): boolean =>
  date.bound === null &&
  date.kind !== "vague" &&
  !(scan.role(date.from, "since") && (date.kind === "year" || date.kind === "month"));

/** Whether what is past may lie there: what took place does not lie ahead, nor what is planned behind. */
const mayBe = (date: DateMention, telling: Telling, published: number | null): boolean => {
  const days = date.stated.daysFromReport;
  if (telling.status === "held" && telling.past) return !(days !== undefined && days > 0);
  if (telling.status !== "planned") return true;
  if (date.stated.direction === "past" || (days !== undefined && days < 0)) return false;
  const interval =
    published !== null && date.stated.year !== undefined && date.edtf ? parseEdtf(date.edtf) : null;
  return !interval || interval.latest >= published!;
};

const isNearer = (other: number, at: number, { from }: DateMention): boolean =>
  other !== at &&
  Math.abs(other - from) < Math.abs(at - from) &&
  (from > at ? other > at && other < from : other < at && other > from);

/** «في العام الماضي، …، زارت»: a date that opens the sentence dates its verb, whatever nouns stand between. */
const opens = (clause: Clause, date: DateMention, telling: Telling): boolean =>
  date.from <= clause.sentence.from + 2 &&
  telling.rule.startsWith("verb:") &&
  clause.verbAt(telling.at) !== null;

/** Whether a finite verb joined on by «and» stands between two tokens. */
const joined = (clause: Clause, from: number, to: number): boolean => {
  for (let token = from; token < to; token++) {
    if (clause.covering(token) >= 0) continue;
    if (clause.scan.joins(clause.verbAt(token)?.reading.proclitic ?? "")) return true;
  }
  return false;
};

/**
 * Whether a date and a word stand in one clause: nobody's speech opens between them, and no relative clause, unless it
 * is of the meeting itself («الاجتماع الذي عقد أمس») or closed by a comma.
 */
const within = (clause: Clause, date: DateMention, telling: Telling): boolean => {
  const { scan } = clause;
  const ahead = date.from > telling.at;
  const [from, to] = ahead ? [telling.at + 1, date.from] : [date.to, telling.at];
  let relative = !ahead && isInRelative(clause, date.from);
  for (let token = from; token < to; token++) {
    if (clause.covering(token) >= 0) continue;
    if (scan.isMark(token, "؛") || scan.role(token, "since")) return false;
    if (scan.role(token, "that") && !isPlan(scan, token)) return false;
    if (scan.role(token, "speech") && ahead) return false;
    if (scan.role(token, "relative")) relative ||= !ahead || !tellsOn(clause, token);
    else if (scan.isMark(token, "،,-–")) relative = false;
  }
  return !relative;
};

/** «الاتفاق الذي أبرم في 14 يوليو»: whether a date in front of a word stands in a clause about something else. */
const isInRelative = (clause: Clause, date: number): boolean => {
  for (let token = date - 1; token >= clause.sentence.from; token--) {
    if (clause.covering(token) >= 0) continue;
    if (clause.scan.isMark(token, "،,-–؛")) return false;
    if (clause.scan.role(token, "relative")) return !tellsOn(clause, token);
  }
  return false;
};
