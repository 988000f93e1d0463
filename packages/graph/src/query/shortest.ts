import { type Adjacency, lowerBound, PERSON } from "./adjacency.ts";
import type { MeetingFilter } from "./filter.ts";
import { BLOCKED, SIDE_A, SIDE_B } from "./marks.ts";

/** Work allowed and work done, in participations looked at; shared by all searches of one query. */
export class Budget {
  readonly limit: number;
  spent = 0;

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
  const { marks } = adjacency;
  const { actorOffsets, actorMeetings, meetingOffsets, meetingActors, codes, kinds } = adjacency.arrays;
  const { admitted, low, high, tested } = filter;
  const { personsOnly, maxHops } = constraints;
  const actorMark = marks.perActor("seen");
  const via = marks.perActor("one");
  const queue = marks.perActor("queue");
  const meetingMark = marks.perMeeting("seen");
  const from = marks.perActor("two");
  const stamp = marks.next();
  for (const actor of constraints.blockedActors) actorMark[actor] = stamp + BLOCKED;
  for (const meeting of constraints.blockedMeetings) meetingMark[meeting] = stamp + BLOCKED;
  if (actorMark[source] === stamp + BLOCKED || actorMark[target] === stamp + BLOCKED || source === target)
    return null;

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
      if (spent >= limit) {
        budget.spent = spent;
        return null;
      }
      const actor = queue[head]!;
      head += step;
      const end = actorOffsets[actor + 1]!;
      for (let s = 0; s < low.length; s++) {
        const stop = high[s]!;
        const test = tested[s] === 1;
        let p =
          low[s] === 0 ? actorOffsets[actor]! : lowerBound(actorMeetings, actorOffsets[actor]!, end, low[s]!);
        for (; p < end; p++) {
          const meeting = actorMeetings[p]!;
          if (meeting >= stop) break;
          spent++;
          const mark = meetingMark[meeting]!;
          if (mark === mine || mark === stamp + BLOCKED) continue;
          if (admitted[codes[meeting]!] === 0 || (test && !filter.passes(meeting))) continue;
          meetingMark[meeting] = mine;
          const last = meetingOffsets[meeting + 1]!;
          for (let q = meetingOffsets[meeting]!; q < last; q++) {
            const other = meetingActors[q]!;
            const seen = actorMark[other]!;
            if (seen === mine || seen === stamp + BLOCKED) continue;
            if (seen === theirs) {
              budget.spent = spent + q - meetingOffsets[meeting]!;
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
          spent += last - meetingOffsets[meeting]!;
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
  return null;
};

/** From an actor back to the end its side began at. */
const trace = (actor: number, end: number, via: Int32Array, from: Int32Array): Walk => {
  const walk: Walk = [actor];
  for (let at = actor; at !== end; ) {
    walk.push(via[at]!);
    at = from[at]!;
    walk.push(at);
  }
  return walk;
};
