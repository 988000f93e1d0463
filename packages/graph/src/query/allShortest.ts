import { type Adjacency, lowerBound, PERSON } from "./adjacency.ts";
import type { MeetingFilter } from "./filter.ts";
import type { Budget, Constraints, Walk } from "./shortest.ts";

/** All shortest paths between two actors, counted, and one of those with the fewest states and bodies between. */
export interface ShortestPaths {
  hops: number;
  /** Different sequences of actors and meetings; a float, since it may pass 2^53. */
  count: number;
  walk: Walk;
}

/** What one participation costs here: slots are looked up, and ways counted, at random places in memory. */
const PRICE = 5;

/** One side's reach: actors and meetings in the order of their levels, with what is known of each. */
class Side {
  readonly end: number;
  /** Actor → slot, valid when the slot names that actor: a sparse set, so that nothing needs clearing. */
  readonly #actorSlot: Int32Array;
  readonly #meetingSlot: Int32Array;
  readonly actors: number[] = [];
  readonly depths: number[] = [];
  /** Shortest ways from the end to here. */
  readonly ways: number[] = [];
  /** Fewest states and bodies among the go-betweens before this one. */
  readonly weak: number[] = [];
  /** Meeting slot by which the way with the fewest came; −1 at the end itself. */
  readonly via: number[] = [];
  readonly meetings: number[] = [];
  readonly meetingWays: number[] = [];
  readonly meetingWeak: number[] = [];
  readonly enteredFrom: number[] = [];
  depth = 0;
  /** First actor slot, first meeting slot of the last level. */
  frontier = 0;
  work: number;

  constructor(end: number, actorSlot: Int32Array, meetingSlot: Int32Array, work: number) {
    this.end = end;
    this.#actorSlot = actorSlot;
    this.#meetingSlot = meetingSlot;
    this.work = work;
    this.enter(end, 0, 1, 0, -1);
  }

  slotOf(actor: number): number {
    const slot = this.#actorSlot[actor]!;
    return slot >= 0 && slot < this.actors.length && this.actors[slot] === actor ? slot : -1;
  }

  meetingSlotOf(meeting: number): number {
    const slot = this.#meetingSlot[meeting]!;
    return slot >= 0 && slot < this.meetings.length && this.meetings[slot] === meeting ? slot : -1;
  }

  enter(actor: number, depth: number, ways: number, weak: number, via: number): void {
    this.#actorSlot[actor] = this.actors.length;
    this.actors.push(actor);
    this.depths.push(depth);
    this.ways.push(ways);
    this.weak.push(weak);
    this.via.push(via);
  }

  enterMeeting(meeting: number, ways: number, weak: number, from: number): void {
    this.#meetingSlot[meeting] = this.meetings.length;
    this.meetings.push(meeting);
    this.meetingWays.push(ways);
    this.meetingWeak.push(weak);
    this.enteredFrom.push(from);
  }

  /** From an actor back to this side's end. */
  trace(slot: number): Walk {
    const walk: Walk = [this.actors[slot]!];
    for (let at = slot; this.via[at]! >= 0; ) {
      const meeting = this.via[at]!;
      at = this.enteredFrom[meeting]!;
      walk.push(this.meetings[meeting]!, this.actors[at]!);
    }
    return walk;
  }
}

/**
 * Counts all shortest paths by breadth-first search from both ends, complete levels at a time. The number of ways to
 * an actor is the sum over the meetings that lead to it of the number of ways into each (Brandes, "A faster algorithm
 * for betweenness centrality", 2001, on the actor–meeting graph); every shortest path has exactly one actor where the
 * two sides join.
 *
 * @returns null when there is no path within `maxHops` or the budget is spent.
 */
export const allShortestPaths = (
  adjacency: Adjacency,
  source: number,
  target: number,
  filter: MeetingFilter,
  constraints: Constraints,
  budget: Budget,
): ShortestPaths | null => {
  const { marks, arrays } = adjacency;
  const { kinds } = arrays;
  const blockedActors = new Set(constraints.blockedActors);
  const blockedMeetings = new Set(constraints.blockedMeetings);
  if (source === target || blockedActors.has(source) || blockedActors.has(target)) return null;
  // No meeting is entered from both sides (a path over it would be shorter than the shortest), so one array does.
  const a = new Side(source, marks.perActor("one"), marks.perMeeting("one"), adjacency.degree(source));
  const b = new Side(target, marks.perActor("two"), marks.perMeeting("one"), adjacency.degree(target));

  /** Enters the next level of one side; false when the budget is spent. */
  const expand = (side: Side): boolean => {
    const { actorOffsets, actorMeetings, meetingOffsets, meetingActors, codes } = arrays;
    const { admitted, low, high, tested } = filter;
    const firstActor = side.frontier;
    const endActor = side.actors.length;
    const firstMeeting = side.meetings.length;
    for (let slot = firstActor; slot < endActor; slot++) {
      if (budget.exhausted) return false;
      const actor = side.actors[slot]!;
      const weak = side.weak[slot]! + (slot > 0 && kinds[actor] !== PERSON ? 1 : 0);
      const end = actorOffsets[actor + 1]!;
      for (let s = 0; s < low.length; s++) {
        const stop = high[s]!;
        for (let p = lowerBound(actorMeetings, actorOffsets[actor]!, end, low[s]!); p < end; p++) {
          const meeting = actorMeetings[p]!;
          if (meeting >= stop) break;
          budget.spent += PRICE;
          const known = side.meetingSlotOf(meeting);
          if (known >= 0) {
            if (known < firstMeeting) continue;
            side.meetingWays[known]! += side.ways[slot]!;
            if (weak < side.meetingWeak[known]!) {
              side.meetingWeak[known] = weak;
              side.enteredFrom[known] = slot;
            }
            continue;
          }
          if (admitted[codes[meeting]!] === 0 || (tested[s] === 1 && !filter.passes(meeting))) continue;
          if (blockedMeetings.has(meeting)) continue;
          side.enterMeeting(meeting, side.ways[slot]!, weak, slot);
        }
      }
    }
    side.depth++;
    side.frontier = endActor;
    side.work = 0;
    for (let m = firstMeeting; m < side.meetings.length; m++) {
      const meeting = side.meetings[m]!;
      for (let q = meetingOffsets[meeting]!; q < meetingOffsets[meeting + 1]!; q++) {
        budget.spent += PRICE;
        const actor = meetingActors[q]!;
        const known = side.slotOf(actor);
        if (known >= 0) {
          if (known < endActor) continue;
          side.ways[known]! += side.meetingWays[m]!;
          if (side.meetingWeak[m]! < side.weak[known]!) {
            side.weak[known] = side.meetingWeak[m]!;
            side.via[known] = m;
          }
          continue;
        }
        if (blockedActors.has(actor)) continue;
        if (constraints.personsOnly && kinds[actor] !== PERSON && actor !== source && actor !== target)
          continue;
        side.enter(actor, side.depth, side.meetingWays[m]!, side.meetingWeak[m]!, m);
        side.work += adjacency.degree(actor);
      }
    }
    return true;
  };

  while (
    a.frontier < a.actors.length &&
    b.frontier < b.actors.length &&
    a.depth + b.depth < constraints.maxHops
  ) {
    const [mine, theirs] = a.work <= b.work ? [a, b] : [b, a];
    if (!expand(mine)) return null;
    let count = 0;
    let fewest = Number.POSITIVE_INFINITY;
    let joint = -1;
    for (let slot = mine.frontier; slot < mine.actors.length; slot++) {
      const actor = mine.actors[slot]!;
      const other = theirs.slotOf(actor);
      if (other < 0) continue;
      count += mine.ways[slot]! * theirs.ways[other]!;
      const between = actor !== source && actor !== target && kinds[actor] !== PERSON ? 1 : 0;
      const weak = mine.weak[slot]! + theirs.weak[other]! + between;
      if (weak < fewest) [fewest, joint] = [weak, slot];
    }
    if (joint < 0) continue;
    const actor = mine.actors[joint]!;
    const near = a.trace(a.slotOf(actor)).reverse();
    const far = b.trace(b.slotOf(actor)).slice(1);
    return { hops: a.depth + b.depth, count, walk: [...near, ...far] };
  }
  return null;
};
