import { type Article, publicationDay } from "@liqa/graph";

/** What a reader finds: an article with what to say about it, or why there is none. */
export type Reading =
  | { article: Article; where: string; reservations: readonly string[] }
  | { where: string; refusal: string };

/** A web page, out of which the article is still to be taken: by {@link readPage}, here or in a thread. */
export interface Page {
  page: string;
  /** What its article is called. */
  id: string;
  where: string;
  /** Where it came from, when that is known from outside the page. */
  url: string | null;
  reservation: string | null;
}

/** This many bytes or more are no article. */
export const TOO_LARGE = 10_000_000;

export const tooLarge = (bytes: number): string =>
  `is ${(bytes / 1e6).toFixed(1)} MB; an article must be smaller than ${TOO_LARGE / 1e6} MB. Split it, or give one article a line as .jsonl`;

const ARABIC = /[\u0621-\u064a\u066e-\u06d3]/gu;
/** Letters of Persian and Urdu that Arabic hardly ever uses. */
const NEIGHBOURS = /[\u0679\u067e\u0686\u0688\u0691\u0698\u06a9\u06af\u06ba\u06be\u06cc\u06d2]/gu;
const LETTER = /\p{L}/gu;
const TAG =
  /<\/?(?:a|article|b|body|br|div|em|font|h[1-6]|head|html|i|img|li|link|meta|ol|p|script|span|strong|style|table|td|tr|u|ul)\b[^>]*>/giu;
const WHOLE_PAGE = /<(?:!doctype|html|head|body|script)\b/iu;

/** Share of letters that must be in Arabic script. Low, since Arabic news quotes long Latin names and lists. */
const ARABIC_SHARE = 0.15;
/** Share of Arabic-script letters beyond which the language is another one. */
const NEIGHBOUR_SHARE = 0.08;
/** Beyond a stray tag. */
const TAGS = 4;

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0;

/** Why a text cannot be read as an Arabic article, or null. */
const unreadable = (text: string): string | null => {
  if (!text.trim()) return "is empty; give it the article's text or leave it out";
  const size = text.length < TOO_LARGE / 4 ? 0 : new TextEncoder().encode(text).length;
  if (size >= TOO_LARGE) return tooLarge(size);
  const tags = count(text, TAG);
  if (tags >= TAGS || WHOLE_PAGE.test(text))
    return "holds HTML markup; save the page as .html so that the article is taken out of it, or remove the tags";
  const letters = count(text, LETTER);
  if (letters === 0) return "has no letters, so it is no article; leave it out";
  const arabic = count(text, ARABIC);
  if (arabic / letters < ARABIC_SHARE) {
    return `is not Arabic (${Math.round((100 * arabic) / letters)} % of its letters are); Liqa reads Arabic, leave it out`;
  }
  if (count(text, NEIGHBOURS) / arabic > NEIGHBOUR_SHARE)
    return "is not Arabic (its letters are those of Persian or Urdu); Liqa reads Arabic, leave it out";
  return null;
};

const optional = (value: unknown): string | null =>
  typeof value === "string" && value.trim() ? value.trim() : null;

/** Makes an article of a record's fields, or says what is wrong with them. `id` is used when the record has none. */
export const toArticle = (fields: unknown, id: string, where: string): Reading => {
  if (typeof fields !== "object" || fields === null || Array.isArray(fields))
    return { where, refusal: 'is not an article; write an object such as {"id": "a1", "text": "…"}' };
  const { id: own, text, publishedAt, date, ...rest } = fields as { [key: string]: unknown };
  if (typeof text !== "string") return { where, refusal: 'has no "text"; every article needs one' };
  const refusal = unreadable(text);
  if (refusal) return { where, refusal };
  const reservations: string[] = [];
  let day = optional(publishedAt ?? date);
  const given = publishedAt ?? date;
  if (given !== undefined && given !== null && given !== "" && publicationDay(day) === null) {
    reservations.push(
      `has the publication date ${JSON.stringify(given)}, which is no ISO date such as 2020-01-27; read without it`,
    );
    day = null;
  }
  const article: Article = {
    id: optional(own) ?? (typeof own === "number" ? String(own) : id),
    text,
    title: optional(rest.title),
    publishedAt: day,
    source: optional(rest.source),
    url: optional(rest.url),
    language: optional(rest.language),
  };
  return { article, where, reservations };
};
