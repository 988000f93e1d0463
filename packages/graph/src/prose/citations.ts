import type { Evidence } from "../facts.ts";

/** Marks of one sentence beyond which more passages prove nothing to a reader. */
const MOST_MARKS = 3;

/** Text in which `[n]` points to `evidence[n - 1]`. */
export interface Cited {
  text: string;
  evidence: Evidence[];
}

/** Numbers the passages that prove a text, each once, in the order in which they are first needed. */
export class Citations {
  readonly evidence: Evidence[] = [];
  readonly #numbers = new Map<string, number>();

  /** The marks «[1][2]» of passages, at most three; empty without passages. */
  cite(passages: readonly Evidence[]): string {
    const marks = new Set<number>();
    for (const passage of passages) {
      if (marks.size === MOST_MARKS) break;
      marks.add(this.#number(passage));
    }
    return [...marks]
      .sort((a, b) => a - b)
      .map((mark) => `[${mark}]`)
      .join("");
  }

  #number(passage: Evidence): number {
    const key = `${passage.start} ${passage.end} ${passage.article}`;
    const known = this.#numbers.get(key);
    if (known !== undefined) return known;
    this.evidence.push(passage);
    this.#numbers.set(key, this.evidence.length);
    return this.evidence.length;
  }
}
