import { attendance, hospitality } from "./attendance.ts";
import type { Clause } from "./clause.ts";
import { dateTellings, markBackground } from "./dates.ts";
import { nounTelling, talksBehind } from "./nounTellings.ts";
import { isSport } from "./political.ts";
import { revoke } from "./revocation.ts";
import type { Context, Telling } from "./telling.ts";
import { verbTelling } from "./verbTellings.ts";

/** All meetings that one sentence tells of, each by the rule that finds it. */
export const findTellings = (clause: Clause, context: Context, published: number | null): Telling[] => {
  const { scan, sentence } = clause;
  const tellings: Telling[] = [];
  if (isSport(scan, sentence)) return tellings;
  const told = new Set<number>();
  for (let at = sentence.from; at < sentence.to; at++) {
    const inside = clause.covering(at);
    if (inside >= 0) {
      at = clause.mention(inside).to - 1;
      continue;
    }
    if (!scan.begins(at) || !scan.isWord(at) || told.has(at)) continue;
    const verb = scan.verb(at);
    const readings = verb?.values.some((value) => value.meeting) && !toPress(clause, at) ? verb.values : [];
    let found: ReturnType<typeof verbTelling> = null;
    for (const { meeting, form } of readings)
      if (meeting && !found)
        found = verbTelling(clause, topical(clause, tellings, context, at), at, form, meeting);
    if (found) {
      tellings.push(found.telling);
      for (const nested of found.nested) told.add(nested);
      continue;
    }
    // «قمة التوتر» is no summit.
    const event = scan.role(at, "none") || scan.isIdle(at) ? null : scan.event(at);
    if (!event) {
      const light = verb?.values.find((value) => value.light && value.form.tense !== "noun");
      if (light?.light && !carries(clause, at)) {
        const telling =
          attendance(clause, at, light.form, light.light) ?? hospitality(clause, at, light.form, light.light);
        if (telling) tellings.push(telling);
      }
      continue;
    }
    // «كان في استقباله»: who waits at the airport is host of the visit, which is told elsewhere.
    if (!toPress(clause, event.to - 1) && !scan.role(at - 1, "host")) {
      const here = topical(clause, tellings, context, at);
      const telling = nounTelling(clause, here, at, event.to, event.values[0]!, event.reading);
      if (telling) tellings.push(telling);
      const talks = talksBehind(clause, event.values[0]!.id, event.to);
      if (talks >= 0 && telling) {
        told.add(talks);
        telling.type = "talks_round";
      }
    }
    at = event.to - 1;
  }
  revoke(clause, tellings);
  dateTellings(clause, tellings, context, published);
  inheritStatus(clause, tellings);
  markBackground(clause, tellings, published);
  return tellings.flatMap((telling) =>
    telling.stops.length > 1 ? itinerary(telling) : telling.separate ? split(telling) : [telling],
  );
};

/** The context with whom the sentence itself has spoken of before `at`. */
const topical = (clause: Clause, tellings: readonly Telling[], context: Context, at: number): Context => ({
  ...context,
  topic:
    guestOf(clause, tellings, at) ?? goingOn(clause, tellings, at) ?? speakerOf(clause, at) ?? context.topic,
});

/** «زيارة إلى موسكو التقى خلالها …»: what happens in the course of a visit, its guest does. */
const guestOf = (clause: Clause, tellings: readonly Telling[], at: number): number | null => {
  const visit = tellings.findLast((telling) => telling.type === "visit");
  const guest = visit?.parts.find((part) => part.function !== "host");
  if (!guest) return null;
  for (let token = Math.max(visit!.at, at - 3); token <= at + 2; token++)
    if (clause.scan.role(token, "in-course") || (token < at && clause.scan.role(token, "where")))
      return guest.actor;
  return null;
};

/** «قال الوزير إنه التقى …»: the pronoun on «that» means whoever says so. */
const speakerOf = (clause: Clause, at: number): number | null => {
  if (!clause.scan.role(at - 1, "that-pronoun")) return null;
  const speaker = clause.subjectBefore(at - 1, "person");
  return speaker < 0 ? null : (clause.actor(speaker)?.index ?? null);
};

/** «سيصل إلى دمشق، وسيجتمع هناك مع …»: a verb joined on by «and» goes on with the subject of the one before. */
const goingOn = (clause: Clause, tellings: readonly Telling[], at: number): number | null => {
  const before = tellings.at(-1);
  const first = before?.parts[0];
  if (!before || !first || !before.rule.startsWith("verb:")) return null;
  let verb = at;
  while (verb > before.at && verb > at - 3 && !clause.verbAt(verb)) verb--;
  const match = verb > before.at ? clause.verbAt(verb) : null;
  return match && clause.scan.joins(match.reading.proclitic) ? first.actor : null;
};

/**
 * «سيسافر إلى بروكسل، حيث يعقد اجتماعات»: what happens there is as far off as the journey, and in the same place.
 */
const inheritStatus = (clause: Clause, tellings: readonly Telling[]): void => {
  for (const [at, telling] of tellings.entries()) {
    const before = tellings[at - 1];
    // «سيقابل الرئيس ويجتمع مع نظيره»: a present joined on is as far off as the verb before it.
    const joined = before && telling.status === "held" && !telling.past ? clause.verbAt(telling.at) : null;
    if (joined?.reading.proclitic === clause.scan.language.proclitics.and && before?.status === "planned")
      telling.status = "planned";
    if (before?.type !== "visit" || telling.type === "visit") continue;
    for (let token = before.at; token <= telling.at + 1; token++) {
      if (!clause.scan.role(token, "where", "in-course")) continue;
      if (telling.status === "held" && !telling.past && before.status === "planned")
        telling.status = before.status;
      if (telling.type !== "call") telling.place ??= before.place;
    }
  }
};

/** «إلى صنعاء ومسقط»: one visit for each country of a tour. */
const itinerary = (telling: Telling): Telling[] => {
  const hosts = new Set(telling.stops.map((stop) => stop.host));
  if (hosts.size < 2) return [telling];
  return [...hosts].map((host) => {
    const parts = telling.parts.filter((part) => part.function !== "host" || part.actor === host);
    return { ...telling, parts, place: telling.stops.find((stop) => stop.host === host)!.place };
  });
};

/** One telling for each whom the first part met apart. */
const split = (telling: Telling): Telling[] => {
  const [first, ...others] = telling.parts;
  return others.length < 2 ? [telling] : others.map((other) => ({ ...telling, parts: [first!, other] }));
};

/** Whether a meeting is named behind a light verb, which then only carries it. */
const carries = (clause: Clause, at: number): boolean => {
  const { scan, sentence } = clause;
  for (let token = at + 1; token < Math.min(sentence.to, at + 16); token++) {
    if (clause.covering(token) >= 0) continue;
    if (scan.isMark(token, ".؛") || (clause.verbAt(token) && token > at + 1)) return false;
    if (scan.event(token)) return true;
  }
  return false;
};

/** «مؤتمر صحفي», «مقابلة مع صحيفة»: talk to the press is no meeting. */
const toPress = (clause: Clause, at: number): boolean =>
  clause.scan.role(at + 1, "press") !== null || clause.scan.role(at + 2, "press") !== null;
