import type { Kind } from "../extraction.ts";
import type { VerbForm } from "../language.ts";
import type { Clause } from "./clause.ts";

/** Tokens between a verb and its subject. */
const NEAR = 14;

const adverbial = (clause: Clause, from: number): boolean =>
  clause.scan.role(from - 1, "place", "direction", "with", "between") !== null;

export const isLedIn = (clause: Clause, mention: number): boolean => {
  const { from: own, proclitic } = clause.mention(mention);
  if (clause.scan.glued(proclitic, "in", "for", "like")) return true;
  // «حضره كل من الوزير …»: what counts a row off leads nobody in; what stands before it may.
  const from = clause.scan.roleEndingAt(own, "each")?.from ?? own;
  // «من بينهم الوزير»: two words lead in as well.
  if (clause.scan.roleEndingAt(from, "presence", "host", "source", "chair")) return true;
  const before = clause.scan.role(
    from - 1,
    "with",
    "from",
    "place",
    "direction",
    "topic",
    "between",
    "source",
    "presence",
    "after",
    "before",
    "sidelines",
    "level",
    "chair",
    "host",
    "mediator",
    "proxy",
  );
  if (!before) return false;
  // «وحضر اللقاء الوزير»: joined on, it begins a clause of its own; «وفي اليابان» still is no subject.
  return before.reading.proclitic !== clause.scan.language.proclitics.and || adverbial(clause, from);
};

export interface Subject {
  mentions: number[];
  /** Token behind it. */
  to: number;
  /** The verb stands before it. */
  behind: boolean;
}

/** The actors that are the subject of a verb at `at`: behind it (VSO), else before it (SVO). */
export const subjectOf = (
  clause: Clause,
  at: number,
  number: VerbForm["number"],
  kinds: readonly Kind[] = SUBJECTS,
): Subject | null => {
  // A verb before its subject stays singular, so that a dual or plural one has its subject before it.
  // «زار أعضاء الوفد الذي …، مقر الوزارة والتقوا بالوزير»: a plural joined on goes on with who the sentence began with.
  const joined = clause.verbAt(at)?.reading.proclitic === clause.scan.language.proclitics.and;
  if (number !== "one") {
    const plural = subjectBefore(clause, at) ?? (joined ? firstSubject(clause, at, kinds) : null);
    // «يتهم كاميرون حكومات بأنها تسهل مرور المهاجرين حتى يصلوا»: one man is no subject of a plural verb.
    const one = number === "many" && kinds === TRAVELLERS && plural && isOnePerson(clause, plural.mentions);
    return one ? null : plural;
  }
  // «… مع نظيره خالد العبيدي، وعقد اجتماعا»: joined on by «and», a verb goes on; what stands before it is no subject of it.
  if (joined) return subjectBehind(clause, at, kinds) ?? firstSubject(clause, at, kinds);
  return fronted(clause, at, kinds) ?? subjectBehind(clause, at, kinds) ?? subjectBefore(clause, at);
};

const isOnePerson = (clause: Clause, [first, ...others]: readonly number[]): boolean =>
  others.length === 0 && clause.mention(first!).kind === "person" && clause.mention(first!).number === "one";

/** The first actor of the sentence, when he stands free of particles: «إيران تتعرض لعقوبات وتجري مباحثات». */
const firstSubject = (clause: Clause, at: number, kinds: readonly Kind[]): Subject | null => {
  const first = clause.all().find((mention) => clause.mention(mention).to <= at);
  if (first === undefined || isLedIn(clause, first)) return null;
  const { from, kind } = clause.mention(first);
  if (kind === "place" || !kinds.includes(kind)) return null;
  return { mentions: clause.listAt(from)!.mentions, to: at, behind: false };
};

/** «وكان الأسد استقبل …», «إن الوزير التقى …»: an actor right before the verb is its subject. */
const fronted = (clause: Clause, at: number, kinds: readonly Kind[]): Subject | null => {
  const { scan } = clause;
  const before = scan.role(at - 1, "past") && clause.covering(at - 1) < 0 ? at - 2 : at - 1;
  const mention = clause.covering(before);
  if (
    mention < 0 ||
    isLedIn(clause, mention) ||
    !kinds.includes(clause.mention(mention).kind) ||
    clause.mention(mention).kind === "place"
  )
    return null;
  return { mentions: clause.rowEndingAt(mention), to: at, behind: false };
};

const SUBJECTS: readonly Kind[] = ["person", "group", "organization", "country", "place"];
/** Who travels. */
export const TRAVELLERS: readonly Kind[] = ["person", "group", "organization"];

/**
 * Whether a verb without a named subject may go on about the man spoken of: not in the feminine, and not when
 * an ordinary noun behind it is its subject («تصل أنظمة الصواريخ», «وصلت النسخة»).
 */
export const speaksOf = (clause: Clause, at: number, form: VerbForm): boolean =>
  !form.feminine && !isNoun(clause, at + 1);

/** Whether an ordinary noun stands at a token, where a subject or an object may: no name, particle, date or verb. */
export const isNoun = (clause: Clause, at: number): boolean => {
  const { scan } = clause;
  if (!scan.isWord(at) || clause.covering(at) >= 0 || scan.particle(at) || scan.event(at)) return false;
  const { word } = scan.tokens[at]!;
  // «استقبل موظفو الجوازات»: a word nobody knows is a noun too.
  if (!scan.isCommon(at) && !scan.complement(at) && !clause.isDate(at) && !scan.verb(at)) return true;
  const noun = scan.isCommon(at) && scan.language.classOf(word) === "noun" && !clause.isDate(at);
  return noun && (word.readings[0]?.definite || !scan.complement(at));
};

export const subjectBehind = (
  clause: Clause,
  at: number,
  kinds: readonly Kind[] = SUBJECTS,
): Subject | null => {
  const { scan, sentence } = clause;
  for (let token = at + 1; token < Math.min(sentence.to, at + NEAR); token++) {
    const mention = clause.startingAt(token);
    if (mention >= 0) {
      const { kind, proclitic, to } = clause.mention(mention);
      if (isLedIn(clause, mention) || !kinds.includes(kind) || (kind === "place" && token > at + 1)) {
        token = to - 1;
        continue;
      }
      // «والتقى عددا من ممثلي الحكومة»: an accusative is the object.
      if (proclitic.includes(scan.language.proclitics.and) || scan.role(token, "accusative")) return null;
      // «سيلتقي نظراءه»: whose counterparts they are does the meeting.
      if (clause.mention(mention).head === "counterparts") return null;
      const list = clause.listAt(token)!;
      return { mentions: list.mentions, to: list.to, behind: true };
    }
    if (clause.covering(token) >= 0) continue;
    const beside = token === at + 1 ? scan.role(token, "with") : null;
    const companions = beside && clause.listAt(beside.to);
    if (companions) {
      // «يحضر إلى جانب السفير … المبعوث …»: the subject follows those beside whom it comes.
      token = companions.to - 1;
      continue;
    }
    if (scan.role(token, "with", "that", "relative", "where", "between")) return null;
    if (clause.verbAt(token) && !scan.isMark(token - 1, "،,")) return null;
    const each = scan.role(token, "each");
    if (each && scan.role(token - 1, "place", "direction", "from", "topic")) return null;
    if (each && clause.startingAt(each.to) >= 0) token = each.to - 1;
  }
  return null;
};

/** A fronted subject: «الوزير التقى …», «الوزير، اليوم، بحث …», «إن الوزير بحث …». */
export const subjectBefore = (clause: Clause, at: number): Subject | null => {
  const { scan, sentence } = clause;
  // «بالتجربة المغربية التي تلتقي مع …»: what the relative clause describes is no actor.
  if (scan.role(at - 1, "relative") && isDefiniteNoun(clause, at - 2)) return null;
  // «تترك المهاجرين يصلون»: nor is who stands before an ordinary noun right before the verb.
  if (isDefiniteNoun(clause, at - 1) && !scan.particle(at - 1) && !clause.isDate(at - 1)) return null;
  for (let token = at - 1; token >= Math.max(sentence.from, at - NEAR); token--) {
    const mention = clause.covering(token);
    if (mention >= 0) {
      const { from, kind, to } = clause.mention(mention);
      // «مع نظيره كيري الذي يزور قطر»: what a relative clause hangs on is its subject, wherever it stands.
      const antecedent = to === at - 1 && scan.role(to, "relative") !== null;
      // «أهالي المعتقلين بسجون العراق يجتمعون»: a state that a noun belongs to does nothing itself.
      // «مقر الوزارة»: nor does a body whose seat is spoken of.
      const owned = (kind === "country" || scan.placeHead(from - 1) !== null) && ofNoun(clause, from - 1);
      if (kind === "place" || owned || (!antecedent && isLedIn(clause, mention))) {
        token = from;
        continue;
      }
      if (antecedent) return { mentions: [mention], to: at, behind: false };
      return { mentions: clause.rowEndingAt(mention), to: at, behind: false };
    }
    const verb = clause.verbAt(token);
    if (verb && !verb.values.every((value) => value.light?.id === "have")) {
      // «المجموعة التي تضم 23 دولة ستعقد …»: a relative clause does not cut the subject off.
      const relative = scan.role(token - 1, "relative");
      if (!relative) return null;
      token = relative.from;
      continue;
    }
    if (scan.role(token, "where")) {
      // «يغادر بايدن كوريا الجنوبية، حيث أجرى …»: the verb goes on with the person, not with the place.
      const person = clause.subjectBefore(token, "person");
      return person >= 0 ? { mentions: [person], to: at, behind: false } : null;
    }
    if (scan.isMark(token, ".؛:")) return null;
  }
  return null;
};

/** An ordinary word, or the adjective of a state, with the article: outside of names. */
const isDefiniteNoun = (clause: Clause, at: number): boolean =>
  clause.scan.isWord(at) &&
  clause.covering(at) < 0 &&
  !clause.scan.event(at) &&
  (clause.scan.tokens[at]!.word.readings[0]?.definite ?? false) &&
  (clause.scan.isCommon(at) || clause.adjectives.some((one) => one.at === at));

/** «في مقر الحكومة»: an ordinary noun without an article right before an actor owns it. */
export const ofNoun = (clause: Clause, at: number): boolean => {
  const { scan } = clause;
  // «بمقر المجلس»: a noun of places, whatever is glued to it.
  if (scan.placeHead(at)?.reading.definite === false && clause.covering(at) < 0) return true;
  return (
    scan.isWord(at) &&
    scan.isCommon(at) &&
    clause.covering(at) < 0 &&
    !clause.isDate(at) &&
    (!scan.particle(at) || scan.role(at, "tie") !== null) &&
    !scan.event(at) &&
    !scan.verb(at) &&
    !scan.complement(at) &&
    scan.language.classOf(scan.tokens[at]!.word) === "noun" &&
    !scan.tokens[at]!.word.readings[0]?.definite
  );
};
