import { arProse } from "./ar/prose.ts";
import { arQuestions } from "./ar/questions.ts";
import { type Ask, asker } from "./ask/ask.ts";
import { enProse } from "./en/prose.ts";
import { enQuestions } from "./en/questions.ts";
import { pathProse } from "./prose/pathSentence.ts";
import type { ProseWords } from "./prose/words.ts";
import type { GraphIndex } from "./query/graphIndex.ts";
import type { Path } from "./query/types.ts";

export type { Answer } from "./ask/answer.ts";
export type { Ask, AskOptions } from "./ask/ask.ts";

/**
 * Answers a question in whichever language of the library it is asked. Never throws on any text: what is not
 * understood gets an answer that says so.
 */
export const ask: Ask = asker(() => [arQuestions(), enQuestions()]);

/** A path told in every language, each claim followed by the id of the article that proves it. */
export const pathInWords = (index: GraphIndex, path: Path): { ar: string; en: string } => {
  const tell = (words: ProseWords): string => {
    const { text, evidence } = pathProse(index, words, path);
    return text.replace(/\[(\d+)\]/g, (mark, n: string) => {
      const article = evidence[Number(n) - 1]?.article;
      return article === undefined ? mark : `[${article}]`;
    });
  };
  return { ar: tell(arProse), en: tell(enProse) };
};
