/**
 * The queries worked out the slow way from the facts alone: nested loops, all simple paths, ISO strings for days.
 * Shares no code with the index.
 */
import type { Facts, Filter, Meeting, PathQuery } from "../../src/index.ts";
import { DATES } from "./arbitraryFacts.ts";

const OLDEST = "0000-00-00";
const NEWEST = "9999-99-99";

interface Days {
  from: string;
  to: string;
}

/** Null when the date says nothing. */
const days = (edtf: string | null | undefined): Days | null => {
  const row = DATES.find(([text]) => text === edtf);
  if (!row || (row[1] === null && row[2] === null)) return null;
  return { from: row[1] ?? OLDEST, to: row[2] ?? NEWEST };
};

/** First and last day of a year, month or day as tests write them. */
const bounds = (period: string): Days => ({
  from: `${period}-01-01`.slice(0, 10),
  to: period.length === 4 ? `${period}-12-31` : period.length === 7 ? `${period}-31` : period,
});

export const spanOf = (meeting: Meeting): Days => days(meeting.date?.edtf) ?? { from: OLDEST, to: NEWEST };
export const isDated = (meeting: Meeting): boolean => days(meeting.date?.edtf) !== null;

const kindOf = (facts: Facts, id: string): string => facts.entities.find((entity) => entity.id === id)!.kind;

/** Participants that were in contact: not people whose deputy came, not the country a visit went to. */
export const inContact = (facts: Facts, meeting: Meeting): string[] =>
  meeting.participants
    .filter(({ entity, function: fn }) => !(fn === "represented" && kindOf(facts, entity) === "person"))
    .filter(
      ({ entity, function: fn }) =>
        !(meeting.type === "visit" && fn === "host" && kindOf(facts, entity) === "country"),
    )
    .map(({ entity }) => entity);

const withParts = (facts: Facts, whole: string): Set<string> => {
  const all = new Set([whole]);
  for (let size = 0; size !== all.size; ) {
    size = all.size;
    for (const { from, type, to } of facts.relations) if (type === "part_of" && all.has(to)) all.add(from);
  }
  return all;
};

export const peopleOf = (facts: Facts, organization: string): Set<string> => {
  const bodies = withParts(facts, organization);
  const people = new Set(bodies);
  for (const { id, roles } of facts.entities) {
    if (roles.some(({ represents }) => represents !== null && bodies.has(represents))) people.add(id);
  }
  return people;
};

export const admits = (facts: Facts, filter: Filter, meeting: Meeting): boolean => {
  if (!(filter.status ?? ["held", "ongoing"]).includes(meeting.status)) return false;
  if (filter.type && !filter.type.includes(meeting.type)) return false;
  if (filter.minSources !== undefined && meeting.sources.length < filter.minSources) return false;
  if (filter.maxAttendance !== undefined && meeting.participants.length > filter.maxAttendance) return false;
  const known = (id: string): boolean => facts.entities.some((entity) => entity.id === id);
  if (filter.place !== undefined) {
    if (!known(filter.place) || meeting.place === null) return false;
    if (!withParts(facts, filter.place).has(meeting.place)) return false;
  }
  if (filter.organization !== undefined) {
    if (!known(filter.organization)) return false;
    const people = peopleOf(facts, filter.organization);
    if (!meeting.participants.some(({ entity }) => people.has(entity))) return false;
  }
  if (filter.since === undefined && filter.until === undefined) return true;
  const span = days(meeting.date?.edtf);
  if (span === null) return filter.undated === true;
  return (
    span.to >= (filter.since ? bounds(filter.since).from : OLDEST) &&
    span.from <= (filter.until ? bounds(filter.until).to : NEWEST)
  );
};

/** Meetings of a pair, a meeting and its parent once. */
export const sharedMeetings = (facts: Facts, filter: Filter, a: string, b: string): Meeting[] => {
  const both = facts.meetings.filter((meeting) => {
    const present = inContact(facts, meeting);
    return a !== b && present.includes(a) && present.includes(b) && admits(facts, filter, meeting);
  });
  return both.filter((meeting) => !both.some((other) => other.parent === meeting.id));
};

export interface OraclePath {
  actors: string[];
  meetings: Meeting[];
}

/** Every path without repeated actor, within the hops, the filter, `via`, `through`, `avoid` and the order of time. */
export const allPaths = (facts: Facts, query: PathQuery): OraclePath[] => {
  const maxHops = query.maxHops ?? 6;
  const avoid = new Set(query.avoid ?? []);
  const usable = facts.meetings.filter((meeting) => admits(facts, query, meeting) && !avoid.has(meeting.id));
  const present = new Map(usable.map((meeting) => [meeting, inContact(facts, meeting)]));
  const found: OraclePath[] = [];
  const walk = (actors: string[], meetings: Meeting[]): void => {
    const here = actors.at(-1)!;
    if (here === query.to) {
      if ((query.through ?? []).every((id) => actors.includes(id))) found.push({ actors, meetings });
      return;
    }
    if (meetings.length === maxHops) return;
    for (const meeting of usable) {
      if (!present.get(meeting)!.includes(here)) continue;
      if (query.timeRespecting && meetings.some((before) => spanOf(meeting).to < spanOf(before).from))
        continue;
      for (const next of present.get(meeting)!) {
        if (actors.includes(next) || avoid.has(next)) continue;
        const isEnd = next === query.to || (query.through ?? []).includes(next);
        if (query.via === "persons" && !isEnd && kindOf(facts, next) !== "person") continue;
        walk([...actors, next], [...meetings, meeting]);
      }
    }
  };
  if (query.from !== query.to && !avoid.has(query.from) && !avoid.has(query.to)) walk([query.from], []);
  return found;
};

/** States and bodies between the ends. */
export const weakBetween = (facts: Facts, path: OraclePath): number =>
  path.actors.slice(1, -1).filter((id) => kindOf(facts, id) !== "person").length;

/** The day by which word surely could not yet, before which it could not have arrived: the largest first day. */
export const arrival = (path: OraclePath): string =>
  path.meetings
    .map((meeting) => spanOf(meeting).from)
    .sort()
    .at(-1)!;

export const departure = (path: OraclePath): string =>
  path.meetings.map((meeting) => spanOf(meeting).to).sort()[0]!;

export const isCertain = (path: OraclePath): boolean =>
  path.meetings.length < 2 ||
  path.meetings.every(
    (meeting, at) =>
      !/[?~%]/.test(meeting.date?.edtf ?? "") &&
      path.meetings.slice(0, at).every((before) => spanOf(meeting).from >= spanOf(before).to),
  );
