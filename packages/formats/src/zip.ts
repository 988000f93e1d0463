import { Zip, ZipDeflate, ZipPassThrough } from "fflate";
import { PAUSE } from "./about.ts";
import { inBytes, type Piece } from "./bytes.ts";

export interface ZipEntry {
  readonly name: string;
  /** False for what is compressed already. */
  readonly deflate: boolean;
  readonly pieces: Iterable<Piece>;
}

/** The first day a ZIP can name: an archive of the same facts is the same bytes, whenever it is made. */
const NO_TIME = new Date(1980, 0, 1);

/** Bytes that a ZIP archive can count without ZIP64, which fflate does not write. */
const LARGEST = 0xffff_ffff;

/**
 * A ZIP archive, piece by piece.
 * @param largest bytes that an entry and the archive may have at most
 * @throws RangeError when the archive would be larger: better none than one that cannot be opened
 */
export function* zip(entries: Iterable<ZipEntry>, largest = LARGEST): Generator<Uint8Array> {
  let written = 0;
  let made: Uint8Array[] = [];
  let failure: Error | null = null;
  const archive = new Zip((error, chunk) => {
    if (error) failure = error;
    else made.push(chunk);
  });
  const drained = (): Uint8Array[] => {
    if (failure) throw failure;
    const chunks = made.length > 0 ? made : [PAUSE];
    made = [];
    for (const { length } of chunks) written += length;
    return chunks;
  };
  const check = (name: string, size: number): void => {
    if (Math.max(size, written) <= largest) return;
    const cure = "export less of the graph, or a format that is one file, such as ftm or ntriples";
    throw new RangeError(`with ${name} the ZIP goes beyond the ${largest} bytes that it can hold; ${cure}`);
  };
  for (const { name, deflate, pieces } of entries) {
    const entry = deflate ? new ZipDeflate(name, { level: 6 }) : new ZipPassThrough(name);
    entry.mtime = NO_TIME;
    archive.add(entry);
    let size = 0;
    for (const bytes of inBytes(pieces)) {
      size += bytes.length;
      check(name, size);
      if (bytes.length > 0) entry.push(bytes, false);
      yield* drained();
    }
    entry.push(PAUSE, true);
    yield* drained();
    check(name, size);
  }
  archive.end();
  yield* drained();
}
