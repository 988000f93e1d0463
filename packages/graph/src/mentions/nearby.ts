import type { Actor } from "./actors.ts";
import type { ActorMention } from "./mention.ts";

/** Mentions on either side of one among which somebody else is looked for: more than an article usually has. */
export const REACH = 250;

/** Who is spoken of around a mention: how far away at least, in code units, and whether before it. */
export type Nearby = ReadonlyMap<Actor, { distance: number; before: boolean }>;

export const nearby = (
  mentions: readonly ActorMention[],
  of: readonly number[],
  all: readonly Actor[],
  at: number,
): Nearby => {
  const found = new Map<Actor, { distance: number; before: boolean }>();
  const { start } = mentions[at]!;
  const last = Math.min(mentions.length, at + REACH);
  for (let other = Math.max(0, at - REACH); other < last; other++) {
    const actor = all[of[other]!];
    if (!actor) continue;
    const offset = mentions[other]!.start - start;
    const known = found.get(actor) ?? { distance: Number.POSITIVE_INFINITY, before: false };
    known.distance = Math.min(known.distance, Math.abs(offset));
    known.before ||= offset < 0;
    found.set(actor, known);
  }
  return found;
};

export const nearest = (actors: readonly Actor[], near: Nearby): Actor => {
  const distance = (actor: Actor): number => near.get(actor)?.distance ?? Number.POSITIVE_INFINITY;
  return actors.reduce((best, actor) => (distance(actor) < distance(best) ? actor : best));
};
