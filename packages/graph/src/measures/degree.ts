import type { GraphIndex } from "../query/graphIndex.ts";
import { countNeighbours, eachContact } from "../query/neighbourCounts.ts";
import { countByPeriod, type TimeUnit } from "../query/timeline.ts";
import type { EntityRef, Filter } from "../query/types.ts";

/** How many an actor has met. */
export interface Degree {
  entity: EntityRef;
  /** Different actors met. */
  degree: number;
  /** Contacts: each actor met as often as it was met. */
  weighted: number;
}

/**
 * Degree of every actor that met anybody, largest first. Freeman, "Centrality in social networks", 1979.
 *
 * @example
 * ```ts
 * degrees(index)[0]; // → { entity: { name: "جيمس جيفري" }, degree: 2, weighted: 2 }
 * ```
 */
export const degrees = (index: GraphIndex, filter: Filter = {}): Degree[] => {
  const ready = index.filter(filter);
  const rows: { actor: number; degree: number; weighted: number }[] = [];
  for (let actor = 0; actor < index.adjacency.actors; actor++) {
    const counts = countNeighbours(index.adjacency, actor, ready);
    if (counts.length === 0) continue;
    let weighted = 0;
    for (let i = 0; i < counts.length; i++) weighted += counts.count[counts.actors[i]!]!;
    rows.push({ actor, degree: counts.length, weighted });
  }
  rows.sort((a, b) => b.degree - a.degree || b.weighted - a.weighted || a.actor - b.actor);
  return rows.map(({ actor, degree, weighted }) => ({
    entity: index.catalogue.ref(actor),
    degree,
    weighted,
  }));
};

/** How many an actor met in one period. */
export interface PeriodDegree {
  /** EDTF; see `GraphIndex.timeline`. */
  period: string;
  degree: number;
  weighted: number;
}

/**
 * Degree of one actor period by period, ascending: each period counts only its own meetings, so somebody met in two
 * years counts in both.
 *
 * @example
 * ```ts
 * degreeOverTime(index, "per:james-jeffrey"); // → [{ period: "2019", degree: 2, weighted: 2 }]
 * ```
 */
export const degreeOverTime = (
  index: GraphIndex,
  id: string,
  filter: Filter = {},
  unit: TimeUnit = "year",
): PeriodDegree[] => {
  const actor = index.catalogue.actor(id);
  if (actor === undefined) return [];
  const met = new Map<number, number[]>();
  eachContact(index.adjacency, actor, index.filter(filter), (meeting, other) => {
    const others = met.get(meeting);
    if (others) others.push(other);
    else met.set(meeting, [other]);
  });
  const periods = new Map<string, { people: Set<number>; weighted: number }>();
  for (const [meeting, others] of met) {
    const { period } = countByPeriod(index.adjacency, [meeting], unit)[0]!;
    const known = periods.get(period) ?? { people: new Set(), weighted: 0 };
    for (const other of others) known.people.add(other);
    known.weighted += others.length;
    periods.set(period, known);
  }
  return [...periods]
    .map(([period, { people, weighted }]) => ({ period, degree: people.size, weighted }))
    .sort((a, b) => (a.period < b.period ? -1 : 1));
};
