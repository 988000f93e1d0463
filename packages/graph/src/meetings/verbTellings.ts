import type { MeetingVerb, VerbForm } from "../language.ts";
import { statesServed } from "../mentions/mention.ts";
import { argumentEnd, collect, FAR } from "./arguments.ts";
import type { Clause } from "./clause.ts";
import { journeyTelling } from "./journeys.ts";
import { Parts } from "./parts.ts";
import { callCue, placeOf } from "./places.ts";
import { statusAt } from "./status.ts";
import { isNoun, speaksOf, subjectOf, TRAVELLERS } from "./subjects.ts";
import { type Context, emptyTelling, type Telling } from "./telling.ts";
import { topicOf } from "./topics.ts";

/** A verb that by itself says that people met: «التقى», «استقبل», «بحث … مع», «زار». */
export const verbTelling = (
  clause: Clause,
  context: Context,
  at: number,
  form: VerbForm,
  verb: MeetingVerb,
): { telling: Telling; nested: number[] } | null => {
  if (form.tense === "noun" || verb.collective === "event") return null;
  if (verb.cue && !near(clause, at, verb.cue)) return null;
  if (clause.scan.role(at + 1, "any") && clause.scan.role(at - 1, "negation")) return null;
  // «ودعا السفير إلى …»: he called for something, nor did two bid farewell.
  if (form.number === "two" && clause.scan.role(at, "called_for")) return null;
  // «الأدوية التي يتناولها أولادها»: an ordinary noun right behind is the subject.
  if (form.object && isNoun(clause, at + 1)) return null;
  // «على هاتف المستشارة»: behind a preposition stands a noun that is spelt like the verb.
  if (clause.scan.role(at - 1, "topic", "place", "direction", "between")?.to === at) return null;
  // «تناول اللقاء الاتفاق بين إيران والدول الست»: what a meeting dealt with; the meeting tells of itself.
  if (verb.object === "" && clause.scan.event(at + 1)?.reading.definite && clause.covering(at + 1) < 0)
    return null;
  const telling = emptyTelling(clause.sentence, at, verb.type, `verb:${verb.id}`);
  const parts = new Parts(clause);
  const token = clause.scan.tokens[at]!;
  const topic = speaksOf(clause, at, form) ? context.topic : -1;
  const visit = verb.type === "visit";
  const subject = subjectOf(clause, at, form.number, visit ? TRAVELLERS : undefined);
  const end = argumentEnd(clause, subject?.behind ? subject.to : at + 1);
  telling.status = statusAt(clause, at, form);
  telling.past = form.tense === "past";
  telling.present = form.tense === "present";

  if (visit) {
    const journey = journeyTelling(clause, at, form, verb, telling, subject, topic, end);
    return journey && { telling: journey, nested: [] };
  }

  const role = verb.subject || "participant";
  const object = verb.object || "participant";
  const named = subject?.mentions ?? [];
  const next = subject?.behind ? subject.to : at + 1;
  if (form.object) {
    // «استقبله الوزير»: the pronoun means whoever the talk was of.
    const antecedent = clause.subjectBefore(at, "person");
    if (antecedent >= 0 && !named.includes(antecedent)) parts.add(antecedent, object);
    else if (topic >= 0) parts.addActor(topic, object, token.start, token.end);
  }
  parts.addList(named, role);
  const own = parts.list.length;
  const found = collect(clause, parts, next, end, {
    object: form.object ? "" : verb.object,
    with: verb.with,
    by: verb.by,
    bare: false,
    led: false,
  });
  // «استقبل الوكيل المسافرين بحضور المدير»: whom he received is nobody named.
  const unnamed = subject?.behind === true && clause.scan.isCommon(subject.to) && isNoun(clause, subject.to);
  if (unnamed && verb.object && !form.object && !found.met) return null;
  const attended = parts.list.slice(own).every((part) => clause.actors.all[part.actor]!.kind === "group");
  if (attended && verb.object && subject?.behind && topic >= 0 && !form.object) {
    // «والتقى رئيس الوزراء»: the one named is whom the man spoken of met, unless a sentence begins with the verb.
    const goesOn = at > clause.sentence.from || clause.verbAt(at)?.reading.proclitic !== "";
    const others = parts.list.filter((part) => part.actor !== topic);
    if (
      goesOn &&
      own > 0 &&
      others.length === parts.list.length &&
      form.number === "one" &&
      subject.mentions.every((m) => clause.mention(m).kind === "person")
    ) {
      for (const part of parts.list.slice(0, own)) part.function = object;
      parts.addActor(topic, role, token.start, token.end);
    }
  } else if (!named.length && topic >= 0 && !form.object && parts.list.length) {
    parts.addActor(topic, role, token.start, token.end);
  }
  const alone = parts.list.length <= Math.max(own, named.length);
  if (alone && parts.list.length < 2) {
    const plural = named.some(
      (mention) =>
        clause.mention(mention).number !== "one" ||
        ["organization", "group"].includes(clause.mention(mention).kind),
    );
    // «بحث وزيرا خارجية مصر والأردن»: the sides are in one phrase.
    const sides = named.some((mention) => hasSides(clause, mention));
    if (!(verb.collective === "yes" && plural) && !(verb.collective === "dual" && sides)) return null;
  } else if (
    alone &&
    verb.collective === "" &&
    !form.object &&
    !parts.list.some((part) => part.actor === topic)
  )
    return null;
  else if (
    alone &&
    verb.collective === "dual" &&
    !named.every((m) => ["country", "person"].includes(clause.mention(m).kind) || hasSides(clause, m))
  )
    return null;
  if (parts.list.length === 0) return null;
  telling.anaphoric = parts.anaphoric;
  if (found.type && found.type !== "visit" && (found.type === "call" || telling.type === "bilateral"))
    telling.type = found.type;
  telling.vagueType = verb.type === "bilateral" && found.type === null;
  if (telling.type === "bilateral" && verb.object === "" && callCue(clause, at, Math.min(end, at + 20)))
    telling.type = "call";
  if (telling.type === "bilateral" && addCouncil(clause, parts, at, end)) telling.type = "session";
  telling.place = placeOf(clause, at, end) ?? found.place;
  telling.topic = topicOf(clause, at, clause.sentence.to);
  telling.sidelines = found.sidelines ?? sidelinesBetween(clause, at + 1, next);
  telling.parts = parts.list;
  telling.separate = found.separate;
  return { telling, nested: found.nested };
};

/** «واجه كيري لافروف في مجلس الأمن»: right behind those who meet, a council in which they do so sits with them. */
const addCouncil = (clause: Clause, parts: Parts, from: number, to: number): boolean => {
  for (let token = from + 1; token < to; token++) {
    const led = clause.scan.role(token, "place");
    const council = led ? clause.startingAt(led.to) : -1;
    const before = council < 0 ? null : clause.actor(clause.covering(token - 1));
    if (!before || !parts.list.some((part) => part.actor === before.index)) continue;
    if (clause.actor(council)?.entry?.type !== "council") continue;
    parts.add(council, "participant");
    return true;
  }
  return false;
};

/** «وزيرا خارجية مصر والأردن», «وفدا التفاوض»: one phrase names several sides. */
const hasSides = (clause: Clause, mention: number): boolean => {
  const { affiliations, form, number } = clause.mention(mention);
  return statesServed(affiliations).length > 1 || (form === "group" && number === "two");
};

/** «التقى على هامش المؤتمر الوزير»: the event named between a verb and its subject, on whose sidelines they met. */
const sidelinesBetween = (clause: Clause, from: number, to: number): number | null => {
  for (let token = from; token < to; token++) {
    const led = clause.covering(token) < 0 ? clause.scan.role(token, "sidelines") : null;
    if (led) return led.to;
  }
  return null;
};

const near = (clause: Clause, at: number, cue: string): boolean => {
  const { sentence, scan } = clause;
  for (let token = Math.max(sentence.from, at - 6); token < Math.min(sentence.to, at + FAR); token++) {
    if (scan.folded(token).includes(cue)) return true;
  }
  return false;
};
