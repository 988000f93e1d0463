export type { About } from "./about.ts";
export type { Piece } from "./bytes.ts";
export { FORMAT_NAMES, FORMATS, type Format, type FormatName } from "./catalogue.ts";
export { type WriteOptions, write } from "./write.ts";
