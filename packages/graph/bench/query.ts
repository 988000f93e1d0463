/**
 * Queries of the index against graphology on the same made-up world, in one run, in turn. Prints CPU ratios, tails,
 * bytes and load speeds.
 *
 *     node bench/query.ts [--small | --large] [--alone] [--queries N]
 *
 * `--small` a tenth of the usual size, `--large` ten times (never against graphology, which would need 10 GB);
 * `--alone` leaves graphology out.
 */
import { UndirectedGraph } from "graphology";
import { bidirectional } from "graphology-shortest-path";
import { edtfDay } from "../src/edtf.ts";
import { seeded } from "../src/measures/random.ts";
import type { Columns } from "../src/query/adjacency.ts";
import { GraphIndex } from "../src/query/graphIndex.ts";
import { countNeighbours } from "../src/query/neighbourCounts.ts";
import type { PathQuery } from "../src/query/types.ts";
import { DAYS, FIRST_DAY, generate } from "./generate.ts";

const flags = new Set(process.argv.slice(2));
const at = process.argv.indexOf("--queries");
const QUERIES = at < 0 ? 1000 : Number(process.argv[at + 1]);
const factor = flags.has("--large") ? 10 : flags.has("--small") ? 0.1 : 1;
const withGraphology = !flags.has("--alone") && !flags.has("--large");
const WINDOW = 730;

const cpu = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
const ms = (value: number): string =>
  value >= 100
    ? `${value.toFixed(0)} ms`
    : value >= 1
      ? `${value.toFixed(1)} ms`
      : `${(value * 1000).toFixed(0)} µs`;
const mb = (bytes: number): string => `${(bytes / 2 ** 20).toFixed(1)} MB`;
const timed = <T>(name: string, run: () => T, note: (took: number) => string = ms): T => {
  const before = cpu();
  const result = run();
  console.log(`  ${name.padEnd(44)} ${note(cpu() - before)} CPU`);
  return result;
};

interface Contender {
  name: string;
  /** One answer, reduced to a number that both contenders must agree on. */
  run: (query: number) => number;
}

/** Runs both in blocks in turn, so that what else the machine does hits both; a slow one stops after `patience`. */
const race = (title: string, ours: Contender, theirs: Contender | null, patience = 20_000): void => {
  const BLOCK = 50;
  const latencies: number[] = [];
  const answers = new Float64Array(QUERIES);
  let [oursCpu, theirsCpu, oursOnSame, theirsDone, disagree] = [0, 0, 0, 0, 0];
  for (let query = 0; query < Math.min(QUERIES, 200); query++) ours.run(query);
  for (let from = 0; from < QUERIES; from += BLOCK) {
    const to = Math.min(QUERIES, from + BLOCK);
    let before = cpu();
    for (let query = from; query < to; query++) {
      const start = performance.now();
      answers[query] = ours.run(query);
      latencies.push(performance.now() - start);
    }
    const block = cpu() - before;
    oursCpu += block;
    if (theirs === null || theirsCpu > patience) continue;
    before = cpu();
    for (let query = from; query < to; query++) if (theirs.run(query) !== answers[query]) disagree++;
    theirsCpu += cpu() - before;
    theirsDone += to - from;
    oursOnSame += block;
  }
  latencies.sort((a, b) => a - b);
  const tail = (share: number): string => ms(latencies[Math.floor(share * (latencies.length - 1))]!);
  const compared =
    theirsDone === 0
      ? ""
      : `  ${theirs!.name} ${ms(theirsCpu / theirsDone)} × ${(theirsCpu / oursOnSame).toFixed(1)} on ${theirsDone} (${disagree} differ)`;
  console.log(
    `  ${title.padEnd(44)} mean ${ms(oursCpu / QUERIES)} CPU, p50 ${tail(0.5)}, p99 ${tail(0.99)}, worst ${tail(1)}${compared}`,
  );
};

console.log(`node ${process.version}`);
const size = { actors: 100_000 * factor, meetings: 500_000 * factor };
const columns: Columns = timed("generate", () => generate(size));
const participations = columns.actors.length;
console.log(`  ${size.actors} actors, ${size.meetings} meetings, ${participations} participations`);
const built = timed("build from columns", () => GraphIndex.fromColumns(columns));

console.log("snapshot");
const bytes = timed("save", () => built.toSnapshot());
for (let warm = 0; warm < 3; warm++) GraphIndex.fromSnapshot(bytes);
const started = performance.now();
const index = timed(
  "load, checksum included",
  () => GraphIndex.fromSnapshot(bytes),
  (took) => `${ms(took)} = ${(participations / took / 1000).toFixed(0)} million participations/s,`,
);
console.log(
  `  ${mb(bytes.length)}, ${(bytes.length / participations).toFixed(1)} bytes/participation, loaded in ${ms(performance.now() - started)} wall`,
);

// Half of the queries start anywhere, half where much happens.
const random = seeded(7);
const { arrays } = index.adjacency;
const actor = (query: number): number =>
  query % 2 === 0
    ? Math.floor(random() * size.actors)
    : columns.actors[Math.floor(random() * participations)]!;
const sources = Array.from({ length: QUERIES }, (_, query) => actor(query));
const targets = sources.map((source, query) => {
  for (;;) {
    const other = actor(query);
    if (other !== source) return other;
  }
});
/** A period of two years that holds a meeting of the source, if it has any. */
const since = sources.map((source) => {
  const degree = index.adjacency.degree(source);
  const middle =
    degree === 0
      ? FIRST_DAY + Math.floor(random() * DAYS)
      : arrays.earliest[arrays.actorMeetings[arrays.actorOffsets[source]! + Math.floor(random() * degree)]!]!;
  return middle - Math.floor(random() * WINDOW);
});
const windows = since.map((first) => ({ since: edtfDay(first), until: edtfDay(first + WINDOW - 1) }));
const ids = (query: number): { from: string; to: string } => ({
  from: index.catalogue.actorId(sources[query]!),
  to: index.catalogue.actorId(targets[query]!),
});

const graph = new UndirectedGraph<{ day?: number }>();
if (withGraphology) {
  timed("graphology: build", () => {
    for (let a = 0; a < size.actors; a++) graph.addNode(`a${a}`);
    for (let m = 0; m < size.meetings; m++) {
      graph.addNode(`m${m}`, { day: columns.earliest[m]! });
      for (let p = columns.offsets[m]!; p < columns.offsets[m + 1]!; p++)
        graph.addEdge(`a${columns.actors[p]}`, `m${m}`);
    }
  });
}

const graphologyNeighbours = (query: number, first: number, last: number): number => {
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
const graphologyWindowedPath = (from: string, to: string, first: number, last: number): number => {
  const depths = [new Map([[from, 0]]), new Map([[to, 0]])];
  const fringes = [[from], [to]];
  while (fringes[0]!.length > 0 && fringes[1]!.length > 0) {
    const side = fringes[0]!.length <= fringes[1]!.length ? 0 : 1;
    const [mine, theirs] = [depths[side]!, depths[1 - side]!];
    const next: string[] = [];
    let met = Number.POSITIVE_INFINITY;
    for (const node of fringes[side]!) {
      const depth = mine.get(node)! + 1;
      graph.forEachNeighbor(node, (other, { day }) => {
        if (mine.has(other) || (day !== undefined && (day < first || day > last))) return;
        const there = theirs.get(other);
        if (there !== undefined) met = Math.min(met, depth + there);
        mine.set(other, depth);
        next.push(other);
      });
    }
    if (met < Number.POSITIVE_INFINITY) return met / 2;
    fringes[side] = next;
  }
  return -1;
};

const kernel = (query: number, filter: PathQuery | object): number => {
  const counts = countNeighbours(index.adjacency, sources[query]!, index.filter(filter));
  let sum = 0;
  for (let i = 0; i < counts.length; i++) sum += counts.count[counts.actors[i]!]!;
  return counts.length * 1e6 + sum;
};
const hops = (query: PathQuery): number => index.paths(query).items[0]?.hops.length ?? -1;
const long = { maxHops: 12 };

console.log(`queries (${QUERIES} each)`);
const rival = (run: Contender["run"]): Contender | null =>
  withGraphology ? { name: "graphology", run } : null;
race(
  "neighbours, counted",
  { name: "index", run: (query) => kernel(query, {}) },
  rival((query) => graphologyNeighbours(query, FIRST_DAY, FIRST_DAY + DAYS)),
);
race(
  "neighbours, counted, two years",
  { name: "index", run: (query) => kernel(query, windows[query]!) },
  rival((query) => graphologyNeighbours(query, since[query]!, since[query]! + WINDOW - 1)),
);
race(
  "neighbours, first 50 as objects",
  { name: "index", run: (q) => index.neighbours(ids(q).from).items.length },
  null,
);
race(
  "shortest path",
  { name: "index", run: (query) => hops({ ...ids(query), ...long }) },
  rival((query) => {
    const path = bidirectional(graph, `a${sources[query]}`, `a${targets[query]}`);
    return path === null ? -1 : (path.length - 1) / 2;
  }),
);
race(
  "shortest path, two years",
  { name: "index", run: (query) => hops({ ...ids(query), ...windows[query]!, ...long }) },
  rival((query) =>
    graphologyWindowedPath(
      `a${sources[query]}`,
      `a${targets[query]}`,
      since[query]!,
      since[query]! + WINDOW - 1,
    ),
  ),
);
race("all shortest, counted", { name: "index", run: (q) => index.countShortest(ids(q)).count }, null);
race(
  "five diverse paths",
  { name: "index", run: (q) => index.paths({ ...ids(q), k: 5 }).items.length },
  null,
);
race(
  "in time, fewest meetings",
  { name: "index", run: (q) => hops({ ...ids(q), timeRespecting: true }) },
  null,
);
race(
  "in time, earliest arrival",
  { name: "index", run: (q) => hops({ ...ids(q), timeRespecting: true, prefer: "earliest" }) },
  null,
);
race("by strength", { name: "index", run: (q) => hops({ ...ids(q), weight: "strength" }) }, null);
race("common", { name: "index", run: (q) => index.filter({}).low.length + countCommon(q) }, null);

function countCommon(query: number): number {
  const left = countNeighbours(index.adjacency, sources[query]!, index.filter({}));
  const met = new Set(left.actors.subarray(0, left.length));
  const right = countNeighbours(index.adjacency, targets[query]!, index.filter({}));
  let both = 0;
  for (let i = 0; i < right.length; i++) if (met.has(right.actors[i]!)) both++;
  return both;
}

const { arrays: arrayBytes, scratch } = index.adjacency.bytes();
console.log(
  `memory: ${(arrayBytes / participations).toFixed(1)} + ${(scratch / participations).toFixed(1)} scratch bytes/participation`,
);

console.log("worst graphs (longest single query, CPU)");
const simple = (actors: number, lists: number[][]): GraphIndex => {
  const offsets = new Int32Array(lists.length + 1);
  for (const [m, list] of lists.entries()) offsets[m + 1] = offsets[m]! + list.length;
  const total = offsets[lists.length]!;
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
    functions: new Uint8Array(total).fill(3),
  });
};
const n = 200_000 * Math.min(1, factor);
const range = (length: number): number[] => Array.from({ length }, (_, i) => i);
const worst: [string, GraphIndex, string, string][] = [
  [
    "star",
    simple(
      n,
      range(n - 1).map((i) => [0, i + 1]),
    ),
    "1",
    String(n - 1),
  ],
  ["one meeting of all", simple(n, [range(n)]), "0", String(n - 1)],
  [
    "chain",
    simple(
      n,
      range(n - 1).map((i) => [i, i + 1]),
    ),
    "0",
    String(n - 1),
  ],
  [
    "clique of pairs",
    simple(
      1000,
      range(1000).flatMap((i) => range(i).map((j) => [j, i])),
    ),
    "0",
    "999",
  ],
  [
    "two cliques apart",
    simple(
      2000,
      range(1000).flatMap((i) =>
        range(i).flatMap((j) => [
          [j, i],
          [1000 + j, 1000 + i],
        ]),
      ),
    ),
    "0",
    "1999",
  ],
  [
    "one in every of all",
    simple(
      n / 4,
      range(n).map((i) => [0, 1 + (i % (n / 4 - 1)), 1 + ((i * 7919) % (n / 4 - 1))]),
    ),
    "1",
    "2",
  ],
];
for (const [name, graph, from, to] of worst) {
  const pad = (id: string): string => graph.catalogue.actorId(Number(id));
  const base = { from: pad(from), to: pad(to) };
  for (const [kind, query] of [
    ["k=20", { ...base, k: 20, maxHops: 12 }],
    ["strength", { ...base, weight: "strength", maxHops: 12 }],
    ["earliest", { ...base, timeRespecting: true, prefer: "earliest", maxHops: 12 }],
    ["through", { ...base, through: [pad("3"), pad("5"), pad("7"), pad("9")], maxHops: 12 }],
  ] as [string, PathQuery][]) {
    let reason = "";
    timed(
      `${name}, ${kind}`,
      () => {
        const { items, reason: why, budget } = graph.paths(query);
        reason = `${items.length} paths${why ? `, ${why}` : ""}, ${budget.expanded} looked at${budget.exhausted ? ", budget spent" : ""}`;
      },
      (took) => `${ms(took)} (${reason})`,
    );
  }
  timed(`${name}, neighbours`, () => graph.neighbours(pad("0")));
}
