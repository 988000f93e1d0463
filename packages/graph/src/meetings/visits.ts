import { bodyServed } from "../mentions/mention.ts";
import type { ActorList, Clause } from "./clause.ts";
import type { Invitation } from "./invitations.ts";
import { Parts } from "./parts.ts";
import type { Context, Telling } from "./telling.ts";

/** Where a journey goes: «إلى القاهرة», «زار مصر», «لسوريا». The country visited is its host. */
export const destination = (
  clause: Clause,
  parts: Parts,
  telling: Telling,
  from: number,
  bare: boolean,
): boolean => {
  const { scan, sentence } = clause;
  // «سيذهب بعد زيارته لمصر إلى عمان»: another journey in between has a destination of its own.
  let apart = false;
  for (let token = from; token < Math.min(sentence.to, from + 12); token++) {
    const other = scan.role(token, "after", "before");
    apart ||= other !== null && (isVisit(clause, other.to) || isVisit(clause, other.to + 1));
    const direction = scan.role(token, "direction");
    const list = clause.listAt(direction ? direction.to : token);
    if (!list) {
      if (
        scan.role(token, "that", "relative", "with", "since", "during", "when") ||
        (token > from && clause.verbAt(token))
      )
        return false;
      continue;
    }
    const first = clause.mention(list.mentions[0]!);
    if (apart) {
      apart = false;
      token = list.to - 1;
      continue;
    }
    const led = direction !== null || scan.glued(first.proclitic, "for");
    // «زيارة الوزير مصر»: without a preposition it stands right behind.
    // «وصولها من القارة»: where something comes from.
    const origin = token === from + 1 && scan.role(from, "from") !== null;
    const inside = origin || (scan.role(token - 1, "place") !== null && token > from);
    const beside =
      bare && !inside && token - from <= BESIDE && first.proclitic === "" && first.kind !== "person";
    if (!led && !beside) {
      token = first.to - 1;
      continue;
    }
    if (!arriveAt(clause, parts, telling, list.mentions)) return false;
    telling.place = cityIn(clause, telling.place, list.to) ?? telling.place;
    return true;
  }
  return false;
};

/** «يزور كينيا لأول مرة … في نيروبي»: a city of the country visited, which «in» names soon behind it. */
const cityIn = (clause: Clause, place: number | null, from: number): number | null => {
  const { scan, sentence } = clause;
  const country = place === null ? null : clause.actors.all[place]!;
  if (country?.kind !== "country") return null;
  for (let token = from; token < Math.min(sentence.to, from + 12); token++) {
    if (scan.isMark(token, "؛:") || scan.role(token, "that") || clause.verbAt(token)) return null;
    const mention = clause.startingAt(token);
    const city = mention < 0 ? null : clause.actor(mention);
    if (city?.kind !== "place" || city.entry?.country !== country.entry?.id) continue;
    if (scan.role(token - 1, "place") || scan.glued(clause.mention(mention).proclitic, "in"))
      return city.index;
  }
  return null;
};

/** «بعد زيارته», «بعد انتهاء زيارته». */
const isVisit = ({ scan }: Clause, at: number): boolean =>
  scan.event(at)?.values.some(({ type }) => type === "visit") ?? false;

/** Words between a journey and where it goes without a preposition. */
const BESIDE = 4;

const arriveAt = (clause: Clause, parts: Parts, telling: Telling, mentions: readonly number[]): boolean => {
  let found = false;
  let country: number | null = null;
  for (const mention of mentions) {
    const actor = clause.actor(mention);
    if (!actor) continue;
    const { start, end } = clause.mention(mention);
    // A building or a town that data/world does not know makes no journey abroad.
    if (actor.kind === "place" && actor.entry) {
      telling.place ??= actor.index;
      found = true;
      const state = actor.entry?.country ? clause.scan.language.country(actor.entry.country) : undefined;
      const host = state ? clause.known(state).index : null;
      if (host !== null) parts.addActor(host, "host", start, end);
      telling.stops.push({ place: actor.index, host });
    } else if (actor.kind === "country") {
      parts.addActor(actor.index, "host", start, end);
      country ??= actor.index;
      telling.stops.push({ place: actor.index, host: actor.index });
      found = true;
    } else if (actor.kind === "organization" && actor.entry) found = true;
  }
  // A journey to a country takes place there, when no city is named.
  telling.place ??= country;
  return found;
};

/** «بدعوة من نظيره», «في ضيافة …»: whoever receives the traveller besides the country. */
export const addHosts = (clause: Clause, parts: Parts, from: number, to: number): void => {
  for (let token = from; token < to; token++) {
    const host = clause.scan.role(token, "host");
    const list = host && clause.listAt(host.to);
    if (list) parts.addList(list.mentions, "host");
  }
};

/** A visit that somebody is asked to make. */
export const invited = (
  clause: Clause,
  context: Context,
  at: number,
  behind: number,
  telling: Telling,
  { guests, hosts, pronoun, status, at: from }: Invitation,
): Telling | null => {
  const parts = new Parts(clause);
  const token = clause.scan.tokens[from]!;
  parts.addList(guests, "guest");
  if (!guests.length && pronoun) {
    const person = clause.mentionBefore(from, hosts);
    if (person >= 0) parts.add(person, "guest");
    else if (context.topic >= 0) parts.addActor(context.topic, "guest", token.start, token.end);
  }
  if (!parts.list.length) return null;
  parts.addList(hosts, "host");
  if (!destination(clause, parts, telling, behind, true)) return null;
  return {
    ...telling,
    parts: parts.list,
    status,
    rule: "invitation+noun:visit",
    noun: "visit",
    anaphoric: clause.scan.event(at)?.reading.definite ?? false,
  };
};

/** The guest and the host of a visit from what stands behind its noun. False when it goes nowhere or nobody travels. */
export const visitParts = (
  clause: Clause,
  parts: Parts,
  telling: Telling,
  from: number,
  end: number,
): boolean => {
  let next = from;
  const owner = ownerAt(clause, from, end);
  if (owner) {
    parts.addList(owner.mentions, "guest");
    next = owner.to;
    // «زيارة الموفد لرئيس اللجنة»: a call paid to somebody is a meeting with him.
    const called = clause.listAt(next);
    const first = called && clause.mention(called.mentions[0]!);
    if (called && first?.kind === "person" && first.proclitic === clause.scan.language.proclitics.for) {
      parts.addList(called.mentions, "host");
      telling.type = "bilateral";
      return parts.list.length > 1;
    }
  }
  const arrives = destination(clause, parts, telling, next, true);
  addHosts(clause, parts, next, end);
  if (!arrives) addHomeOfHost(clause, parts);
  return (
    parts.list.some((part) => part.function !== "host") &&
    (arrives || parts.list.some((part) => part.function === "host"))
  );
};

/** «زيارة الوزير», «زيارة مقررة للرئيس»: the traveller right behind the noun or behind ل, words that describe it skipped. */
const ownerAt = (clause: Clause, behind: number, end: number): ActorList | null => {
  const { scan } = clause;
  const from = pastUnannounced(clause, behind);
  for (let token = from; token < Math.min(end, from + 4); token++) {
    const list = clause.listAt(token);
    if (list) {
      const { kind, proclitic } = clause.mention(list.mentions[0]!);
      const bare = proclitic === "" && token === from;
      return (kind === "person" || kind === "group") && (bare || proclitic === scan.language.proclitics.for)
        ? list
        : null;
    }
    const word = scan.tokens[token]?.word;
    const describes =
      scan.role(token, "planned") ??
      scan.complement(token) ??
      (word && scan.language.classOf(word) === "adjective");
    if (!describes) return null;
  }
  return null;
};

/** «زيارة لم يعلن عنها مسبقا للوزير»: a short negated clause describes the journey; token of the traveller behind it. */
const pastUnannounced = (clause: Clause, from: number): number => {
  if (!clause.scan.role(from, "negation")) return from;
  for (let token = from + 1; token < from + 7 && clause.covering(token) < 0; token++)
    if (clause.startingAt(token + 1) >= 0) return token + 1;
  return from;
};

/** «زيارة لدولة خليجية …، تلبية لدعوة من نظيره العماني»: the state of whoever invites is the one visited. */
const addHomeOfHost = (clause: Clause, parts: Parts): void => {
  const host = parts.list.find((part) => part.function === "host");
  const inviter = host && clause.actors.all[host.actor]!;
  const state = inviter?.kind === "person" ? bodyServed(inviter.affiliations) : undefined;
  if (host && state?.kind === "country")
    parts.addActor(clause.known(state).index, "host", host.start, host.end);
};
