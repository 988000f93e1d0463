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

/** A ZIP archive, piece by piece. Without ZIP64: no entry may exceed 4 GB. */
export function* zip(entries: Iterable<ZipEntry>): Generator<Uint8Array> {
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
    return chunks;
  };
  for (const { name, deflate, pieces } of entries) {
    const entry = deflate ? new ZipDeflate(name, { level: 6 }) : new ZipPassThrough(name);
    entry.mtime = NO_TIME;
    archive.add(entry);
    for (const bytes of inBytes(pieces)) {
      if (bytes.length > 0) entry.push(bytes, false);
      yield* drained();
    }
    entry.push(PAUSE, true);
    yield* drained();
  }
  archive.end();
  yield* drained();
}
