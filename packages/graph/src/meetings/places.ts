import type { Actor } from "../mentions/actors.ts";
import type { Clause } from "./clause.ts";
import type { JoinedMeeting } from "./joinTellings.ts";
import { RECENT } from "./telling.ts";

/** Words other than names and dates between a meeting and the country where it is held. */
const NEAR = 3;

/** How far before its word a place may stand, in tokens. */
const BEFORE = 14;

/**
 * Where a meeting told at `at` took place: the nearest place led in by «في» or «ب» between two tokens, unless it
 * belongs to what was talked about («التطورات في غزة»). Index of an actor, or null.
 */
export const placeOf = (clause: Clause, at: number, to: number): number | null => {
  let words = 0;
  for (let token = at + 1; token < to; token++) {
    if (clause.covering(token) < 0 && !clause.isDate(token) && clause.scan.isWord(token)) words++;
    const place = placeAt(clause, token);
    // «بحثا قرار المجلس في سوريا»: behind what is talked about, a country is part of it.
    if (place !== null && (clause.actors.all[place]!.kind !== "country" || words <= NEAR)) return place;
  }
  for (let token = at - 1; token >= Math.max(clause.sentence.from, at - BEFORE); token--) {
    const place = placeAt(clause, token);
    if (place !== null) return place;
    if (clause.scan.isMark(token, "؛:") || clause.scan.role(token, "that")) return null;
  }
  return null;
};

const placeAt = (clause: Clause, token: number): number | null => {
  const { scan } = clause;
  const mention = clause.startingAt(token);
  if (mention < 0) return null;
  const { kind, proclitic } = clause.mention(mention);
  // «وفي اليابان، يلتقي …»: behind the preposition a country is a place as well.
  if (kind !== "place" && !(kind === "country" && scan.role(token - 1, "place"))) return null;
  const glued = /ب$/u.test(proclitic);
  const led = glued ? token : scan.role(token - 1, "place") ? token - 1 : -1;
  if (led < 0) return null;
  return topical(clause, led - 1) ? null : (clause.actor(mention)?.index ?? null);
};

/** Words of a phrase before a place that are looked at. */
const PHRASE = 6;

/**
 * A definite ordinary noun before the preposition is what is spoken of, not where people meet («التطورات في غزة»),
 * unless a particle brings its phrase in beside the meeting («بحضور الوزراء في القاهرة», «في مقر الأمانة بالقاهرة»).
 */
const topical = (clause: Clause, before: number): boolean => {
  const { scan, sentence } = clause;
  let definite = false;
  for (let token = before; token >= Math.max(sentence.from, before - PHRASE); token--) {
    const particle = scan.particle(token);
    if (particle && particle.to > before) return false;
    if (particle) return definite && particle.values.some(({ role }) => role === "topic" || role === "none");
    if (scan.event(token)) return false;
    if (clause.covering(token) >= 0 || clause.isDate(token) || !scan.isWord(token)) return definite;
    if (scan.verb(token)) return definite;
    if (!scan.complement(token) && !scan.isCommon(token)) return definite;
    definite ||=
      !scan.complement(token) && (scan.tokens[token]?.word.readings.some((r) => r.definite) ?? false);
  }
  return definite;
};

/** «هاتفيا», «عبر الفيديو» near the word. */
export const callCue = (clause: Clause, from: number, to: number): boolean => {
  for (let token = Math.max(clause.sentence.from, from - 8); token < Math.min(to, from + 12); token++) {
    if (clause.scan.role(token, "call")) return true;
  }
  return false;
};

/**
 * A visit and the talks held in its course tell each other's place: the city of the talks is finer than the country
 * of the visit, and talks told in one sentence with the visit take place where it goes.
 */
export const sharePlaces = (meetings: readonly JoinedMeeting[], actors: readonly Actor[]): void => {
  // A call has no place; what is led in by «in» beside it was spoken of, or is where one side sat.
  for (const meeting of meetings) if (meeting.type === "call") meeting.place = null;
  shareEventPlaces(meetings);
  for (const [at, visit] of meetings.entries()) {
    if (visit.type !== "visit") continue;
    const guests = visit.parts.filter((part) => part.function !== "host").map((part) => part.actor);
    const host = visit.place === null ? undefined : actors[visit.place];
    for (const talks of near(meetings, at)) {
      if (!HELD_THERE.has(talks.type)) continue;
      if (!talks.parts.some((part) => guests.includes(part.actor))) continue;
      const together = visit.tellings.find((telling) =>
        talks.tellings.some(({ sentence }) => telling.sentence === sentence),
      );
      const city = talks.place === null ? undefined : actors[talks.place];
      const inside = city?.kind === "place" && city.entry?.country === host?.entry?.id;
      if (host?.kind === "country" && inside) visit.place = talks.place;
      if (together && talks.place === null && sameTense(visit, talks))
        talks.place = together.place ?? visit.place;
    }
  }
};

/** «انطلقت المحادثات في أستانا بسلسلة مشاورات، بينها اجتماع …»: what is told with a large meeting is held where it is. */
const shareEventPlaces = (meetings: readonly JoinedMeeting[]): void => {
  for (const [at, event] of meetings.entries()) {
    if (event.place === null || !EVENTS.has(event.type)) continue;
    for (const meeting of near(meetings, at)) {
      if (meeting.place !== null || meeting.type !== "bilateral" || !sameTense(event, meeting)) continue;
      const together = event.tellings.some(
        (telling) =>
          telling.place === event.place && meeting.tellings.some((one) => one.sentence === telling.sentence),
      );
      if (together) meeting.place = event.place;
    }
  }
};

const near = (meetings: readonly JoinedMeeting[], at: number): readonly JoinedMeeting[] =>
  meetings.slice(Math.max(0, at - RECENT), at + RECENT);

const EVENTS = new Set(["talks_round", "summit", "multilateral"]);

/** Types that take place where a visit goes, unless the text says otherwise. */
const HELD_THERE = new Set(["bilateral", "multilateral", "talks_round"]);

const OVER = new Set(["held", "ongoing"]);

const sameTense = (a: JoinedMeeting, b: JoinedMeeting): boolean => OVER.has(a.status) === OVER.has(b.status);
