import { UndirectedGraph } from "graphology";
import louvain from "graphology-communities-louvain";
import type { GraphIndex } from "../query/graphIndex.ts";
import type { EntityRef, Filter } from "../query/types.ts";
import { seeded } from "./random.ts";

/** A division into {@link communities}. */
export interface Communities {
  /** Largest first; members by id. Actors that met nobody are in none. */
  items: EntityRef[][];
  /** Newman's modularity of the division, −0.5..1. */
  modularity: number;
}

/** How fine the division is. */
export interface CommunityOptions {
  /** Above 1: more and smaller communities. Default 1. */
  resolution?: number;
  seed?: number;
}

/**
 * Groups that meet among themselves more than with others: Louvain (Blondel et al., "Fast unfolding of communities",
 * 2008) on the projection to actors, where a meeting of n gives each pair 1 / (n − 1) (Newman, "Scientific
 * collaboration networks II", 2001), so that a summit of forty does not outweigh forty tête-à-têtes.
 *
 * @example
 * ```ts
 * communities(index).items.map((members) => members.length); // → [3]
 * ```
 */
export const communities = (
  index: GraphIndex,
  filter: Filter = {},
  { resolution = 1, seed = 1 }: CommunityOptions = {},
): Communities => {
  const { adjacency, catalogue } = index;
  const { meetingOffsets, meetingActors } = adjacency.arrays;
  const ready = index.filter(filter);
  const graph = new UndirectedGraph<object, { weight: number }>();
  for (let meeting = 0; meeting < adjacency.meetings; meeting++) {
    const start = meetingOffsets[meeting]!;
    const end = meetingOffsets[meeting + 1]!;
    if (end - start < 2 || !ready.admits(meeting)) continue;
    const weight = 1 / (end - start - 1);
    for (let p = start; p < end; p++) {
      // Numbers as keys: ids of any sort could not be properties of graphology's plain objects.
      const a = String(meetingActors[p]);
      graph.mergeNode(a);
      for (let q = start; q < p; q++) {
        const b = String(meetingActors[q]);
        if (graph.hasEdge(a, b)) graph.updateEdgeAttribute(a, b, "weight", (sum) => (sum ?? 0) + weight);
        else graph.addEdge(a, b, { weight });
      }
    }
  }
  if (graph.size === 0) return { items: [], modularity: 0 };
  const { communities: of, modularity } = louvain.detailed(graph, { resolution, rng: seeded(seed) });
  const groups = new Map<number, number[]>();
  for (const [actor, community] of Object.entries(of)) {
    const group = groups.get(community);
    if (group) group.push(Number(actor));
    else groups.set(community, [Number(actor)]);
  }
  const items = [...groups.values()].map((group) => group.sort((a, b) => a - b));
  items.sort((a, b) => b.length - a.length || a[0]! - b[0]!);
  return { items: items.map((group) => group.map((actor) => catalogue.ref(actor))), modularity };
};
