import { actorOf, type Corpus } from "./corpus.ts";
import type { Actors } from "./entities.ts";
import type { MeetingCluster } from "./meetings.ts";
import { sameWords, type Telling } from "./tellings.ts";

/**
 * «كبار القادة» is nobody outside its article; but where two articles tell of one meeting and describe somebody in it
 * in the same words, they mean the same people. Joins these, when no second one could be meant.
 */
export const joinDescriptions = (
  meetings: readonly MeetingCluster[],
  corpus: Corpus,
  { identity, leaves }: Actors,
): void => {
  const describedIn = ({ record }: Telling): number[] =>
    record.meeting.participants.flatMap(({ entity }) => {
      const index = actorOf(corpus, record.article, entity)?.index;
      return index !== undefined && leaves[index]?.described !== undefined ? [index] : [];
    });
  const alike = (one: number, other: number): boolean =>
    (leaves[one]!.vague || leaves[other]!.vague || false) &&
    sameWords(leaves[one]!.described ?? null, leaves[other]!.described ?? null);
  for (const { tellings } of meetings) {
    if (tellings.length === 1) continue;
    const lists = tellings.map(describedIn);
    for (const [at, list] of lists.entries())
      for (const others of lists.slice(at + 1))
        for (const record of list) {
          const [other, second] = others.filter((candidate) => alike(record, candidate));
          if (other === undefined || second !== undefined) continue;
          if (list.some((rival) => rival !== record && alike(rival, other))) continue;
          if (identity.unite(record, other))
            identity.decide(leaves[record]!.id, leaves[other]!.id, "same", 0.9, [
              "same words in two accounts of one meeting",
            ]);
        }
  }
};
