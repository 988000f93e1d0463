import { COPY_FROM, textLikeness, textSignature } from "../text/signature.ts";

/** Compares articles, each text being signed once, when it is first asked for. */
export class CopyFinder {
  readonly #signatures = new Map<number, Uint32Array>();
  readonly #textOf: (article: number) => string;

  constructor(textOf: (article: number) => string) {
    this.#textOf = textOf;
  }

  #signatureOf(article: number): Uint32Array {
    const known = this.#signatures.get(article);
    if (known) return known;
    const fresh = textSignature(this.#textOf(article));
    this.#signatures.set(article, fresh);
    return fresh;
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
