/**
 * The graph in other people's formats and back: docs/formats.md describes each. Examples take `facts` as given, as
 * those of `@liqa/graph` do.
 *
 * @module @liqa/formats
 */
export type { About } from "./about.ts";
export type { Piece } from "./bytes.ts";
export { FORMAT_NAMES, FORMATS, type Format, type FormatName } from "./catalogue.ts";
export { FormatError } from "./read/formatError.ts";
export { read } from "./read/read.ts";
export { type WriteOptions, write } from "./write.ts";
