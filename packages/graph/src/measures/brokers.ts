import type { GraphIndex } from "../query/graphIndex.ts";
import { countNeighbours } from "../query/neighbourCounts.ts";
import type { EntityRef, Filter } from "../query/types.ts";

/** An actor between two sides. */
export interface Broker {
  entity: EntityRef;
  /** Pairs of the two sides that it has met both of and that have not met each other. */
  pairs: number;
  /** Whom it has met of either side. */
  left: EntityRef[];
  right: EntityRef[];
}

/**
 * Who stands between two sides: actors of neither that met people of both. Counted are the pairs whose only contact
 * that makes possible: the liaison role of Gould and Fernandez, "Structures of mediation", 1989.
 * @param left Id of a country or organization, with all who represent it; `right` the same.
 * @example
 * ```ts
 * brokers(index, "cty:eg", "cty:tr"); // → [{ entity: { name: "جيمس جيفري" }, pairs: 1 }]
 * ```
 */
export const brokers = (index: GraphIndex, left: string, right: string, filter: Filter = {}): Broker[] => {
  const { adjacency, catalogue } = index;
  const leftId = catalogue.actor(left);
  const rightId = catalogue.actor(right);
  if (leftId === undefined || rightId === undefined) return [];
  const ready = index.filter(filter);
  const lefts = catalogue.peopleOf(leftId);
  const rights = new Set(catalogue.peopleOf(rightId));
  const belongs = new Set([...lefts, ...rights]);
  /** Actor → whom it met. */
  const metBy = (people: Iterable<number>): Map<number, Set<number>> => {
    const met = new Map<number, Set<number>>();
    for (const person of people) {
      const { length, actors } = countNeighbours(adjacency, person, ready);
      met.set(person, new Set(actors.subarray(0, length)));
    }
    return met;
  };
  const metByLeft = metBy(lefts);
  const metByRight = metBy(rights);
  const sides = new Map<number, { left: number[]; right: number[] }>();
  for (const [side, met] of [
    ["left", metByLeft],
    ["right", metByRight],
  ] as const) {
    for (const [person, others] of met) {
      for (const other of others) {
        if (belongs.has(other)) continue;
        const known = sides.get(other) ?? { left: [], right: [] };
        known[side].push(person);
        sides.set(other, known);
      }
    }
  }
  const found: { actor: number; pairs: number; left: number[]; right: number[] }[] = [];
  for (const [actor, met] of sides) {
    let pairs = 0;
    for (const a of met.left) for (const b of met.right) if (a !== b && !metByLeft.get(a)!.has(b)) pairs++;
    if (pairs > 0) found.push({ actor, pairs, ...met });
  }
  found.sort((a, b) => b.pairs - a.pairs || a.actor - b.actor);
  const refs = (actors: number[]): EntityRef[] =>
    actors.sort((a, b) => a - b).map((actor) => catalogue.ref(actor));
  return found.map(({ actor, pairs, left, right }) => ({
    entity: catalogue.ref(actor),
    pairs,
    left: refs(left),
    right: refs(right),
  }));
};
