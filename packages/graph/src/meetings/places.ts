import type { Clause } from "./clause.ts";

/** How far before its word a place may stand, in tokens. */
const BEFORE = 14;

/**
 * Where a meeting told at `at` took place: the nearest place led in by «في» or «ب» between two tokens, unless it
 * belongs to what was talked about («التطورات في غزة»). Index of an actor, or null.
 */
export const placeOf = (clause: Clause, at: number, to: number): number | null => {
  for (let token = at + 1; token < to; token++) {
    const place = placeAt(clause, token);
    if (place !== null) return place;
  }
  for (let token = at - 1; token >= Math.max(clause.sentence.from, at - BEFORE); token--) {
    const place = placeAt(clause, token);
    if (place !== null) return place;
    if (clause.scan.isMark(token, "؛:")) return null;
  }
  return null;
};

const placeAt = (clause: Clause, token: number): number | null => {
  const { scan } = clause;
  const mention = clause.startingAt(token);
  if (mention < 0) return null;
  const { kind, to } = clause.mention(mention);
  // «وفي اليابان، يلتقي …»: a country is a place where it sets the scene.
  const scene =
    kind === "country" &&
    scan.role(token - 1, "place") &&
    token - 1 === clause.sentence.from &&
    scan.isMark(to, "،,");
  if (kind !== "place" && !scene) return null;
  const glued = /ب$/u.test(clause.mention(mention).proclitic);
  const led = glued ? token : scan.role(token - 1, "place") ? token - 1 : -1;
  if (led < 0) return null;
  return topical(clause, led - 1) ? null : (clause.actor(mention)?.index ?? null);
};

/** A definite ordinary noun before the preposition is what is spoken of, not where people meet. */
const topical = (clause: Clause, before: number): boolean => {
  const { scan } = clause;
  let token = before;
  while (
    token >= clause.sentence.from &&
    clause.covering(token) < 0 &&
    scan.complement(token) &&
    !scan.event(token)
  )
    token--;
  if (token < clause.sentence.from || clause.covering(token) >= 0 || clause.isDate(token)) return false;
  if (!scan.isWord(token) || scan.event(token) || scan.verb(token) || scan.particle(token)) return false;
  return scan.isCommon(token) && (scan.tokens[token]?.word.readings.some((r) => r.definite) ?? false);
};

/** «هاتفيا», «عبر الفيديو» near the word. */
export const callCue = (clause: Clause, from: number, to: number): boolean => {
  for (let token = Math.max(clause.sentence.from, from - 8); token < Math.min(to, from + 12); token++) {
    if (clause.scan.role(token, "call")) return true;
  }
  return false;
};
