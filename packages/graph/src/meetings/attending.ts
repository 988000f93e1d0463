import type { MeetingType } from "../extraction.ts";
import { FAR } from "./arguments.ts";
import { ledIn } from "./circumstance.ts";
import type { Clause } from "./clause.ts";
import { isLedIn } from "./subjects.ts";

/**
 * «وخلال لقائه مع نظيره، أكد الوزير …», «خلال لقائهما في مسقط، أكد المعلم ونظيره …»: a pronoun before its owner means the
 * subject of the main clause: the first person behind the comma who stands free of particles.
 */
export const ownersAhead = (clause: Clause, from: number): number[] => {
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

/** «أكد الرئيس … في ختام زيارة»: the person whom a verb of saying before the word has as its subject; -1 when none. */
export const speakerBefore = (clause: Clause, at: number): number => {
  const speaker = clause.subjectBefore(at, "person");
  if (speaker < 0 || !clause.scan.role(clause.mention(speaker).from - 1, "speech")) return -1;
  for (let token = clause.mention(speaker).to; token < at; token++)
    if (clause.covering(token) < 0 && clause.scan.role(token, "that", "relative")) return -1;
  return speaker;
};

/**
 * «قال الرئيس في اجتماع للمجموعة …», «شدد بلينكن خلال اتصال مع …», «وفي مكالمة مع المستشار، تمسك بوتين …»: who does
 * something in the course of a meeting was there.
 */
export const attending = (
  clause: Clause,
  at: number,
  behind: number,
  type: MeetingType,
  proclitic: string,
): readonly number[] => {
  const { scan, sentence } = clause;
  // «استعداده للقاء نظيره», «وصل للاجتماع مع»: a meeting as a purpose is the purpose of the subject.
  if (scan.glued(proclitic, "for")) {
    const subject = clause.subjectBefore(at);
    return subject >= 0 ? [subject] : [];
  }
  const led = ledIn(clause, at, "during", "place", "after");
  if (!led && scan.role(behind, "with")) return toldBy(clause, at);
  if (!led || led.from < sentence.from) return [];
  const own = clause.startingAt(behind);
  // «خلال زيارة مبعوث …», «في اجتماع اللجنة»: the meeting is somebody else's.
  if (own >= 0 && clause.mention(own).proclitic === "" && clause.mention(own).kind === "person") return [];
  if (led.from <= sentence.from + 1) return scan.role(behind, "with") ? ownersAhead(clause, behind) : [];
  // «عاد الرئيس بعد زيارة إلى روسيا»: after a journey it is still the traveller who does something.
  const after = type !== "visit" && led.values.some(({ role }) => role === "after");
  // «أعلن الوزير أن بلاده …، خلال لقاء مع …»: set off by a comma, it is the circumstance of who speaks.
  const apart = scan.isMark(led.from - 1, "،,") && scan.event(at)?.reading.definite === false;
  let said = false;
  for (let token = at - 1; token >= Math.max(sentence.from, at - FAR / 2); token--) {
    if (clause.covering(token) < 0 && scan.role(token, "that", "relative")) {
      if (!apart) return [];
      said = true;
    }
    const mention = clause.covering(token);
    if (mention < 0) continue;
    const { from, to, kind, proclitic } = clause.mention(mention);
    token = from;
    // «ناقش المجلس في جلسة مغلقة …»: a body sits itself.
    if (kind !== "person" && !(type === "session" && kind === "organization")) continue;
    if (scan.glued(proclitic, "in", "for", "like") || isLedIn(clause, mention)) continue;
    if (said && !scan.role(from - 1, "speech")) continue;
    const acts = type === "visit" ? isVerb(clause, from - 1) : clause.verbAt(from - 1) !== null;
    if (scan.role(from - 1, "speech") || (!after && acts)) return [mention];
    // «إن بلينكن شدد خلال اتصال», «وأن شولتز وماكرون طلبا خلال مكالمة»: the subject before its verb.
    if (!after && clause.covering(to) < 0 && isVerb(clause, to)) return clause.rowEndingAt(mention);
    // «هنأ زيلينسكي الرئيس الفنلندي خلال اتصال»: both, where nobody is named behind the noun.
    const subject = clause.covering(from - 1);
    const told = subject >= 0 && isVerb(clause, clause.mention(subject).from - 1);
    return !after && told && !scan.role(behind, "with") ? [subject, mention] : [];
  }
  return [];
};

/** «تحدث لافروف عن اجتماعين مع نظيره»: who tells of a meeting with somebody, right before the word that says of what. */
const toldBy = (clause: Clause, at: number): number[] => {
  const about = clause.scan.role(at - 1, "topic");
  const speaker = about ? clause.covering(about.from - 1) : -1;
  if (speaker < 0 || clause.mention(speaker).kind !== "person") return [];
  return clause.scan.role(clause.mention(speaker).from - 1, "speech") ? [speaker] : [];
};

/** «وقال … عقب محادثات»: a verb of saying opens the sentence, and nobody is named between it and the word. */
export const goesOnSaying = (clause: Clause, at: number): boolean => {
  const { scan, sentence } = clause;
  if (!scan.role(sentence.from, "speech")) return false;
  for (let token = sentence.from + 1; token < at; token++)
    if (clause.covering(token) >= 0 || scan.role(token, "that", "relative")) return false;
  return true;
};

const isVerb = ({ scan }: Clause, at: number): boolean =>
  scan.isWord(at) &&
  (scan.role(at, "speech", "called_for") !== null || scan.language.classOf(scan.tokens[at]!.word) === "verb");
