import { createHash } from "node:crypto";
import { type Article, type Extraction, publicationDay, signatureBands, textSignature } from "@liqa/graph";
import type { Value } from "./database.ts";
import { StoreError } from "./errors.ts";

/** Of an id, in UTF-16 units: PostgreSQL indexes no longer ones. */
const LONGEST_ID = 600;

/** An article and what was read in it, ready to be stored. Made apart from the store, so that workers can make it. */
export interface Draft {
  id: string;
  /** Hash of the article in all its fields. */
  digest: string;
  /** Day of publication, or null. */
  reportedOn: string | null;
  extractor: string;
  article: string;
  extraction: string;
  /** What copies of its text share with it. */
  bands: readonly number[];
}

/** The article with every field, in fixed order: equal articles are equal texts. */
const complete = (article: Article): Required<Article> => ({
  id: article.id,
  text: article.text,
  title: article.title ?? null,
  publishedAt: article.publishedAt ?? null,
  source: article.source ?? null,
  url: article.url ?? null,
  language: article.language ?? null,
});

/** Hash of an article in all its fields (SHA-256): what tells a new text from one that is already there. */
export const digestOf = (article: Article): string => hashOf(JSON.stringify(complete(article)));

export const hashOf = (json: string): string => createHash("sha256").update(json).digest("base64url");

/**
 * Prepares an article for {@link Store.putDrafts}.
 * @throws StoreError `invalid` when its id cannot be stored
 */
export const draft = (article: Article, extraction: Extraction, extractor: string): Draft => {
  checkId(article.id);
  const json = JSON.stringify(complete(article));
  const { article: _, ...read } = extraction;
  return {
    id: article.id,
    digest: hashOf(json),
    reportedOn: dayOf(article.publishedAt),
    extractor,
    article: json,
    extraction: JSON.stringify(read),
    bands: bandsOf(article.text),
  };
};

/** Different ones, in order. */
export const bandsOf = (text: string): number[] =>
  [...new Set(signatureBands(textSignature(text)))].sort((one, other) => one - other);

/** @throws StoreError `invalid` */
export const checkId = (id: string): void => {
  const wrong =
    id === ""
      ? "is empty"
      : id.length > LONGEST_ID
        ? `is longer than ${LONGEST_ID} characters`
        : /[\p{Cc}\p{Cs}]/u.test(id)
          ? "holds control characters or halves of characters"
          : null;
  if (wrong)
    throw new StoreError(
      "invalid",
      `the id ${JSON.stringify(id.slice(0, 80))} ${wrong}; give the article another`,
    );
};

/** The day an article says it was published, on its own clock. */
export const dayOf = (publishedAt: string | null | undefined): string | null =>
  publishedAt && publicationDay(publishedAt) !== null ? publishedAt.slice(0, 10) : null;

/**
 * Reads what was stored, if it still is what was stored.
 * @throws StoreError `damaged`
 */
export const parse = <T>(json: string, what: string, digest?: Value): T => {
  if (typeof digest === "string" && hashOf(json) !== digest) throw damaged(what);
  try {
    return JSON.parse(json) as T;
  } catch (error) {
    throw damaged(what, error);
  }
};

const damaged = (what: string, cause?: unknown): StoreError =>
  new StoreError(
    "damaged",
    `${what} is damaged in the store; bring back a backup: liqa store restore BACKUP --store NEW`,
    cause,
  );
