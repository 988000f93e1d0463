/** Order by UTF-16 code units: the same on every machine, whatever its locale. */
export const byCode = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

/** 53-bit hash (cyrb53, public domain, github.com/bryc) as seven base-36 digits: names things, protects nothing. */
export const shortHash = (text: string): string => {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    a = Math.imul(a ^ unit, 2654435761);
    b = Math.imul(b ^ unit, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return (4294967296 * (2097151 & b) + (a >>> 0)).toString(36).padStart(11, "0").slice(-7);
};

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
