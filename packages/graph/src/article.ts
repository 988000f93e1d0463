/** A news article as it comes in. `text` is never changed: every offset Liqa prints points into it as given. */
export interface Article {
  id: string;
  /** The whole text; in plain text its first line is the headline. */
  text: string;
  /** A separate headline: context only, evidence always lies in `text`. */
  title?: string | null;
  /** ISO 8601 day or instant of publication. Without it relative dates stay unresolved. */
  publishedAt?: string | null;
  source?: string | null;
  url?: string | null;
  /** BCP 47 tag, e.g. `ar`. */
  language?: string | null;
}

/** A stretch of an article's text, in UTF-16 code units, end exclusive. */
export interface Span {
  start: number;
  end: number;
}
