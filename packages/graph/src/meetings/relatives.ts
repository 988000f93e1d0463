import type { Clause } from "./clause.ts";

/** Tokens behind «الذي» in which its verb stands. */
const RELATIVE = 4;

/** «الاجتماع الذي عقد …», «الجولة التي كانت مقررة …»: a relative clause that goes on about the meeting. */
export const tellsOn = (clause: Clause, relative: number): boolean => {
  for (let token = relative + 1; token < Math.min(clause.sentence.to, relative + RELATIVE); token++) {
    if (clause.scan.role(token, "planned")) return true;
    const verb = clause.verbAt(token);
    if (verb) return verb.values.some(({ light, meeting }) => light ?? meeting?.collective === "event");
  }
  return false;
};
