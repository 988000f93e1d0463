import type { Status } from "../extraction.ts";
import type { VerbForm } from "../language.ts";
import type { Clause } from "./clause.ts";

/** How far left of its word a particle of modality still governs a meeting, in words; a name counts as one. */
const REACH = 9;

const STATUS_ROLES: Record<string, Status> = {
  planned: "planned",
  future: "planned",
  called_for: "called_for",
  postponed: "postponed",
  cancelled: "cancelled",
  denied: "denied",
  failed: "failed",
};

const WISHES: ReadonlySet<Status> = new Set(["planned", "called_for"]);

/** What may be said of a meeting whose verb stands in the past: it took place, or it is said not to have. */
const OF_THE_PAST: readonly Status[] = ["postponed", "cancelled", "denied", "failed"];

/**
 * The status a sentence gives a meeting told at token `at`: the nearest governing particle to the left, else
 * one right behind (`until`), else the tense of its verb. A finite verb of another meeting ends the scope.
 */
export const statusAt = (clause: Clause, at: number, form: VerbForm | null, until = at): Status => {
  const { scan, sentence } = clause;
  const possible = (status: Status | undefined): status is Status => {
    if (!status) return false;
    if (form?.tense === "past") return OF_THE_PAST.includes(status);
    if (form?.tense === "future") return status !== "called_for";
    return true;
  };
  let reach = REACH;
  let other = false;
  for (let token = at - 1; token >= sentence.from && reach > 0; token--, reach--) {
    const name = clause.covering(token);
    if (name >= 0) {
      token = clause.mention(name).from;
      continue;
    }
    // «فشلت القوات في …، حيث التقى الوزيران»: what came before «where» is another matter.
    if (scan.isMark(token, ".؛:") || (form?.tense === "past" && scan.role(token, "where", "when"))) break;
    const particle = standing(clause, token);
    // One word may mark the past or what may be: only before a present it is what may be.
    const done =
      particle?.values.some((value) => value.role === "past") &&
      !scan.verb(particle.to)?.values.some((value) => value.form.tense === "present");
    if (particle && !done && particle.to <= at) {
      for (const { role } of particle.values) {
        if (role === "negation" && !isLed(clause, token) && negates(clause, particle.to, at)) return "denied";
        const status = STATUS_ROLES[role];
        // «لا تنوي عقد اجتماع», «لا يرغب في لقائه»: what is not intended, nor wanted, is refused.
        if (possible(status) && scan.role(token - 1, "negation")) {
          if (WISHES.has(status)) return "denied";
          // «لم يستبعد عقد لقاء»: what is not ruled out may be.
          if (status === "denied") return "called_for";
        }
        // «يمكن للصراع أن يهدد المحادثات»: another verb is what may be.
        if (status === "called_for" && other) continue;
        // «يتطلع لزيارته المقبلة»: what is hoped for is on its way.
        if (status === "called_for" && isComing(clause, until)) return "planned";
        if (possible(status)) return status;
      }
      if (particle.values.some(({ role }) => role === "relative" || role === "speech")) break;
    }
    const verb = clause.verbAt(token);
    if (verb?.values.some((value) => value.meeting !== null)) break;
    other ||= form === null && !verb && !particle && standsAlone(clause, token);
  }
  for (let token = at + 1; token < Math.min(sentence.to, until + 5); token++) {
    const named = clause.covering(token);
    if (named >= 0 && token > until) break;
    if (named >= 0) {
      token = clause.mention(named).to - 1;
      continue;
    }
    for (const { role } of standing(clause, token)?.values ?? []) {
      const status = STATUS_ROLES[role];
      if (status && ["planned", "postponed", "cancelled"].includes(status) && possible(status)) return status;
    }
    if (clause.verbAt(token) && token > at + 1) break;
  }
  return form?.tense === "future" ? "planned" : "held";
};

/** «بشأن ما تناوله مع …»: behind a preposition «what» denies nothing. */
const isLed = ({ scan }: Clause, at: number): boolean =>
  scan.role(at - 1, "topic", "place", "direction", "from", "with", "after", "before", "source") !== null;

/** An ordinary finite verb that stands by itself, as after «that». */
const standsAlone = ({ scan }: Clause, at: number): boolean =>
  scan.isWord(at) &&
  scan.role(at - 1, "that") !== null &&
  scan.language.classOf(scan.tokens[at]!.word) === "verb";

/** «زيارته المقبلة», «زيارة الرئيس المرتقبة»: right behind the word, or whose it is. */
const isComing = (clause: Clause, until: number): boolean => {
  const owner = clause.startingAt(until + 1);
  const next = owner < 0 ? until + 1 : clause.mention(owner).to;
  return standing(clause, next)?.values.some(({ role }) => role === "planned") ?? false;
};

/**
 * The particle at a token, unless a longer one of no meaning here takes it in («من أجل» is no delay) or the whole word
 * is a verb («بحث» is not «حث» behind ب).
 */
const standing = ({ scan }: Clause, token: number) => {
  if (scan.isIdle(token)) return null;
  const particle = scan.particle(token);
  const verb = particle && scan.glued(particle.reading.proclitic, "in") ? scan.verb(token) : null;
  return verb?.reading.proclitic === "" ? null : particle;
};

/**
 * «لم يلتق», «لم يعقد اجتماع», but not «عدم توصل المفاوضات», «ليس ببعيد اللقاء»: nothing but a word that carries the
 * meeting stands in between. Nor does «ليس للقائه» deny the meeting: it is no reason of something else.
 */
const negates = ({ scan }: Clause, from: number, at: number): boolean => {
  if (at === from) return !scan.glued(scan.event(at)?.reading.proclitic ?? "", "for");
  if (at !== from + 1) return false;
  return scan.role(from, "auxiliary", "any") !== null || (scan.verb(from)?.values.some(carries) ?? false);
};

const carries = ({ light, meeting }: { light: unknown; meeting: unknown }): boolean =>
  light !== null || meeting !== null;
