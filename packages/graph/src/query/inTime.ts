import { OPEN_START } from "../edtf.ts";
import { type Adjacency, lowerBound, PERSON } from "./adjacency.ts";
import type { MeetingFilter } from "./filter.ts";
import { Labels } from "./labels.ts";
import { BLOCKED } from "./marks.ts";
import { type Budget, type Constraints, hopsOf, shortestPath, type Walk } from "./shortest.ts";

/**
 * `fewest` meetings and of those the earliest arrival, or the `earliest` arrival and of those the fewest meetings.
 */
export type Aim = "fewest" | "earliest";

const UNREACHED = 255;
/** Kind of mark on the meetings of the target. */
const OF_TARGET = 1;
/** Reading in order costs less than looking up: so many participations count as one looked at. */
const READ_IN_ORDER = 2;

/**
 * Paths along which word could have passed, by one sweep over the meetings in order of time (as the scan of Dibbelt et
 * al., "Connection Scan Algorithm", 2018, with meetings for trains). All that the sweep needs to know of an actor is
 * by how few hops word can have reached it up to now: whoever has it at a meeting passes it on to all others there. So
 * the bound on hops is exact, and the fewest meetings and the earliest arrival fall out of the same sweep.
 *
 * Within one day the order is free, so the meetings of a day are gone over until nothing changes. A meeting of
 * uncertain date passes word on at any time between its first and last possible day: it is looked at when that time
 * begins and then whenever somebody who takes part in it is newly reached. An undated one is at hand always.
 *
 * Backwards in time, from the target, the same finds the latest departure.
 */
export class TimeSweep {
  readonly #adjacency: Adjacency;
  readonly #labels = new Labels();
  /** By how few hops each actor was reached. */
  readonly #hops: Uint8Array;
  /** Meetings of uncertain date that word has newly come to. */
  readonly #pending: number[] = [];
  /** Meetings of uncertain date by their last day, latest first; made when first needed. */
  #byLatest: Int32Array | null = null;

  // Of the running sweep:
  #filter!: MeetingFilter;
  #personsOnly = false;
  #blockedActors: ReadonlySet<number> = new Set();
  #current!: Int32Array;
  #meetingMark!: Int32Array;
  #stamp = 0;
  #target = 0;
  /** Hops by which the target may be reached yet. */
  #limit = 0;
  /** Days count upwards in the direction of the sweep: backwards they are negated. */
  #backwards = false;
  #today = OPEN_START;
  #changed = false;

  constructor(adjacency: Adjacency) {
    this.#adjacency = adjacency;
    this.#hops = new Uint8Array(adjacency.actors);
  }

  /** @returns null when there is none within `maxHops` or the budget is spent. */
  best(
    source: number,
    target: number,
    filter: MeetingFilter,
    constraints: Constraints,
    backwards: boolean,
    aim: Aim,
    budget: Budget,
  ): Walk | null {
    // Regardless of time there is a path of so many hops or none at all: the sweep need not look for a better one.
    const timeless = shortestPath(this.#adjacency, source, target, filter, constraints, budget);
    if (timeless === null) return null;
    const leastHops = hopsOf(timeless);

    const { marks, exact } = this.#adjacency;
    const { actorOffsets, actorMeetings, meetingOffsets, meetingActors, earliest } = this.#adjacency.arrays;
    const hops = this.#hops.fill(UNREACHED);
    this.#filter = filter;
    this.#personsOnly = constraints.personsOnly;
    this.#blockedActors = new Set(constraints.blockedActors);
    this.#current = marks.perActor("two");
    this.#meetingMark = marks.perMeeting("seen");
    this.#stamp = marks.next();
    this.#target = target;
    for (let p = actorOffsets[target]!; p < actorOffsets[target + 1]!; p++) {
      this.#meetingMark[actorMeetings[p]!] = this.#stamp + OF_TARGET;
    }
    for (const meeting of constraints.blockedMeetings) this.#meetingMark[meeting] = this.#stamp + BLOCKED;
    this.#limit = constraints.maxHops;
    this.#backwards = backwards;
    this.#today = OPEN_START;
    this.#pending.length = 0;
    this.#labels.length = 0;
    this.#reach(source, 0, -1, -1);
    budget.spent += this.#settle();

    const [low, high] = exactStretch(filter, exact);
    const uncertain = this.#uncertain();
    let nextUncertain = 0;
    let at = this.#start(source, low, high);
    let read = 0;
    while (hops[target]! > leastHops && (aim === "fewest" || hops[target] === UNREACHED)) {
      const isLeft = at >= low && at < high;
      const day = isLeft ? (backwards ? -earliest[at]! : earliest[at]!) : Number.POSITIVE_INFINITY;
      const opening =
        nextUncertain < uncertain.length ? this.#opens(uncertain[nextUncertain]!) : Number.POSITIVE_INFINITY;
      this.#today = Math.min(day, opening);
      if (this.#today === Number.POSITIVE_INFINITY) break;
      while (nextUncertain < uncertain.length && this.#opens(uncertain[nextUncertain]!) <= this.#today) {
        budget.spent++;
        this.#pass(uncertain[nextUncertain++]!);
      }
      let dayLow = at;
      let dayHigh = at;
      if (day === this.#today) {
        const date = earliest[at]!;
        while (dayLow > low && earliest[dayLow - 1] === date) dayLow--;
        while (dayHigh < high && earliest[dayHigh] === date) dayHigh++;
        at = backwards ? dayLow - 1 : dayHigh;
      }
      do {
        this.#changed = false;
        for (let meeting = dayLow; meeting < dayHigh; meeting++) {
          const end = meetingOffsets[meeting + 1]!;
          let least = UNREACHED;
          let most = 0;
          for (let q = meetingOffsets[meeting]!; q < end; q++) {
            const count = hops[meetingActors[q]!]!;
            if (count < least) least = count;
            if (count > most) most = count;
          }
          if (most > least + 1 && this.#canTell(least, meeting)) this.#pass(meeting);
        }
        if (dayLow < dayHigh) read += meetingOffsets[dayHigh]! - meetingOffsets[dayLow]!;
        budget.spent += this.#settle();
      } while (this.#changed);
      if (budget.spent + read / READ_IN_ORDER >= budget.limit) {
        budget.spent = budget.limit;
        return null;
      }
    }
    budget.spent += Math.ceil(read / READ_IN_ORDER);
    if (hops[target] !== UNREACHED) return this.#labels.walk(this.#current[target]!);
    budget.hopsEnded = true;
    return null;
  }

  /** Whether somebody reached by so many hops may pass word on at a meeting: for the last hop only to the target. */
  #canTell(hops: number, meeting: number): boolean {
    const left = this.#limit - hops;
    return left > 1 || (left === 1 && this.#meetingMark[meeting] === this.#stamp + OF_TARGET);
  }

  /** Passes word on at a meeting, from whoever has it by the fewest hops. */
  #pass(meeting: number): void {
    const { meetingOffsets, meetingActors, kinds } = this.#adjacency.arrays;
    const hops = this.#hops;
    const start = meetingOffsets[meeting]!;
    const end = meetingOffsets[meeting + 1]!;
    let least = UNREACHED;
    let teller = -1;
    for (let q = start; q < end; q++) {
      const actor = meetingActors[q]!;
      if (hops[actor]! >= least) continue;
      least = hops[actor]!;
      teller = actor;
    }
    if (!this.#canTell(least, meeting) || this.#meetingMark[meeting] === this.#stamp + BLOCKED) return;
    if (!this.#filter.admits(meeting)) return;
    const label = this.#current[teller]!;
    const isLast = least + 1 === this.#limit;
    for (let q = start; q < end; q++) {
      const actor = meetingActors[q]!;
      if (hops[actor]! <= least + 1) continue;
      if (actor === this.#target) {
        // From now on only fewer hops are of interest.
        this.#limit = least;
      } else if (isLast || (this.#personsOnly && kinds[actor] !== PERSON)) continue;
      if (this.#blockedActors.size > 0 && this.#blockedActors.has(actor)) continue;
      this.#reach(actor, least + 1, meeting, label);
    }
  }

  #reach(actor: number, hops: number, meeting: number, previous: number): void {
    const { actorOffsets, actorMeetings, earliest, latest } = this.#adjacency.arrays;
    const { exact, meetings } = this.#adjacency;
    this.#hops[actor] = hops;
    this.#current[actor] = this.#labels.push(actor, meeting, previous, hops);
    this.#changed = true;
    if (exact === meetings) return;
    const today = this.#backwards ? -this.#today : this.#today;
    // The meetings of uncertain date stand at the end of the list.
    for (let p = actorOffsets[actor + 1]! - 1; p >= actorOffsets[actor]!; p--) {
      const uncertain = actorMeetings[p]!;
      if (uncertain < exact) break;
      if (earliest[uncertain]! <= today && today <= latest[uncertain]!) this.#pending.push(uncertain);
    }
  }

  /** Passes word on at meetings of uncertain date until nothing changes; returns the participations looked at. */
  #settle(): number {
    const { meetingOffsets } = this.#adjacency.arrays;
    let spent = 0;
    for (let meeting = this.#pending.pop(); meeting !== undefined; meeting = this.#pending.pop()) {
      spent += meetingOffsets[meeting + 1]! - meetingOffsets[meeting]!;
      this.#pass(meeting);
    }
    return spent;
  }

  /** The day from which a meeting of uncertain date can be going on. */
  #opens(meeting: number): number {
    const { earliest, latest } = this.#adjacency.arrays;
    return this.#backwards ? -latest[meeting]! : earliest[meeting]!;
  }

  /** All meetings of uncertain date, the first to open first. */
  #uncertain(): Int32Array {
    const { exact, dated, arrays } = this.#adjacency;
    const byEarliest = (): Int32Array => Int32Array.from({ length: dated - exact }, (_, i) => exact + i);
    if (!this.#backwards) return byEarliest();
    this.#byLatest ??= byEarliest().sort((a, b) => arrays.latest[b]! - arrays.latest[a]!);
    return this.#byLatest;
  }

  /** Where to begin: nothing can happen before the source meets somebody. */
  #start(source: number, low: number, high: number): number {
    const { exact } = this.#adjacency;
    const { actorOffsets, actorMeetings, earliest } = this.#adjacency.arrays;
    const listStart = actorOffsets[source]!;
    const listEnd = actorOffsets[source + 1]!;
    const firstUncertain = lowerBound(actorMeetings, listStart, listEnd, exact);
    let first = this.#backwards ? low - 1 : high;
    if (this.#backwards) {
      const before = lowerBound(actorMeetings, listStart, firstUncertain, high);
      if (before > listStart) first = Math.max(first, actorMeetings[before - 1]!);
    } else {
      const after = lowerBound(actorMeetings, listStart, firstUncertain, low);
      if (after < firstUncertain) first = Math.min(first, actorMeetings[after]!);
    }
    // Of an uncertain meeting only its first possible day is needed.
    for (let p = firstUncertain; p < listEnd; p++) {
      const opens = this.#opens(actorMeetings[p]!);
      if (this.#backwards) first = Math.max(first, lowerBound(earliest, low, high, 1 - opens) - 1);
      else first = Math.min(first, lowerBound(earliest, low, high, opens));
    }
    return first;
  }
}

/** The part of a filter that lies among the meetings known to the day. */
const exactStretch = (filter: MeetingFilter, exact: number): readonly [number, number] => {
  const [low, high] = [filter.low[0], filter.high[0]];
  if (low === undefined || high === undefined || low >= exact) return [exact, exact];
  return [low, Math.min(high, exact)];
};
