import type { GraphIndex } from "../query/graphIndex.ts";
import type { EntityRef, Filter } from "../query/types.ts";
import { seeded } from "./random.ts";

/** Scores of {@link betweenness}. */
export interface Betweenness {
  /** Best first; actors without any are left out. */
  items: { entity: EntityRef; score: number }[];
  /** False when the scores are estimates from a sample of sources. */
  exact: boolean;
}

/** How exact {@link betweenness} is to be. */
export interface BetweennessOptions {
  /** Actors up to which every one is a source. Default 2000. */
  exactUpTo?: number;
  /** Sources sampled beyond that. Default 256. */
  samples?: number;
  seed?: number;
}

/**
 * How many of the shortest paths between others lead over an actor, as a share of all pairs of others, 0..1. Paths go
 * from actor to meeting to actor and different meetings are different paths (the two-mode graph: Faust, "Centrality
 * in affiliation networks", 1997). Exact: Brandes, "A faster algorithm for betweenness centrality", 2001; sampled:
 * Brandes and Pich, "Centrality estimation in large networks", 2007, with uniform pivots, scaled up.
 *
 * @example
 * ```ts
 * betweenness(index).items; // → [{ entity: { name: "جيمس جيفري" }, score: 1 }]
 * ```
 */
export const betweenness = (
  index: GraphIndex,
  filter: Filter = {},
  { exactUpTo = 2000, samples = 256, seed = 1 }: BetweennessOptions = {},
): Betweenness => {
  const { adjacency } = index;
  const { actors, meetings } = adjacency;
  const { actorOffsets, actorMeetings, meetingOffsets, meetingActors } = adjacency.arrays;
  const ready = index.filter(filter);
  // Decided once: a filter by place or organization would otherwise be asked again from every source.
  const admitted = new Uint8Array(meetings);
  for (let meeting = 0; meeting < meetings; meeting++) admitted[meeting] = ready.admits(meeting) ? 1 : 0;
  const active: number[] = [];
  for (let actor = 0; actor < actors; actor++) {
    for (let p = actorOffsets[actor]!; p < actorOffsets[actor + 1]!; p++) {
      if (admitted[actorMeetings[p]!] === 1) {
        active.push(actor);
        break;
      }
    }
  }
  const exact = active.length <= exactUpTo;
  const sources = exact ? active : pick(active, samples, seeded(seed));

  const scores = new Float64Array(actors);
  const depth = new Int32Array(actors).fill(-1);
  const ways = new Float64Array(actors);
  const dependency = new Float64Array(actors);
  const meetingDepth = new Int32Array(meetings).fill(-1);
  const meetingWays = new Float64Array(meetings);
  const order: number[] = [];
  const entered: number[] = [];
  for (const source of sources) {
    order.length = 0;
    entered.length = 0;
    order.push(source);
    depth[source] = 0;
    ways[source] = 1;
    for (let level = 0, from = 0; from < order.length; level++) {
      const to = order.length;
      const firstMeeting = entered.length;
      for (let at = from; at < to; at++) {
        const actor = order[at]!;
        for (let p = actorOffsets[actor]!; p < actorOffsets[actor + 1]!; p++) {
          const meeting = actorMeetings[p]!;
          if (admitted[meeting] === 0) continue;
          if (meetingDepth[meeting] === -1) {
            meetingDepth[meeting] = level;
            meetingWays[meeting] = 0;
            entered.push(meeting);
          }
          if (meetingDepth[meeting] === level) meetingWays[meeting]! += ways[actor]!;
        }
      }
      for (let m = firstMeeting; m < entered.length; m++) {
        const meeting = entered[m]!;
        for (let q = meetingOffsets[meeting]!; q < meetingOffsets[meeting + 1]!; q++) {
          const actor = meetingActors[q]!;
          if (depth[actor] === -1) {
            depth[actor] = level + 1;
            ways[actor] = 0;
            order.push(actor);
          }
          if (depth[actor] === level + 1) ways[actor]! += meetingWays[meeting]!;
        }
      }
      from = to;
    }
    // Backwards: what depends on a meeting is shared among those who lead into it by their number of ways.
    let m = entered.length - 1;
    for (let level = depth[order.at(-1)!]!; level >= 0; level--) {
      for (; m >= 0 && meetingDepth[entered[m]!] === level; m--) {
        const meeting = entered[m]!;
        let share = 0;
        for (let q = meetingOffsets[meeting]!; q < meetingOffsets[meeting + 1]!; q++) {
          const actor = meetingActors[q]!;
          if (depth[actor] === level + 1) share += (1 + dependency[actor]!) / ways[actor]!;
        }
        if (share === 0) continue;
        for (let q = meetingOffsets[meeting]!; q < meetingOffsets[meeting + 1]!; q++) {
          const actor = meetingActors[q]!;
          if (depth[actor] === level) dependency[actor]! += ways[actor]! * share;
        }
      }
    }
    for (const actor of order) {
      if (actor !== source) scores[actor]! += dependency[actor]!;
      dependency[actor] = 0;
      depth[actor] = -1;
    }
    for (const meeting of entered) meetingDepth[meeting] = -1;
  }

  const pairs = (active.length - 1) * (active.length - 2);
  const scale = pairs > 0 ? active.length / (sources.length * pairs) : 0;
  const ranked = active.filter((actor) => scores[actor]! > 0);
  ranked.sort((a, b) => scores[b]! - scores[a]! || a - b);
  return {
    items: ranked.map((actor) => ({ entity: index.catalogue.ref(actor), score: scores[actor]! * scale })),
    exact,
  };
};

/** Some of a list, each once, without changing it (the first steps of a Fisher–Yates shuffle). */
const pick = (from: readonly number[], count: number, random: () => number): number[] => {
  const pool = [...from];
  const size = Math.min(count, pool.length);
  for (let at = 0; at < size; at++) {
    const other = at + Math.floor(random() * (pool.length - at));
    [pool[at], pool[other]] = [pool[other]!, pool[at]!];
  }
  return pool.slice(0, size);
};
