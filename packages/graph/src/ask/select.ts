import { calendarDay, isDated, parseEdtf } from "../edtf.ts";
import { type MeetingType, STATUSES, type Status } from "../extraction.ts";
import type { Meeting } from "../facts.ts";
import { entitiesOf, entityOf } from "../prose/names.ts";
import { searchWords } from "../query/find.ts";
import type { GraphIndex } from "../query/graphIndex.ts";
import type { Context } from "./context.ts";
import { meetingsOf, periodOf, relationsTo, representedBy, wasNews } from "./context.ts";
import { numbersOf, standsIn, standsInName, textOf } from "./meetingText.ts";
import type { AskedName, Reference } from "./parts.ts";

/** What may be called by the word for a type: who says «talks» may mean a bilateral meeting. */
const NEAR_TYPES: Readonly<Record<MeetingType, readonly MeetingType[]>> = {
  bilateral: [],
  multilateral: ["summit", "talks_round", "session", "bilateral"],
  summit: ["multilateral", "session", "bilateral"],
  talks_round: ["bilateral", "multilateral", "session"],
  call: [],
  visit: [],
  session: ["briefing", "multilateral", "talks_round"],
  briefing: ["session"],
};

/** Who takes part for a body: «وزراء خارجية المجموعة …» has its name inside its own. */
const MOST_BODY_WORDS = 2;

/** Meetings of an actor: it took part, it convened them, its delegation or its members by name took part. */
export const meetingsAround = (context: Context, id: string, statuses: readonly Status[]): Meeting[] => {
  const { index } = context;
  const filter = { ...periodOf(context), status: statuses };
  const found = new Map<string, Meeting>();
  const add = (meetings: Iterable<Meeting | undefined>): void => {
    for (const meeting of meetings) if (meeting) found.set(meeting.id, meeting);
  };
  add(meetingsOf(index, { ...filter, participant: id }));
  const kind = entityOf(index, id)?.kind;
  if (kind === "person" || kind === "place") return byDate([...found.values()]);
  const ready = index.filter(filter);
  for (const { from } of relationsTo(context, id, "organized_by")) {
    const number = index.catalogue.meetingNumber(from);
    if (number !== undefined && ready.admits(number)) add([index.meeting(from)]);
  }
  if (kind === "country") add(meetingsOf(index, { ...filter, organization: id }));
  else
    add(
      meetingsOf(index, { ...filter, organization: id }).filter((meeting) =>
        meeting.participants.some(({ entity }) => isDelegationOf(context, entity, id)),
      ),
    );
  return byDate([...found.values()]);
};

/** No person, and there for the body: its delegation, its ministers. */
export const isDelegationOf = (context: Context, entity: string, body: string): boolean =>
  entityOf(context.index, entity)?.kind !== "person" &&
  representedBy(context, entity).some(({ id }) => id === body);

/** Oldest first, undated last. */
export const byDate = (meetings: readonly Meeting[]): Meeting[] => {
  const start = (meeting: Meeting): number => {
    const interval = meeting.date?.edtf ? parseEdtf(meeting.date.edtf) : null;
    if (!interval || !isDated(interval)) return Number.MAX_SAFE_INTEGER;
    return interval.earliest > -1e8 ? interval.earliest : interval.latest;
  };
  const starts = new Map(meetings.map((meeting) => [meeting, start(meeting)]));
  return [...meetings].sort((a, b) => starts.get(a)! - starts.get(b)! || (a.id < b.id ? -1 : 1));
};

/** Whether a day of this ISO weekday, and not merely a week that holds one, is a meeting's date. */
const onWeekday = (meeting: Meeting, weekday: number): boolean => {
  const interval = meeting.date?.edtf ? parseEdtf(meeting.date.edtf) : null;
  if (!interval || !isDated(interval) || interval.latest - interval.earliest > 3) return false;
  for (let day = interval.earliest; day <= interval.latest; day++)
    if (((((day + 3) % 7) + 7) % 7) + 1 === weekday) return true;
  return false;
};

/** Whether a meeting was on this day of some year, or in this month of one. */
const onDay = (meeting: Meeting, { month, day }: { month: number; day: number | null }): boolean => {
  const interval = meeting.date?.edtf ? parseEdtf(meeting.date.edtf) : null;
  if (!interval || !isDated(interval) || interval.latest - interval.earliest > LONGEST_DATE) return false;
  for (let at = interval.earliest; at <= interval.latest; at++) {
    const date = calendarDay(at);
    if (date.month === month && (day === null || date.day === day)) return true;
  }
  return false;
};

/** Days; a date vaguer than a month is on no day. */
const LONGEST_DATE = 31;

type Test = (meeting: Meeting) => boolean;

/** What a name says of a meeting that is called after it, the strictest reading first. */
const readingsOf = (context: Context, name: AskedName): Test[] => {
  const { index, words } = context;
  const places = name.ids.filter((id) => ["place", "country"].includes(entityOf(index, id)?.kind ?? ""));
  const bodies = name.ids.filter((id) => !places.includes(id) || entityOf(index, id)?.kind === "country");
  const inPlace = idsAt(context, places);
  const around = new Set(
    bodies.flatMap((id) => meetingsAround(context, id, STATUSES).map((meeting) => meeting.id)),
  );
  const forms = formsOf(context, name);
  const isThere: Test = (meeting) => inPlace.has(meeting.id);
  const isAround: Test = (meeting) => around.has(meeting.id);
  // «محادثات الكويت» were held there, before all that Kuwaitis took part in; «عمان» is a town rather than a sultanate.
  const first: Test[] =
    context.parts.types.size > 0 || places.some((id) => entityOf(index, id)?.kind === "place")
      ? [
          isThere,
          (meeting) => meeting.participants.some(({ entity }) => bodies.includes(entity)),
          ...(bodies.some((id) => entityOf(index, id)?.kind === "country") ? [] : [isAround]),
        ]
      : [(meeting) => isThere(meeting) || isAround(meeting)];
  return [
    ...first,
    (meeting) => meeting.participants.some(({ entity }) => hasNameInside(context, entity, bodies)),
    isAround,
    // A town stands in many a sentence about meetings elsewhere.
    (meeting) =>
      places.length > 0
        ? forms.some((form) => standsInName(form, textOf(index, meeting)))
        : forms.some((form) => standsIn(form, textOf(index, meeting), words)),
  ];
};

const formsOf = ({ index }: Context, { text, ids }: AskedName): string[] =>
  [text, ...ids.map((id) => entityOf(index, id)?.name ?? "")].filter(Boolean);

const hasNameInside = (context: Context, entity: string, bodies: readonly string[]): boolean => {
  const own = entityOf(context.index, entity);
  if (!own || own.kind === "person" || bodies.includes(entity)) return false;
  const words = searchWords(own.name);
  return bodies.some((id) => {
    const body = entityOf(context.index, id);
    return [body?.name ?? "", ...(body?.aliases ?? [])].some((form) => {
      const asked = searchWords(form);
      return asked.length >= MOST_BODY_WORDS && asked.every((word) => words.includes(word));
    });
  });
};

const idsAt = ({ index }: Context, places: readonly string[]): Set<string> =>
  new Set(
    [...places, ...places.flatMap((place) => placesInside(index, place))].flatMap((place) =>
      meetingsOf(index, { status: STATUSES, place }).map((meeting) => meeting.id),
    ),
  );

const venues = new WeakMap<GraphIndex, Map<string, string[]>>();

/** Places that have the name of another one in their own: «قصر يوهانسبرغ ببلدة ريمبو». */
const placesInside = (index: GraphIndex, place: string): string[] => {
  const town = entityOf(index, place);
  const [word, ...more] = searchWords(town?.name ?? "");
  if (town?.kind !== "place" || word === undefined || more.length > 0) return [];
  let byWord = venues.get(index);
  if (byWord === undefined) {
    byWord = new Map();
    venues.set(index, byWord);
    for (const { id, kind, name } of entitiesOf(index)) {
      const words = kind === "place" ? searchWords(name) : [];
      for (const one of words.length > 1 ? words : []) byWord.set(one, [...(byWord.get(one) ?? []), id]);
    }
  }
  return byWord.get(word) ?? [];
};

/** Told with a visit, these come after it as a rule: the envoy reports to his council. */
const ELSEWHERE: ReadonlySet<MeetingType> = new Set(["briefing", "call", "session"]);

/** Where something was held: at the place itself, in a place inside it, or with the country as a visit's goal. */
const heldAt = (context: Context, names: readonly AskedName[]): Test => {
  const ids = names.flatMap(({ ids }) => ids);
  const there = idsAt(context, ids);
  return (meeting) =>
    there.has(meeting.id) ||
    // Talks in the course of a visit, told without a place of their own.
    (meeting.place === null &&
      meeting.parent !== null &&
      !ELSEWHERE.has(meeting.type) &&
      there.has(meeting.parent)) ||
    (meeting.type === "visit" &&
      meeting.participants.some(({ entity, function: fn }) => fn === "host" && ids.includes(entity)));
};

/**
 * The meetings that a description fits and in which all `actors` took part. Where none of the type is known,
 * those of a type that may go by the same word are given, each under its own name. A number is no wish: the 13th round is not the 14th.
 */
export const meetingsLike = (
  context: Context,
  reference: Reference,
  actors: readonly AskedName[],
  statuses: readonly Status[],
): Meeting[] => {
  const { index, languages } = context;
  if ([...reference.places, ...actors].some(({ ids }) => ids.length === 0)) return [];
  let found = meetingsOf(index, { ...periodOf(context), status: statuses }).filter((meeting) =>
    wasNews(context, meeting),
  );
  for (const actor of actors) {
    const around = new Set(
      actor.ids.flatMap((id) => meetingsAround(context, id, statuses).map(({ id }) => id)),
    );
    found = found.filter(({ id }) => around.has(id));
  }
  if (reference.places.length > 0) found = found.filter(heldAt(context, reference.places));
  for (const name of reference.of) {
    const kept = readingsOf(context, name)
      .map((test) => found.filter(test))
      .find((meetings) => meetings.length > 0);
    found = kept ?? [];
  }
  for (const name of reference.about) {
    const isNamed: Test = (meeting) =>
      formsOf(context, name).some((form) => standsIn(form, textOf(index, meeting), context.words));
    const kept = [isNamed, ...readingsOf(context, name)]
      .map((test) => found.filter(test))
      .find((meetings) => meetings.length > 0);
    // What it was about need not be told anywhere.
    found = kept ?? found;
  }
  for (const weekday of reference.weekdays) found = found.filter((meeting) => onWeekday(meeting, weekday));
  for (const day of reference.days) found = found.filter((meeting) => onDay(meeting, day));
  for (const number of reference.numbers)
    found = found.filter((meeting) => numbersOf(meeting, languages).has(number));
  const types = reference.types.size > 0 ? reference.types : context.parts.types;
  if (types.size > 0) {
    const typed = found.filter(({ type }) => types.has(type));
    const near = new Set([...types].flatMap((type) => NEAR_TYPES[type]));
    found = typed.length > 0 ? typed : found.filter(({ type }) => near.has(type));
  }
  return byDate(found);
};
