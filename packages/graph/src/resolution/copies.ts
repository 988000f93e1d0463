import { COPY_FROM, textLikeness, textSignature } from "../text/signature.ts";
import type { ArticleRecords } from "./memory.ts";

/** Compares articles, each text being signed once, when it is first asked for. */
export class CopyFinder {
  readonly #articles: readonly ArticleRecords[];

  constructor(articles: readonly ArticleRecords[]) {
    this.#articles = articles;
  }

  #signatureOf(article: number): Uint32Array {
    const records = this.#articles[article]!;
    records.signature ??= textSignature(records.fact.text);
    return records.signature;
  }

  /** The articles without copies of earlier ones in the list: of each text its first publication. */
  originals(articles: readonly number[]): number[] {
    const kept: number[] = [];
    if (articles.length < 2) return [...articles];
    for (const article of articles) {
      const own = this.#signatureOf(article);
      if (!kept.some((original) => textLikeness(this.#signatureOf(original), own) >= COPY_FROM))
        kept.push(article);
    }
    return kept;
  }
}
