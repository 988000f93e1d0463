import { edtfDay, isDated, OPEN_END, OPEN_START, parseEdtf } from "../edtf.ts";
import { MEETING_TYPES, type MeetingType, STATUSES, type Status } from "../extraction.ts";
import { entityOf } from "../prose/names.ts";
import { DEFAULT_STATUSES } from "../query/filter.ts";
import type { GraphIndex } from "../query/graphIndex.ts";
import type { Cue, IntentRow, Need, QuestionWords } from "./grammar.ts";
import type { Segment } from "./readQuestion.ts";

/** A name in the question and whom it may mean; nobody when the graph does not know it. */
export interface AskedName {
  text: string;
  ids: readonly string[];
  /** Known by office, not by name. */
  office?: boolean;
  /** Of whose people somebody is asked for: «من الجانب المصري». */
  side?: boolean;
}

/** A meeting as the question describes it: «الجولة 14 من محادثات أستانا», "the Thursday ISSG meeting in New York". */
export interface Reference {
  /** Said of the meeting: its body, its parties, its process or its town. */
  of: AskedName[];
  /** Where it was. */
  places: AskedName[];
  /** What it was about, as far as that is a name: «مؤتمر برلين حول ليبيا». */
  about: AskedName[];
  numbers: number[];
  /** ISO weekdays. */
  weekdays: number[];
  /** Days of any year: «في 29 كانون الثاني». */
  days: { month: number; day: number | null }[];
  types: Set<MeetingType>;
}

/** A question taken apart. */
export interface Parts {
  cues: readonly Cue[];
  actors: AskedName[];
  references: Reference[];
  since: string | null;
  until: string | null;
  statuses: Set<Status>;
  /** Types of meeting that the question names; none: any. */
  types: Set<MeetingType>;
  future: boolean;
  past: boolean;
  articles: string[];
  /** Over whom a path shall lead, and over whom not. */
  through: AskedName[];
  avoid: AskedName[];
  /** What is asked came after, or before, this meeting or the meetings in this place. */
  anchor: { bound: "after" | "before"; reference: Reference } | null;
  has(role: string, ...values: string[]): boolean;
}

/** Of a question that describes no meeting. */
export const emptyReference = (): Reference => ({
  of: [],
  places: [],
  about: [],
  numbers: [],
  weekdays: [],
  days: [],
  types: new Set(),
});

export const isEmpty = (reference: Reference): boolean =>
  reference.of.length +
    reference.places.length +
    reference.numbers.length +
    reference.weekdays.length +
    reference.days.length ===
  0;

/** A question word that is a preposition elsewhere: «من» is who and of. */
const isPreposition = (segment: Segment): boolean =>
  segment.kind === "cue" && segment.cue.role === "ask" && segment.also.some(({ role }) => role === "link");

/** "Who was there when they met?" asks for no time; "Where and when", «أي اجتماع فشل، ومتى» do. */
const isConjunction = (segments: readonly Segment[], at: number): boolean => {
  const [before, segment] = [segments[at - 1], segments[at]!];
  if (segment.kind !== "cue" || segment.cue.role !== "ask" || segment.cue.value !== "when") return false;
  const joined = before?.kind === "cue" && before.cue.role === "link" && before.cue.value === "and";
  return segment.link !== "and" && !joined && before?.kind !== "mark";
};

/** «من الجانب المصري», «من المصريين»: behind a preposition that asks elsewhere, or a noun for people. */
const isOneOf = (segments: readonly Segment[], at: number): boolean => {
  const before = segments.slice(0, at).findLast((one) => one.kind !== "cue" || one.cue.role !== "kind");
  return before !== undefined && isPreposition(before);
};

/** Whether a segment continues a description before its noun: "the 14th Astana | round". */
const describes = (segment: Segment): boolean =>
  segment.kind === "name" ||
  segment.kind === "number" ||
  (segment.kind === "mark" && /^[-–—"“”«»]$/u.test(segment.text)) ||
  (segment.kind === "date" && segment.mention.kind === "weekday") ||
  (segment.kind === "cue" &&
    (segment.cue.role === "number" || segment.cue.value === "the" || segment.cue.value === "and"));

/** Sorts the segments of a question by the part they play. */
export const partsOf = (
  segments: readonly Segment[],
  words: Pick<QuestionWords, "describesBefore">,
  index: GraphIndex,
): Parts => {
  const cues: Cue[] = [];
  for (const [at, segment] of segments.entries()) {
    if (segment.kind === "name" && segment.head) cues.push(segment.head);
    if (segment.kind !== "cue") continue;
    // "did" asks only where the question begins with it; behind a question word it is mere grammar.
    const asked = cues.some(({ role }) => role === "ask");
    // "did" asks only where the question begins with it, and «من» only where nothing has been asked yet.
    const other =
      segment.cue.value === "did" ? at > 0 : asked && (isPreposition(segment) || isConjunction(segments, at));
    if (!other) cues.push(segment.cue);
    // «كم وزيرا …»: ministers are people.
    if (segment.cue.role === "holders") cues.push({ ...segment.cue, role: "kind", value: "person" });
    // «آخر اجتماع» is a meeting, too.
    if (segment.cue.role === "order" && segment.cue.id !== "last-word")
      cues.push({ id: segment.cue.id, role: "event", value: "any" });
    cues.push(...segment.also);
  }
  const has = (role: string, ...values: string[]): boolean =>
    cues.some((cue) => cue.role === role && (values.length === 0 || values.includes(cue.value)));

  /** Each of several meetings is meant by itself: «both», «اجتماعي لندن وكوبنهاغن». */
  const severally = has("both") || has("event", "two");

  const parts: Parts = {
    cues,
    actors: [],
    references: [],
    since: null,
    until: null,
    statuses: new Set(),
    types: new Set(),
    future: has("tense", "future"),
    past: has("tense", "past") || has("status", "held"),
    articles: [],
    through: [],
    avoid: [],
    anchor: null,
    has,
  };
  if (has("verb", "call")) parts.types.add("call");
  const namesEvent = segments.some((segment) => segment.kind === "cue" && segment.cue.role === "event");
  const visits = has("verb", "visit") && !namesEvent;
  if (visits) parts.types.add("visit");
  // «لم تعقد»: whatever became of it, it did not take place.
  if (has("noun", "not") && has("status", "held") && !has("verb")) {
    parts.past = false;
    for (const status of STATUSES) if (!DEFAULT_STATUSES.includes(status)) parts.statuses.add(status);
  }
  for (const cue of cues)
    if (cue.role === "status") {
      const status = STATUSES.find((known) => known === cue.value);
      if (status && status !== "held") parts.statuses.add(status);
    }

  /** «قاد الوفد إلى الكويت»: where it went. */
  const led = has("function") || has("verb", "lead", "represent", "attend");

  let reference = emptyReference();
  /** A noun for a meeting has been read and what follows may belong to it. */
  let open = false;
  let link = "";
  let joined = false;
  let lastSlot: AskedName[] | null = null;
  const kindOf = (name: AskedName) =>
    name.ids[0] === undefined ? null : (entityOf(index, name.ids[0])?.kind ?? null);
  /** What follows describes the meeting that others came after or before. */
  let bound: "after" | "before" | null = null;
  const next = (): void => {
    if (bound !== null && !isEmpty(reference)) parts.anchor = { bound, reference };
    else if (!isEmpty(reference)) parts.references.push(reference);
    reference = { ...emptyReference(), types: bound === null ? reference.types : new Set() };
  };
  /** Names before the noun that belong to it: taken back from the actors. */
  const takeBack = (at: number): void => {
    if (!words.describesBefore) return;
    let from = at;
    while (from > 0 && describes(segments[from - 1]!)) from--;
    for (let back = from; back < at; back++) {
      const segment = segments[back]!;
      if (segment.kind !== "name") continue;
      const which = parts.actors.findLastIndex(({ text }) => text === segment.text);
      if (which < 0 || kindOf(parts.actors[which]!) === "person") continue;
      if (severally && !isEmpty(reference)) next();
      reference.of.push(...parts.actors.splice(which, 1));
    }
  };

  for (const [at, segment] of segments.entries()) {
    const here = segment.link || link;
    switch (segment.kind) {
      case "cue": {
        // «الجولة الثانية» is no «مرة ثانية».
        const number = open ? segment.also.find(({ role }) => role === "number") : undefined;
        const { role, value } = number ?? segment.cue;
        if (role === "link") {
          link = value;
          joined ||= segment.link === "and";
          if (value === "with" || value === "between") open = false;
          if ((value === "after" || value === "before") && isAnchor(segments.slice(at + 1), kindOf)) {
            next();
            bound = value;
          }
          if (value === "and" && severally && !isEmpty(reference)) {
            next();
            lastSlot = null;
          }
          continue;
        }
        if (isPreposition(segment) && at > 0) link = "of";
        if (role === "noise" || isPreposition(segment)) continue;
        if (role === "order") open = true;
        if (role === "event") {
          // «في اجتماع لندن وفي محادثات أستانا» are two.
          if (
            (severally && segment.link === "and") ||
            ((segment.link === "and" || joined) && isPlaced(reference))
          )
            next();
          joined = false;
          const type = MEETING_TYPES.find((known) => known === value);
          if (type) {
            reference.types.add(type);
            if (bound === null) parts.types.add(type);
          }
          takeBack(at);
          open = true;
        } else if (role === "number") {
          if (open || segments[at + 1]?.kind === "cue") reference.numbers.push(Number(value));
        } else if (role === "verb" || role === "function") open = false;
        link = "";
        break;
      }
      case "number":
        if (isYear(segment.value)) within(parts, `${segment.value}-01-01`, `${segment.value}-12-31`);
        else reference.numbers.push(segment.value);
        break;
      case "date":
        readDate(segment, parts, reference);
        break;
      case "article":
        parts.articles.push(segment.id);
        break;
      case "name": {
        const name: AskedName = {
          text: segment.text,
          ids: segment.ids,
          ...(segment.office ? { office: true } : {}),
        };
        const kind = kindOf(name);
        if (here === "through" || here === "without") {
          lastSlot = here === "through" ? parts.through : parts.avoid;
          lastSlot.push(name);
          link = "";
          break;
        }
        // «بعد اجتماع لندن في كوبنهاغن»: the second town is that of what came after.
        if (bound !== null && here === "in" && kind === "place" && isPlaced(reference)) {
          next();
          bound = null;
        }
        if (bound !== null && kind !== "person") {
          (kind === "place" ? reference.places : reference.of).push(name);
          link = "";
          break;
        }
        if (here === "about" && open && kind !== "person") {
          reference.about.push(name);
          lastSlot = reference.about;
          link = "";
          break;
        }
        const side = here === "of" && kind !== "person" && isOneOf(segments, at);
        const listed = here === "and" && lastSlot !== null;
        if (listed && severally && lastSlot !== parts.actors) {
          const slot: "of" | "places" = lastSlot === reference.places ? "places" : "of";
          next();
          reference[slot].push(name);
          lastSlot = reference[slot];
        } else if (listed && lastSlot) lastSlot.push(name);
        else {
          const place = kind === "place" || kind === "country";
          lastSlot =
            (here === "in" && (place || kind === null)) ||
            (place && ((visits && here !== "of") || (here === "to" && led)))
              ? reference.places
              : open &&
                  kind !== "person" &&
                  here !== "with" &&
                  here !== "between" &&
                  !(side && isPlaced(reference))
                ? reference.of
                : here === "in" && kind !== "person"
                  ? reference.of
                  : parts.actors;
          lastSlot.push(side ? { ...name, side } : name);
        }
        link = "";
        break;
      }
      case "mark":
        if (segment.text === "," || segment.text === "،") link = "and";
        break;
    }
  }
  // «مراقبون إلى أستانا»: a town does nothing; it is where others did.
  const stateOf = (id: string): string => {
    const state = index.vocabulary.capitalOf?.(id);
    return state !== undefined && entityOf(index, state) ? state : id;
  };
  /** «من مثل واشنطن؟»: its government. */
  const isSpokenFor = ({ ids }: AskedName): boolean =>
    has("verb", "represent") && ids.some((id) => stateOf(id) !== id);
  const towns = parts.actors.filter((name) => kindOf(name) === "place" && !isSpokenFor(name));
  const isDone = has("function") || has("verb", ...DONE_IN_TOWNS);
  // "Lavrov Geneva 2019": no word says so, but he is no town.
  if (towns.length > 0 && (isDone || (!has("noun") && !has("verb") && towns.length < parts.actors.length))) {
    parts.actors = parts.actors.filter((name) => !towns.includes(name));
    (parts.references.at(-1) ?? reference).places.push(...towns);
  }
  // «محادثات واشنطن وطهران»: towns meet nobody, but governments do.
  parts.actors = parts.actors.map((name) =>
    kindOf(name) === "place" ? { ...name, ids: name.ids.map(stateOf) } : name,
  );
  next();
  return parts;
};

/** «أي مبعوث أممي التقى حفتر؟»: the office of those who are asked for, and whom else the question names. */
export const heldBy = ({ actors, has }: Parts): { office: AskedName; others: AskedName[] } | null => {
  const [office, ...others] = actors;
  return office?.office === true && office.ids.length > 1 && others.length > 0 && has("ask", "which")
    ? { office, others }
    : null;
};

/** Verbs of what people do in a town. */
const DONE_IN_TOWNS = ["meet", "attend", "lead", "represent", "mediate"];

const isPlaced = ({ of, places }: Reference): boolean => of.length + places.length > 0;

/** Whether a meeting or a place follows: after a date the words before it are no more than its preposition. */
const isAnchor = (behind: readonly Segment[], kindOf: (name: AskedName) => string | null): boolean => {
  const first = behind.find((segment) => segment.kind !== "cue" || segment.cue.role !== "noise");
  if (first === undefined) return false;
  if (first.kind === "cue") return first.cue.role === "event" || first.cue.role === "order";
  return first.kind === "name" && ["place", "organization", "group"].includes(kindOf(first) ?? "");
};

/** «في 2015 و2016»: from the first to the last. */
const within = (parts: Parts, since: string | null, until: string | null): void => {
  parts.since = parts.since !== null && since !== null && parts.since < since ? parts.since : since;
  parts.until = parts.until !== null && until !== null && parts.until > until ? parts.until : until;
};

/** No round has such a number. */
const isYear = (value: number): boolean => value >= 1900 && value < 2100;

/** A date limits the period, or, as a weekday that nothing places, the meeting. */
const readDate = (
  { mention }: Extract<Segment, { kind: "date" }>,
  parts: Parts,
  reference: Reference,
): void => {
  // "The Thursday meeting" names its day of the week, whatever day it is today; "last Thursday" is a date.
  const interval =
    mention.edtf === null || (mention.kind === "weekday" && mention.stated.direction === undefined)
      ? null
      : parseEdtf(mention.edtf);
  if (!interval || !isDated(interval)) {
    const { weekday, month, day = null } = mention.stated;
    if (weekday !== undefined) reference.weekdays.push(weekday);
    else if (month !== undefined) reference.days.push({ month, day });
    return;
  }
  const { earliest, latest } = interval;
  const day = (number: number): string | null =>
    number <= OPEN_START || number >= OPEN_END ? null : edtfDay(number);
  switch (mention.bound) {
    case "since":
      parts.since = day(earliest);
      break;
    case "after":
      parts.since = day(latest + 1);
      break;
    case "until":
      parts.until = day(latest);
      break;
    case "before":
      parts.until = day(earliest - 1);
      break;
    default:
      within(parts, day(earliest), day(latest));
  }
};

const meets = (parts: Parts, { role, values }: Need): boolean => {
  if (role === "actors") return parts.actors.length >= Number(values[0] ?? 1);
  if (role === "names")
    return (
      parts.actors.length +
        parts.references.reduce((sum, { of, places }) => sum + of.length + places.length, 0) >=
      Number(values[0] ?? 1)
    );
  return parts.has(role, ...values);
};

/** The first row of the table that fits; null when the question is none that is known. */
export const intentOf = (parts: Parts, rows: readonly IntentRow[]): IntentRow | null =>
  rows.find(
    ({ needs, without }) =>
      needs.every((need) => meets(parts, need)) && !without.some((need) => meets(parts, need)),
  ) ?? null;
