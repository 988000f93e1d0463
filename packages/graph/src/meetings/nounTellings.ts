import type { MeetingType } from "../extraction.ts";
import type { EventNoun, LightVerb, VerbForm } from "../language.ts";
import type { Reading } from "../text/tokens.ts";
import {
  addHosts,
  argumentEnd,
  collect,
  destination,
  FAR,
  Parts,
  speaksOf,
  subjectBehind,
  subjectOf,
} from "./arguments.ts";
import type { Clause } from "./clause.ts";
import { type Invitation, invitationBefore } from "./invitations.ts";
import { callCue, placeOf } from "./places.ts";
import { statusAt } from "./status.ts";
import { type Context, emptyTelling, type Telling } from "./telling.ts";
import { nameOf, topicOf } from "./topics.ts";

/** A noun that names a meeting: «لقاء», «مباحثات», «زيارة», with the verb that carries it and its arguments. */
export const nounTelling = (
  clause: Clause,
  context: Context,
  at: number,
  behind: number,
  noun: EventNoun,
  reading: Reading,
): Telling | null => {
  const { scan } = clause;
  const telling = emptyTelling(clause.sentence, at, noun.type, `noun:${noun.id}`);
  const parts = new Parts(clause);
  const token = scan.tokens[at]!;
  const visit = noun.type === "visit";
  // «خلال لقائه»: a circumstance of something else, which no verb before it carries.
  const circumstance = scan.role(at - 1, "during", "after", "before") !== null;
  const invitation = visit && !circumstance ? invitationBefore(clause, at) : null;
  if (invitation) return invited(clause, context, at, behind, telling, invitation);
  const carrier = circumstance ? null : carrierOf(clause, at, reading.definite, noun.type);
  if (carrier) telling.rule = `verb:${carrier.verb.id}+noun:${noun.id}`;

  // «أول زيارة له»: the pronoun may stand apart from its noun.
  const owned = noun.possessive || (visit && scan.role(behind, "of-pronoun") !== null);
  if (owned) {
    const person = clause.subjectBefore(at, "person");
    const owner = person >= 0 ? person : clause.subjectBefore(at);
    const ahead = owner < 0 && circumstance ? ownersAhead(clause, behind) : [];
    if (owner >= 0) parts.add(owner, visit ? "guest" : "participant");
    else if (ahead.length) parts.addList(ahead, visit ? "guest" : "participant");
    else if (context.topic >= 0)
      parts.addActor(context.topic, visit ? "guest" : "participant", token.start, token.end);
  }
  for (const mention of carrier?.subjects ?? []) {
    if (clause.mention(mention).kind === "place" && !acts(carrier)) {
      telling.place ??= clause.actor(mention)?.index ?? null;
    } else if (carrier?.verb.subject) {
      parts.addList(
        [mention],
        visit && carrier.verb.subject === "participant" ? "guest" : carrier.verb.subject,
      );
    }
  }
  if (
    carrier &&
    !carrier.subjects.length &&
    carrier.verb.subject &&
    carrier.verb.link !== "subject" &&
    context.topic >= 0 &&
    !clause.sentence.headline &&
    carrier.form.number === "one" &&
    carrier.form.tense !== "noun" &&
    speaksOf(clause, carrier.at, carrier.form)
  ) {
    parts.addActor(
      context.topic,
      visit && carrier.verb.subject === "participant" ? "guest" : carrier.verb.subject,
      token.start,
      token.end,
    );
  }
  for (const mention of carrier?.companions ?? [])
    parts.addList([mention], carrier?.verb.subject || "participant");

  const last = argumentEnd(clause, behind);
  const sides = sidesBehind(clause, behind, last);
  const end = reading.definite && !carrier && !visit ? predicateOf(clause, sides.next, last) : last;
  if (visit) {
    if (!visitParts(clause, parts, telling, sides.next, end)) return null;
  } else {
    const speaker = carrier || noun.possessive ? -1 : attending(clause, at, sides.next, reading.proclitic);
    if (speaker >= 0) parts.add(speaker, "participant");
    // «وضم الاجتماع ممثلين عن …»: the verb before the noun says who came.
    const gathers =
      clause.verbAt(at - 1)?.values.some((value) => value.meeting?.collective === "event") ?? false;
    // «تناولت محادثاتهما اللجنة»: what stands behind the subject of a verb is spoken of.
    const acts = !gathers && clause.verbAt(at - 1) !== null;
    const object = gathers || (noun.possessive && !acts) ? "participant" : "";
    const found = collect(clause, parts, sides.next, end, {
      object,
      with: "participant",
      by: "participant",
      bare: !gathers,
    });
    telling.place ??= found.place;
    telling.sidelines = found.sidelines;
    if (found.type && found.type !== "visit" && telling.type === "bilateral") telling.type = found.type;
    telling.separate = found.separate || (noun.number === "two" && parts.list.length === 3);
    if (sides.adjectives.length >= 2) {
      telling.rule += "+sides";
      for (const adjective of sides.adjectives) {
        const { entry, start, end: stop } = clause.adjectives.find((one) => one.at === adjective)!;
        parts.addActor(clause.known(entry).index, "participant", start, stop);
      }
    }
    telling.place ??= placeOf(clause, at, end) ?? placeBeforeWhere(clause, carrier?.at ?? at);
    if (telling.type === "bilateral" && callCue(clause, at, end)) telling.type = "call";
  }
  telling.topic = topicOf(clause, at, end);
  telling.name = nameOf(clause, at, behind);
  telling.noun = noun.id;
  telling.past = carrier?.form.tense === "past";
  telling.parts = parts.list;
  telling.status = statusOf(clause, at, sides.next, carrier, reading.proclitic);
  telling.anaphoric = reading.definite || noun.possessive || parts.anaphoric;
  telling.vagueType = noun.type === "bilateral";
  // «مفاوضات فيينا», «حوار مع الإذاعة»: talks that nobody holds here, with one side at most, are a dossier.
  if (!carrier && !telling.anaphoric && parts.list.length < 2 && TWO_SIDED.has(noun.id)) return null;
  if (!carrier && parts.list.length === 1 && PROCESSES.has(noun.id)) return null;
  if (noun.id === "round" && !isRoundOfTalks(clause, at, behind, noun.possessive, carrier)) return null;
  // «من دون تحديد موعد لجلسة مقبلة»: no such meeting is in sight.
  if (undated(clause, at)) return null;
  // «مواصلة الحوار مع …»: a process that goes on, not a meeting.
  if (carrier?.form.tense === "noun" && PROCESSES.has(noun.id) && telling.status === "held") return null;
  return parts.list.length || (telling.anaphoric && noun.head) ? telling : null;
};

/** A visit that somebody is asked to make. */
const invited = (
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

/** Whether the subject of a carrier does something with others; a city that hosts or sees a meeting is its place. */
const acts = (carrier: Carrier | null): boolean =>
  carrier !== null && carrier.verb.subject !== "" && carrier.verb.subject !== "host";

/**
 * «وخلال لقائه مع نظيره، أكد الوزير …», «خلال لقائهما في مسقط، أكد المعلم ونظيره …»: a pronoun before its owner means the
 * subject of the main clause: the first person behind the comma who stands free of particles.
 */
const ownersAhead = (clause: Clause, from: number): number[] => {
  const { scan, sentence } = clause;
  let comma = false;
  for (let token = from; token < Math.min(sentence.to, from + FAR / 2); token++) {
    comma ||= clause.covering(token) < 0 && (scan.isMark(token, "،,") || scan.role(token, "speech") !== null);
    const list = comma ? clause.listAt(token) : null;
    if (!list) continue;
    const { kind, proclitic } = clause.mention(list.mentions[0]!);
    return kind === "person" && proclitic === "" ? list.mentions : [];
  }
  return [];
};

/** «إلى بروكسل، حيث يعقد اجتماعات»: the place named before «where». */
const placeBeforeWhere = (clause: Clause, at: number): number | null => {
  const where = clause.scan.role(at - 1, "where");
  if (!where) return null;
  for (let token = where.from - 1; token >= clause.sentence.from; token--) {
    const mention = clause.covering(token);
    if (mention >= 0 && clause.mention(mention).kind === "place") return clause.actor(mention)?.index ?? null;
  }
  return null;
};

/**
 * «الجولة الثانية من المفاوضات» is one of talks; «جولته الأوروبية», «صحبه خلال الجولة» are walks and journeys: the
 * bare word counts where talks are named right behind it, or where it has an ordinal and something opens or ends it.
 */
const isRoundOfTalks = (
  clause: Clause,
  at: number,
  behind: number,
  possessive: boolean,
  carrier: Carrier | null,
): boolean => {
  const { scan } = clause;
  for (let token = behind; token < Math.min(clause.sentence.to, behind + 5); token++)
    if (scan.event(token) && clause.covering(token) < 0) return true;
  const numbered = scan.tokens[behind]?.kind === "number" || scan.complement(behind) !== null;
  return !possessive && numbered && carrier !== null && carrier.verb.link !== "by" && carrier.at !== at;
};

const undated = (clause: Clause, at: number): boolean => {
  for (let token = at - 1; token >= Math.max(clause.sentence.from, at - 5); token--)
    if (clause.scan.role(token, "undated")) return true;
  return false;
};

const PROCESSES = new Set(["dialogue", "negotiations", "contact", "consultations"]);

/** Nouns that need two sides to be a meeting of their own. */
const TWO_SIDED = new Set([
  "dialogue",
  "negotiations",
  "talks",
  "consultations",
  "contact",
  "phone-call",
  "meeting",
  "encounter",
  "reception",
  "gathering",
  "retreat",
]);

const statusOf = (
  clause: Clause,
  at: number,
  behind: number,
  carrier: Carrier | null,
  proclitic: string,
): Telling["status"] => {
  const governed = statusAt(
    clause,
    carrier ? Math.min(carrier.at, at) : at,
    carrier?.form ?? null,
    behind - 1,
  );
  const own = carrier?.verb.status;
  // «وصل للقاء نظيره», «يسعى لعقد قمة»: a meeting as a purpose is still to come.
  const purpose = carrier ? carrier.form.tense === "noun" && carrier.purpose : proclitic.endsWith("ل");
  if (!own) return governed === "held" && purpose ? "planned" : governed;
  // «لم يلغ الوزير زيارته»: what was not called off stands.
  if (carrier.negated) return own === "cancelled" || own === "postponed" ? "planned" : "denied";
  return own;
};

/** «المشاورات أظهرت التوافق بين …»: from its predicate on, a sentence says what a known meeting did, not who met. */
const predicateOf = (clause: Clause, from: number, to: number): number => {
  for (let token = from; token < to; token++) {
    const verb = clause.verbAt(token);
    if (verb || clause.covering(token) >= 0) {
      if (verb?.values.some(({ light, meeting }) => light || meeting)) return to;
      continue;
    }
    if (clause.scan.role(token, "relative")) return to;
    if (clause.scan.language.classOf(clause.scan.tokens[token]!.word) === "verb") return token;
  }
  return to;
};

/** «مباحثات أمريكية مصرية»: adjectives right behind the noun name the sides. */
const sidesBehind = (clause: Clause, from: number, to: number): { adjectives: number[]; next: number } => {
  const { scan } = clause;
  const adjectives: number[] = [];
  let next = from;
  while (next < to && clause.covering(next) < 0) {
    const complement = scan.complement(next);
    if (clause.adjectives.some((one) => one.at === next)) {
      adjectives.push(next);
      next++;
    } else if (complement?.values.includes("adjective") && complement.reading.proclitic === "")
      next = complement.to;
    else if (scan.role(next, "call") || scan.isMark(next, "-–ـ")) next++;
    else break;
  }
  return { adjectives, next };
};

const visitParts = (clause: Clause, parts: Parts, telling: Telling, from: number, end: number): boolean => {
  let next = from;
  const owner = clause.listAt(next);
  const first = owner && clause.mention(owner.mentions[0]!);
  if (first && first.proclitic === "" && (first.kind === "person" || first.kind === "group")) {
    parts.addList(owner.mentions, "guest");
    next = owner.to;
  }
  const arrives = destination(clause, parts, telling, next, true);
  addHosts(clause, parts, next, end);
  return (
    parts.list.some((part) => part.function !== "host") &&
    (arrives || parts.list.some((part) => part.function === "host"))
  );
};

/** «قال الرئيس في اجتماع للمجموعة …», «أكد بعد محادثات مع …»: who speaks there was there. */
const attending = (clause: Clause, at: number, behind: number, proclitic: string): number => {
  const { scan } = clause;
  // «استعداده للقاء نظيره», «وصل للاجتماع مع»: a meeting as a purpose is the purpose of the subject.
  if (proclitic.endsWith("ل")) return clause.subjectBefore(at);
  const led = scan.role(at - 1, "during", "place", "after");
  if (!led || led.from < clause.sentence.from) return -1;
  const own = clause.startingAt(behind);
  // «خلال زيارة مبعوث …», «في اجتماع اللجنة»: the meeting is somebody else's.
  if (own >= 0 && clause.mention(own).proclitic === "" && clause.mention(own).kind === "person") return -1;
  for (let token = at - 1; token >= Math.max(clause.sentence.from, at - FAR / 2); token--) {
    if (clause.covering(token) < 0 && scan.role(token, "that", "relative")) return -1;
    const mention = clause.covering(token);
    if (mention < 0) continue;
    const { from, kind, proclitic } = clause.mention(mention);
    token = from;
    if (kind !== "person" || /[بلك]$/u.test(proclitic)) continue;
    return scan.role(from - 1, "speech") ? mention : -1;
  }
  return -1;
};

interface Carrier {
  verb: LightVerb;
  form: VerbForm;
  at: number;
  subjects: number[];
  /** «يقود السفير جيفري مع السفير روبوك وفدا»: who is there beside the subject. */
  companions: number[];
  negated: boolean;
  /** The noun of the verb behind ل: «لعقد», «لحضور». */
  purpose: boolean;
}

/** The verb that carries an event noun («عقد الوزير اجتماعا»), with its subject. */
const carrierOf = (clause: Clause, at: number, definite: boolean, type: MeetingType): Carrier | null =>
  carrierBefore(clause, at, definite, type) ?? carrierBehind(clause, at);

/** «قبل قمة» is before it, not accepting it. */
const CIRCUMSTANCES = ["before", "after", "during"];
/** «برئاسة فلان» leads in a chair, and carries nothing. */
const BRINGING = ["chair", "presence", "host", "mediator"];

/** Links by which a verb takes its meeting without a preposition. */
const DIRECT = new Set(["object", "subject", "either"]);

/** Words between two tokens, names and dates not counted. */
const wordsBetween = (clause: Clause, from: number, to: number): number => {
  let words = 0;
  for (let token = from; token < to; token++)
    if (clause.scan.isWord(token) && clause.covering(token) < 0 && !clause.isDate(token)) words++;
  return words;
};

const carrierBefore = (clause: Clause, at: number, definite: boolean, type: MeetingType): Carrier | null => {
  const { scan, sentence } = clause;
  for (let token = at - 1; token >= Math.max(sentence.from, at - FAR / 2); token--) {
    if (clause.covering(token) >= 0) continue;
    if (scan.isMark(token, ".؛:")) return null;
    const match = scan.verb(token);
    if (!match || scan.role(token, ...CIRCUMSTANCES)) continue;
    if (scan.role(token, "that")) continue;
    if (scan.role(token, ...BRINGING) && match.values.every(({ form }) => form.tense === "noun")) continue;
    const light = match.values.find((value) => value.light && value.light.id !== "have");
    // «باتفاق تاريخي وربما زيارة»: a verbal noun carries only what stands beside it.
    if (light?.form.tense === "noun" && wordsBetween(clause, token + 1, at) > 3) continue;
    // «علقت الصحيفة على اجتماع», «قرر المجلس في دورته»: what a preposition leads in is no object.
    if (light?.light && DIRECT.has(light.light.link) && scan.role(at - 1, "topic", "place")) return null;
    // «قدم إحاطة»: giving carries a briefing only.
    if (light?.light?.link === "briefing" && type !== "briefing") return null;
    if (!light?.light) {
      if (match.values.some((value) => value.form.tense !== "noun")) return null;
      continue;
    }
    const negated = scan.role(token - 1, "negation") !== null;
    const purpose = match.reading.proclitic.endsWith("ل");
    const base = { verb: light.light, form: light.form, at: token, negated, purpose };
    if (light.form.tense === "noun") {
      // «لعقد لقاء», «مشاركته في اجتماع»: the subject is whoever the sentence is of.
      const asked = askedBefore(clause, token);
      if (asked >= 0) return { ...base, subjects: [asked], companions: companionsOf(clause, asked, token) };
      const subject = clause.subjectBefore(token);
      // «أعلن عريقات عن عقد اجتماع»: who announces a meeting need not be there; who goes to one is.
      const announced =
        subject >= 0 && !purpose && scan.role(clause.mention(subject).from - 1, "speech") !== null;
      const owner = announced || isAsked(clause, token) ? -1 : subject;
      return {
        ...base,
        subjects: owner >= 0 ? [owner] : [],
        companions: owner >= 0 ? companionsOf(clause, owner, token) : [],
      };
    }
    const subject = subjectOf(clause, token, light.form.number);
    // «وحضر اللقاء الوزير»: the subject may stand behind the meeting already spoken of.
    const mentions = (subject?.mentions ?? []).filter(
      (mention) => definite || clause.mention(mention).from < at,
    );
    const last = mentions.at(-1);
    return {
      ...base,
      subjects: mentions,
      companions: last === undefined ? [] : companionsOf(clause, last, at),
    };
  }
  return null;
};

/** «طلبا من بوتين إجراء مفاوضات», «دعا الوزير نظيره إلى عقد لقاء»: who is asked is to be there, not who asks. */
const askedBefore = (clause: Clause, at: number): number => {
  const { scan } = clause;
  let token = at - 1;
  if (scan.role(token, "direction", "topic")) token--;
  const mention = clause.covering(token);
  if (mention < 0) return -1;
  for (
    let before = clause.mention(mention).from - 1;
    before >= Math.max(clause.sentence.from, token - 12);
    before--
  ) {
    if (clause.covering(before) < 0 && scan.role(before, "called_for")) return mention;
    if (scan.role(before, "that")) return -1;
  }
  return -1;
};

/** «ما دعا إليه الرئيس لعقد قمة»: whoever asks for a meeting is not said to be there. */
const isAsked = (clause: Clause, at: number): boolean => {
  for (let token = at - 1; token >= Math.max(clause.sentence.from, at - FAR / 2); token--) {
    const verb = clause.verbAt(token);
    if (verb) return verb.values.some(({ light }) => light?.status === "called_for" && light.subject === "");
    if (clause.covering(token) < 0 && clause.scan.isMark(token, ".؛")) return false;
  }
  return false;
};

const companionsOf = (clause: Clause, subject: number, until: number): number[] => {
  const next = clause.mention(subject).to;
  const beside = clause.scan.role(next, "with");
  const list = beside && beside.to < until ? clause.listAt(beside.to) : null;
  return list && clause.mention(list.mentions[0]!).kind === "person" ? list.mentions : [];
};

/** «اجتماع عقد في القاهرة», «الاجتماع الذي استضافته لندن»: the verb behind. */
const carrierBehind = (clause: Clause, at: number): Carrier | null => {
  const { scan, sentence } = clause;
  for (let token = at + 1; token < Math.min(sentence.to, at + 9); token++) {
    if (clause.covering(token) >= 0) continue;
    if (scan.isMark(token, ".؛:،,")) return null;
    const match = clause.verbAt(token);
    if (!match) continue;
    const light = match.values.find(
      (value) => value.light && ["subject", "either", "object"].includes(value.light.link),
    );
    if (!light?.light) return null;
    const subjects = light.form.object ? (subjectBehind(clause, token)?.mentions ?? []) : [];
    const verb = light.form.object ? light.light : { ...light.light, subject: "" as const };
    return {
      verb,
      form: light.form,
      at: token,
      subjects,
      companions: [],
      negated: scan.role(token - 1, "negation") !== null,
      purpose: false,
    };
  }
  return null;
};
