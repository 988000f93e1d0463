import type { ParticleEntry } from "../language.ts";
import type { Match } from "../lexicon/phrases.ts";
import type { Clause } from "./clause.ts";

/** «خلال مكالمة», «في أول اتصال», «بعد يوم من زيارة»: the noun at a token only says when something else happened. */
export const isCircumstance = (clause: Clause, at: number): boolean =>
  ledIn(clause, at, "during", "after", "place") !== null ||
  distanceTo(clause, at) !== null ||
  joinsCircumstance(clause, at);

/** Tokens between two circumstances that «and» joins. */
const JOINED = 12;

/** «خلال زيارته إلى واشنطن ولقائه الرئيس»: joined on to what only says when. */
const joinsCircumstance = (clause: Clause, at: number): boolean => {
  const { scan } = clause;
  if (!scan.joins(scan.event(at)?.reading.proclitic ?? "")) return false;
  for (let token = at - 1; token >= Math.max(clause.sentence.from, at - JOINED); token--) {
    if (clause.covering(token) >= 0) continue;
    if (clause.verbAt(token) || scan.isMark(token, "؛:")) return false;
    if (scan.event(token)) return isCircumstance(clause, token);
  }
  return false;
};

/** «قبل اجتماع», «في آخر اجتماع»: the particle with one of these roles before a noun and its ordinal. */
export const ledIn = (
  { scan }: Clause,
  at: number,
  ...roles: readonly string[]
): Match<ParticleEntry> | null =>
  scan.role(at - 1, ...roles) ??
  scan.roleEndingAt(at, ...roles) ??
  (scan.complement(at - 1) ? scan.role(at - 2, ...roles) : null);

/** Words of «ثلاثة أشهر» between «before» or «after» and «from». */
const DISTANCE = 3;

/** «قبل ثلاثة أشهر من زيارة», «بعد يوم واحد من لقائه»: the particle before how far off a noun at `at` is. */
export const distanceTo = (clause: Clause, at: number): Match<ParticleEntry> | null => {
  const { scan } = clause;
  if (!scan.role(at - 1, "from")) return null;
  for (let token = at - 3; token >= Math.max(clause.sentence.from, at - 2 - DISTANCE); token--) {
    if (clause.covering(token + 1) >= 0 || scan.event(token + 1) || clause.verbAt(token + 1)) return null;
    const led = scan.role(token, "before", "after");
    if (led) return led.to === token + 1 ? led : null;
  }
  return null;
};
