import type { MeetingType, Status } from "../extraction.ts";
import type { LightVerb, VerbForm } from "../language.ts";
import type { Reading } from "../text/tokens.ts";
import { FAR } from "./arguments.ts";
import { ledIn } from "./circumstance.ts";
import { type Clause, wordsBetween } from "./clause.ts";
import { HEADS } from "./parts.ts";
import { statusAt } from "./status.ts";
import { subjectBehind, subjectOf } from "./subjects.ts";

export interface Carrier {
  verb: LightVerb;
  form: VerbForm;
  at: number;
  subjects: number[];
  /** «يقود السفير جيفري مع السفير روبوك وفدا»: who is there beside the subject. */
  companions: number[];
  negated: boolean;
  /** The noun of the verb behind ل: «لعقد», «لحضور». */
  purpose: boolean;
  /** Token behind the verb and its subject. */
  to: number;
  /** «اتفقا على عقد اجتماع», «وافق على إجراء محادثات»: what the verb that governs the noun of the verb says of it. */
  governed?: Status;
}

/** The verb that carries an event noun («عقد الوزير اجتماعا»), with its subject. */
export const carrierOf = (clause: Clause, at: number, reading: Reading, type: MeetingType): Carrier | null =>
  carrierBefore(clause, at, reading, type) ?? carrierBehind(clause, at);

/** «قبل قمة», «قبل أن يجتمع» is before it, not accepting it. */
const CIRCUMSTANCES = ["before", "after", "during", "when"];
/** «برئاسة فلان» leads in a chair, and carries nothing. */
const BRINGING = ["chair", "presence", "host", "mediator"];

/** Links by which a verb takes its meeting without a preposition. */
const DIRECT = new Set(["object", "subject", "either"]);

const carrierBefore = (
  clause: Clause,
  at: number,
  { definite, proclitic }: Reading,
  type: MeetingType,
): Carrier | null => {
  const { scan, sentence } = clause;
  for (let token = at - 1; token >= Math.max(sentence.from, at - FAR / 2); token--) {
    if (clause.covering(token) >= 0 || opensList(clause, token)) continue;
    if (scan.isMark(token, ".؛:")) return null;
    // «قدم عرضا عن …» offers nothing.
    if (scan.role(token, "none")) continue;
    const match = scan.verb(token);
    // «دعا إلى الهدنة، وأوضح في جلسة …»: what is said there is not what was asked for.
    if (!match && scan.role(token, "speech") && ledIn(clause, at, "place", ...CIRCUMSTANCES)) return null;
    if (!match || scan.role(token, ...CIRCUMSTANCES)) continue;
    if (scan.role(token, "that")) continue;
    if (scan.role(token, ...BRINGING) && match.values.every(({ form }) => form.tense === "noun")) continue;
    const carrying = match.values.filter((value) => value.light && value.light.id !== "have");
    // «رجحت مصادر عقد اجتماعات»: where one form is verb and noun, what governs it makes it the noun.
    const noun = token + 1 === at && statusAt(clause, token, null) !== "held";
    const light = (noun && carrying.find(({ form }) => form.tense === "noun")) || carrying[0];
    // «باتفاق تاريخي وربما زيارة»: a verbal noun carries only what stands beside it.
    if (light?.form.tense === "noun" && wordsBetween(clause, token + 1, at) > 3) continue;
    // «علقت الصحيفة على اجتماع», «قرر المجلس في دورته»: what a preposition leads in is no object.
    const link = light?.light?.link ?? "";
    if (DIRECT.has(link) && scan.role(at - 1, "topic")) return null;
    if ((DIRECT.has(link) || link === "by") && ledIn(clause, at, "place")) return null;
    // «وافق على توصية بتقييد اتصالاته»: what is agreed on stands right behind «on».
    if (link === "on" && !scan.role(at - 1, "topic")) return null;
    // «طالب الوزير، المتواجد في بروكسل للقاء نظرائه، بالتضامن»: nor is this what is demanded.
    if (link === "by" && light?.light?.status && !scan.glued(proclitic, "in")) return null;
    if (light?.light && leadsDelegation(clause, light.light, token)) return null;
    // «قيام الحركة بأعمال تعرقل الزيارة»: what is done stands behind ب.
    if (light?.light?.link === "by" && !scan.glued(proclitic, "in") && light.form.tense === "noun")
      return null;
    // «قدم إحاطة»: giving carries a briefing only.
    if (light?.light?.link === "briefing" && type !== "briefing") return null;
    if (!light?.light) {
      if (match.values.some((value) => value.form.tense !== "noun")) return null;
      continue;
    }
    const negated = scan.role(token - 1, "negation") !== null;
    const purpose = scan.glued(match.reading.proclitic, "for");
    const base = { verb: light.light, form: light.form, at: token, negated, purpose, to: token + 1 };
    if (light.form.tense === "noun") {
      // «لعقد لقاء», «مشاركته في اجتماع»: the subject is whoever the sentence is of.
      const governor = governorOf(clause, token, match.reading.proclitic);
      if (governor) return { ...base, ...governor };
      const asked = askedBefore(clause, token);
      if (asked >= 0) return { ...base, subjects: [asked], companions: companionsOf(clause, asked, token) };
      // «إجراء ديمبسي مباحثات»: right behind the noun stands who acts.
      const own = clause.startingAt(token + 1);
      const acts = own >= 0 && clause.mention(own).proclitic === "" && clause.mention(own).kind !== "place";
      const subject = acts && clause.mention(own).to <= at ? own : travellerBefore(clause, token);
      // «أعلن عريقات عن عقد اجتماع»: who announces a meeting need not be there; who goes to one is.
      const announced =
        subject >= 0 &&
        (!purpose || clause.mention(subject).kind !== "person") &&
        scan.role(clause.mention(subject).from - 1, "speech") !== null;
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

/**
 * «اتفق الوزيران على عقد …», «وافق الرئيس على إجراء …», «يعتزم الوزير عقد …»: the verb that governs the noun of a verb
 * at a token and says both who is to meet and that it is still to come; null when another stands before it.
 */
const governorOf = (
  clause: Clause,
  at: number,
  proclitic: string,
): Pick<Carrier, "subjects" | "companions" | "governed"> | null => {
  const { scan, sentence } = clause;
  for (let token = at - 1; token >= Math.max(sentence.from, at - FAR / 2); token--) {
    if (clause.covering(token) >= 0) continue;
    if (scan.isMark(token, ".؛:") || scan.role(token, "that", "speech", "relative")) return null;
    const verb = clause.verbAt(token);
    if (!verb) continue;
    const value = verb.values.find(({ light }) => light?.status === "planned" && light.subject !== "");
    const light = value?.light;
    if (!light || !isLinked(clause, at, proclitic, light.link)) return null;
    const subject = subjectOf(clause, token, value.form.number);
    if (!subject) return null;
    const governed = scan.role(token - 1, "negation") ? "denied" : "planned";
    return {
      subjects: subject.mentions,
      companions: companionsOf(clause, subject.mentions.at(-1)!, at),
      governed,
    };
  }
  return null;
};

/** Whether the noun of a verb hangs on another verb as this verb's row says: «على عقد», «لعقد», «بعقد», «عقد». */
const isLinked = ({ scan }: Clause, at: number, proclitic: string, link: string): boolean => {
  if (link === "on") return scan.role(at - 1, "topic") !== null;
  if (link === "to") return scan.glued(proclitic, "for") || scan.role(at - 1, "direction") !== null;
  if (link === "by") return scan.glued(proclitic, "in");
  return DIRECT.has(link) && proclitic === "" && !scan.role(at - 1, "topic", "direction", "place");
};

/** «كيري الذي يزور قطر لإجراء محادثات»: who travels acts, not where he goes. */
const travellerBefore = (clause: Clause, at: number): number => {
  const nearest = clause.subjectBefore(at);
  if (nearest < 0 || clause.mention(nearest).kind !== "country") return nearest;
  const verb = clause.verbAt(clause.mention(nearest).from - 1);
  if (!verb?.values.some(({ meeting }) => meeting?.type === "visit")) return nearest;
  return clause.subjectBefore(clause.mention(nearest).from - 1);
};

/** «وفود الدول الضامنة: إيران وروسيا»: a colon between a group and those whom it sums up. */
const opensList = (clause: Clause, token: number): boolean => {
  const group = clause.scan.isMark(token, ":") ? clause.covering(token - 1) : -1;
  return group >= 0 && clause.mention(group).form === "group" && clause.startingAt(token + 1) >= 0;
};

/** «يترأس وفد المعارضة فلان»: a delegation is led, not the meeting named later. */
const leadsDelegation = (clause: Clause, light: LightVerb, at: number): boolean => {
  // «ترأس خلالها وفد المملكة»: a word of circumstance may stand between.
  const next = clause.scan.role(at + 1, "in-course")?.to ?? at + 1;
  const led = HEADS.has(light.id) ? clause.startingAt(next) : -1;
  return led >= 0 && clause.mention(led).form === "group";
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
    // «طالبت الجزائر بعقد …»: right behind a finite verb stands who asks.
    const asks = before === clause.mention(mention).from - 1 && clause.verbAt(before) !== null;
    if (clause.covering(before) < 0 && scan.role(before, "called_for")) return asks ? -1 : mention;
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
export const carrierBehind = (clause: Clause, at: number): Carrier | null => {
  const { scan, sentence } = clause;
  let named = false;
  for (let token = at + 1; token < Math.min(sentence.to, at + 9); token++) {
    const mention = clause.covering(token);
    if (mention >= 0) {
      named ||= clause.mention(mention).kind === "person";
      continue;
    }
    if (scan.isMark(token, ".؛:،,") || scan.role(token, "before", "after")) return null;
    const match = clause.verbAt(token);
    if (!match) continue;
    // «خلال محادثات مع نظيره جو بايدن رفض …»: behind those who met, only a relative clause goes on about the meeting.
    if (named && !scan.role(token - 1, "relative")) return null;
    // «زيارة يقوم بها الوزير»: the pronoun behind the verb is the meeting, and its subject follows.
    const by = scan.role(token + 1, "by-pronoun");
    const light = match.values.find(
      (value) => value.light && (DIRECT.has(value.light.link) || (by && value.light.link === "by")),
    );
    if (!light?.light) return null;
    const acts = light.form.object || by !== null;
    // «أكد الوزير خلال اجتماع عقده مع …»: without a subject of its own, the verb has that of the sentence.
    const speaker = clause.subjectBefore(at, "person");
    const subject = acts ? subjectBehind(clause, by ? by.to - 1 : token) : null;
    return {
      verb: acts ? light.light : { ...light.light, subject: "" as const },
      form: light.form,
      at: token,
      subjects: subject?.mentions ?? (light.form.object && speaker >= 0 ? [speaker] : []),
      companions: [],
      negated: scan.role(token - 1, "negation") !== null,
      purpose: false,
      to: subject?.to ?? token + 1,
    };
  }
  return null;
};
