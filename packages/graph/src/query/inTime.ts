import { OPEN_START } from "../edtf.ts";
import { type Adjacency, lowerBound, PERSON } from "./adjacency.ts";
import type { MeetingFilter } from "./filter.ts";
import { Labels } from "./labels.ts";
import { BLOCKED } from "./marks.ts";
import { type Budget, type Constraints, shortestPath, type Walk } from "./shortest.ts";

/**
 * `fewest` meetings and of those the earliest arrival, or the `earliest` arrival and of those the fewest meetings.
 */
export type Aim = "fewest" | "earliest";

const UNREACHED = 255;
/** Reading in order costs a fraction of looking up: so many participations count as one looked at. */
const READ_IN_ORDER = 8;

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
  #constraints!: Constraints;
  #blockedActors: ReadonlySet<number> = new Set();
  #blockedMark = 0;
  #target = 0;
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
    const enough = aim === "earliest" ? constraints.maxHops : (timeless.length - 1) / 2;

    this.#filter = filter;
    this.#constraints = constraints;
    this.#blockedActors = new Set(constraints.blockedActors);
    const meetingMark = this.#adjacency.marks.perMeeting("seen");
    this.#blockedMark = this.#adjacency.marks.next() + BLOCKED;
    for (const meeting of constraints.blockedMeetings) meetingMark[meeting] = this.#blockedMark;
    this.#target = target;
    this.#backwards = backwards;
    this.#today = OPEN_START;
    this.#pending.length = 0;
    this.#labels.length = 0;
    const hops = this.#hops.fill(UNREACHED);
    this.#reach(source, 0, -1, -1);
    budget.spent += this.#settle();

    const { exact } = this.#adjacency;
    const { meetingOffsets, meetingActors, earliest } = this.#adjacency.arrays;
    const { maxHops } = constraints;
    const [low, high] = exactStretch(filter, exact);
    const step = backwards ? -1 : 1;
    const uncertain = this.#uncertain();
    let nextUncertain = 0;
    let at = this.#start(source, low, high);
    let read = 0;
    while (hops[target]! > enough) {
      const day =
        at < low || at >= high ? Number.POSITIVE_INFINITY : backwards ? -earliest[at]! : earliest[at]!;
      const opening =
        nextUncertain < uncertain.length ? this.#opens(uncertain[nextUncertain]!) : Number.POSITIVE_INFINITY;
      const today = Math.min(day, opening);
      if (today === Number.POSITIVE_INFINITY) break;
      this.#today = today;
      while (nextUncertain < uncertain.length && this.#opens(uncertain[nextUncertain]!) <= today) {
        budget.spent++;
        this.#pass(uncertain[nextUncertain++]!);
      }
      let dayEnd = at;
      do {
        this.#changed = false;
        for (dayEnd = at; dayEnd >= low && dayEnd < high; dayEnd += step) {
          if ((backwards ? -earliest[dayEnd]! : earliest[dayEnd]!) !== today) break;
          let least = UNREACHED;
          let most = 0;
          const end = meetingOffsets[dayEnd + 1]!;
          for (let q = meetingOffsets[dayEnd]!; q < end; q++) {
            const count = hops[meetingActors[q]!]!;
            if (count < least) least = count;
            if (count > most) most = count;
          }
          read += end - meetingOffsets[dayEnd]! + 1;
          if (least < maxHops && most > least + 1) this.#pass(dayEnd);
        }
        budget.spent += this.#settle();
      } while (this.#changed);
      at = dayEnd;
      if (budget.spent + read / READ_IN_ORDER >= budget.limit) {
        budget.spent = budget.limit;
        return null;
      }
    }
    budget.spent += Math.ceil(read / READ_IN_ORDER);
    if (hops[target] !== UNREACHED) return this.#labels.walk(this.#adjacency.marks.perActor("two")[target]!);
    if (maxHops < this.#adjacency.actors) budget.hopsEnded = true;
    return null;
  }

  /** Passes word on at a meeting, from whoever has it by the fewest hops. */
  #pass(meeting: number): void {
    const { meetingOffsets, meetingActors, kinds } = this.#adjacency.arrays;
    const { maxHops, personsOnly } = this.#constraints;
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
    if (least >= maxHops || !this.#filter.admits(meeting)) return;
    if (this.#adjacency.marks.perMeeting("seen")[meeting] === this.#blockedMark) return;
    const label = this.#adjacency.marks.perActor("two")[teller]!;
    for (let q = start; q < end; q++) {
      const actor = meetingActors[q]!;
      if (hops[actor]! <= least + 1 || this.#blockedActors.has(actor)) continue;
      if (personsOnly && kinds[actor] !== PERSON && actor !== this.#target) continue;
      this.#reach(actor, least + 1, meeting, label);
    }
  }

  #reach(actor: number, hops: number, meeting: number, previous: number): void {
    const { actorOffsets, actorMeetings, earliest, latest } = this.#adjacency.arrays;
    this.#hops[actor] = hops;
    this.#adjacency.marks.perActor("two")[actor] = this.#labels.push(actor, meeting, previous, hops);
    this.#changed = true;
    const today = this.#backwards ? -this.#today : this.#today;
    // The meetings of uncertain date stand at the end of the list.
    for (let p = actorOffsets[actor + 1]! - 1; p >= actorOffsets[actor]!; p--) {
      const uncertain = actorMeetings[p]!;
      if (uncertain < this.#adjacency.exact) break;
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
    return this.#sameDay(first, low, high);
  }

  /** The first meeting of its day in the direction of the sweep. */
  #sameDay(meeting: number, low: number, high: number): number {
    const { earliest } = this.#adjacency.arrays;
    if (meeting < low || meeting >= high) return meeting;
    const day = earliest[meeting]!;
    return this.#backwards
      ? lowerBound(earliest, low, high, day + 1) - 1
      : lowerBound(earliest, low, high, day);
  }
}

/** The part of a filter that lies among the meetings known to the day. */
const exactStretch = (filter: MeetingFilter, exact: number): readonly [number, number] => {
  const [low, high] = [filter.low[0], filter.high[0]];
  if (low === undefined || high === undefined || low >= exact) return [exact, exact];
  return [low, Math.min(high, exact)];
};
