import { OPEN_END, OPEN_START, parseEdtf } from "../edtf.ts";
import type { MeetingType, Status } from "../extraction.ts";
import type { Corpus, MeetingRecord } from "./corpus.ts";
import type { Actors } from "./entities.ts";
import { evidenceHash, meetingId } from "./ids.ts";

/** One participant as the comparison sees it. */
interface Seat {
  /** Root of the actor. */
  actor: number;
  person: boolean;
  /** Roots or country ids a person or delegation sits for; for a country itself. */
  sides: ReadonlySet<string>;
}

/** One telling of a meeting, made comparable. */
export interface Telling {
  record: MeetingRecord;
  seats: readonly Seat[];
  type: MeetingType;
  status: Status;
  /** Days between which it lies if it was stated, else what the report's own date leaves possible. */
  earliest: number;
  latest: number;
  /** True when the text itself gives the date. */
  dated: boolean;
  place: number | null;
  placeCountry: string | null;
  /** `city` also for places nothing is known of; `wide` for countries, regions, venues and bodies. */
  placeKind: "city" | "wide";
  /** Node the telling would get if it stood alone. */
  ownId: string;
  hash: string;
}

/** How long before or after the report an undated meeting may lie, in days. */
const WINDOW: Record<Status, readonly [before: number, after: number]> = {
  held: [7, 0],
  ongoing: [3, 1],
  planned: [1, 30],
  called_for: [1, 45],
  postponed: [14, 120],
  cancelled: [30, 60],
  denied: [30, 60],
  failed: [30, 1],
};
const BACKGROUND_DAYS = 400;

const hullOf = (
  record: MeetingRecord,
  corpus: Corpus,
): { earliest: number; latest: number; dated: boolean } => {
  const { date, background, status } = record.meeting;
  const stated = date?.edtf ? parseEdtf(date.edtf) : null;
  if (stated && stated.earliest > OPEN_START && stated.latest < OPEN_END)
    return { earliest: stated.earliest, latest: stated.latest, dated: true };
  const day = corpus.days[record.article] ?? null;
  const [before, after] = background && status === "held" ? [BACKGROUND_DAYS, 0] : WINDOW[status];
  const [from, to] = day === null ? [OPEN_START, OPEN_END] : [day - before, day + after];
  const earliest = Math.max(from, stated?.earliest ?? OPEN_START);
  const latest = Math.min(to, stated?.latest ?? OPEN_END);
  return earliest <= latest
    ? { earliest, latest, dated: false }
    : { earliest: from, latest: to, dated: false };
};

const earliestSpan = (record: MeetingRecord): { start: number; end: number } =>
  record.meeting.evidence.reduce(
    (first, span) =>
      span.start < first.start || (span.start === first.start && span.end < first.end) ? span : first,
    record.meeting.evidence[0] ?? { start: 0, end: 0 },
  );

export const tellingOf = (record: MeetingRecord, corpus: Corpus, actors: Actors): Telling => {
  const { clusters } = actors.identity;
  const locals = corpus.actorOf[record.article]!;
  const seats: Seat[] = [];
  for (const { entity } of record.meeting.participants) {
    const index = locals.get(entity);
    if (index === undefined) continue;
    const actor = clusters.find(index);
    if (seats.some((seat) => seat.actor === actor)) continue;
    seats.push({
      actor,
      person: corpus.actors[index]!.family === "person",
      sides: sidesOf(index, corpus, actors),
    });
  }
  const place = record.meeting.place === null ? undefined : locals.get(record.meeting.place);
  const { start, end } = earliestSpan(record);
  const hash = evidenceHash(corpus.extractions[record.article]!.article.id, start, end, record.meeting.id);
  const { type, status, date } = record.meeting;
  return {
    record,
    seats,
    type,
    status,
    ...hullOf(record, corpus),
    place: place === undefined ? null : clusters.find(place),
    placeCountry: place === undefined ? null : actors.countryOf(place),
    placeKind: place !== undefined && actors.isCity(place) ? "city" : "wide",
    ownId: meetingId(date?.edtf ?? null, type, hash),
    hash,
  };
};

/** Whom a participant speaks for, as ids of bodies and countries. */
const sidesOf = (index: number, corpus: Corpus, actors: Actors): ReadonlySet<string> => {
  const record = corpus.actors[index]!;
  if (record.family === "person") return actors.sidesOf(index, corpus.days[record.article] ?? null);
  const sides = new Set(actors.sidesOfBody(index));
  for (const { represents } of record.entity.roles) {
    const body = represents === null ? undefined : corpus.actorOf[record.article]!.get(represents);
    if (body !== undefined && corpus.actors[body]!.family !== "person")
      for (const side of actors.sidesOfBody(body)) sides.add(side);
  }
  return sides;
};

/** Meetings in person under different labels, phone calls, journeys: what outlets may confuse, and what not. */
const LABELS: Record<MeetingType, readonly string[]> = {
  bilateral: ["meeting"],
  multilateral: ["meeting", "gathering"],
  summit: ["meeting", "gathering"],
  talks_round: ["meeting", "gathering"],
  session: ["gathering", "hearing"],
  briefing: ["hearing"],
  call: ["call"],
  visit: ["visit"],
};

const typesFit = (one: MeetingType, other: MeetingType): number => {
  if (one === other) return 1;
  return LABELS[one].some((label) => LABELS[other].includes(label)) ? 0.8 : 0;
};

const shareSide = (one: Seat, other: Seat): boolean => {
  for (const side of one.sides) if (other.sides.has(side)) return true;
  return false;
};

/** How far two seats may be the same one: the same actor, a state and its minister, a delegation and its state. */
const seatsFit = (one: Seat, other: Seat): number => {
  if (one.actor === other.actor) return 1;
  if (one.person && other.person) return 0;
  if (!shareSide(one, other)) return 0;
  return one.person || other.person ? 0.8 : 0.7;
};

interface SeatPlan {
  /** Share of the smaller list's seats that the other list has too, weighted by how well they fit. */
  coverage: number;
  /** The same for the larger list. */
  overlap: number;
  matched: number;
  /** Persons that are the same on both lists. */
  persons: number;
  /** Both name somebody for one side, and name different people. */
  rivals: boolean;
}

const compareSeats = (one: readonly Seat[], other: readonly Seat[]): SeatPlan => {
  const [small, large] = one.length <= other.length ? [one, other] : [other, one];
  const taken = new Set<Seat>();
  const open: Seat[] = [];
  let sum = 0;
  let persons = 0;
  for (const seat of small) {
    const same = large.find((candidate) => candidate.actor === seat.actor);
    if (same) {
      taken.add(same);
      sum += 1;
      if (seat.person) persons++;
    } else open.push(seat);
  }
  let matched = small.length - open.length;
  const unmatched: Seat[] = [];
  for (const seat of open) {
    let best = 0;
    let found: Seat | null = null;
    for (const candidate of large) {
      if (taken.has(candidate)) continue;
      const likeness = seatsFit(seat, candidate);
      if (likeness > best) [best, found] = [likeness, candidate];
    }
    // A minister beside a state whose other minister is matched already still belongs to that state.
    if (!found && !seat.person) found = large.find((candidate) => shareSide(seat, candidate)) ?? null;
    if (found) {
      taken.add(found);
      sum += best || 0.6;
      matched++;
    } else unmatched.push(seat);
  }
  const rivals = unmatched.some(
    (seat) =>
      seat.person &&
      large.some((candidate) => candidate.person && !taken.has(candidate) && shareSide(seat, candidate)),
  );
  return { coverage: sum / small.length, overlap: taken.size / large.length, matched, persons, rivals };
};

const DAY_SLIP = 1;
const LONG_LIST = 4;
/** From here on two tellings are one meeting. */
export const SAME_MEETING_FROM = 0.75;
/** From here on a pair is worth a person's look. */
export const DOUBTFUL_MEETING_FROM = 0.6;

/** What a comparison of two tellings came to. */
export interface Match {
  score: number;
  /** Something speaks against one meeting, whatever else fits. */
  clash: boolean;
  reasons: string[];
}

const UNRELATED: Match = { score: 0, clash: false, reasons: [] };
const CLASH: Match = { score: 0, clash: true, reasons: [] };

/** How much speaks for one meeting, 0..1; 0 when nothing does or something speaks against it. */
export const compareTellings = (one: Telling, other: Telling): Match => {
  const type = typesFit(one.type, other.type);
  if (type === 0) return CLASH;
  if (one.seats.length === 0 || other.seats.length === 0) return UNRELATED;
  const gap = Math.max(one.earliest - other.latest, other.earliest - one.latest);
  const bothDated = one.dated && other.dated;
  if (gap > (bothDated ? DAY_SLIP : 0)) return CLASH;
  const places = comparePlaces(one, other);
  if (places === "clash" || ordinalsClash(one, other)) return CLASH;

  const seats = compareSeats(one.seats, other.seats);
  const pair = one.type === "bilateral" && other.type === "bilateral";
  if (seats.rivals && (pair || seats.persons < 2)) return CLASH;
  if (seats.matched === 0) return UNRELATED;
  const single = Math.min(one.seats.length, other.seats.length) === 1;
  const samePlace = one.place !== null && one.place === other.place;
  // One shared guest among many is no meeting in common, unless place or a whole list says so.
  if (single && Math.max(one.seats.length, other.seats.length) > 2 && !(samePlace && bothDated))
    return UNRELATED;
  // A day's slip between outlets needs everything else to agree.
  if (gap > 0 && (seats.overlap < 1 || seats.coverage < 1 || type < 1)) return CLASH;

  const reasons = [`seats ${seats.matched}/${one.seats.length}/${other.seats.length}`];
  let score = 0.55 * seats.coverage + 0.2 * seats.overlap;
  if (bothDated) {
    const precise = one.latest - one.earliest <= 3 && other.latest - other.earliest <= 3;
    score += precise ? 0.2 : 0.12;
    reasons.push(precise ? "same day" : "dates overlap");
  } else if (one.earliest > OPEN_START && other.earliest > OPEN_START) score += 0.08;
  // Nothing at all says when: only a long common list speaks for one meeting then.
  else if (!one.dated && !other.dated && seats.matched < LONG_LIST) score -= 0.15;
  if (samePlace) {
    score += 0.1;
    reasons.push("same place");
  }
  if (places === "differ") score -= 0.25;
  if (type < 1) score -= 0.03;
  if (single && !samePlace && !bothDated) score -= 0.1;
  if (gap > 0) score -= 0.05;
  return { score: Math.min(1, score), clash: false, reasons };
};

/** `clash`: surely two places; `differ`: perhaps; `fit`: equal, unknown, or one inside the other. */
const comparePlaces = (one: Telling, other: Telling): "fit" | "differ" | "clash" => {
  if (one.place === null || other.place === null || one.place === other.place) return "fit";
  if (one.type === "call") return "fit";
  if (one.placeCountry !== null && other.placeCountry !== null && one.placeCountry !== other.placeCountry)
    return "clash";
  // A body as venue (in the foreign ministry) and a country say nothing against a city.
  if (one.placeKind !== "city" || other.placeKind !== "city") return "fit";
  return one.placeCountry !== null && other.placeCountry !== null ? "clash" : "differ";
};

const ordinalsClash = (one: Telling, other: Telling): boolean => {
  const number = (telling: Telling): string | undefined =>
    /\d+/u.exec(telling.record.meeting.name ?? "")?.[0];
  const [a, b] = [number(one), number(other)];
  return a !== undefined && b !== undefined && a !== b;
};
