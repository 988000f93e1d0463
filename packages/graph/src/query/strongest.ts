import { type Adjacency, lowerBound, PERSON } from "./adjacency.ts";
import type { MeetingFilter } from "./filter.ts";
import { Labels } from "./labels.ts";
import { BLOCKED, SIDE_A, SIDE_B } from "./marks.ts";
import { type Budget, type Constraints, hopsOf, shortestPath, trace, type Walk } from "./shortest.ts";

/** What contacts cost, in integers; a path costs the sum. */
export interface Costs {
  /** By number of participants, at least 1. */
  contact: (attendance: number) => number;
  /** On top for a state or body as go-between. An even number. */
  weak: number;
}

/** Attendances above this cost what this one costs. */
const LARGEST_ATTENDANCE = 1024;

const HUGE = 2 ** 31 - 1;

/** What one participation costs here: the heap is kept in order, and the ends are far apart in memory. */
const PRICE = 7;

/** Actors to settle, cheapest first: a binary heap of (cost, actor) packed into one number. */
class Frontier {
  readonly #actors: number;
  readonly #heap: number[] = [];

  constructor(actors: number) {
    this.#actors = actors;
  }

  get cost(): number {
    return this.#heap.length === 0 ? HUGE : Math.floor(this.#heap[0]! / this.#actors);
  }

  clear(): void {
    this.#heap.length = 0;
  }

  push(cost: number, actor: number): void {
    const heap = this.#heap;
    const item = cost * this.#actors + actor;
    let at = heap.length;
    heap.push(item);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (heap[parent]! <= item) break;
      heap[at] = heap[parent]!;
      at = parent;
    }
    heap[at] = item;
  }

  /** The cheapest, as cost · actors + actor; undefined when there is none. */
  pop(): number | undefined {
    const heap = this.#heap;
    const top = heap[0];
    const item = heap.pop();
    if (top === undefined || item === undefined || heap.length === 0) return top;
    let at = 0;
    for (let child = 1; child < heap.length; child = 2 * at + 1) {
      if (child + 1 < heap.length && heap[child + 1]! < heap[child]!) child++;
      if (heap[child]! >= item) break;
      heap[at] = heap[child]!;
      at = child;
    }
    heap[at] = item;
    return top;
  }
}

/** What one end has reached: cost, meeting and predecessor, by actor. */
interface Reach {
  end: number;
  actorMark: Int32Array;
  cost: Int32Array;
  via: Int32Array;
  from: Int32Array;
  frontier: Frontier;
}

/**
 * The cheapest path: Dijkstra's algorithm from both ends, stopping when the two have settled as far apart as the best
 * path found is long (Pohl, "Bi-directional Search", 1971). Where that path has more hops than allowed, label
 * correcting level by level of hops finds the cheapest within the bound.
 */
export class StrengthSearch {
  readonly #adjacency: Adjacency;
  readonly #labels = new Labels();
  readonly #frontiers: readonly [Frontier, Frontier];

  constructor(adjacency: Adjacency) {
    this.#adjacency = adjacency;
    this.#frontiers = [new Frontier(adjacency.actors), new Frontier(adjacency.actors)];
  }

  /**
   * @returns null when there is none within `maxHops`, or the budget is spent before any is found; the cheapest found
   * so far when it is spent later.
   */
  best(
    source: number,
    target: number,
    filter: MeetingFilter,
    constraints: Constraints,
    costs: Costs,
    budget: Budget,
  ): Walk | null {
    const contact = new Int32Array(LARGEST_ATTENDANCE + 1);
    for (let n = 2; n < contact.length; n++) contact[n] = Math.max(1, Math.round(costs.contact(n)));
    const first = shortestPath(this.#adjacency, source, target, filter, constraints, budget);
    if (first === null) return null;
    const walk = this.#fromBothEnds(first, filter, constraints, contact, costs.weak, budget);
    if (hopsOf(walk) <= constraints.maxHops) return walk;
    return this.#withinHops(first, filter, constraints, contact, costs.weak, budget);
  }

  /** @param first A path to better; what costs as much is not looked at. */
  #fromBothEnds(
    first: Walk,
    filter: MeetingFilter,
    constraints: Constraints,
    contact: Int32Array,
    weak: number,
    budget: Budget,
  ): Walk {
    const { marks, actors } = this.#adjacency;
    const { actorOffsets, actorMeetings, meetingOffsets, meetingActors, codes, kinds, attendance } =
      this.#adjacency.arrays;
    const { admitted, low, high, tested } = filter;
    const stamp = marks.next();
    const reach = (end: number, side: "a" | "b", frontier: Frontier): Reach => ({
      end,
      actorMark: marks.perActor(side === "a" ? "seen" : "seen b"),
      cost: marks.perActor(side === "a" ? "one" : "one b"),
      via: marks.perActor(side === "a" ? "two" : "two b"),
      from: marks.perActor(side === "a" ? "three" : "three b"),
      frontier,
    });
    const a = reach(first[0]!, "a", this.#frontiers[0]);
    const b = reach(first.at(-1)!, "b", this.#frontiers[1]);
    // What it cost to enter a meeting, and from which end. Where both enter one, the first may do so again: work lost
    // now and then, for half the memory.
    const meetingMark = marks.perMeeting("seen");
    const entry = marks.perMeeting("one");
    for (const meeting of constraints.blockedMeetings) meetingMark[meeting] = stamp + BLOCKED;
    for (const side of [a, b]) {
      for (const actor of constraints.blockedActors) side.actorMark[actor] = stamp + BLOCKED;
      side.actorMark[side.end] = stamp + SIDE_A;
      side.cost[side.end] = 0;
      side.frontier.clear();
      side.frontier.push(0, side.end);
    }

    // Half of what a state or body costs is paid coming to it, half going on, so that both ends agree where they meet.
    const half = weak / 2;
    let best = this.#cost(first, contact, weak);
    let joint = -1;
    search: while (a.frontier.cost + b.frontier.cost < best) {
      const [mine, theirs] = a.frontier.cost <= b.frontier.cost ? [a, b] : [b, a];
      const top = mine.frontier.pop()!;
      const actor = top % actors;
      const reached = (top - actor) / actors;
      if (reached > mine.cost[actor]!) continue;
      const isGoBetween = actor !== mine.end;
      const side = mine === a ? stamp + SIDE_A : stamp + SIDE_B;
      // Whoever the other end has not settled is at least this far from it.
      const rest = theirs.frontier.cost;
      const leavingActor = reached + (isGoBetween && kinds[actor] !== PERSON ? half : 0);
      const listStart = actorOffsets[actor]!;
      const listEnd = actorOffsets[actor + 1]!;
      for (let s = 0; s < low.length; s++) {
        for (let p = lowerBound(actorMeetings, listStart, listEnd, low[s]!); p < listEnd; p++) {
          const meeting = actorMeetings[p]!;
          if (meeting >= high[s]!) break;
          budget.spent += PRICE;
          if (budget.exhausted) break search;
          const mark = meetingMark[meeting]!;
          if (mark === stamp + BLOCKED || (mark === side && entry[meeting]! <= leavingActor)) continue;
          // Where the other end has settled somebody here, it has looked at this meeting already.
          const leaving = leavingActor + contact[Math.min(attendance[meeting]!, LARGEST_ATTENDANCE)]!;
          if (leaving + rest >= best) continue;
          if (admitted[codes[meeting]!] === 0 || (tested[s] === 1 && !filter.passes(meeting))) continue;
          meetingMark[meeting] = side;
          entry[meeting] = leavingActor;
          const end = meetingOffsets[meeting + 1]!;
          for (let q = meetingOffsets[meeting]!; q < end; q++) {
            const other = meetingActors[q]!;
            const seen = mine.actorMark[other]!;
            if (seen === stamp + BLOCKED) continue;
            const isWeak = kinds[other] !== PERSON && other !== theirs.end;
            if (isWeak && constraints.personsOnly) continue;
            const arriving = isWeak ? leaving + half : leaving;
            if (seen === stamp + SIDE_A && mine.cost[other]! <= arriving) continue;
            mine.actorMark[other] = stamp + SIDE_A;
            mine.cost[other] = arriving;
            mine.via[other] = meeting;
            mine.from[other] = actor;
            mine.frontier.push(arriving, other);
            if (theirs.actorMark[other] === stamp + SIDE_A && arriving + theirs.cost[other]! < best) {
              best = arriving + theirs.cost[other]!;
              joint = other;
            }
          }
          budget.spent += PRICE * (end - meetingOffsets[meeting]!);
        }
      }
    }
    return joint < 0
      ? first
      : [...trace(joint, a.end, a.via, a.from).reverse(), ...trace(joint, b.end, b.via, b.from).slice(1)];
  }

  #withinHops(
    first: Walk,
    filter: MeetingFilter,
    constraints: Constraints,
    contact: Int32Array,
    weak: number,
    budget: Budget,
  ): Walk {
    const { marks } = this.#adjacency;
    const { actorOffsets, actorMeetings, meetingOffsets, meetingActors, kinds, attendance } =
      this.#adjacency.arrays;
    const [source, target] = [first[0]!, first.at(-1)!];
    const actorMark = marks.perActor("seen");
    const current = marks.perActor("two");
    const meetingMark = marks.perMeeting("seen");
    const entry = marks.perMeeting("one");
    const labels = this.#labels;
    const stamp = marks.next();
    for (const actor of constraints.blockedActors) actorMark[actor] = stamp + BLOCKED;
    for (const meeting of constraints.blockedMeetings) meetingMark[meeting] = stamp + BLOCKED;
    labels.length = 0;
    actorMark[source] = stamp;
    current[source] = labels.push(source, -1, -1, 0);
    let best = this.#cost(first, contact, weak);
    let arrived = -1;
    let levelStart = 0;
    for (let hops = 0; hops < constraints.maxHops && levelStart < labels.length; hops++) {
      const levelEnd = labels.length;
      for (let label = levelStart; label < levelEnd; label++) {
        const actor = labels.actor[label]!;
        // Bettered by another label of this level: that one does all that this one could.
        if (actor === target || (current[actor] !== label && current[actor]! < levelEnd)) continue;
        const reached = labels.worth[label]!;
        for (let p = actorOffsets[actor]!; p < actorOffsets[actor + 1]!; p++) {
          budget.spent += PRICE;
          if (budget.exhausted) return arrived < 0 ? first : labels.walk(arrived);
          const meeting = actorMeetings[p]!;
          const mark = meetingMark[meeting]!;
          const leaving = reached + contact[Math.min(attendance[meeting]!, LARGEST_ATTENDANCE)]!;
          if (leaving >= best || mark === stamp + BLOCKED) continue;
          if ((mark === stamp && entry[meeting]! <= reached) || !filter.admits(meeting)) continue;
          meetingMark[meeting] = stamp;
          entry[meeting] = reached;
          for (let q = meetingOffsets[meeting]!; q < meetingOffsets[meeting + 1]!; q++) {
            const other = meetingActors[q]!;
            const seen = actorMark[other]!;
            if (seen === stamp + BLOCKED) continue;
            const isWeak = kinds[other] !== PERSON && other !== target;
            if (isWeak && constraints.personsOnly) continue;
            const arriving = isWeak ? leaving + weak : leaving;
            if (seen === stamp && labels.worth[current[other]!]! <= arriving) continue;
            actorMark[other] = stamp;
            current[other] = labels.push(other, meeting, label, arriving);
            if (other === target) [arrived, best] = [current[other]!, arriving];
          }
          budget.spent += PRICE * (meetingOffsets[meeting + 1]! - meetingOffsets[meeting]!);
        }
      }
      levelStart = levelEnd;
    }
    return arrived < 0 ? first : labels.walk(arrived);
  }

  #cost(walk: Walk, contact: Int32Array, weak: number): number {
    const { attendance, kinds } = this.#adjacency.arrays;
    let cost = 0;
    for (let at = 1; at < walk.length; at += 2) {
      const isWeak = at + 2 < walk.length && kinds[walk[at + 1]!] !== PERSON;
      cost += contact[Math.min(attendance[walk[at]!]!, LARGEST_ATTENDANCE)]! + (isWeak ? weak : 0);
    }
    return cost;
  }
}
