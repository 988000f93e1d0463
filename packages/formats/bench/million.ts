/**
 * Writes a graph of a million participations in every format: how long it takes, how large it gets, and how much
 * memory it takes beside the graph. `npm run bench -- formats`; with a number, that many participations.
 */
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import type { Entity, FactArticle, Facts, Meeting, MeetingFunction, Proof } from "@liqa/graph";
import { FORMAT_NAMES, type FormatName, write } from "../src/index.ts";

const wanted = Number(process.argv[2] ?? 1_000_000);

/** People in a meeting. */
const TABLE = 4;
const QUOTE =
  "استقبل وزير الخارجية المصري سامح شكري في القاهرة أمس المبعوث الأمريكي جيمس جيفري وبحثا الأوضاع";
const FUNCTIONS: readonly MeetingFunction[] = ["host", "guest", "participant", "participant"];
const padded = (number: number): string => String(number).padStart(8, "0");

/** A world in which passages are shared objects, so that it is the writers that are measured. */
const world = (participations: number): Facts => {
  const meetings = Math.ceil(participations / TABLE);
  const actors = Math.ceil(meetings / 5);
  const papers = Math.ceil(meetings / 2);
  const proofs = Array.from(
    { length: papers },
    (_, at): Proof => [{ article: `news-${padded(at)}`, start: 0, end: QUOTE.length, quote: QUOTE }],
  );
  const articles = proofs.map(
    ([{ article }], at): FactArticle => ({
      id: article,
      title: null,
      publishedAt: "2020-01-27",
      source: `outlet ${at % 50}`,
      url: null,
      language: "ar",
      text: QUOTE,
    }),
  );
  const entities = Array.from({ length: actors }, (_, at): Entity => {
    const name = `سامح شكري ${at}`;
    return {
      id: `per:${padded(at)}`,
      kind: "person",
      name,
      names: { ar: name, en: null },
      aliases: [],
      qid: null,
      roles: [],
      articles: [],
      evidence: proofs[at % papers]!,
    };
  });
  const told = Array.from({ length: meetings }, (_, at): Meeting => {
    const evidence = proofs[at % papers]!;
    const day = `20${String(at % 24).padStart(2, "0")}-0${1 + (at % 9)}-1${at % 10}`;
    return {
      id: `mtg:${padded(at)}`,
      type: "multilateral",
      status: "held",
      name: null,
      background: false,
      participants: FUNCTIONS.map((fn, seat) => ({
        entity: entities[(at * 7 + seat * 13) % actors]!.id,
        function: fn,
        evidence,
      })),
      place: null,
      date: { edtf: day, text: day, inferred: false },
      topics: [],
      parent: null,
      statusHistory: [],
      accounts: [],
      sources: ["outlet"],
      articles: [evidence[0].article],
      evidence,
      rule: "verb:receive",
      confidence: 0.9,
    };
  });
  return { entities, meetings: told, relations: [], articles, conflicts: [], redirects: {} };
};

interface Measured {
  seconds: number;
  bytes: number;
  /** Beside the graph, at the worst moment looked at. */
  memory: number;
}

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

/** Memory that is in use, on the heap and outside it. */
const inUse = (): number => {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
};

/** Seconds of work between two looks at the memory; a look takes a while. */
const PACE = 2;

const measure = (format: FormatName, facts: Facts): Measured => {
  const before = inUse();
  let [bytes, memory, seconds] = [0, 0, 0];
  let begun = process.cpuUsage();
  const worked = (): number => {
    const { user, system } = process.cpuUsage(begun);
    return (user + system) / 1e6;
  };
  for (const piece of write(format, facts)) {
    bytes += typeof piece === "string" ? Buffer.byteLength(piece) : piece.length;
    const since = worked();
    if (since < PACE) continue;
    seconds += since;
    memory = Math.max(memory, inUse() - before);
    begun = process.cpuUsage();
  }
  seconds += worked();
  return { seconds, bytes, memory: Math.max(memory, inUse() - before) };
};

const facts = world(wanted);
console.log(`${wanted.toLocaleString("en")} participations; seconds are of the processor`);
console.log("format             MB    seconds    MB/s   participations/s  memory beside the graph, MB");
for (const format of FORMAT_NAMES) {
  const { seconds, bytes, memory } = measure(format, facts);
  const cells = [
    [(bytes / 1e6).toFixed(0), 8],
    [seconds.toFixed(1), 10],
    [(bytes / 1e6 / seconds).toFixed(0), 7],
    [Math.round(wanted / seconds).toLocaleString("en"), 18],
    [(memory / 1e6).toFixed(0), 18],
  ] as const;
  console.log(format.padEnd(12) + cells.map(([text, width]) => text.padStart(width)).join(" "));
}
