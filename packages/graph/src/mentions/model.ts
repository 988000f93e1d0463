import type { NameModel } from "../language.ts";

/* Weights of the name tagger: a linear-chain model over hashed features. */

/** Labels in BIO notation. A kind's "begins" stands at 2k+1, its "goes on" at 2k+2. */
export const LABELS = [
  "O",
  "B-person",
  "I-person",
  "B-organization",
  "I-organization",
  "B-place",
  "I-place",
] as const;
export const OUTSIDE = 0;
export type TaggedKind = "person" | "organization" | "place";
export const TAGGED_KINDS: readonly TaggedKind[] = ["person", "organization", "place"];

/** "Goes on" follows only what began the same kind or went on with it. */
export const mayFollow = (before: number, after: number): boolean =>
  after === OUTSIDE || after % 2 === 1 || before === after || before === after - 1;

export class InvalidModel extends Error {
  override name = "InvalidModel";
}

const MAGIC = 0x4c51_4e31;
const HEADER = 16;
/** Features are looked up by the first bits of their hash; so many bits are left out. */
const REST = 13;
const STARTS = 2 ** (32 - REST);

/**
 * Model file: magic "LQN1", number of features, number of labels, step of the quantised weights (little-endian
 * 32 bits each); transitions as 32-bit floats; feature hashes in ascending order as gaps, seven bits a byte,
 * low bits first; then one signed byte per feature and label.
 */
export const encodeModel = (
  features: ReadonlyMap<number, ArrayLike<number>>,
  transitions: Float32Array,
): Uint8Array => {
  const labels = LABELS.length;
  const hashes = [...features.keys()].map((hash) => hash >>> 0).sort((a, b) => a - b);
  let largest = 0;
  for (const weights of features.values()) {
    for (let label = 0; label < labels; label++) largest = Math.max(largest, Math.abs(weights[label]!));
  }
  const step = largest / 127 || 1;
  const gaps: number[] = [];
  let before = 0;
  for (const hash of hashes) {
    let gap = hash - before;
    before = hash;
    while (gap > 0x7f) {
      gaps.push((gap & 0x7f) | 0x80);
      gap = Math.floor(gap / 128);
    }
    gaps.push(gap);
  }
  const bytes = new Uint8Array(HEADER + transitions.length * 4 + gaps.length + hashes.length * labels);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, MAGIC, true);
  view.setUint32(4, hashes.length, true);
  view.setUint32(8, labels, true);
  view.setFloat32(12, step, true);
  let at = HEADER;
  for (const score of transitions) {
    view.setFloat32(at, score, true);
    at += 4;
  }
  bytes.set(gaps, at);
  at += gaps.length;
  for (const hash of hashes) {
    const weights = features.get(hash | 0)!;
    for (let label = 0; label < labels; label++) view.setInt8(at++, Math.round(weights[label]! / step));
  }
  return bytes;
};

/**
 * Reads a model file into a table of features in ascending order, as the file has them, and a directory to it.
 * @throws {InvalidModel} when the bytes are no model of these labels.
 */
export const decodeModel = (bytes: Uint8Array): NameModel => {
  const labels = LABELS.length;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < HEADER || view.getUint32(0, true) !== MAGIC) throw new InvalidModel("not a name model");
  const size = view.getUint32(4, true);
  if (view.getUint32(8, true) !== labels) throw new InvalidModel("the name model has other labels");
  // A feature takes a byte of gap at least, and its weights.
  if (size * (1 + labels) > bytes.length) throw new InvalidModel("the name model is cut short");
  const step = view.getFloat32(12, true);
  const transitions = new Float32Array((labels + 1) * labels);
  let at = HEADER;
  for (let index = 0; index < transitions.length; index++, at += 4)
    transitions[index] = view.getFloat32(at, true);

  // Of 32 ways for a hash to start, in turns: a bit for each that a feature has, and the first row of them all. Most
  // features asked for are unknown, which one bit says; the others stand a row or two behind the first.
  const directory = new Int32Array(STARTS / 16);
  const hashes = new Int32Array(size);
  let hash = 0;
  let filled = 0;
  for (let row = 0; row < size; row++) {
    let scale = 1;
    for (;;) {
      if (at >= bytes.length) throw new InvalidModel("the name model is cut short");
      const byte = bytes[at++]!;
      hash += (byte & 0x7f) * scale;
      if (byte < 0x80) break;
      scale *= 128;
    }
    const cell = hash >>> (REST + 5);
    for (; filled <= cell; filled++) directory[2 * filled + 1] = row;
    directory[2 * cell]! |= 1 << ((hash >>> REST) & 31);
    hashes[row] = hash | 0;
  }
  if (bytes.length - at !== size * labels) throw new InvalidModel("the name model is cut short");
  // Each row is one 32-bit hash and a byte for each label: one look into memory finds both.
  const width = 4 * Math.ceil(1 + labels / 4);
  const keys = new Int32Array((size * width) / 4);
  const weights = new Int8Array(keys.buffer);
  const stored = new Int8Array(bytes.buffer, bytes.byteOffset + at);
  for (let row = 0; row < size; row++) {
    keys[(row * width) / 4] = hashes[row]!;
    for (let label = 0; label < labels; label++)
      weights[row * width + 4 + label] = stored[row * labels + label]!;
  }
  return {
    size,
    step,
    transitions,
    add(feature, into, offset) {
      const cell = (feature >>> (REST + 5)) << 1;
      if ((directory[cell]! & (1 << ((feature >>> REST) & 31))) === 0) return;
      let key = directory[cell + 1]! * (width >> 2);
      while (keys[key] !== feature) {
        if (keys[key]! >>> 0 > feature >>> 0 || key >= keys.length) return;
        key += width >> 2;
      }
      const from = 4 * key + 4;
      for (let label = 0; label < labels; label++) into[offset + label]! += weights[from + label]!;
    },
  };
};

const BASE64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/** Bytes of a base64 string with padding (the core has no environment's decoder to lean on). */
export const fromBase64 = (text: string): Uint8Array => {
  const value = new Uint8Array(128);
  for (let at = 0; at < 64; at++) value[BASE64.charCodeAt(at)] = at;
  const padding = text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0;
  const bytes = new Uint8Array((text.length / 4) * 3 - padding);
  let to = 0;
  for (let at = 0; at < text.length; at += 4) {
    const group =
      (value[text.charCodeAt(at)]! << 18) |
      (value[text.charCodeAt(at + 1)]! << 12) |
      (value[text.charCodeAt(at + 2)]! << 6) |
      value[text.charCodeAt(at + 3)]!;
    // A typed array drops what is written past its end.
    bytes[to++] = group >> 16;
    bytes[to++] = (group >> 8) & 0xff;
    bytes[to++] = group & 0xff;
  }
  return bytes;
};
