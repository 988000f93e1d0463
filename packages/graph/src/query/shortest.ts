import { type Adjacency, lowerBound, PERSON } from "./adjacency.ts";
import { BATCH, batch, batchStart, batchStop, fetched, keepPassing } from "./batch.ts";
import type { MeetingFilter } from "./filter.ts";
import { BLOCKED, SIDE_A, SIDE_B } from "./marks.ts";

/**
 * Work allowed and work done; shared by all searches of one query. The unit is what the plain search takes to look at
 * one participation, some 20 ns: searches that take longer over each charge several, so that a budget is a bound on time.
 */
export class Budget {
  readonly limit: number;
  spent = 0;
  /** A search gave up at its bound on hops with more to look at. */
  hopsEnded = false;

  constructor(limit: number) {
    this.limit = limit;
  }

  get exhausted(): boolean {
    return this.spent >= this.limit;
  }
}

/** What a search between two actors must respect besides the filter. */
export interface Constraints {
  maxHops: number;
  /** Only people as go-betweens. */
  personsOnly: boolean;
  /** Actors and meetings that must not be used. */
  blockedActors: readonly number[];
  blockedMeetings: readonly number[];
}

/** Alternating actor and meeting numbers, from source to target. */
export type Walk = number[];

/** Meetings on a walk. */
export const hopsOf = (walk: Walk): number => (walk.length - 1) / 2;

/**
 * A path with the fewest meetings, by breadth-first search from both ends, the smaller frontier first
 * (Pohl, "Bi-directional Search", 1971). Each meeting and each actor is entered once, whichever side comes first:
 * the moment one side enters an actor of the other, the path is a shortest one, because until then both sides had
 * looked at complete levels only.
 *
 * @returns null when there is none within `maxHops` or the budget is spent.
 */
export const shortestPath = (
  adjacency: Adjacency,
  source: number,
  target: number,
  filter: MeetingFilter,
  constraints: Constraints,
  budget: Budget,
): Walk | null => {
  const { marks, meetings } = adjacency;
  const { actorOffsets, actorMeetings, meetingOffsets, meetingActors, codes, kinds } = adjacency.arrays;
  const { admitted, low, high, tested } = filter;
  const { personsOnly, maxHops } = constraints;
  const actorMark = marks.perActor("seen");
  const via = marks.perActor("one");
  const from = marks.perActor("two");
  const queue = marks.perActor("queue");
  const meetingMark = marks.perMeeting("seen");
  // Every mark at or above the stamp is of this search: of either side, or blocked.
  const stamp = marks.next();
  for (const actor of constraints.blockedActors) actorMark[actor] = stamp + BLOCKED;
  for (const meeting of constraints.blockedMeetings) meetingMark[meeting] = stamp + BLOCKED;
  if (actorMark[source]! >= stamp || actorMark[target]! >= stamp || source === target) return null;

  // Both frontiers share one array: side A grows from the left, side B from the right; together they hold each
  // actor at most once.
  actorMark[source] = stamp + SIDE_A;
  actorMark[target] = stamp + SIDE_B;
  const lastSlot = queue.length - 1;
  queue[0] = source;
  queue[lastSlot] = target;
  let headA = 0;
  let tailA = 1;
  let headB = lastSlot;
  let tailB = lastSlot - 1;
  let levels = 0;
  let workA = actorOffsets[source + 1]! - actorOffsets[source]!;
  let workB = actorOffsets[target + 1]! - actorOffsets[target]!;
  let spent = budget.spent;
  const limit = budget.limit;

  while (workA > 0 && workB > 0 && levels < maxHops) {
    const forward = workA <= workB;
    const mine = stamp + (forward ? SIDE_A : SIDE_B);
    const theirs = stamp + (forward ? SIDE_B : SIDE_A);
    const step = forward ? 1 : -1;
    const levelEnd = forward ? tailA : tailB;
    let head = forward ? headA : headB;
    let tail = levelEnd;
    let work = 0;
    while (head !== levelEnd) {
      const actor = queue[head]!;
      head += step;
      const listStart = actorOffsets[actor]!;
      const listEnd = actorOffsets[actor + 1]!;
      for (let s = 0; s < low.length; s++) {
        let p = low[s] === 0 ? listStart : lowerBound(actorMeetings, listStart, listEnd, low[s]!);
        const end = high[s] === meetings ? listEnd : lowerBound(actorMeetings, p, listEnd, high[s]!);
        while (p < end) {
          if (spent >= limit) {
            budget.spent = spent;
            return null;
          }
          const batchEnd = Math.min(p + BATCH, end);
          spent += batchEnd - p;
          let size = 0;
          for (; p < batchEnd; p++) {
            const meeting = actorMeetings[p]!;
            if (meetingMark[meeting]! >= stamp || admitted[codes[meeting]!] === 0) continue;
            batch[size] = meeting;
            batchStart[size] = meetingOffsets[meeting]!;
            batchStop[size] = meetingOffsets[meeting + 1]!;
            size++;
          }
          if (tested[s] === 1) size = keepPassing(filter, size);
          for (let i = 0; i < size; i++) fetched[i] = meetingActors[batchStart[i]!]!;
          for (let i = 0; i < size; i++) {
            const meeting = batch[i]!;
            const last = batchStop[i]!;
            meetingMark[meeting] = mine;
            for (let q = batchStart[i]!; q < last; q++) {
              const other = meetingActors[q]!;
              const seen = actorMark[other]!;
              if (seen >= stamp) {
                if (seen !== theirs) continue;
                budget.spent = spent;
                const near = trace(actor, forward ? source : target, via, from);
                const far = trace(other, forward ? target : source, via, from);
                return forward ? [...near.reverse(), meeting, ...far] : [...far.reverse(), meeting, ...near];
              }
              if (personsOnly && kinds[other] !== PERSON) continue;
              actorMark[other] = mine;
              via[other] = meeting;
              from[other] = actor;
              queue[tail] = other;
              tail += step;
              work += actorOffsets[other + 1]! - actorOffsets[other]!;
            }
            spent += last - batchStart[i]!;
          }
        }
      }
    }
    levels++;
    if (forward) {
      headA = head;
      tailA = tail;
      workA = work;
    } else {
      headB = head;
      tailB = tail;
      workB = work;
    }
  }
  budget.spent = spent;
  if (workA > 0 && workB > 0) budget.hopsEnded = true;
  return null;
};

/** From an actor back to the end its side began at. */
export const trace = (actor: number, end: number, via: Int32Array, from: Int32Array): Walk => {
  const walk: Walk = [actor];
  for (let at = actor; at !== end; ) {
    walk.push(via[at]!);
    at = from[at]!;
    walk.push(at);
  }
  return walk;
};
