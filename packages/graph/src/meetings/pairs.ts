import { type Actor, isFrom } from "../mentions/actors.ts";
import { statesServed } from "../mentions/mention.ts";
import type { Part, Telling } from "./telling.ts";

/** «قائدان أوروبيان يتباحثان مع بوتين»: a pair that only counts those whom the meeting names beside it. */
export const withoutPairs = (parts: Part[], actors: readonly Actor[]): Part[] => {
  const persons = parts.map(({ actor }) => actors[actor]!).filter(({ kind }) => kind === "person");
  const enough = persons.length >= (parts.length - persons.length === 1 ? 2 : 3);
  return parts.filter(({ actor }) => {
    const pair = actors[actor]!;
    if (!isPair(pair)) return true;
    const states = statesServed(pair.affiliations);
    if (!states.length) return !enough;
    return states.some(({ id }) => !persons.some((person) => isFrom(person, id)));
  });
};

/**
 * «وبحث الوزيران السعودي والإيراني …»: for a pair by its states those two who, one for each state, took part in the last
 * meeting told before in which there are such.
 */
export const withPairsNamed = (
  telling: Telling,
  meetings: readonly { parts: readonly Part[] }[],
  actors: readonly Actor[],
): Telling => {
  if (!telling.parts.some(({ actor }) => isPair(actors[actor]!))) return telling;
  const parts = telling.parts.flatMap((part) => {
    const pair = actors[part.actor]!;
    const states = isPair(pair) ? statesServed(pair.affiliations) : [];
    if (states.length < 2) return [part];
    const ranks = ranksOf(pair);
    const fromEach = (before: readonly Part[]): number[] =>
      states.flatMap(
        ({ id }) =>
          before.find(({ actor }) => isFrom(actors[actor]!, id) && holdsOne(actors[actor]!, ranks))?.actor ??
          [],
      );
    for (const meeting of meetings.toReversed()) {
      const named = new Set(fromEach(meeting.parts));
      if (named.size === states.length) return [...named].map((actor) => ({ ...part, actor }));
    }
    return [part];
  });
  const seen = new Set<number>();
  return { ...telling, parts: parts.filter(({ actor }) => seen.size < seen.add(actor).size) };
};

const MINISTERS: ReadonlySet<string> = new Set(["minister", "counterpart"]);
const HEADS: ReadonlySet<string> = new Set(["head_of_state", "head_of_government", "counterpart"]);
/** Levels of the offices that a pair holds by its word: ids of data/ar/groups.tsv. */
const RANKS: Readonly<Record<string, ReadonlySet<string>>> = {
  ministers: MINISTERS,
  "foreign-ministers": MINISTERS,
  presidents: HEADS,
  leaders: HEADS,
};

const ranksOf = ({ mentions }: Actor): ReadonlySet<string> | undefined => RANKS[mentions[0]!.head ?? ""];

const holdsOne = ({ kind, titles }: Actor, ranks: ReadonlySet<string> | undefined): boolean =>
  kind === "person" && (!ranks || titles.some(({ level }) => ranks.has(level)));

const isPair = ({ kind, mentions }: Actor): boolean =>
  kind === "group" &&
  mentions.length > 0 &&
  mentions.every(({ number, form }) => number === "two" && form === "group");
