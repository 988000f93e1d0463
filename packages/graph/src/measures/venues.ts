import type { GraphIndex } from "../query/graphIndex.ts";
import { dateSpan } from "../query/neighbours.ts";
import type { EntityRef, Filter } from "../query/types.ts";

/** A place where meetings were. */
export interface Venue {
  place: EntityRef;
  /** Meetings there. */
  count: number;
  /** EDTF of the earliest and latest dated one, or null. */
  first: string | null;
  last: string | null;
}

/**
 * Places by number of meetings, busiest first. A city counts for itself, not for its country.
 *
 * @example
 * ```ts
 * busiestVenues(index).map(({ place, count }) => [place.name, count]); // → [["أنقرة", 1], ["القاهرة", 1]]
 * ```
 */
export const busiestVenues = (index: GraphIndex, filter: Filter = {}): Venue[] => {
  const { adjacency, catalogue } = index;
  const ready = index.filter(filter);
  const held = new Map<number, number[]>();
  for (let meeting = 0; meeting < adjacency.meetings; meeting++) {
    const place = adjacency.arrays.places[meeting]!;
    if (place < 0 || !ready.admits(meeting)) continue;
    const meetings = held.get(place);
    if (meetings) meetings.push(meeting);
    else held.set(place, [meeting]);
  }
  return [...held]
    .sort(([a, x], [b, y]) => y.length - x.length || a - b)
    .map(([place, meetings]) => {
      const span = dateSpan(adjacency, meetings);
      return {
        place: catalogue.ref(place),
        count: meetings.length,
        first: span && catalogue.date(span[0]),
        last: span && catalogue.date(span[1]),
      };
    });
};
