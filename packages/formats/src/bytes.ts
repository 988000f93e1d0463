import { utf8ToBytes } from "@noble/hashes/utils.js";

/** Something of a file: text in whole characters, or bytes. */
export type Piece = string | Uint8Array;

/** Characters gathered before they are turned into bytes. */
const BATCH = 1 << 16;

/** Pieces as bytes in UTF-8, few large ones instead of many small ones. */
export function* inBytes(pieces: Iterable<Piece>): Generator<Uint8Array> {
  let text = "";
  for (const piece of pieces) {
    if (typeof piece === "string") {
      text += piece;
      if (text.length < BATCH) continue;
      yield utf8ToBytes(text);
    } else {
      if (text !== "") yield utf8ToBytes(text);
      yield piece;
    }
    text = "";
  }
  if (text !== "") yield utf8ToBytes(text);
}
