import { OPEN_END, OPEN_START } from "../edtf.ts";
import { type Adjacency, HAS_CHILDREN, lowerBound } from "./adjacency.ts";
import { BATCH, batch, batchStart, batchStop, fetched, keepPassing } from "./batch.ts";
import type { MeetingFilter } from "./filter.ts";

/** The actors one actor has met, as columns that stay valid until the next query. */
export interface Counts {
  /** How many there are; the rest of `actors` is old. */
  length: number;
  /** Actor numbers in the order they were found. */
  actors: Int32Array;
  /** By actor number: meetings both took part in. */
  count: Int32Array;
  /** By actor number: the meeting with the earliest and the one with the latest date; −1 when none is dated. */
  first: Int32Array;
  last: Int32Array;
}

/**
 * Calls `visit(meeting, actor)` for every meeting of an actor that the filter admits and everybody else in contact
 * there. Where a meeting and one that was part of it both unite a pair, only the part is visited: that pair met once.
 */
export const eachContact = (
  adjacency: Adjacency,
  actor: number,
  filter: MeetingFilter,
  visit: (meeting: number, other: number) => void,
): void => {
  const { actorOffsets, actorMeetings, meetingOffsets, meetingActors, codes } = adjacency.arrays;
  const { admitted, low, high, tested } = filter;
  const end = actorOffsets[actor + 1]!;
  for (let s = 0; s < low.length; s++) {
    const stop = high[s]!;
    const test = tested[s] === 1;
    for (let p = lowerBound(actorMeetings, actorOffsets[actor]!, end, low[s]!); p < end; p++) {
      const meeting = actorMeetings[p]!;
      if (meeting >= stop) break;
      const code = codes[meeting]!;
      if (admitted[code] === 0 || (test && !filter.passes(meeting))) continue;
      const stamp = (code & HAS_CHILDREN) === 0 ? 0 : markPartsOf(adjacency, actor, meeting, filter);
      const parts = stamp === 0 ? null : adjacency.marks.perActor("parts");
      for (let q = meetingOffsets[meeting]!; q < meetingOffsets[meeting + 1]!; q++) {
        const other = meetingActors[q]!;
        if (other === actor || (parts !== null && parts[other] === stamp)) continue;
        visit(meeting, other);
      }
    }
  }
};

/** Marks whom the actor met in the parts of a meeting; returns the stamp. */
const markPartsOf = (adjacency: Adjacency, actor: number, meeting: number, filter: MeetingFilter): number => {
  const { children, meetingOffsets, meetingActors } = adjacency.arrays;
  const marks = adjacency.marks.perActor("parts");
  const stamp = adjacency.marks.next();
  const [from, to] = adjacency.childrenOf(meeting);
  for (let c = from; c < to; c++) {
    const child = children[c]!;
    if (!filter.admits(child) || !adjacency.attended(actor, child)) continue;
    for (let q = meetingOffsets[child]!; q < meetingOffsets[child + 1]!; q++)
      marks[meetingActors[q]!] = stamp;
  }
  return stamp;
};

/** First day of a dated meeting's interval; of one open at its start, the last. */
export const startOf = (adjacency: Adjacency, meeting: number): number => {
  const day = adjacency.arrays.earliest[meeting]!;
  return day === OPEN_START ? adjacency.arrays.latest[meeting]! : day;
};

/** Last day of a dated meeting's interval; of one open at its end, the first. */
export const endOf = (adjacency: Adjacency, meeting: number): number => {
  const day = adjacency.arrays.latest[meeting]!;
  return day === OPEN_END ? adjacency.arrays.earliest[meeting]! : day;
};

/** Counts everybody whom an actor has met. */
export const countNeighbours = (adjacency: Adjacency, actor: number, filter: MeetingFilter): Counts => {
  const { marks, meetings, exact, dated } = adjacency;
  const { actorOffsets, actorMeetings, meetingOffsets, meetingActors, codes } = adjacency.arrays;
  const { admitted, low, high, tested } = filter;
  const seen = marks.perActor("seen");
  const actors = marks.perActor("queue");
  const count = marks.perActor("one");
  const first = marks.perActor("two");
  const last = marks.perActor("three");
  const stamp = marks.next();
  let length = 0;
  // The actor itself is nobody's neighbour: marked from the start, it is never listed.
  seen[actor] = stamp;
  const listStart = actorOffsets[actor]!;
  const listEnd = actorOffsets[actor + 1]!;
  for (let s = 0; s < low.length; s++) {
    let p = low[s] === 0 ? listStart : lowerBound(actorMeetings, listStart, listEnd, low[s]!);
    const end = high[s] === meetings ? listEnd : lowerBound(actorMeetings, p, listEnd, high[s]!);
    while (p < end) {
      const batchEnd = Math.min(p + BATCH, end);
      let size = 0;
      for (; p < batchEnd; p++) {
        const meeting = actorMeetings[p]!;
        if (admitted[codes[meeting]!] === 0) continue;
        batch[size] = meeting;
        batchStart[size] = meetingOffsets[meeting]!;
        batchStop[size] = meetingOffsets[meeting + 1]!;
        size++;
      }
      if (tested[s] === 1) size = keepPassing(filter, size);
      for (let i = 0; i < size; i++) fetched[i] = meetingActors[batchStart[i]!]!;
      for (let i = 0; i < size; i++) {
        const meeting = batch[i]!;
        const partsStamp =
          (codes[meeting]! & HAS_CHILDREN) === 0 ? 0 : markPartsOf(adjacency, actor, meeting, filter);
        const parts = partsStamp === 0 ? null : marks.perActor("parts");
        const stop = batchStop[i]!;
        for (let q = batchStart[i]!; q < stop; q++) {
          const other = meetingActors[q]!;
          if (parts !== null && parts[other] === partsStamp) continue;
          if (seen[other] !== stamp) {
            seen[other] = stamp;
            actors[length++] = other;
            count[other] = 1;
            first[other] = meeting < dated ? meeting : -1;
            last[other] = meeting < dated ? meeting : -1;
            continue;
          }
          count[other]!++;
          if (meeting < exact) last[other] = meeting;
          else if (meeting < dated) {
            // Vaguer dates come after the exact ones, so both ends must be compared.
            const oldest = first[other]!;
            if (oldest < 0 || startOf(adjacency, meeting) < startOf(adjacency, oldest))
              first[other] = meeting;
            const newest = last[other]!;
            if (newest < 0 || endOf(adjacency, meeting) > endOf(adjacency, newest)) last[other] = meeting;
          }
        }
      }
    }
  }
  return { length, actors, count, first, last };
};
