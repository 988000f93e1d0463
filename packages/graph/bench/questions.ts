import { seeded } from "../src/measures/random.ts";
import type { Columns } from "../src/query/adjacency.ts";

export const WINDOW = 730;

export interface Questions {
  sources: number[];
  targets: number[];
  /** First day of a period of two years that holds a meeting of the source and, nine times of ten, of the target. */
  since: number[];
}

/** Whom to ask about, among those with a meeting: half of them anybody, half by how much they meet. */
export const questions = (columns: Columns, count: number): Questions => {
  const random = seeded(7);
  const actors = columns.kinds.length;
  const days: number[][] = Array.from({ length: actors }, () => []);
  for (let meeting = 0; meeting < columns.earliest.length; meeting++) {
    for (let p = columns.offsets[meeting]!; p < columns.offsets[meeting + 1]!; p++) {
      days[columns.actors[p]!]!.push(columns.earliest[meeting]!);
    }
  }
  const any = (from: ArrayLike<number>): number => from[Math.floor(random() * from.length)]!;
  const actor = (query: number): number => {
    for (;;) {
      const drawn = query % 2 === 0 ? Math.floor(random() * actors) : any(columns.actors);
      if (days[drawn]!.length > 0) return drawn;
    }
  };
  const asked: Questions = { sources: [], targets: [], since: [] };
  for (let query = 0; query < count; query++) {
    const source = actor(query);
    let day = any(days[source]!);
    let other = Number.POSITIVE_INFINITY;
    let target = actor(query);
    const both = random() < 0.9;
    // Two careers may lie ten years apart: then somebody else is asked about.
    while (target === source || (both && Math.abs(day - other) >= WINDOW / 2)) {
      target = actor(query);
      day = any(days[source]!);
      other = any(days[target]!);
    }
    asked.sources.push(source);
    asked.targets.push(target);
    const first = both ? Math.min(day, other) : day;
    asked.since.push(first - Math.floor((random() * WINDOW) / 2));
  }
  return asked;
};
