import type { GraphIndex, Path } from "@liqa/graph";
import { ask, pathInWords } from "@liqa/graph/ask";
import type { Answer } from "./answers.ts";

/** Answers in words, which the service only passes on. */
export interface Prose {
  ask(index: GraphIndex, question: string): Answer;
  /** A path as a cited sentence. */
  pathSentence(index: GraphIndex, path: Path): { ar: string; en: string };
}

/** What the library says. */
export const libraryProse: Prose = {
  ask: (index, question) => ask(index, question),
  pathSentence: pathInWords,
};
