import { OPEN_END, OPEN_START } from "../edtf.ts";
import { type Adjacency, lowerBound, PERSON } from "./adjacency.ts";
import type { MeetingFilter } from "./filter.ts";
import { BLOCKED, SIDE_A } from "./marks.ts";
import type { Budget, Constraints, Walk } from "./shortest.ts";

/**
 * What a path is worth, less being better, as an integer that grows along the path.
 *
 * - `time`: the earliest day by which word can have come this far, the largest first day of the hops so far; a
 *   meeting can follow when its last possible day is not before that. Backwards in time (`from` the target) the
 *   same with all days negated, which finds the latest departure.
 * - `cost`: the sum of `hopCost` by attendance, and of `weakCost` for every go-between that is no person.
 */
export type Worth =
  | { by: "time"; backwards: boolean }
  | { by: "cost"; hopCost: (attendance: number) => number; weakCost: number };

/** Attendances above this cost what this one costs. */
const LARGEST_ATTENDANCE = 1024;

/** Which of the paths to look for: fewest hops and of those the best worth, or the best worth and of those fewest hops. */
export type Aim = "hops" | "worth";

/** Labels of one search: (actor, worth, how it got there), in the order of their hops. Grows, never shrinks. */
class Labels {
  actor = new Int32Array(4096);
  meeting = new Int32Array(4096);
  previous = new Int32Array(4096);
  worth = new Int32Array(4096);
  length = 0;

  push(actor: number, meeting: number, previous: number, worth: number): number {
    if (this.length === this.actor.length) this.#grow();
    const at = this.length++;
    this.actor[at] = actor;
    this.meeting[at] = meeting;
    this.previous[at] = previous;
    this.worth[at] = worth;
    return at;
  }

  walk(label: number): Walk {
    const walk: Walk = [];
    for (let at = label; ; at = this.previous[at]!) {
      walk.push(this.actor[at]!);
      if (this.previous[at]! < 0) break;
      walk.push(this.meeting[at]!);
    }
    return walk.reverse();
  }

  #grow(): void {
    const longer = (array: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> => {
      const copy = new Int32Array(array.length * 2);
      copy.set(array);
      return copy;
    };
    this.actor = longer(this.actor);
    this.meeting = longer(this.meeting);
    this.previous = longer(this.previous);
    this.worth = longer(this.worth);
  }
}

/**
 * Best paths when a path's worth is not its number of hops: label correcting, level by level of hops (Bellman–Ford
 * with a frontier), so that the bound on hops is exact. A label survives only where it beats every label of the same
 * actor with as few hops; in the `time` case every meeting known to the day is entered once at most, since whoever
 * enters it leaves it on that day.
 */
export class LabelSearch {
  readonly #adjacency: Adjacency;
  readonly #labels = new Labels();

  constructor(adjacency: Adjacency) {
    this.#adjacency = adjacency;
  }

  /** @returns null when there is none within `maxHops` or the budget is spent. */
  best(
    source: number,
    target: number,
    filter: MeetingFilter,
    constraints: Constraints,
    worth: Worth,
    aim: Aim,
    budget: Budget,
  ): Walk | null {
    const { marks, exact } = this.#adjacency;
    const {
      actorOffsets,
      actorMeetings,
      meetingOffsets,
      meetingActors,
      codes,
      kinds,
      attendance,
      earliest,
      latest,
    } = this.#adjacency.arrays;
    const { admitted, low, high, tested } = filter;
    const { personsOnly, maxHops } = constraints;
    const actorMark = marks.perActor("seen");
    const current = marks.perActor("two");
    const scanned = marks.perActor("three");
    const meetingMark = marks.perMeeting("seen");
    const entered = marks.perMeeting("one");
    const labels = this.#labels;
    const stamp = marks.next();
    const mine = stamp + SIDE_A;
    const blocked = stamp + BLOCKED;
    for (const actor of constraints.blockedActors) actorMark[actor] = blocked;
    for (const meeting of constraints.blockedMeetings) meetingMark[meeting] = blocked;
    if (actorMark[source] === blocked || actorMark[target] === blocked || source === target) return null;

    const timed = worth.by === "time";
    const backwards = worth.by === "time" && worth.backwards;
    const weakCost = worth.by === "cost" ? worth.weakCost : 0;
    const costs = new Int32Array(worth.by === "cost" ? LARGEST_ATTENDANCE + 1 : 0);
    if (worth.by === "cost") for (let n = 2; n < costs.length; n++) costs[n] = Math.max(1, worth.hopCost(n));

    labels.length = 0;
    actorMark[source] = mine;
    scanned[source] = OPEN_END;
    current[source] = labels.push(source, -1, -1, timed ? OPEN_START : 0);
    let arrived = -1;
    let arrivedWorth = OPEN_END + 1;
    let spent = budget.spent;
    let levelStart = 0;
    for (let hops = 0; hops < maxHops && levelStart < labels.length; hops++) {
      const levelEnd = labels.length;
      for (let label = levelStart; label < levelEnd; label++) {
        const actor = labels.actor[label]!;
        // Bettered by another label of this level: that one does all that this one could.
        if (current[actor] !== label && current[actor]! < levelEnd) continue;
        if (actor === target) continue;
        const reached = labels.worth[label]!;
        if (reached >= arrivedWorth) continue;
        if (spent >= budget.limit) {
          budget.spent = spent;
          return null;
        }
        const before = scanned[actor]!;
        scanned[actor] = reached;
        const listStart = actorOffsets[actor]!;
        const listEnd = actorOffsets[actor + 1]!;
        // By time, of the meetings known to the day only those from `reached` on can follow, and those from the
        // actor's previous, later label on have been entered already.
        let dayLow = 0;
        let dayHigh = exact;
        if (timed && !backwards) {
          dayLow = reached === OPEN_START ? 0 : lowerBound(earliest, 0, exact, reached);
          dayHigh = before === OPEN_END ? exact : lowerBound(earliest, dayLow, exact, before);
        } else if (backwards) {
          dayHigh = reached === OPEN_START ? exact : lowerBound(earliest, 0, exact, 1 - reached);
          dayLow = before === OPEN_END ? 0 : lowerBound(earliest, 0, dayHigh, 1 - before);
        }
        for (let piece = 0; piece < low.length * 2; piece++) {
          const s = piece >> 1;
          const vague = (piece & 1) === 1;
          const from = vague ? Math.max(low[s]!, exact) : Math.max(low[s]!, dayLow);
          const stop = vague ? high[s]! : Math.min(high[s]!, dayHigh);
          if (from >= stop) continue;
          const test = tested[s] === 1;
          for (
            let p = from === 0 ? listStart : lowerBound(actorMeetings, listStart, listEnd, from);
            p < listEnd;
            p++
          ) {
            const meeting = actorMeetings[p]!;
            if (meeting >= stop) break;
            spent++;
            const mark = meetingMark[meeting]!;
            if (mark === blocked) continue;
            let leaving: number;
            if (timed) {
              if (mark === mine && !vague) continue;
              const opens = backwards ? -latest[meeting]! : earliest[meeting]!;
              const closes = backwards ? -earliest[meeting]! : latest[meeting]!;
              if (closes < reached) continue;
              leaving = Math.max(opens, reached);
            } else {
              const size = attendance[meeting]!;
              leaving = reached + costs[Math.min(size, LARGEST_ATTENDANCE)]!;
            }
            if (leaving >= arrivedWorth || (mark === mine && entered[meeting]! <= leaving)) continue;
            if (admitted[codes[meeting]!] === 0 || (test && !filter.passes(meeting))) continue;
            meetingMark[meeting] = mine;
            entered[meeting] = leaving;
            const last = meetingOffsets[meeting + 1]!;
            for (let q = meetingOffsets[meeting]!; q < last; q++) {
              const other = meetingActors[q]!;
              const seen = actorMark[other]!;
              if (seen === blocked) continue;
              const person = kinds[other] === PERSON;
              if (personsOnly && !person && other !== target) continue;
              const arriving = person || other === target ? leaving : leaving + weakCost;
              if (seen === mine) {
                if (labels.worth[current[other]!]! <= arriving) continue;
              } else {
                actorMark[other] = mine;
                scanned[other] = OPEN_END;
              }
              current[other] = labels.push(other, meeting, label, arriving);
              if (other === target) {
                arrived = current[other]!;
                arrivedWorth = arriving;
              }
            }
            spent += last - meetingOffsets[meeting]!;
          }
        }
      }
      levelStart = levelEnd;
      if (aim === "hops" && arrived >= 0) break;
    }
    budget.spent = spent;
    if (arrived < 0 && levelStart < labels.length) budget.hopsEnded = true;
    return arrived < 0 ? null : labels.walk(arrived);
  }
}
