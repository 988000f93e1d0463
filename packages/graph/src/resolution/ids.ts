import { shortHash } from "../text/hash.ts";

/** Order by UTF-16 code units: the same on every machine, whatever its locale. */
export const byCode = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** Letters and digits of any script, the rest as single hyphens; a hash when there are none. */
export const slug = (text: string): string =>
  text
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-|-$/gu, "")
    .toLowerCase() || shortHash(text);

/** How an article's own entity or meeting is named in judgements: `article#e3`. */
export const localRef = (article: string, local: string): string => `${article}#${local}`;

/** `mtg:` + date or `undated` + type + hash of the place where the earliest evidence stands. */
export const meetingId = (edtf: string | null, type: string, evidenceHash: string): string =>
  `mtg:${edtf === null ? "undated" : slug(edtf)}-${type.replace("_", "-")}-${evidenceHash}`;

/** The hash that ends the id of a meeting first told at this place of this article. */
export const evidenceHash = (article: string, start: number, end: number, local: string): string =>
  shortHash(`${article}\u0000${start}\u0000${end}\u0000${local}`);
