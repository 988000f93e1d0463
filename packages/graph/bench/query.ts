/**
 * Queries of the index against graphology on the same made-up world, in one run, in turn. Prints CPU ratios, tails,
 * bytes and load speeds.
 *
 *     node bench/query.ts [--small | --large] [--alone] [--worst] [--queries N]
 *
 * `--small` a tenth of the usual size, `--large` ten times (never against graphology, which would need 10 GB);
 * `--alone` leaves graphology out; `--worst` runs only the graphs made to hurt.
 */
import { fork } from "node:child_process";
import { once } from "node:events";
import { edtfDay } from "../src/edtf.ts";
import { GraphIndex } from "../src/query/graphIndex.ts";
import { countNeighbours } from "../src/query/neighbourCounts.ts";
import type { Filter, PathQuery } from "../src/query/types.ts";
import { generate } from "./generate.ts";
import type { Answers, Block, RaceName, Start } from "./graphologyRival.ts";
import { questions, WINDOW } from "./questions.ts";
import { worstCases } from "./worst.ts";

const flags = new Set(process.argv.slice(2));
const queriesAt = process.argv.indexOf("--queries");
const QUERIES = queriesAt < 0 ? 1000 : Number(process.argv[queriesAt + 1]);
const factor = flags.has("--large") ? 10 : flags.has("--small") ? 0.1 : 1;
const BLOCK = 500;
/** CPU milliseconds after which the rival need not answer further questions of a race. */
const PATIENCE = 20_000;

const cpu = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};
/** How long this thread was held, whatever else the machine does. */
const held = (): number => {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1000;
};
const ms = (value: number): string =>
  value >= 100
    ? `${value.toFixed(0)} ms`
    : value >= 1
      ? `${value.toFixed(1)} ms`
      : `${(value * 1000).toFixed(0)} µs`;
const line = (name: string, text: string): void => console.log(`  ${name.padEnd(40)} ${text}`);
const timed = <T>(name: string, run: () => T, note: (took: number) => string = ms): T => {
  const before = cpu();
  const result = run();
  line(name, `${note(cpu() - before)} CPU`);
  return result;
};

const worst = (): void => {
  console.log("worst graphs, one query each");
  for (const { name, index, from, to } of worstCases(200_000 * Math.min(1, factor))) {
    const id = (actor: number): string => index.catalogue.actorId(actor);
    const base = { from: id(from), to: id(to), maxHops: 12 };
    const kinds: [string, PathQuery][] = [
      ["20 paths", { ...base, k: 20 }],
      ["strength", { ...base, weight: "strength" }],
      ["earliest", { ...base, timeRespecting: true, prefer: "earliest" }],
      ["through", { ...base, through: [3, 5, 7, 9].map(id) }],
    ];
    for (const [kind, query] of kinds) {
      const before = cpu();
      const { items, reason, budget } = index.paths(query);
      const outcome = `${items.length} paths${reason ? `, ${reason}` : ""}, ${budget.expanded} looked at`;
      line(`${name}, ${kind}`, `${ms(cpu() - before)} CPU (${outcome})`);
    }
    timed(`${name}, neighbours`, () => index.neighbours(id(0)));
  }
};

const main = async (): Promise<void> => {
  console.log(`node ${process.version}`);
  if (flags.has("--worst")) {
    worst();
    return;
  }
  const size = { actors: 100_000 * factor, meetings: 500_000 * factor };
  const columns = timed("generate", () => generate(size));
  const participations = columns.actors.length;
  line("", `${size.actors} actors, ${size.meetings} meetings, ${participations} participations`);
  const { sources, targets, since } = questions(columns, QUERIES);
  const built = timed("build from columns", () => GraphIndex.fromColumns(columns));

  console.log("snapshot");
  const bytes = timed("save", () => built.toSnapshot());
  const started = performance.now();
  timed(
    "first load, checksum included",
    () => GraphIndex.fromSnapshot(bytes),
    (took) => `${ms(took)} = ${(participations / took / 1000).toFixed(0)} million participations/s,`,
  );
  line(
    "",
    `${ms(performance.now() - started)} wall, ${(bytes.length / participations).toFixed(1)} bytes/participation`,
  );
  const index = GraphIndex.fromSnapshot(bytes);

  const rival =
    flags.has("--alone") || flags.has("--large")
      ? null
      : fork(new URL("./graphologyRival.ts", import.meta.url), { execArgv: ["--max-old-space-size=6000"] });
  const ask = async (message: Start | Block): Promise<Answers> => {
    rival!.send(message);
    const [answers] = await once(rival!, "message");
    return answers as Answers;
  };
  if (rival) line("graphology: generate and build", `${ms((await ask({ size, queries: QUERIES })).cpu)} CPU`);

  /** Both in blocks in turn, so that what else the machine does hits both. */
  const race = async (title: string, run: (query: number) => number, against?: RaceName): Promise<void> => {
    const latencies: number[] = [];
    let [ours, theirs, oursOnSame, done, differ] = [0, 0, 0, 0, 0];
    for (let query = 0; query < QUERIES; query++) run(query);
    for (let from = 0; from < QUERIES; from += BLOCK) {
      const to = Math.min(QUERIES, from + BLOCK);
      const answers: number[] = [];
      const before = cpu();
      for (let query = from; query < to; query++) {
        const start = held();
        answers.push(run(query));
        latencies.push(held() - start);
      }
      const block = cpu() - before;
      ours += block;
      if (!rival || !against || theirs > PATIENCE) continue;
      const reply = await ask({ race: against, from, to });
      theirs += reply.cpu;
      oursOnSame += block;
      done += to - from;
      for (const [at, answer] of reply.answers.entries()) if (answer !== answers[at]) differ++;
    }
    latencies.sort((a, b) => a - b);
    const tail = (share: number): string => ms(latencies[Math.floor(share * (latencies.length - 1))]!);
    const compared =
      done === 0
        ? ""
        : ` | graphology ${ms(theirs / done)}: × ${(theirs / oursOnSame).toFixed(1)} on ${done} (${differ} differ)`;
    line(title, `${ms(ours / QUERIES)} CPU, p50 ${tail(0.5)} p99 ${tail(0.99)} worst ${tail(1)}${compared}`);
  };

  const windows = since.map((first) => ({ since: edtfDay(first), until: edtfDay(first + WINDOW - 1) }));
  const from = sources.map((actor) => index.catalogue.actorId(actor));
  const ends = targets.map((actor, query) => ({ from: from[query]!, to: index.catalogue.actorId(actor) }));
  const count = (query: number, filter: Filter): number => {
    const counts = countNeighbours(index.adjacency, sources[query]!, index.filter(filter));
    let sum = 0;
    for (let i = 0; i < counts.length; i++) sum += counts.count[counts.actors[i]!]!;
    return counts.length * 1e6 + sum;
  };
  const hops = (query: PathQuery): number => index.paths(query).items[0]?.hops.length ?? -1;

  console.log(`queries (${QUERIES} each)`);
  await race("neighbours", (q) => count(q, {}), "neighbours");
  await race("neighbours, two years", (q) => count(q, windows[q]!), "neighboursInWindow");
  await race("neighbours, first 50 as objects", (q) => index.neighbours(from[q]!).items.length);
  await race("shortest path", (q) => hops({ ...ends[q]!, maxHops: 12 }), "path");
  await race(
    "shortest path, two years",
    (q) => hops({ ...ends[q]!, ...windows[q]!, maxHops: 12 }),
    "pathInWindow",
  );
  await race("all shortest, counted", (q) => index.countShortest(ends[q]!).count);
  await race("five diverse paths", (q) => index.paths({ ...ends[q]!, k: 5 }).items.length);
  await race("in time, fewest meetings", (q) => hops({ ...ends[q]!, timeRespecting: true }));
  await race("in time, earliest arrival", (q) =>
    hops({ ...ends[q]!, timeRespecting: true, prefer: "earliest" }),
  );
  await race("by strength", (q) => hops({ ...ends[q]!, weight: "strength" }));
  rival?.kill();

  const { arrays, scratch } = index.adjacency.bytes();
  const each = (total: number): string => (total / participations).toFixed(1);
  console.log(
    `memory: ${each(arrays)} + ${each(scratch)} for marks = ${each(arrays + scratch)} bytes/participation`,
  );
};

await main();
