import type { Article } from "@liqa/graph";

/** What a reader finds: an article, or why there is none. */
export type Record = { article: Article; from: string } | { problem: Problem };

/** Input that could not be used, or only with a reservation: where, why, and what to do. */
export interface Problem {
  /** File, or file and line: `news/a.txt`, `stdin:12`. */
  where: string;
  message: string;
  /** The article was read all the same. */
  kept?: boolean;
}

/** Larger files are no articles. In bytes. */
export const LARGEST = 10_000_000;

const ARABIC = /[\u0621-\u064a\u066e-\u06d3]/gu;
const LETTER = /\p{L}/gu;
const TAG =
  /<\/?(?:a|b|body|br|div|em|h[1-6]|head|html|i|img|li|meta|p|script|span|strong|style|table|td|tr|ul)\b[^>]*>/giu;

/** Share of letters that must be Arabic for a text to be read. */
const ARABIC_SHARE = 0.4;
/** Markup beyond a stray tag: this many tags make a text HTML. */
const TAGS = 8;

/** Why a text cannot be read as an Arabic article, or null. */
export const unreadable = (text: string): string | null => {
  if (!text.trim()) return "is empty; give it the article's text or leave it out";
  const letters = text.match(LETTER)?.length ?? 0;
  const arabic = text.match(ARABIC)?.length ?? 0;
  const tags = text.match(TAG)?.length ?? 0;
  if (tags >= TAGS)
    return `holds ${tags} HTML tags; save it as .html so that the article is taken out of its page`;
  if (letters === 0) return "has no letters; is it an article?";
  if (arabic / letters < ARABIC_SHARE) {
    return `is not Arabic (${Math.round((100 * arabic) / letters)} % of its letters are); Liqa reads Arabic`;
  }
  return null;
};

const optional = (value: unknown): string | null =>
  typeof value === "string" && value.trim() ? value.trim() : null;

/** Makes an article of a record's fields, or says what is wrong with them. */
export const toArticle = (fields: { [key: string]: unknown }, id: string): Article | string => {
  if (typeof fields.text !== "string") return 'has no "text"; every article needs one';
  const why = unreadable(fields.text);
  if (why) return why;
  const publishedAt = optional(fields.publishedAt ?? fields.date);
  if (publishedAt && Number.isNaN(Date.parse(publishedAt))) {
    return `has the publication date "${publishedAt}", which is not an ISO date such as 2020-01-27`;
  }
  const own = fields.id;
  return {
    id: typeof own === "string" && own ? own : typeof own === "number" ? String(own) : id,
    text: fields.text,
    title: optional(fields.title),
    publishedAt,
    source: optional(fields.source),
    url: optional(fields.url),
    language: optional(fields.language),
  };
};
