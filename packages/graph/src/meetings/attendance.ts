import type { LightVerb, VerbForm } from "../language.ts";
import { bodyServed } from "../mentions/mention.ts";
import { argumentEnd, collect } from "./arguments.ts";
import type { Clause } from "./clause.ts";
import { HEADS, Parts } from "./parts.ts";
import { placeOf } from "./places.ts";
import { statusAt } from "./status.ts";
import { subjectOf } from "./subjects.ts";
import { emptyTelling, type Telling } from "./telling.ts";

const ATTENDS = new Set(["participate", "attend", "join"]);

/**
 * Who came to a meeting told of before: «كما يشارك ممثلون من الأردن ولبنان», «وسيترأس وفد المعارضة أحمد التوم»,
 * «الوفد الروسي سيرأسه …». Only where the sentence names no meeting of its own behind the verb.
 */
export const attendance = (clause: Clause, at: number, form: VerbForm, light: LightVerb): Telling | null => {
  const leads = HEADS.has(light.id);
  if (!leads && !ATTENDS.has(light.id)) return null;
  const parts = new Parts(clause);
  const { sentence } = clause;
  const telling = emptyTelling(sentence, at, "bilateral", `attendance:${light.id}`);
  const inSentence = clause
    .all()
    .filter((mention) => clause.mention(mention).from < Math.min(sentence.to, at + 45));
  if (leads) {
    const delegation = inSentence.findLast(
      (mention) => isDelegation(clause, mention) && clause.mention(mention).from < at + 8,
    );
    const head = inSentence.find(
      (mention) => clause.mention(mention).from > at && clause.mention(mention).kind === "person",
    );
    const before = head === undefined ? clause.subjectBefore(at, "person") : -1;
    const leader = head ?? (before >= 0 ? before : undefined);
    if (delegation === undefined || leader === undefined) return null;
    parts.add(leader, "delegation_head");
    addDelegation(clause, parts, delegation, leader);
    // «… والوفد التركي فلان، والوفد الإيراني فلان»: the verb goes on over further pairs.
    for (const [index, mention] of inSentence.entries()) {
      const next = inSentence[index + 1];
      if (
        next === undefined ||
        clause.mention(mention).from < at ||
        clause.mention(next).from - clause.mention(mention).to > 1
      )
        continue;
      const pair = [mention, next];
      const of = pair.find((one) => isDelegation(clause, one));
      const who = pair.find((one) => clause.mention(one).kind === "person");
      if (of === undefined || who === undefined) continue;
      parts.add(who, "delegation_head");
      parts.add(of, "represented");
    }
    // «وسيتم تمثيل تركيا على مستوى نائب الوزير»: a state with whoever stands for it.
    for (const mention of inSentence) {
      const { from, kind } = clause.mention(mention);
      const level = from > at && kind === "person" ? clause.scan.roleEndingAt(from, "level") : null;
      const state = level ? clause.covering(level.from - 1) : -1;
      if (state < 0) continue;
      parts.add(mention, "delegation_head");
      parts.add(state, "represented");
    }
  } else {
    const subject = subjectOf(clause, at, form.number);
    // «انضمت إلى الحلف بولندا»: it may stand before the subject.
    if (!subject || somethingElse(clause, at + 1)) return null;
    if (subject.behind && somethingElse(clause, subject.to)) return null;
    parts.addList(subject.mentions, "participant");
    collect(clause, parts, subject.behind ? subject.to : at + 1, Math.min(sentence.to, at + 30), {
      object: "",
      with: "participant",
      by: "",
      bare: false,
      led: false,
    });
  }
  if (!parts.list.length) return null;
  telling.parts = parts.list;
  telling.status = statusAt(clause, at, form);
  telling.anaphoric = true;
  telling.vagueType = true;
  return telling;
};

/** «سيستضيف الرئيس نظيره», «استضافت القاهرة وفدا روسيا»: where a host has people, not a meeting, right behind it. */
export const hospitality = (clause: Clause, at: number, form: VerbForm, light: LightVerb): Telling | null => {
  if (light.subject !== "host" || form.object) return null;
  const subject = subjectOf(clause, at, form.number);
  const guests = subject && clause.listAt(subject.behind ? subject.to : at + 1);
  if (!guests) return null;
  const { kind, form: written, proclitic } = clause.mention(guests.mentions[0]!);
  if (proclitic !== "" || (kind !== "person" && written !== "group")) return null;
  const parts = new Parts(clause);
  parts.addList(subject.mentions, "host");
  parts.addList(guests.mentions, "guest");
  const telling = emptyTelling(clause.sentence, at, "bilateral", `verb:${light.id}`);
  telling.parts = parts.list;
  telling.status = statusAt(clause, at, form);
  telling.past = form.tense === "past";
  telling.place = placeOf(clause, at, argumentEnd(clause, guests.to));
  return parts.list.length < 2 ? null : telling;
};

/** The delegation led; «وفد بلاده» is that of the leader's state, which may only watch («كمراقب»). */
const addDelegation = (clause: Clause, parts: Parts, delegation: number, leader: number): void => {
  const { affiliations, to } = clause.mention(delegation);
  const state = affiliations.length ? undefined : bodyServed(clause.mention(leader).affiliations);
  if (!state) {
    parts.add(delegation, "represented");
    return;
  }
  const { start, end } = clause.mention(delegation);
  let watches = false;
  for (let token = to; token < Math.min(clause.sentence.to, to + 6); token++)
    watches ||= clause.scan.role(token, "observer") !== null;
  parts.addActor(clause.known(state).index, watches ? "observer" : "represented", start, end);
};

/** «شارك بالحرب», «حضر في المحكمة»: an ordinary noun says what was attended. */
const somethingElse = (clause: Clause, from: number): boolean => {
  const { scan, sentence } = clause;
  for (let token = from; token < Math.min(sentence.to, from + 3); token++) {
    if (clause.covering(token) >= 0) return false;
    const place = scan.role(token, "place", "direction");
    // «انضمت إلى حلف الناتو»: who joins a body is a member from then on.
    if (scan.role(token, "direction") && clause.startingAt(place!.to) >= 0) return true;
    const noun = place ? place.to : token;
    const glued = !place && scan.glued(scan.tokens[token]!.word.readings[0]?.proclitic ?? "", "in");
    if ((place || glued) && clause.covering(noun) < 0 && !clause.isDate(noun) && scan.isCommon(noun))
      return true;
  }
  return false;
};

/** A delegation, or the homeland whose delegation is spoken of. */
export const isDelegation = (clause: Clause, mention: number): boolean => {
  const { from, form } = clause.mention(mention);
  return (
    clause.scan
      .group(form === "homeland" ? from - 1 : from)
      ?.values.some((value) => value.id === "delegation") ?? false
  );
};
