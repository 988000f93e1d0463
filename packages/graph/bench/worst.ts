/** Graphs made to hurt, and for each the actors between whom a path is hardest to find. */
import { GraphIndex } from "../src/query/graphIndex.ts";
import { DAYS } from "./generate.ts";

const range = (length: number): number[] => Array.from({ length }, (_, i) => i);

const indexOf = (actors: number, lists: number[][]): GraphIndex => {
  const offsets = new Int32Array(lists.length + 1);
  for (const [m, list] of lists.entries()) offsets[m + 1] = offsets[m]! + list.length;
  const days = Int32Array.from(lists, (_, m) => m % DAYS);
  return GraphIndex.fromColumns({
    kinds: new Uint8Array(actors),
    earliest: days,
    latest: days.slice(),
    types: new Uint8Array(lists.length),
    statuses: new Uint8Array(lists.length),
    sources: new Uint16Array(lists.length).fill(1),
    places: new Int32Array(lists.length).fill(-1),
    offsets,
    actors: Int32Array.from(lists.flat()),
    functions: new Uint8Array(offsets[lists.length]!).fill(3),
  });
};

export interface WorstCase {
  name: string;
  index: GraphIndex;
  from: number;
  to: number;
}

export const worstCases = (n: number): WorstCase[] => {
  const clique = (first: number): number[][] =>
    range(1000).flatMap((i) => range(i).map((j) => [first + j, first + i]));
  const few = n / 4;
  return [
    {
      name: "star",
      index: indexOf(
        n,
        range(n - 1).map((i) => [0, i + 1]),
      ),
      from: 1,
      to: n - 1,
    },
    { name: "one meeting of all", index: indexOf(n, [range(n)]), from: 0, to: n - 1 },
    {
      name: "chain",
      index: indexOf(
        n,
        range(n - 1).map((i) => [i, i + 1]),
      ),
      from: 0,
      to: n - 1,
    },
    { name: "clique of pairs", index: indexOf(1000, clique(0)), from: 0, to: 999 },
    { name: "two cliques apart", index: indexOf(2000, [...clique(0), ...clique(1000)]), from: 0, to: 1999 },
    {
      name: "one actor in everything",
      index: indexOf(
        few,
        range(n).map((i) => [0, 1 + (i % (few - 1)), 1 + ((i * 7919 + 1) % (few - 1))]),
      ),
      from: 1,
      to: 2,
    },
  ];
};
