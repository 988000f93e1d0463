import { OPEN_START } from "../edtf.ts";
import { type Adjacency, lowerBound, PERSON } from "./adjacency.ts";
import type { MeetingFilter } from "./filter.ts";
import type { Budget, Constraints, Walk } from "./shortest.ts";

const UNREACHABLE = 255;
/** What one participation costs here: the way that is still needed is worked out anew for each. */
const PRICE = 5;

/**
 * A path with the fewest meetings that visits given actors, in any order, no actor twice. Finding one is NP-hard in
 * general, so: depth-first with growing bounds (Korf, "Depth-first iterative-deepening", 1985), cut by what the
 * shortest way over all the missing actors would still need. Where that way is itself a path, as nearly always,
 * nothing else is looked at.
 */
export class ThroughSearch {
  readonly #adjacency: Adjacency;
  readonly #filter: MeetingFilter;
  readonly #constraints: Constraints;
  readonly #budget: Budget;
  readonly #timed: boolean;
  readonly #source: number;
  readonly #target: number;
  readonly #through: readonly number[];
  /** Hops from the target (first) and from each actor to visit to everybody. */
  readonly #distances: Uint8Array[];
  readonly #blockedActors: Set<number>;
  readonly #blockedMeetings: Set<number>;
  readonly #walk: Walk = [];

  constructor(
    adjacency: Adjacency,
    source: number,
    target: number,
    through: readonly number[],
    filter: MeetingFilter,
    constraints: Constraints,
    timed: boolean,
    budget: Budget,
  ) {
    this.#adjacency = adjacency;
    this.#source = source;
    this.#target = target;
    this.#through = through;
    this.#filter = filter;
    this.#constraints = constraints;
    this.#timed = timed;
    this.#budget = budget;
    this.#blockedActors = new Set(constraints.blockedActors);
    this.#blockedMeetings = new Set(constraints.blockedMeetings);
    this.#distances = [target, ...through].map((end) => this.#distancesFrom(end));
  }

  /** @returns null when there is none within `maxHops` or the budget is spent. */
  best(): Walk | null {
    if ([this.#source, this.#target, ...this.#through].some((actor) => this.#blockedActors.has(actor)))
      return null;
    const missing = (1 << this.#through.length) - 1;
    for (let bound = this.#stillNeeded(this.#source, missing); bound <= this.#constraints.maxHops; bound++) {
      this.#walk.length = 0;
      this.#walk.push(this.#source);
      if (this.#extend(this.#source, missing, bound, OPEN_START)) return [...this.#walk];
      if (this.#budget.exhausted) return null;
    }
    this.#budget.hopsEnded = true;
    return null;
  }

  #extend(actor: number, missing: number, hopsLeft: number, since: number): boolean {
    if (actor === this.#target) return missing === 0;
    if (hopsLeft === 0) return false;
    for (const [other, { meeting, leaving }] of this.#steps(actor, missing, hopsLeft, since)) {
      const at = this.#through.indexOf(other);
      this.#walk.push(meeting, other);
      if (this.#extend(other, at < 0 ? missing : missing & ~(1 << at), hopsLeft - 1, leaving)) return true;
      this.#walk.length -= 2;
      if (this.#budget.exhausted) return false;
    }
    return false;
  }

  /** Whom to go to next and by which meeting: by time the one that leaves the earliest, which is never worse. */
  #steps(
    actor: number,
    missing: number,
    hopsLeft: number,
    since: number,
  ): Map<number, { meeting: number; leaving: number }> {
    const { actorOffsets, actorMeetings, meetingOffsets, meetingActors, kinds, earliest, latest } =
      this.#adjacency.arrays;
    const steps = new Map<number, { meeting: number; leaving: number }>();
    for (let p = actorOffsets[actor]!; p < actorOffsets[actor + 1]!; p++) {
      const meeting = actorMeetings[p]!;
      this.#budget.spent += PRICE;
      if (!this.#filter.admits(meeting) || this.#blockedMeetings.has(meeting)) continue;
      if (this.#timed && latest[meeting]! < since) continue;
      const leaving = Math.max(since, earliest[meeting]!);
      for (let q = meetingOffsets[meeting]!; q < meetingOffsets[meeting + 1]!; q++) {
        const other = meetingActors[q]!;
        this.#budget.spent += PRICE;
        if (other === actor || this.#blockedActors.has(other)) continue;
        const known = steps.get(other);
        if (known !== undefined && (!this.#timed || known.leaving <= leaving)) continue;
        const at = this.#through.indexOf(other);
        const isEnd = other === this.#target || at >= 0;
        if (this.#constraints.personsOnly && !isEnd && kinds[other] !== PERSON) continue;
        const then = at < 0 ? missing : missing & ~(1 << at);
        if (this.#stillNeeded(other, then) > hopsLeft - 1) continue;
        if (this.#walk.some((step, i) => i % 2 === 0 && step === other)) continue;
        steps.set(other, { meeting, leaving });
      }
    }
    return steps;
  }

  /** Hops of the shortest way from an actor over all the missing ones, in the best order, to the target. */
  #stillNeeded(actor: number, missing: number): number {
    if (missing === 0) return this.#distances[0]![actor]!;
    let best: number = UNREACHABLE;
    for (let at = 0; at < this.#through.length; at++) {
      if ((missing & (1 << at)) === 0) continue;
      const there = this.#distances[at + 1]![actor]!;
      if (there === UNREACHABLE) return UNREACHABLE;
      best = Math.min(best, there + this.#stillNeeded(this.#through[at]!, missing & ~(1 << at)));
    }
    return best;
  }

  #distancesFrom(end: number): Uint8Array {
    const { actorOffsets, actorMeetings, meetingOffsets, meetingActors, kinds } = this.#adjacency.arrays;
    const { low, high } = this.#filter;
    const distances = new Uint8Array(this.#adjacency.actors).fill(UNREACHABLE);
    const entered = this.#adjacency.marks.perMeeting("seen");
    const stamp = this.#adjacency.marks.next();
    const queue = [end];
    distances[end] = 0;
    for (const actor of queue) {
      if (distances[actor]! >= this.#constraints.maxHops || this.#budget.exhausted) break;
      const last = actorOffsets[actor + 1]!;
      for (let s = 0; s < low.length; s++) {
        for (let p = lowerBound(actorMeetings, actorOffsets[actor]!, last, low[s]!); p < last; p++) {
          const meeting = actorMeetings[p]!;
          if (meeting >= high[s]!) break;
          this.#budget.spent += PRICE;
          if (entered[meeting] === stamp || !this.#filter.admits(meeting)) continue;
          entered[meeting] = stamp;
          if (this.#blockedMeetings.has(meeting)) continue;
          for (let q = meetingOffsets[meeting]!; q < meetingOffsets[meeting + 1]!; q++) {
            const other = meetingActors[q]!;
            this.#budget.spent += PRICE;
            if (distances[other] !== UNREACHABLE || this.#blockedActors.has(other)) continue;
            distances[other] = distances[actor]! + 1;
            const passable = !this.#constraints.personsOnly || kinds[other] === PERSON || this.#isEnd(other);
            if (passable) queue.push(other);
          }
        }
      }
    }
    return distances;
  }

  #isEnd(actor: number): boolean {
    return actor === this.#source || actor === this.#target || this.#through.includes(actor);
  }
}
