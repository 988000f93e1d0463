import type { MeetingFunction, Status } from "../extraction.ts";
import type { Clause } from "./clause.ts";
import { subjectOf } from "./subjects.ts";

/** Tokens between the word of inviting and the visit it invites to. */
const REACH = 22;

/** Verbs and nouns that invite, and those by which the guest takes an invitation up. */
const INVITES = new Set(["call-for"]);
const ACCEPTS = new Set(["accept", "receive-call"]);

export interface Invitation {
  guests: number[];
  hosts: number[];
  /** The guest is whom a pronoun means: «دعاه لزيارة», «وجه له دعوة». */
  pronoun: boolean;
  status: Status;
  /** Token of the word that invites. */
  at: number;
}

/**
 * «دعا الملك الرئيس … لزيارة الرياض», «وجه له دعوة لزيارة …», «قبل الرئيس دعوة من … لزيارة …»: who is invited is the
 * guest of a visit that is called for, or planned once accepted. Null when nobody invites before token `at`.
 */
export const invitationBefore = (clause: Clause, at: number): Invitation | null => {
  const { scan, sentence } = clause;
  for (let token = at - 1; token >= Math.max(sentence.from, at - REACH); token--) {
    if (clause.covering(token) >= 0) continue;
    if (scan.isMark(token, ".؛") || scan.event(token)) return null;
    const value = scan.verb(token)?.values.find(({ light }) => light && INVITES.has(light.id));
    if (!value) continue;
    const called: Invitation = { guests: [], hosts: [], pronoun: false, status: "called_for", at: token };
    return value.form.tense === "noun"
      ? byNoun(clause, token, at, called)
      : byVerb(clause, token, at, called, value.form.object, value.form.number);
  }
  return null;
};

const byVerb = (
  clause: Clause,
  token: number,
  at: number,
  found: Invitation,
  object: boolean,
  number: "one" | "two" | "many",
): Invitation | null => {
  const subject = subjectOf(clause, token, number);
  found.hosts = subject?.mentions ?? [];
  found.pronoun = object;
  for (let next = subject?.behind ? subject.to : token + 1; next < at && !object; next++) {
    const list = clause.listAt(next);
    if (!list) continue;
    found.guests = list.mentions;
    break;
  }
  // «دعا الرئيس إلى زيارة …»: nobody in particular is invited.
  return found.guests.length || object ? found : null;
};

const byNoun = (clause: Clause, token: number, at: number, found: Invitation): Invitation | null => {
  const { scan, sentence } = clause;
  let verb = token - 1;
  while (verb > sentence.from && !clause.verbAt(verb)) verb--;
  const values = clause.verbAt(verb)?.values ?? [];
  const accepted = values.some(({ light }) => light && ACCEPTS.has(light.id));
  const subject = values[0] ? subjectOf(clause, verb, values[0].form.number) : null;
  const role: MeetingFunction = accepted ? "guest" : "host";
  const add = (mentions: readonly number[], as: MeetingFunction): void => {
    (as === "guest" ? found.guests : found.hosts).push(...mentions);
  };
  if (accepted && values.some(({ light }) => light?.id === "accept")) found.status = "planned";
  const giver = subject ? -1 : clause.subjectBefore(token, "person");
  if (subject) add(subject.mentions, role);
  else if (giver >= 0) add([giver], role);
  for (let next = verb + 1; next < at; next++) {
    if (scan.role(next, "of-pronoun")) found.pronoun = true;
    const list = clause.listAt(next);
    if (!list || list.mentions.includes(giver)) continue;
    const first = list.mentions[0]!;
    const invited =
      scan.glued(clause.mention(first).proclitic, "for") || scan.role(next - 1, "direction") !== null;
    if (invited && !accepted) add(list.mentions, "guest");
    else if (scan.role(next - 1, "from")) add(list.mentions, "host");
    next = list.to - 1;
  }
  return found.guests.length || found.pronoun ? found : null;
};
