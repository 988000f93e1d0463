import type { Status } from "../extraction.ts";
import type { VerbForm } from "../language.ts";
import type { Clause } from "./clause.ts";

/** How far left of its word a particle of modality still governs a meeting, in tokens. */
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

/**
 * The status a sentence gives a meeting told at token `at`: the nearest governing particle to the left, else
 * the tense of its verb. A finite verb of another event in between ends the scope.
 */
export const statusAt = (clause: Clause, at: number, form: VerbForm | null, until = at): Status => {
  const { scan, sentence } = clause;
  let negated = false;
  for (let token = at - 1; token >= Math.max(sentence.from, at - REACH); token--) {
    if (clause.covering(token) >= 0) continue;
    if (scan.isMark(token, ".؛")) break;
    const particle = scan.particle(token);
    if (particle && particle.to <= at) {
      for (const { role } of particle.values) {
        if (role === "negation" && at - particle.to <= 1) negated = true;
        const status = STATUS_ROLES[role];
        if (status && (status !== "called_for" || form?.tense !== "past")) return status;
      }
      if (particle.values.some((value) => value.role === "relative")) break;
    }
    const verb = clause.verbAt(token);
    const other = verb?.values.some((value) => value.meeting !== null);
    if (other) break;
  }
  if (negated) return "denied";
  for (let token = at + 1; token < Math.min(sentence.to, until + 4); token++) {
    if (clause.covering(token) >= 0) break;
    const particle = scan.particle(token);
    if (particle?.values.some((value) => value.role === "planned")) return "planned";
    if (particle?.values.some((value) => value.role === "postponed")) return "postponed";
    if (particle?.values.some((value) => value.role === "cancelled")) return "cancelled";
    if (clause.verbAt(token)) break;
  }
  if (form?.tense === "future") return "planned";
  return "held";
};
