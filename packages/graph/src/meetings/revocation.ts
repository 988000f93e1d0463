import type { Status } from "../extraction.ts";
import type { Clause } from "./clause.ts";
import type { Telling } from "./telling.ts";

/** Tokens behind «but» in which the verb stands that calls the meeting off. */
const NEAR = 8;

const TAKEN_BACK: ReadonlySet<string> = new Set<Status>(["postponed", "cancelled", "denied", "failed"]);
const OPEN: ReadonlySet<Status> = new Set<Status>(["planned", "called_for"]);

const OVER: ReadonlySet<Status> = new Set<Status>(["held", "ongoing"]);

/** What the rest of its sentence says came of a meeting that was to be, or that somebody else claims. */
export const revoke = (clause: Clause, tellings: readonly Telling[]): void => {
  for (const telling of tellings) {
    if (isAccepted(clause, telling)) {
      telling.status = "planned";
      continue;
    }
    const status = takenBack(clause, telling) ?? refused(clause, telling);
    if (!status) continue;
    telling.revoked = OPEN.has(telling.status) && status !== "denied";
    telling.status = status;
  }
};

/** «وجه الدعوة لزيارة موسكو وقبلت الحركة الدعوة», «وتم قبول الدعوة». */
const isAccepted = (clause: Clause, { at, rule, status }: Telling): boolean => {
  if (status !== "called_for" || !rule.startsWith("invitation")) return false;
  const { scan, sentence } = clause;
  for (let token = at + 1; token < sentence.to; token++) {
    if (clause.covering(token) >= 0) continue;
    if (!scan.verb(token)?.values.some(({ light }) => light?.id === "accept")) continue;
    if (scan.role(token - 1, "negation")) return false;
    for (let what = token + 1; what < Math.min(sentence.to, token + NEAR); what++)
      if (
        scan.verb(what)?.values.some(({ light, form }) => light?.id === "call-for" && form.tense === "noun")
      )
        return true;
  }
  return false;
};

/** «كان من المقرر أن تبدأ الجولة الجمعة، إلا أن إسلام آباد أرجأتها», «لكن اللقاء ألغي», «لكنه لم يتم». */
const takenBack = (clause: Clause, { at, status }: Telling): Status | null => {
  if (!OPEN.has(status)) return null;
  const { scan, sentence } = clause;
  for (let token = at + 1; token < sentence.to; token++) {
    if (clause.covering(token) >= 0) continue;
    if (scan.isMark(token, ".؛")) return null;
    const but = scan.role(token, "contrast");
    if (but) return verdict(clause, but.to);
  }
  return null;
};

const verdict = (clause: Clause, from: number): Status | null => {
  const { scan, sentence } = clause;
  for (let token = from; token < Math.min(sentence.to, from + NEAR); token++) {
    if (clause.covering(token) >= 0) continue;
    const verb = clause.verbAt(token);
    const negated = scan.role(token - 1, "negation") !== null;
    if (negated && scan.role(token, "auxiliary")) return scan.event(token + 1) ? null : "cancelled";
    const value = verb?.values.find(({ light }) => TAKEN_BACK.has(light?.status ?? ""));
    if (!value?.light?.status) {
      if (verb) return null;
      continue;
    }
    // «لكنه ألغى اجتماعا آخر»: with an object of its own, it is about that.
    const other = !value.form.object && (scan.event(token + 1) ?? scan.event(token + 2));
    return negated || other ? null : value.light.status;
  }
  return null;
};

/** «استعداده للقاء بوتين الذي يرفض ذلك», «وهو ما نفته القاهرة»: the other side, or a party, says no. */
const refused = (clause: Clause, { at, type, status }: Telling): Status | null => {
  const { scan, sentence } = clause;
  if (type === "visit" && status === "held") return null;
  for (let token = at + 1; token < sentence.to; token++) {
    if (clause.covering(token) >= 0) continue;
    if (scan.isMark(token, ".؛")) return null;
    const which = scan.role(token, "which");
    // «استدعت السفير للتنديد بالقيود التي تفرضها، وهو ما نفته الصين»: what was said last is denied.
    if (!which && OVER.has(status) && (clause.verbAt(token) || scan.role(token, "relative", "that", "topic")))
      return null;
    const relative = which ?? (OPEN.has(status) ? scan.role(token, "relative") : null);
    if (!relative) continue;
    const verb = clause.verbAt(relative.to);
    const denies = verb?.values.find(({ light }) => light?.status === "denied");
    // «الذي يرفض وقف النار»: something else is refused.
    if (denies && (which || denies.form.object || scan.role(relative.to + 1, "pronoun"))) return "denied";
  }
  return null;
};
