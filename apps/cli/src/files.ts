import {
  closeSync,
  createWriteStream,
  existsSync,
  mkdirSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from "node:fs";
import { dirname } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";

/** Pieces are gathered to about this many characters before they are written. */
const BATCH = 1 << 20;

/**
 * Writes a file whole or not at all: into a draft beside it, which then takes its name. Never holds the whole text.
 * A Ctrl-C meanwhile counts when the file is in place.
 */
export const writeWhole = (path: string, pieces: Iterable<string | Uint8Array>): void => {
  mkdirSync(dirname(path), { recursive: true });
  const draft = `${path}.${process.pid}.tmp`;
  const interrupted = (): void => process.exit(130);
  process.once("SIGINT", interrupted);
  const file = openSync(draft, "w");
  try {
    let batch = "";
    for (const piece of pieces) {
      if (typeof piece === "string") {
        batch += piece;
        if (batch.length < BATCH) continue;
        writeAll(file, Buffer.from(batch));
      } else {
        if (batch) writeAll(file, Buffer.from(batch));
        writeAll(file, piece);
      }
      batch = "";
    }
    writeAll(file, Buffer.from(batch));
    closeSync(file);
    renameSync(draft, path);
  } catch (error) {
    if (existsSync(draft)) rmSync(draft);
    throw error;
  } finally {
    process.off("SIGINT", interrupted);
  }
};

const writeAll = (file: number, bytes: Uint8Array): void => {
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
};

/** Writes lines into a gzip file, whole or not at all; answers its size in bytes. */
export const streamWhole = async (path: string, lines: AsyncIterable<string>): Promise<number> => {
  const draft = `${path}.${process.pid}.tmp`;
  try {
    // Only for its owner: a backup holds all that the store holds.
    await pipeline(ended(lines), createGzip(), createWriteStream(draft, { mode: 0o600, flush: true }));
    renameSync(draft, path);
    return statSync(path).size;
  } catch (error) {
    if (existsSync(draft)) rmSync(draft);
    throw error;
  }
};

async function* ended(lines: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const line of lines) yield `${line}\n`;
}
