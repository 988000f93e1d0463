import type { Actor } from "../mentions/actors.ts";
import { isPlan } from "./arguments.ts";
import type { Clause } from "./clause.ts";
import type { JoinedMeeting } from "./joinTellings.ts";
import { tellsOn } from "./relatives.ts";
import { RECENT } from "./telling.ts";

/** Words other than names and dates between a meeting and the country where it is held. */
const NEAR = 3;

/** How far before its word a place may stand, in tokens. */
const BEFORE = 14;

/** How far behind a building the town may be named in which it stands: «في مقر الوزارة الجديد بالقاهرة», in tokens. */
const TOWN_OF_BUILDING = 6;

/**
 * Where a meeting told at `at` took place: the nearest place led in by «في» or «ب» between two tokens, unless it
 * belongs to what was talked about («التطورات في غزة») or to a clause about something else («الاتفاق الذي أبرم في فيينا»);
 * the town rather than the building. Index of an actor, or null.
 */
export const placeOf = (clause: Clause, at: number, to: number): number | null => {
  let words = 0;
  let relative = false;
  let building = -1;
  let last = to;
  for (let token = at + 1; token < last; token++) {
    if (clause.covering(token) < 0) {
      if (!clause.isDate(token) && clause.scan.isWord(token)) words++;
      if (clause.scan.role(token, "relative")) {
        // «المحادثات التي جرت في باكستان»: the clause tells on, as if its verb were the first word.
        if (tellsOn(clause, token)) words = 0;
        else relative = true;
      } else if (clause.scan.isMark(token, "،,-–")) relative = false;
    }
    // «يعقد البرلمان جلسة بينما تتزايد الهجمات في …»: another clause begins.
    if (clause.scan.role(token, "when")) break;
    const place = relative ? null : placeAt(clause, token, building >= 0);
    if (place === null) continue;
    const actor = clause.actors.all[place]!;
    // «بحثا قرار المجلس في سوريا»: behind what is talked about, a country is part of it; not behind who was met.
    if (actor.kind === "country" && building >= 0) continue;
    if (actor.kind === "country" && words > NEAR && !isBesideActor(clause, token)) continue;
    if (!isBuilding(actor)) return place;
    if (building >= 0) continue;
    building = place;
    last = Math.min(to, clause.mention(clause.startingAt(token)).to + TOWN_OF_BUILDING);
  }
  return building >= 0 ? building : placeBefore(clause, at);
};

/** «بحث الأزمة مع نظيره جون كيري في قطر»: the preposition stands right behind somebody's name, not his office. */
const isBesideActor = (clause: Clause, at: number): boolean => {
  // «في باكستان الجمعة»: place and day together are those of the meeting.
  if (clause.isDate(clause.mention(clause.startingAt(at)).to)) return true;
  const led = clause.scan.role(at - 1, "place") ? at - 1 : at;
  const before = clause.covering(led - 1);
  return before >= 0 && clause.mention(before).kind === "person" && !clause.actor(before)?.unnamed;
};

const placeBefore = (clause: Clause, at: number): number | null => {
  const { scan } = clause;
  const purpose = isPurpose(clause, at);
  for (let token = at - 1; token >= Math.max(clause.sentence.from, at - BEFORE); token--) {
    const place = placeAt(clause, token) ?? (purpose ? destinationAt(clause, token) : null);
    if (place !== null) return place;
    if (clause.covering(token) >= 0) continue;
    if (scan.role(token, "where")) return placeEndingBefore(clause, token);
    // «وفي الدوحة من المقرر أن يجتمع …»: what is planned goes on.
    if (scan.isMark(token, "؛:") || (scan.role(token, "that") && !isPlan(scan, token))) return null;
  }
  return null;
};

/** «إلى بروكسل، حيث يعقد اجتماعات», «من سوريا حيث التقى»: the place or country named before «where». */
const placeEndingBefore = (clause: Clause, where: number): number | null => {
  for (let token = where - 1; token >= clause.sentence.from; token--) {
    const actor = clause.actor(clause.covering(token));
    if (!actor || isWide(actor)) continue;
    // A country that does not stand right before it did something in between.
    if (actor.kind === "place" || (actor.kind === "country" && token >= where - 2)) return actor.index;
  }
  return null;
};

/** «توجه إلى واشنطن للقاء نظيره», «لإجراء محادثات», «للمشاركة في اجتماع»: a meeting that somebody travels for. */
const isPurpose = ({ scan }: Clause, at: number): boolean => {
  const verb = scan.verb(at - 1) ?? (scan.role(at - 1, "place") ? scan.verb(at - 2) : null);
  return (
    scan.glued(scan.event(at)?.reading.proclitic ?? "", "for") ||
    scan.glued(verb?.reading.proclitic ?? "", "for")
  );
};

/** Where a journey goes that is not told as one: «إلى واشنطن», «لبغداد». */
const destinationAt = (clause: Clause, token: number): number | null => {
  const mention = clause.startingAt(token);
  if (mention < 0) return null;
  const { kind, proclitic } = clause.mention(mention);
  const led = proclitic === "" && clause.scan.role(token - 1, "direction") !== null;
  const actor = led && (kind === "place" || kind === "country") ? clause.actor(mention) : null;
  return actor && !isWide(actor) ? actor.index : null;
};

/** `town`: of a building, which stands where a town is named, whatever noun is before it: «بحي السد بأبها». */
const placeAt = (clause: Clause, token: number, town = false): number | null => {
  const { scan } = clause;
  const mention = clause.startingAt(token);
  if (mention < 0) return null;
  const { kind, proclitic } = clause.mention(mention);
  // «وفي اليابان، يلتقي …»: behind the preposition a country is a place as well.
  if (kind !== "place" && !(kind === "country" && scan.role(token - 1, "place"))) return null;
  const glued = scan.glued(proclitic, "in");
  const led = glued ? token : scan.role(token - 1, "place") ? token - 1 : -1;
  if (led < 0) return null;
  const actor = clause.actor(mention);
  return !actor || isWide(actor) || ofTitle(clause, mention, actor) || (!town && topical(clause, led - 1))
    ? null
    : actor.index;
};

/** «مدير فرع الوزارة بمنطقة مكة المكرمة فلان»: a region between an office and the name of who holds it. */
const ofTitle = (clause: Clause, mention: number, { entry }: Actor): boolean => {
  const { from, to } = clause.mention(mention);
  const next = entry?.type === "region" ? clause.startingAt(to) : -1;
  return next >= 0 && clause.mention(next).kind === "person" && clause.covering(from - 1) >= 0;
};

/** «الشرق الأوسط», «البحر الأحمر»: lies in no one country, and is spoken of rather than met in. */
const isWide = ({ entry }: Actor): boolean => entry?.type === "region" && entry.country === "";

/** A building, or a place that data/world does not know: it may stand in a town named beside it. */
const isBuilding = ({ kind, entry }: Actor): boolean =>
  kind === "place" && (entry === null || entry.type === "venue");

const QUOTES = '"«“';

/** «اجتماع مراكش», «قمة بغداد»: the town right behind a meeting by which it is called. */
export const townOf = (clause: Clause, behind: number): number | null => {
  // «قمة "كامب ديفيد"»
  const mention = clause.startingAt(clause.scan.isMark(behind, QUOTES) ? behind + 1 : behind);
  const actor = mention >= 0 && clause.mention(mention).proclitic === "" ? clause.actor(mention) : null;
  return actor?.kind === "place" && actor.entry && actor.entry.type !== "region" ? actor.index : null;
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
  let adjective = false;
  for (let token = before; token >= Math.max(sentence.from, before - PHRASE); token--) {
    const particle = scan.particle(token);
    if (particle && particle.to > before) return false;
    // «على المقدسات في القدس»: the first word of a phrase is its noun.
    if (particle)
      return (
        (definite || adjective) && particle.values.some(({ role }) => role === "topic" || role === "none")
      );
    if (scan.event(token)) return false;
    if (clause.covering(token) >= 0 || clause.isDate(token) || !scan.isWord(token)) return definite;
    if (scan.verb(token)) return definite;
    if (scan.complement(token)) continue;
    const { word } = scan.tokens[token]!;
    const article = word.readings.some((r) => r.definite);
    // «التسوية السورية في جنيف»: the state is said, the place is another's.
    if (token === before && clause.adjectives.some(({ at }) => at === token)) return false;
    if (!scan.isCommon(token) && !article) return definite;
    // «الاجتماع الوزاري المنعقد في مراكش», «المقدسات المسيحية في القدس»: an adjective goes with the noun before it.
    if (article && scan.isCommon(token)) {
      if (scan.language.classOf(word) === "adjective") adjective = true;
      else definite = true;
    }
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

/** Talks told in one sentence with the visit in whose course they are held take place where it goes. */
export const sharePlaces = (meetings: readonly JoinedMeeting[], actors: readonly Actor[]): void => {
  // A call has no place; what is led in by «in» beside it was spoken of, or is where one side sat.
  for (const meeting of meetings) if (meeting.type === "call") meeting.place = null;
  shareEventPlaces(meetings);
  for (const [at, visit] of meetings.entries()) {
    if (visit.type !== "visit") continue;
    const guests = visit.parts.filter((part) => part.function !== "host").map((part) => part.actor);
    for (const talks of near(meetings, at)) {
      if (!HELD_THERE.has(talks.type)) continue;
      if (!talks.parts.some((part) => guests.includes(part.actor))) continue;
      const together = visit.tellings.find((telling) =>
        talks.tellings.some(({ sentence }) => telling.sentence === sentence),
      );
      if (together && talks.place === null && sameTense(visit, talks))
        talks.place = together.place ?? visit.place;
      if (talksInCountry(visit, talks, actors)) visit.place = talks.place;
    }
  }
};

/** «زار إيران … وأجرى مباحثات في طهران»: the guest's talks in a city of the country visited say where he went. */
const talksInCountry = (visit: JoinedMeeting, talks: JoinedMeeting, actors: readonly Actor[]): boolean => {
  const where = talks.place === null ? null : actors[talks.place]!;
  const host = visit.parts.find((part) => part.function === "host" && actors[part.actor]!.kind === "country");
  if (where?.kind !== "place" || !where.entry || isBuilding(where) || !host) return false;
  if (!sameTense(visit, talks) || visit.tellings[0]!.background !== talks.tellings[0]!.background)
    return false;
  const country = actors[host.actor]!.entry?.id;
  // A visit told at two cities already is one to the country.
  const named = visit.tellings.some(({ place }) => place !== null && actors[place]!.kind === "place");
  return where.entry.country === country && !named && (visit.place === null || visit.place === host.actor);
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

/**
 * Whether two places may be one: a building or a town that data/ does not know may stand in a known one, and a town
 * lies in its country.
 */
export const mayBeOnePlace = (one: Actor, other: Actor): boolean =>
  one === other || !one.entry || !other.entry || lies(one, other) || lies(other, one);

const lies = (place: Actor, around: Actor): boolean =>
  place.kind === "place" &&
  (around.kind === "country"
    ? place.entry?.country === around.entry?.id
    : isBuilding(place) && place.entry?.country === around.entry?.country);

/** How much a place says: a town, a building or what is not known, a country. */
const fineness = (place: Actor): number => (place.kind === "country" ? 0 : isBuilding(place) ? 1 : 2);

/** Of two places that may be one, the one that says more. */
export const finer = (one: number | null, other: number | null, actors: readonly Actor[]): number | null => {
  if (one === null || other === null) return one ?? other;
  return fineness(actors[other]!) > fineness(actors[one]!) ? other : one;
};

const near = (meetings: readonly JoinedMeeting[], at: number): readonly JoinedMeeting[] =>
  meetings.slice(Math.max(0, at - RECENT), at + RECENT);

const EVENTS = new Set(["talks_round", "summit", "multilateral"]);

/** Types that take place where a visit goes, unless the text says otherwise. */
const HELD_THERE = new Set(["bilateral", "multilateral", "talks_round"]);

const OVER = new Set(["held", "ongoing"]);

const sameTense = (a: JoinedMeeting, b: JoinedMeeting): boolean => OVER.has(a.status) === OVER.has(b.status);
