import { createHash } from "node:crypto";
import { closeSync, openSync, readSync } from "node:fs";
import { open, rename } from "node:fs/promises";
import { StringDecoder } from "node:string_decoder";
import { setImmediate as breathe } from "node:timers/promises";
import type { Facts } from "@liqa/graph";

/**
 * One state of the graph as a file: how it passes from whoever made it to the threads and processes that answer from
 * it, without the event loop of the service ever holding it. One row a line, so that no text is longer than one row.
 */

const ROWS = { e: "entities", m: "meetings", r: "relations", a: "articles" } as const;
type Mark = keyof typeof ROWS;

/** The file's last line: without it the file was cut off. */
const END = ".";
/** Milliseconds of work between two breaths. */
const SLICE = 8;
/** Characters, or bytes, moved at once. */
const CHUNK = 1 << 20;

export interface WrittenGraph {
  /** Hash of the contents: the same graph has the same version wherever and whenever it is published. */
  version: string;
  bytes: number;
}

/**
 * Writes facts in slices of a few milliseconds. The file has its name only when it is whole.
 * @throws the system's error (`ENOSPC`, `EACCES`); nothing is left under the name then
 */
export async function writeGraphFile(facts: Facts, path: string): Promise<WrittenGraph> {
  const hash = createHash("sha256");
  const file = await open(`${path}.part`, "w", 0o600);
  let bytes = 0;
  let lines: string[] = [];
  let size = 0;
  let since = performance.now();
  const flush = async () => {
    const chunk = Buffer.from(lines.join(""));
    lines = [];
    size = 0;
    hash.update(chunk);
    bytes += chunk.length;
    await file.writeFile(chunk);
  };
  const add = async (line: string) => {
    lines.push(line, "\n");
    size += line.length;
    if (size >= CHUNK) await flush();
    if (performance.now() - since > SLICE) {
      await breathe();
      since = performance.now();
    }
  };
  try {
    const { extractor, conflicts, redirects } = facts;
    await add(JSON.stringify({ extractor, conflicts, redirects }));
    for (const [mark, name] of Object.entries(ROWS)) {
      for (const row of facts[name]) await add(mark + JSON.stringify(row));
    }
    await add(END);
    await flush();
  } finally {
    await file.close();
  }
  await rename(`${path}.part`, path);
  return { version: hash.digest("base64url").slice(0, 22), bytes };
}

/**
 * Reads what `writeGraphFile` wrote, all at once: for a thread of its own.
 * @throws Error when the file is cut off or something else
 */
export function readGraphFile(path: string): Facts {
  const facts: Facts = {
    entities: [],
    meetings: [],
    relations: [],
    articles: [],
    conflicts: [],
    redirects: {},
  };
  let ended = false;
  let first = true;
  for (const line of linesOf(path)) {
    if (first) {
      Object.assign(facts, JSON.parse(line) as Pick<Facts, "extractor" | "conflicts" | "redirects">);
      first = false;
    } else if (line === END) {
      ended = true;
    } else {
      (facts[ROWS[line[0] as Mark]] as unknown[]).push(JSON.parse(line.slice(1)));
    }
  }
  if (!ended) throw new Error(`${path} is not a whole graph`);
  return facts;
}

function* linesOf(path: string): Generator<string> {
  const file = openSync(path, "r");
  try {
    const buffer = Buffer.allocUnsafe(CHUNK);
    const decoder = new StringDecoder("utf8");
    let rest = "";
    for (;;) {
      const read = readSync(file, buffer);
      if (read === 0) break;
      const lines = (rest + decoder.write(buffer.subarray(0, read))).split("\n");
      rest = lines.pop()!;
      yield* lines;
    }
    if (rest !== "") yield rest;
  } finally {
    closeSync(file);
  }
}
