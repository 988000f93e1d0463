import type { Adjacency } from "./adjacency.ts";
import type { MeetingFilter } from "./filter.ts";
import { participationsOf } from "./listing.ts";

export interface NumberedSubgraph {
  actors: number[];
  meetings: number[];
  truncated: boolean;
}

/** Meetings looked at per level; beyond that the picture says nothing anyway. */
const MOST_MEETINGS = 100_000;

/**
 * Meetings around an actor, level by level: those of the centre, those of everybody met there, and so on. Small
 * meetings come before large ones and recent before old, so that a limit cuts what says least; a meeting is in only
 * with all who are named in it, so that what is drawn is whole.
 * @param namedIn Everybody named in a meeting, in contact or not.
 */
export const around = (
  adjacency: Adjacency,
  centre: number,
  depth: number,
  filter: MeetingFilter,
  maxNodes: number,
  namedIn: (meeting: number) => readonly number[],
): NumberedSubgraph => {
  const { attendance } = adjacency.arrays;
  const actors = new Set([centre]);
  const meetings = new Set<number>();
  let truncated = false;
  let level = [centre];
  for (let step = 0; step < depth && level.length > 0; step++) {
    const reached = new Set<number>();
    for (const actor of level) {
      if (reached.size > MOST_MEETINGS) {
        truncated = true;
        break;
      }
      for (const meeting of participationsOf(adjacency, actor, filter)) reached.add(meeting);
    }
    const order = [...reached]
      .filter((meeting) => !meetings.has(meeting))
      .sort((a, b) => attendance[a]! - attendance[b]! || b - a);
    const next: number[] = [];
    for (const meeting of order) {
      const fresh = namedIn(meeting).filter((actor) => !actors.has(actor));
      if (actors.size + meetings.size + fresh.length + 1 > maxNodes) {
        truncated = true;
        continue;
      }
      meetings.add(meeting);
      for (const actor of fresh) {
        actors.add(actor);
        next.push(actor);
      }
    }
    level = next;
  }
  return {
    actors: [...actors].sort((a, b) => a - b),
    meetings: [...meetings].sort((a, b) => a - b),
    truncated,
  };
};
