/**
 * The same world and questions in graphology, as a process of its own: its heap of a gigabyte would otherwise make
 * the collector work while the index answers. Started by query.ts, spoken to by messages.
 */
import { UndirectedGraph } from "graphology";
import { bidirectional } from "graphology-shortest-path";
import { DAYS, FIRST_DAY, generate, type WorldSize } from "./generate.ts";
import { questions, WINDOW } from "./questions.ts";

export type RaceName = "neighbours" | "neighboursInWindow" | "path" | "pathInWindow";
export interface Start {
  size: WorldSize;
  queries: number;
}
export interface Block {
  race: RaceName;
  from: number;
  to: number;
}
export interface Answers {
  answers: number[];
  /** CPU milliseconds of this process. */
  cpu: number;
}

const cpu = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

const load = ({ size, queries }: Start): Record<RaceName, (query: number) => number> => {
  const columns = generate(size);
  const { sources, targets, since } = questions(columns, queries);
  const graph = new UndirectedGraph<{ day?: number }>();
  for (let actor = 0; actor < size.actors; actor++) graph.addNode(`a${actor}`);
  for (let meeting = 0; meeting < size.meetings; meeting++) {
    graph.addNode(`m${meeting}`, { day: columns.earliest[meeting]! });
    for (let p = columns.offsets[meeting]!; p < columns.offsets[meeting + 1]!; p++) {
      graph.addEdge(`a${columns.actors[p]}`, `m${meeting}`);
    }
  }

  const neighbours = (query: number, first: number, last: number): number => {
    const self = `a${sources[query]}`;
    const counts = new Map<string, number>();
    let sum = 0;
    graph.forEachNeighbor(self, (meeting, { day }) => {
      if (day! < first || day! > last) return;
      graph.forEachNeighbor(meeting, (other) => {
        if (other === self) return;
        counts.set(other, (counts.get(other) ?? 0) + 1);
        sum++;
      });
    });
    return counts.size * 1e6 + sum;
  };

  /** graphology-shortest-path takes no filter, so this is its bidirectional search written out with one. */
  const windowedPath = (query: number, first: number, last: number): number => {
    const [start, end] = [`a${sources[query]}`, `a${targets[query]}`];
    const depths = [new Map([[start, 0]]), new Map([[end, 0]])];
    const fringes = [[start], [end]];
    while (fringes[0]!.length > 0 && fringes[1]!.length > 0) {
      const side = fringes[0]!.length <= fringes[1]!.length ? 0 : 1;
      const [mine, theirs] = [depths[side]!, depths[1 - side]!];
      const next: string[] = [];
      for (const node of fringes[side]!) {
        const depth = mine.get(node)! + 1;
        let met = -1;
        graph.forEachNeighbor(node, (other, { day }) => {
          if (met >= 0 || mine.has(other) || (day !== undefined && (day < first || day > last))) return;
          const there = theirs.get(other);
          if (there !== undefined) met = depth + there;
          mine.set(other, depth);
          next.push(other);
        });
        if (met >= 0) return met / 2;
      }
      fringes[side] = next;
    }
    return -1;
  };

  return {
    neighbours: (query) => neighbours(query, FIRST_DAY, FIRST_DAY + DAYS),
    neighboursInWindow: (query) => neighbours(query, since[query]!, since[query]! + WINDOW - 1),
    path: (query) => {
      const path = bidirectional(graph, `a${sources[query]}`, `a${targets[query]}`);
      return path === null ? -1 : (path.length - 1) / 2;
    },
    pathInWindow: (query) => windowedPath(query, since[query]!, since[query]! + WINDOW - 1),
  };
};

let races: ReturnType<typeof load> | null = null;
process.on("message", (message: Start | Block) => {
  if ("size" in message) {
    const before = cpu();
    races = load(message);
    process.send!({ answers: [], cpu: cpu() - before } satisfies Answers);
    return;
  }
  const answers: number[] = [];
  const before = cpu();
  for (let query = message.from; query < message.to; query++) answers.push(races![message.race](query));
  process.send!({ answers, cpu: cpu() - before } satisfies Answers);
});
