import type { Adjacency } from "./adjacency.ts";
import type { MeetingFilter } from "./filter.ts";
import { eachContact } from "./neighbourCounts.ts";

export interface MetPair {
  a: number;
  b: number;
  meetings: number[];
}

/**
 * Pairs of one actor of each side that met, with their meetings. Who belongs to both sides pairs with the others of
 * either; a pair stands once.
 */
export const pairsBetween = (
  adjacency: Adjacency,
  left: readonly number[],
  right: readonly number[],
  filter: MeetingFilter,
): MetPair[] => {
  const onLeft = new Set(left);
  const onRight = new Set(right);
  const pairs = new Map<string, MetPair>();
  for (const a of left) {
    eachContact(adjacency, a, filter, (meeting, b) => {
      if (!onRight.has(b)) return;
      // Both could be taken either way round: the smaller number first.
      if (onRight.has(a) && onLeft.has(b) && b < a) return;
      const key = `${a} ${b}`;
      const pair = pairs.get(key);
      if (pair) pair.meetings.push(meeting);
      else pairs.set(key, { a, b, meetings: [meeting] });
    });
  }
  return [...pairs.values()].sort((x, y) => y.meetings.length - x.meetings.length || x.a - y.a || x.b - y.b);
};
