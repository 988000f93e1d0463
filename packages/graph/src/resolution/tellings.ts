import { OPEN_END, OPEN_START, parseEdtf } from "../edtf.ts";
import type { MeetingType, Status } from "../extraction.ts";
import { type ActorRecord, actorOf, type Corpus, type MeetingRecord } from "./corpus.ts";
import type { Actors } from "./entities.ts";
import { evidenceHash, meetingId } from "./ids.ts";

/** One participant as the comparison sees it. */
interface Seat {
  /** Root of the actor. */
  actor: number;
  person: boolean;
  /** Roots or country ids a person or delegation sits for; for a country itself. */
  sides: ReadonlySet<string>;
  /** Key of a description («وفد روسيا», «كبار القادة»), else null. */
  described: string | null;
  /** True for a description that stands for nobody outside its article. */
  vague: boolean;
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
  /** Day of the report, or null. */
  reported: number | null;
  /** The number in its name («الجولة الرابعة عشرة»), or null. */
  ordinal: number | null;
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
  planned: [0, 30],
  called_for: [0, 45],
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
  const seats: Seat[] = [];
  for (const { entity } of record.meeting.participants) {
    const seated = actorOf(corpus, record.article, entity);
    if (seated === undefined) continue;
    const actor = clusters.find(seated.index);
    if (seats.some((seat) => seat.actor === actor)) continue;
    const leaf = actors.leaves[seated.index];
    seats.push({
      actor,
      person: seated.family === "person",
      sides: sidesOf(seated, corpus, actors),
      described: leaf?.described ?? null,
      vague: leaf?.vague ?? false,
    });
  }
  const place = actorOf(corpus, record.article, record.meeting.place)?.index;
  const { start, end } = earliestSpan(record);
  const hash = evidenceHash(corpus.extractions[record.article]!.article.id, start, end, record.meeting.id);
  const { type, status, date, name } = record.meeting;
  return {
    record,
    seats,
    type,
    status,
    ...hullOf(record, corpus),
    reported: corpus.days[record.article] ?? null,
    ordinal: name === null ? null : actors.ordinalIn(name),
    place: place === undefined ? null : clusters.find(place),
    placeCountry: place === undefined ? null : actors.countryOf(place),
    placeKind: place !== undefined && actors.isCity(place) ? "city" : "wide",
    ownId: meetingId(date?.edtf ?? null, type, hash),
    hash,
  };
};

/** Whom a participant speaks for, as ids of bodies and countries. */
const sidesOf = (record: ActorRecord, corpus: Corpus, actors: Actors): ReadonlySet<string> => {
  if (record.family === "person") return actors.sidesOf(record.index, corpus.days[record.article] ?? null);
  const own = actors.sidesOfBody(record.index);
  if (record.entity.roles.length === 0) return own;
  const sides = new Set(own);
  for (const { represents } of record.entity.roles) {
    const body = actorOf(corpus, record.article, represents);
    if (body !== undefined && body.family !== "person")
      for (const side of actors.sidesOfBody(body.index)) sides.add(side);
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

/** «كبار قادة التحالف» and «كبار قادة التحالف الدولي»: the same words, as far as the shorter goes. */
export const sameWords = (one: string | null, other: string | null): boolean =>
  one !== null && other !== null && (`${one} `.startsWith(`${other} `) || `${other} `.startsWith(`${one} `));

/**
 * How far two seats may be the same one: the same actor, one description in the same words, a state and its minister,
 * a delegation and its state.
 */
const seatsFit = (one: Seat, other: Seat): number => {
  if (one.actor === other.actor) return 1;
  if ((one.vague || other.vague) && sameWords(one.described, other.described)) return 0.9;
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
  /** Seats of the larger list, of sides that the smaller does not know. */
  strangers: number;
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
  const left = large.filter((seat) => !taken.has(seat));
  const rivals = unmatched.some(
    (seat) => seat.person && left.some((candidate) => candidate.person && shareSide(seat, candidate)),
  );
  // «the two ministers» beside their states say nothing of their own.
  const says = ({ vague }: Seat): boolean => !vague;
  return {
    coverage: sum / Math.max(1, small.length - unmatched.filter((seat) => !says(seat)).length),
    overlap: taken.size / Math.max(1, taken.size + left.filter(says).length),
    matched,
    persons,
    rivals,
    strangers: left.filter((seat) => says(seat) && !small.some((mate) => shareSide(seat, mate))).length,
  };
};

/** Days by which outlets that mean one meeting may differ. */
const DAY_SLIP = 1;
/** Days by which a meeting that was awaited may begin later. */
const DELAY = 7;
/** Days within which a numbered round takes place, however its days are told. */
const ROUND_DAYS = 7;
/** What happened within so many days by both accounts is hardly two meetings of the same people. */
const NEAR_DAYS = 8;
/** From here on every seat of the smaller list has its like in the other. */
const WHOLE = 0.8;
/** From here on two types are names for one thing. */
const GATHERED = 0.8;
const LONG_LIST = 4;
/** So many of the same persons at one time are at one meeting. */
const COMPANY = 3;
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
  const numbered = one.ordinal !== null && one.ordinal === other.ordinal;
  if (one.ordinal !== null && other.ordinal !== null && !numbered) return CLASH;
  const gap = Math.max(one.earliest - other.latest, other.earliest - one.latest);
  const bothDated = one.dated && other.dated;
  if (gap > (numbered ? ROUND_DAYS : bothDated ? slipOf(one, other) : 0)) return CLASH;
  const places = comparePlaces(one, other);
  if (places === "clash") return CLASH;

  const seats = compareSeats(one.seats, other.seats);
  const pair = one.type === "bilateral" && other.type === "bilateral";
  if (seats.rivals && (pair || seats.persons < 2)) return CLASH;
  if (seats.matched === 0) return UNRELATED;
  const sizes = [one.seats.length, other.seats.length];
  const single = Math.min(...sizes) === 1;
  const samePlace = one.place !== null && one.place === other.place;
  // One shared guest among many is no meeting in common, unless place or a whole list says so.
  if (single && Math.max(...sizes) > 2 && !(samePlace && bothDated)) return UNRELATED;
  // A day's slip between outlets needs everything else to agree.
  if (gap > 0 && !numbered && (seats.overlap < 1 || seats.coverage < WHOLE || type < GATHERED)) return CLASH;

  const reasons = [`seats ${seats.matched}/${one.seats.length}/${other.seats.length}`];
  let score = 0.55 * seats.coverage + 0.2 * seats.overlap;
  const add = (points: number, reason = ""): void => {
    score += points;
    if (reason) reasons.push(reason);
  };
  if (bothDated) {
    const precise = one.latest - one.earliest <= 3 && other.latest - other.earliest <= 3;
    if (gap > DAY_SLIP && !numbered) add(-0.05, `${gap} days later than planned`);
    else if (precise) add(0.2, "same day");
    else add(0.12, "dates overlap");
  } else if (one.earliest > OPEN_START && other.earliest > OPEN_START) add(near(one, other) ? 0.12 : 0.08);
  // Nothing at all says when: only a long common list speaks for one meeting then.
  else if (!one.dated && !other.dated && seats.matched < LONG_LIST) add(-0.15);
  if (numbered) add(0.2, `both number ${one.ordinal}`);
  // Two summits do not meet in one place on one day.
  if (one.type === "summit" && other.type === "summit" && bothDated && gap <= 0 && places !== "fit")
    add(0.25, "one summit a day and place");
  if (samePlace) add(0.1, "same place");
  else if (places === "inside") add(0.05, "one place within the other");
  else if (places === "differ") add(-0.25, "places differ");
  if (seats.persons >= COMPANY && seats.coverage >= 1) add(0.1, `${seats.persons} of the same persons`);
  // Two of those who gather somewhere meet by themselves as well.
  const aside = (one.type === "bilateral") !== (other.type === "bilateral") && seats.strangers > 0;
  if (aside) add(-0.3, "two of many");
  if (type < 1) add(-0.03);
  if (single && !samePlace && !bothDated) add(-0.1);
  if (gap === DAY_SLIP) add(-0.05);
  return { score: Math.max(0, Math.min(1, score)), clash: false, reasons };
};

const AWAITED: readonly Status[] = ["planned", "called_for", "postponed"];

/**
 * By how many days one meeting may be told of differently. Two outlets slip by a day, but not when each tells its own
 * day's news: those are two meetings. What was awaited may begin some days late.
 */
const slipOf = (one: Telling, other: Telling): number => {
  const [first, second] = one.earliest <= other.earliest ? [one, other] : [other, one];
  const known = first.reported !== null && second.reported !== null;
  if (
    AWAITED.includes(first.status) &&
    known &&
    first.reported! < second.earliest &&
    first.reported! <= second.reported!
  )
    return DELAY;
  return known && first.reported! < second.earliest && first.status === "held" ? 0 : DAY_SLIP;
};

const near = (one: Telling, other: Telling): boolean =>
  Math.max(one.latest, other.latest) - Math.min(one.earliest, other.earliest) < NEAR_DAYS;

/** `clash`: surely two places; `differ`: perhaps; `inside`: one holds the other; `fit`: equal or unknown. */
const comparePlaces = (one: Telling, other: Telling): "fit" | "inside" | "differ" | "clash" => {
  if (one.place === null || other.place === null || one.place === other.place) return "fit";
  if (one.type === "call") return "fit";
  const known = one.placeCountry !== null && other.placeCountry !== null;
  if (known && one.placeCountry !== other.placeCountry) return "clash";
  // A body as venue (in the foreign ministry) and a country say nothing against a city.
  if (one.placeKind !== "city" || other.placeKind !== "city") return known ? "inside" : "fit";
  return known ? "clash" : "differ";
};
