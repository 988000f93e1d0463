import { fold } from "@liqa/graph";

/** The article, alone or behind a particle: no part of a name's identity when names are compared for scoring. */
const ARTICLE = /^(?:[وبفك]ال|لل|ال)(?=.{3,})/u;

const wordsOf = (name: string): string[] =>
  fold(name)
    .replace(/[^\p{L}\p{N}\s]/gu, " ")
    .split(/\s+/u)
    .filter(Boolean)
    .map((word) => word.replace(ARTICLE, ""));

/** Whether two names fold to the same words. */
export const sameName = (a: string, b: string): boolean => wordsOf(a).join(" ") === wordsOf(b).join(" ");

/**
 * How alike two names are: 1 the same words, 0.6–0.9 one inside the other, 0.55 mostly shared words, 0 different.
 * Words are compared folded, without articles.
 */
export const likeness = (a: string, b: string): number => {
  const [left, right] = [wordsOf(a), wordsOf(b)];
  if (!left.length || !right.length) return 0;
  if (left.join(" ") === right.join(" ")) return 1;
  const [short, long] = left.length <= right.length ? [left, right] : [right, left];
  const shared = short.filter((word) => long.includes(word)).length;
  if (shared === short.length && short.join("").length >= 3) return 0.6 + (0.3 * short.length) / long.length;
  return (2 * shared) / (left.length + right.length) >= 0.75 ? 0.55 : 0;
};
