import type { EventNoun } from "../language.ts";
import type { Reading } from "../text/tokens.ts";
import { argumentEnd, collect } from "./arguments.ts";
import { attending, goesOnSaying, ownersAhead, speakerBefore } from "./attending.ts";
import { type Carrier, carrierBehind, carrierOf } from "./carriers.ts";
import { distanceTo, ledIn } from "./circumstance.ts";
import type { Clause } from "./clause.ts";
import { invitationBefore } from "./invitations.ts";
import { bareStatus, carriedStatus } from "./nounStatus.ts";
import { HEADS, Parts } from "./parts.ts";
import { callCue, placeOf, townOf } from "./places.ts";
import { isLedIn, speaksOf } from "./subjects.ts";
import { type Context, emptyTelling, type Telling } from "./telling.ts";
import { nameOf, topicOf } from "./topics.ts";
import { invited, visitParts } from "./visits.ts";
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
  const circumstance =
    ledIn(clause, at, "during", "after", "before") !== null || distanceTo(clause, at) !== null;
  const invitation = visit && !circumstance ? invitationBefore(clause, at) : null;
  if (invitation) return invited(clause, context, at, behind, telling, invitation);
  const behindOnly = noun.possessive ? null : carrierBehind(clause, at);
  const carrier = circumstance ? behindOnly : carrierOf(clause, at, reading, noun.type);
  // «لم يقم أي رئيس بزيارة»: nobody in particular did not travel.
  if (carrier?.negated && scan.role(carrier.at + 1, "any")) return null;
  // «نتائج مؤتمر القاهرة»: what it left behind is spoken of.
  if (!carrier && scan.role(at - 1, "outcome")) return null;
  if (carrier) telling.rule = `verb:${carrier.verb.id}+noun:${noun.id}`;

  // «أول زيارة له»: the pronoun may stand apart from its noun.
  const honoured = visit && scan.role(behind, "of-honour") !== null;
  const owned =
    noun.possessive ||
    honoured ||
    (scan.role(behind, "of-pronoun") !== null && (visit || isOfBody(clause, at)));
  if (owned) {
    // «استقبال الرئيس لسمو الأمير، أثناء زيارة سموه»: an honorific means its bearer, whatever stands before his name.
    const person = honoured ? clause.mentionBefore(at, []) : clause.subjectBefore(at, "person");
    const owner = person >= 0 ? person : clause.subjectBefore(at);
    const ahead = owner < 0 && circumstance ? ownersAhead(clause, behind) : [];
    if (owner >= 0) parts.add(owner, visit ? "guest" : "participant");
    else if (ahead.length) parts.addList(ahead, visit ? "guest" : "participant");
    else if (context.topic >= 0)
      parts.addActor(context.topic, visit ? "guest" : "participant", token.start, token.end);
    // «وجه دعوة إلى الرئيس للقائه»: who is asked to meet somebody stands before.
    const asked = !visit && scan.glued(reading.proclitic, "for") ? clause.covering(at - 1) : -1;
    if (asked >= 0 && asked !== owner && isLedIn(clause, asked)) parts.add(asked, "participant");
  }
  const places = (carrier?.subjects ?? []).filter(
    (mention) => clause.mention(mention).kind === "place" && !acts(carrier),
  );
  for (const mention of places) telling.place ??= clause.actor(mention)?.index ?? null;
  if (carrier?.verb.subject) {
    const people = carrier.subjects.filter((mention) => !places.includes(mention));
    // «زيارة قادته إلى الرباط»: whom a journey leads somewhere is who travels.
    const travels = carrier.verb.subject === "participant" || (carrier.at > at && HEADS.has(carrier.verb.id));
    parts.addList(people, visit && travels ? "guest" : carrier.verb.subject);
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

  // «الجولة الأولى من المحادثات الروسية الأوكرانية»: the sides stand behind the talks that are counted.
  const counted = talksBehind(clause, noun.id, behind);
  const start = counted < 0 ? behind : scan.event(counted)!.to;
  // «المؤتمر بعد زيارة …»: whoever stands behind belongs to the other.
  const other = scan.role(start, "after", "before");
  const last = other && scan.event(other.to) ? start : argumentEnd(clause, start);
  const sides = sidesBehind(clause, start, last);
  const end = reading.definite && !carrier && !visit ? predicateOf(clause, sides.next, last) : last;
  if (visit) {
    if (!carrier && !parts.list.length && !visitOwner(clause, sides.next)) {
      // «وخلال زيارة إلى إندونيسيا، قال الرئيس …», «أكد الرئيس في اليوم الأول من زيارة …»: who speaks there travels.
      const speaker = speakerBefore(clause, at);
      if (speaker >= 0) parts.add(speaker, "guest");
      else if (circumstance) {
        const ahead = ownersAhead(clause, behind);
        const [traveller] = ahead.length ? ahead : attending(clause, at, sides.next, noun.type, "");
        if (traveller !== undefined) parts.add(traveller, "guest");
      }
    }
    // «زيارة يقوم بها الوزير إلى مصر»: where it goes stands behind the verb and its subject.
    const next = carrier && carrier.at > at ? Math.max(carrier.to, sides.next) : sides.next;
    if (!visitParts(clause, parts, telling, next, Math.max(end, next + 12))) return null;
  } else {
    if (!carrier && !noun.possessive) {
      const there = attending(clause, at, sides.next, noun.type, reading.proclitic);
      parts.addList(there, "participant");
      // «وقال في ختام محادثات مع …»: whoever was spoken of.
      if (!there.length && circumstance && context.topic >= 0 && goesOnSaying(clause, at))
        parts.addActor(context.topic, "participant", token.start, token.end);
    }
    // «وضم الاجتماع ممثلين عن …»: the verb before the noun says who came.
    const gathers =
      clause.verbAt(at - 1)?.values.some((value) => value.meeting?.collective === "event") ?? false;
    // «تناولت محادثاتهما اللجنة»: what stands behind the subject of a verb is spoken of.
    const acts = !gathers && clause.verbAt(at - 1) !== null;
    const object = gathers || (noun.possessive && !acts && TAKES_OBJECT.has(noun.id)) ? "participant" : "";
    const found = collect(clause, parts, sides.next, end, {
      object,
      with: "participant",
      by: "participant",
      // «على هامش المؤتمر الوزير»: what stands behind belongs to the verb.
      bare: !gathers && !(reading.definite && scan.roleEndingAt(at, "sidelines")),
      led: !gathers,
    });
    telling.place ??= found.place;
    telling.sidelines = found.sidelines;
    if (found.type && found.type !== "visit" && telling.type === "bilateral") telling.type = found.type;
    telling.separate =
      found.separate ||
      (noun.number === "two" && parts.list.length === 3) ||
      (noun.number === "many" && APIECE.has(noun.id) && eachAlone(clause, parts));
    if (sides.adjectives.length >= 2) {
      telling.rule += "+sides";
      for (const adjective of sides.adjectives) {
        const { entry, start, end: stop } = clause.adjectives.find((one) => one.at === adjective)!;
        parts.addActor(clause.known(entry).index, "participant", start, stop);
      }
    }
    telling.place ??= townOf(clause, behind) ?? placeOf(clause, at, end);
    if (telling.type === "bilateral" && callCue(clause, at, end)) telling.type = "call";
  }
  telling.topic = topicOf(clause, at, end);
  telling.name = nameOf(clause, at, behind);
  telling.noun = noun.id;
  telling.past = carrier?.form.tense === "past";
  telling.present = carrier?.form.tense === "present";
  telling.parts = parts.list;
  telling.status = carrier
    ? carriedStatus(clause, at, carrier, sides.next)
    : bareStatus(clause, at, behind, sides.next, visit, reading.proclitic);
  // «الاجتماع المنعقد اليوم للمجموعة»: the article goes with the participle, and nothing was told before.
  const convened = scan.role(behind, "convened") !== null && parts.list.length > 0;
  telling.anaphoric = (reading.definite && !convened) || noun.possessive || parts.anaphoric;
  // «جولة مباحثات مع وزير الدفاع»: two officials talk, which is no round of negotiations.
  const officials = parts.list.every((part) => clause.actors.all[part.actor]!.kind === "person");
  if (noun.id === "talks-round" && parts.list.length === 2 && officials) telling.type = "bilateral";
  telling.former = scan.role(behind, "done") !== null && !clause.isDate(behind);
  telling.vagueType = noun.type === "bilateral";
  // «مفاوضات فيينا», «حوار مع الإذاعة»: talks that nobody holds here, with one side at most, are a dossier.
  if (!carrier && !telling.anaphoric && parts.list.length < 2 && TWO_SIDED.has(noun.id)) return null;
  if (!carrier && parts.list.length === 1 && PROCESSES.has(noun.id)) return null;
  // «استعداد السلطات لاستقبال معدات»: nobody is received.
  if (noun.id === "reception" && !reading.definite && parts.list.length < 2) return null;
  if (
    noun.id === "round" &&
    !isRoundOfTalks(clause, at, behind, reading.definite && !noun.possessive, carrier)
  )
    return null;
  // «من دون تحديد موعد لجلسة مقبلة»: no such meeting is in sight.
  if (undated(clause, at)) return null;
  // «مواصلة الحوار مع …»: a process that goes on, not a meeting.
  if (carrier?.form.tense === "noun" && PROCESSES.has(noun.id) && telling.status === "held") return null;
  return parts.list.length || (telling.anaphoric && noun.head) ? telling : null;
};

/** «قررت المنظمة في آخر اجتماع لها»: it is a body that the pronoun behind a meeting means. */
const isOfBody = (clause: Clause, at: number): boolean => {
  const owner = clause.subjectBefore(at);
  return owner >= 0 && clause.mention(owner).kind === "organization";
};

/** Nouns that count talks off: «الجولة الثانية من محادثات السلام» is told once. */
const ROUNDS = new Set(["round", "turn"]);

/** Token of the talks that such a noun counts; -1 when it is no such noun or none are named behind it. */
export const talksBehind = (clause: Clause, noun: string, from: number): number => {
  if (!ROUNDS.has(noun)) return -1;
  for (let token = from; token < Math.min(clause.sentence.to, from + 4); token++)
    if (isCounted(clause, token)) return token;
  return -1;
};

/** «جولة من المحادثات», but not «جولته بلقاء»: a meeting that may be what a round is of. */
const isCounted = (clause: Clause, at: number): boolean => {
  const event = clause.covering(at) < 0 ? clause.scan.event(at) : null;
  return event !== null && !clause.scan.glued(event.reading.proclitic, "in");
};

/** Whether the subject of a carrier does something with others; a city that hosts or sees a meeting is its place. */
const acts = (carrier: Carrier | null): boolean =>
  carrier !== null && carrier.verb.subject !== "" && carrier.verb.subject !== "host";

/** Whether a person or delegation is named right behind the noun. */
const visitOwner = (clause: Clause, behind: number): boolean => {
  const own = clause.startingAt(behind);
  return own >= 0 && clause.mention(own).kind !== "place" && clause.mention(own).kind !== "country";
};

/**
 * «الجولة الثانية من المفاوضات» is one of talks; «جولته الأوروبية», «صحبه خلال الجولة» are walks and journeys: the
 * bare word counts where talks are named right behind it, or where it has an ordinal and something opens or ends it.
 */
const isRoundOfTalks = (
  clause: Clause,
  at: number,
  behind: number,
  definite: boolean,
  carrier: Carrier | null,
): boolean => {
  const { scan } = clause;
  for (let token = behind; token < Math.min(clause.sentence.to, behind + 5); token++)
    if (isCounted(clause, token)) return true;
  const numbered = scan.tokens[behind]?.kind === "number" || scan.complement(behind) !== null;
  return definite && numbered && carrier !== null && carrier.verb.link !== "by" && carrier.at !== at;
};

const undated = (clause: Clause, at: number): boolean => {
  for (let token = at - 1; token >= Math.max(clause.sentence.from, at - 5); token--)
    if (clause.scan.role(token, "undated")) return true;
  return false;
};

const PROCESSES = new Set(["dialogue", "negotiations", "contact", "consultations"]);

/** Nouns of verbs that take whom one meets as their object: «لقائه الوزير», but «حواره مع …». */
const TAKES_OBJECT = new Set(["meeting", "encounter", "reception"]);

/** Nouns whose plural counts meetings: «لقاءات مع الرئيس ورئيس الوزراء» are two. */
const APIECE = new Set(["meeting", "encounter", "assembly", "phone-call"]);

/** Whether one actor stands beside several persons, each of whom may have been met alone. */
const eachAlone = (clause: Clause, { list }: Parts): boolean =>
  list.length >= 3 && list.slice(1).every((part) => clause.actors.all[part.actor]!.kind === "person");

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
