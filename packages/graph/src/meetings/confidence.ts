import type { Actor } from "../mentions/actors.ts";
import type { JoinedMeeting } from "./joinTellings.ts";
import { isPolitical } from "./political.ts";

/**
 * What lowers the belief in a meeting, each as a factor. Set by counting right and wrong meetings on annotated
 * articles and by reading raw ones: errors gather where nothing is known of somebody, where only one side is named,
 * and where neither place nor day nor a second sentence agrees.
 */
const FACTORS = {
  /** Nothing but a name, or a body nobody knows. */
  stranger: 0.85,
  /** One side alone, of what needs two. */
  alone: 0.8,
  /** A noun that no verb carries. */
  bare: 0.97,
  /** Told once, without place and day. */
  thin: 0.93,
  /** Not said to be held: the reading of modality may err as well. */
  open: 0.97,
} as const;

const BEST = 0.98;

/** Belief in one meeting, 0..1, from who takes part and how it is told. */
export const confidenceOf = (meeting: JoinedMeeting, actors: readonly Actor[]): number => {
  let belief = BEST;
  const strangers = meeting.parts.filter(({ actor }) => !isKnown(actors[actor]!)).length;
  belief *= FACTORS.stranger ** Math.min(strangers, 2);
  if (meeting.parts.length < 2 && meeting.type !== "session") belief *= FACTORS.alone;
  if (meeting.tellings.every(({ rule }) => rule.startsWith("noun:"))) belief *= FACTORS.bare;
  if (meeting.tellings.length === 1 && meeting.place === null && meeting.date === null)
    belief *= FACTORS.thin;
  if (meeting.status !== "held") belief *= FACTORS.open;
  return Math.round(belief * 100) / 100;
};

/** In data/, or with an office or a side that the text names. */
const isKnown = (actor: Actor): boolean =>
  actor.kind === "country" || (actor.entry !== null && actor.kind !== "place") || isPolitical(actor);
