import { Adjacency, type AdjacencyArrays } from "./adjacency.ts";

/**
 * The adjacency as bytes: a header, then the arrays one after the other, each on a boundary of eight, little-endian,
 * so that loading is making views. Strings and facts are not in it; a fingerprint of the ids tells which facts the
 * numbers belong to.
 *
 *     0  magic "LIQA"      4  version      8  checksum of all that follows      12  bytes in all
 *    16  fingerprint (2 words)            24  length of each array, in the order of LAYOUT, then the arrays
 */
const MAGIC = 0x4151494c;
/** Raised whenever LAYOUT or the meaning of an array changes. */
const VERSION = 2;
const HEADER_WORDS = 6;
const CHECKED_FROM = 12;

const LAYOUT = [
  ["blocks", Int32Array],
  ["kinds", Uint8Array],
  ["earliest", Int32Array],
  ["latest", Int32Array],
  ["codes", Uint8Array],
  ["sources", Uint16Array],
  ["attendance", Uint16Array],
  ["places", Int32Array],
  ["meetingOffsets", Int32Array],
  ["meetingActors", Int32Array],
  ["actorOffsets", Int32Array],
  ["actorMeetings", Int32Array],
  ["asideOffsets", Int32Array],
  ["asideMeetings", Int32Array],
  ["parents", Int32Array],
  ["childOffsets", Int32Array],
  ["children", Int32Array],
  ["meetingRows", Int32Array],
] as const satisfies readonly (readonly [keyof AdjacencyArrays, unknown])[];

/** What is wrong with the bytes of a snapshot. */
export type SnapshotFault = "not_a_snapshot" | "other_version" | "truncated" | "corrupt" | "other_facts";

/** Bytes that cannot be loaded; `fault` says why. Rebuild from the facts instead. */
export class SnapshotError extends Error {
  override readonly name = "SnapshotError";
  readonly fault: SnapshotFault;

  constructor(fault: SnapshotFault, message: string) {
    super(message);
    this.fault = fault;
  }
}

const padded = (bytes: number): number => (bytes + 7) & ~7;

/** Four lanes of multiply-and-rotate over 32-bit words, in the manner of xxHash32: against accidents, not malice. */
const checksum = (words: Uint32Array): number => {
  let a = 0x9e3779b1;
  let b = 0x85ebca77;
  let c = 0xc2b2ae3d;
  let d = 0x27d4eb2f;
  const whole = words.length & ~3;
  for (let at = 0; at < whole; at += 4) {
    a = Math.imul(a ^ words[at]!, 0x9e3779b1);
    a ^= a >>> 15;
    b = Math.imul(b ^ words[at + 1]!, 0x85ebca77);
    b ^= b >>> 15;
    c = Math.imul(c ^ words[at + 2]!, 0xc2b2ae3d);
    c ^= c >>> 15;
    d = Math.imul(d ^ words[at + 3]!, 0x27d4eb2f);
    d ^= d >>> 15;
  }
  for (let at = whole; at < words.length; at++) {
    a = Math.imul(a ^ words[at]!, 0x9e3779b1);
    a ^= a >>> 15;
  }
  let sum = Math.imul(a, 3) ^ Math.imul(b, 5) ^ Math.imul(c, 7) ^ Math.imul(d, 11) ^ words.length;
  sum = Math.imul(sum ^ (sum >>> 15), 0x2c1b3c6d);
  return (sum ^ (sum >>> 12)) >>> 0;
};

/** Two words that tell one list of ids from another (FNV-1a, forwards and with another start). */
export const fingerprint = (ids: Iterable<string>): readonly [number, number] => {
  let one = 0x811c9dc5;
  let two = 0x1b873593;
  for (const id of ids) {
    for (let at = 0; at < id.length; at++) {
      const unit = id.charCodeAt(at);
      one = Math.imul(one ^ unit, 0x01000193);
      two = Math.imul(two ^ unit, 0x85ebca6b) + 1;
    }
    one = Math.imul(one ^ 0xffff, 0x01000193);
    two = Math.imul(two ^ 0xffff, 0x85ebca6b);
  }
  return [one >>> 0, two >>> 0];
};

const isLittleEndian = new Uint8Array(Uint32Array.of(1).buffer)[0] === 1;

export const writeSnapshot = (adjacency: Adjacency, print: readonly [number, number]): Uint8Array => {
  if (!isLittleEndian)
    throw new SnapshotError("other_version", "snapshots are little-endian; this machine is not");
  const start = padded((HEADER_WORDS + LAYOUT.length) * 4);
  let size = start;
  for (const [name] of LAYOUT) size += padded(adjacency.arrays[name].byteLength);
  const bytes = new Uint8Array(size);
  const words = new Uint32Array(bytes.buffer);
  words.set([MAGIC, VERSION, 0, size, print[0], print[1]]);
  let at = start;
  for (const [slot, [name]] of LAYOUT.entries()) {
    const array = adjacency.arrays[name];
    words[HEADER_WORDS + slot] = array.length;
    bytes.set(new Uint8Array(array.buffer, array.byteOffset, array.byteLength), at);
    at += padded(array.byteLength);
  }
  words[2] = checksum(words.subarray(CHECKED_FROM / 4));
  return bytes;
};

/**
 * The adjacency in the bytes, as views of them: they must not be changed afterwards.
 * @throws SnapshotError
 */
export const readSnapshot = (
  given: Uint8Array,
): { adjacency: Adjacency; print: readonly [number, number] } => {
  const headerBytes = (HEADER_WORDS + LAYOUT.length) * 4;
  if (given.byteLength < 8) throw new SnapshotError("not_a_snapshot", "not a snapshot: too short");
  const bytes = given.byteOffset % 8 === 0 && given.byteLength % 4 === 0 ? given : alignedCopy(given);
  const words = new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength >> 2);
  if (!isLittleEndian || words[0] !== MAGIC)
    throw new SnapshotError("not_a_snapshot", "not a snapshot: wrong first bytes");
  if (words[1] !== VERSION) {
    throw new SnapshotError(
      "other_version",
      `snapshot of version ${words[1]}, this library reads ${VERSION}`,
    );
  }
  if (given.byteLength < headerBytes || words[3] !== given.byteLength) {
    throw new SnapshotError(
      "truncated",
      `snapshot of ${words[3] ?? "unknown"} bytes, got ${given.byteLength}`,
    );
  }
  if (checksum(words.subarray(CHECKED_FROM / 4)) !== words[2]) {
    throw new SnapshotError("corrupt", "snapshot: the checksum does not match");
  }
  const arrays: Partial<Record<keyof AdjacencyArrays, unknown>> = {};
  let at = padded(headerBytes);
  for (const [slot, [name, Type]] of LAYOUT.entries()) {
    const length = words[HEADER_WORDS + slot]!;
    const size = length * Type.BYTES_PER_ELEMENT;
    if (at + size > bytes.byteLength)
      throw new SnapshotError("corrupt", `snapshot: ${name} runs past the end`);
    arrays[name] = new Type(bytes.buffer as ArrayBuffer, bytes.byteOffset + at, length);
    at += padded(size);
  }
  return { adjacency: new Adjacency(arrays as unknown as AdjacencyArrays), print: [words[4]!, words[5]!] };
};

const alignedCopy = (bytes: Uint8Array): Uint8Array => {
  const copy = new Uint8Array((bytes.byteLength + 3) & ~3);
  copy.set(bytes);
  return copy;
};
