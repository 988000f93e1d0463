import { seeded } from "../src/measures/random.ts";
import type { Columns } from "../src/query/adjacency.ts";
import { DAYS, FIRST_DAY } from "./generate.ts";

export const WINDOW = 730;

export interface Questions {
  sources: number[];
  targets: number[];
  /** First day of a period of two years that holds a meeting of the source, if it has any. */
  since: number[];
}

/** Whom to ask about: half of them anybody, half by how much they meet. */
export const questions = (columns: Columns, count: number): Questions => {
  const random = seeded(7);
  const actors = columns.kinds.length;
  const days: number[][] = Array.from({ length: actors }, () => []);
  for (let meeting = 0; meeting < columns.earliest.length; meeting++) {
    for (let p = columns.offsets[meeting]!; p < columns.offsets[meeting + 1]!; p++) {
      days[columns.actors[p]!]!.push(columns.earliest[meeting]!);
    }
  }
  const actor = (query: number): number =>
    query % 2 === 0
      ? Math.floor(random() * actors)
      : columns.actors[Math.floor(random() * columns.actors.length)]!;
  const asked: Questions = { sources: [], targets: [], since: [] };
  for (let query = 0; query < count; query++) {
    const source = actor(query);
    let target = actor(query);
    while (target === source) target = actor(query);
    const list = days[source]!;
    const middle = list[Math.floor(random() * list.length)] ?? FIRST_DAY + Math.floor(random() * DAYS);
    asked.sources.push(source);
    asked.targets.push(target);
    asked.since.push(middle - Math.floor(random() * WINDOW));
  }
  return asked;
};
