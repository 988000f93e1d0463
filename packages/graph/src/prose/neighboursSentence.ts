import type { GraphIndex } from "../query/graphIndex.ts";
import type { Neighbour } from "../query/types.ts";
import { Citations, type Cited } from "./citations.ts";
import { firstProof } from "./meetingSentence.ts";
import { nameOf } from "./names.ts";
import { counted, type ProseWords, phrase, sentenceCase } from "./words.ts";

/** Neighbours named before the rest becomes a number. */
const MOST_NEIGHBOURS = 12;

/**
 * Whom an actor met, in the order given, each with how often and with the passage that proves one of the meetings.
 * @param neighbours rows of `index.neighbours(id)`.
 */
export const neighboursProse = (
  index: GraphIndex,
  words: ProseWords,
  id: string,
  neighbours: readonly Neighbour[],
): Cited => {
  const citations = new Citations();
  const a = nameOf(index, words, id);
  if (neighbours.length === 0)
    return { text: sentenceCase(phrase(words, "neighbours-none", { a })), evidence: [] };
  const items = neighbours.slice(0, MOST_NEIGHBOURS).map(({ entity, count, meetings }) => {
    const passages = meetings.flatMap((meeting) => {
      const known = index.meeting(meeting);
      return known ? [firstProof(known, [id, entity.id])] : [];
    });
    const times = count > 1 ? ` (${counted(words, "time", count)})` : "";
    return `${nameOf(index, words, entity.id)}${times} ${citations.cite(passages)}`;
  });
  const rest = neighbours.length - items.length;
  const list = rest > 0 ? [...items, phrase(words, "neighbours-more", { n: String(rest) })] : items;
  const text = phrase(words, "neighbours", { a, list: rest > 0 ? list.join(words.comma) : words.join(list) });
  return { text: `${sentenceCase(text)}.`, evidence: citations.evidence };
};
