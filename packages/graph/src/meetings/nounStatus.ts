import type { Status } from "../extraction.ts";
import { FAR } from "./arguments.ts";
import type { Carrier } from "./carriers.ts";
import { distanceTo, isCircumstance } from "./circumstance.ts";
import type { Clause } from "./clause.ts";
import { statusAt } from "./status.ts";

/** The status of a meeting whose noun at token `at`, described up to token `next`, a verb carries. */
export const carriedStatus = (clause: Clause, at: number, carrier: Carrier, next: number): Status => {
  const { form, negated, purpose } = carrier;
  const governed = statusAt(clause, Math.min(carrier.at, at), form, next - 1);
  const imposed = carrier.verb.status;
  // «لم يلغ الوزير زيارته»: what was not called off stands.
  if (imposed && negated) return imposed === "cancelled" || imposed === "postponed" ? "planned" : "denied";
  if (imposed) return imposed;
  if (carrier.governed && governed === "held") return carrier.governed;
  // «تواصل اللجنة اجتماعها»: begun, and not over.
  if (carrier.verb.id === "continue" && form.tense === "present" && governed === "held") return "ongoing";
  const byNoun = form.tense === "noun";
  if (governed === "held" && byNoun) {
    // «بشأن عقد اجتماع»: to hold one is spoken of, no more.
    if (carrier.at < at && clause.scan.role(carrier.at - 1, "matter")) return "called_for";
    // «يسعى لعقد قمة»: a meeting as a purpose is still to come.
    if (purpose) return "planned";
  }
  if (governed === "called_for" && carrier.at > at && isCircumstance(clause, at)) return "held";
  // «قبل قمة تعقد الثلاثاء»: what comes after something else, told in the present, is still to come.
  const later = carrier.at > at && form.tense === "present" && clause.scan.role(at - 1, "before") !== null;
  return governed === "held" && later ? "planned" : governed;
};

/** The status of a meeting whose noun stands without a verb of its own, between tokens `at` and `behind`. */
export const bareStatus = (
  clause: Clause,
  at: number,
  behind: number,
  next: number,
  visit: boolean,
  proclitic: string,
): Status => {
  // «زيارته الأخيرة»: over, whatever the rest of the sentence looks forward to.
  if (clause.scan.role(behind, "done") && !clause.isDate(behind)) return "held";
  const distance = distanceTo(clause, at);
  if (distance) return distance.values.some(({ role }) => role === "before") ? "planned" : "held";
  const governed = statusAt(clause, at, null, next - 1);
  const circumstance = isCircumstance(clause, at);
  // «طلبا خلال مكالمة إجراء مفاوضات»: what is asked for is not the meeting in whose course it is asked.
  // «أعلن أن بلاده ستبدأ قريبا …، خلال لقاء»: nor is what is announced in its course.
  const apart =
    circumstance && clause.scan.role(at - 1, "during") !== null && clause.scan.isMark(at - 2, "،,");
  // «ألغى المؤتمر خلال زيارته»: nor what is called off or refused.
  if ((governed !== "planned" && circumstance) || apart) return "held";
  if (governed !== "held") return governed;
  if (!visit && !circumstance && looksForward(clause, next)) return "planned";
  // «وصل للقاء نظيره»: a meeting as a purpose is still to come.
  return clause.scan.glued(proclitic, "for") && !(visit && hasTraveller(clause, behind)) ? "planned" : "held";
};

/** «أهمية لزيارة ولي العهد»: with its own traveller behind it, a visit is spoken of and nobody's purpose. */
const hasTraveller = (clause: Clause, behind: number): boolean => {
  const own = clause.startingAt(behind);
  return own >= 0 && clause.mention(own).kind === "person" && clause.mention(own).proclitic === "";
};

/** «اجتماع كيري مع لافروف … سيركز على سوريا»: the first verb behind says that it is still to come. */
const looksForward = (clause: Clause, from: number): boolean => {
  const { scan, sentence } = clause;
  for (let token = from; token < Math.min(sentence.to, from + FAR / 2); token++) {
    if (clause.covering(token) >= 0 || !scan.isWord(token)) continue;
    if (scan.role(token, "that", "speech")) return false;
    const verb = clause.verbAt(token);
    if (verb) return verb.values.every(({ form }) => form.tense === "future");
    const { word } = scan.tokens[token]!;
    if (scan.language.classOf(word) === "verb") return scan.language.isFuture(word);
  }
  return false;
};
