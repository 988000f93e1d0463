import type { GraphIndex, Path } from "@liqa/graph";
import type { Answer } from "./answers.ts";
import { Problem } from "./problems.ts";

/** Answers in words, which the service only passes on. */
export interface Prose {
  ask(index: GraphIndex, question: string): Answer;
  /** A path as a cited sentence. */
  pathSentence(index: GraphIndex, path: Path): { ar: string; en: string };
}

/** For services without a question reader: a path as names, dates and the articles that prove each hop. */
export const plainProse: Prose = {
  ask() {
    throw new Problem("unavailable");
  },
  pathSentence(index, path) {
    const name = (id: string) => index.entity(id)?.entity.name ?? id;
    const hops = (between: string, undated: string) =>
      path.hops
        .map(({ from, to, date, evidence }) => {
          const articles = [...new Set(evidence.map(({ article }) => article))].join(", ");
          return `${name(from)} ${between} ${name(to)} (${date ?? undated}) [${articles}]`;
        })
        .join("; ");
    return { ar: hops("و", "بلا تاريخ"), en: hops("and", "undated") };
  },
};
