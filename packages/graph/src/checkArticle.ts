import type { Article } from "./article.ts";
import { publicationDay } from "./edtf.ts";
import type { Warning } from "./extraction.ts";
import { shortHash } from "./text/hash.ts";

const EXAMPLE = '{ id: "a1", text: "…", publishedAt: "2019-06-11" }';

/** What was given as an article, made one where that is safe, and what to say of it. */
export interface CheckedArticle {
  article: Article;
  warnings: Warning[];
}

/**
 * Takes what a program hands in for an article: rows of a table, say. A number as id becomes text; without an id the
 * article gets one made of its text.
 * @throws TypeError when it is none: the message names the field and the cure
 */
export const checkArticle = (given: unknown): CheckedArticle => {
  if (typeof given !== "object" || given === null || Array.isArray(given))
    throw new TypeError(`an article is an object such as ${EXAMPLE}; this is ${sort(given)}`);
  const fields = given as Record<keyof Article, unknown>;
  const { id, text, publishedAt } = fields;
  const name = id === undefined || id === null ? "article" : `article ${JSON.stringify(id)}`;
  if (typeof text !== "string")
    throw new TypeError(
      text === undefined
        ? `${name} has no text; an article is ${EXAMPLE}, this one has ${Object.keys(given).join(", ") || "no fields"}`
        : `${name}: text is ${sort(text)}, not a string`,
    );
  if (typeof (publishedAt ?? "") !== "string")
    throw new TypeError(
      `${name}: publishedAt is ${sort(publishedAt)}; give the day as a string such as "2019-06-11"`,
    );
  const warnings: Warning[] = [];
  const day = (publishedAt ?? "") as string;
  if (day === "") warnings.push(undated(Object.keys(given)));
  else if (publicationDay(day) === null)
    warnings.push({
      code: "bad_publication_date",
      message: `Relative dates such as «اليوم» stay unresolved: the publication date "${day}" is no ISO 8601 day such as 2019-06-11.`,
    });
  if (typeof id === "string" && id !== "") return { article: given as Article, warnings };
  if (typeof id === "number") return { article: { ...(given as Article), id: String(id) }, warnings };
  const made = `text-${shortHash(text)}`;
  warnings.push({
    code: "no_id",
    message: `The article has no id; "${made}" was made of its text. Give each article an id of its own.`,
  });
  return { article: { ...(given as Article), id: made }, warnings };
};

/** Says so when the date seems to be there under another name. */
const undated = (fields: readonly string[]): Warning => {
  const other = fields.filter((name) => name !== "publishedAt" && /date|publi|time/iu.test(name));
  const hint = other.length > 0 ? `; "publishedAt" is where it belongs, not "${other.join('", "')}"` : "";
  return {
    code: "no_publication_date",
    message: `Relative dates such as «اليوم» stay unresolved: the article has no publication date${hint}.`,
  };
};

/** What a value is, in a word or two. */
const sort = (value: unknown): string =>
  value instanceof Date
    ? "a Date"
    : Array.isArray(value)
      ? "a list"
      : value === null || value === undefined
        ? String(value)
        : `a ${typeof value}`;
