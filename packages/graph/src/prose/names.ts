import type { Entity, EntityRole, Relation } from "../facts.ts";
import { FactsCatalogue } from "../query/catalogue.ts";
import type { GraphIndex } from "../query/graphIndex.ts";
import { displayName, isolated, type ProseWords, phrase } from "./words.ts";

/** Names in one list before the rest becomes a number. */
const MOST_NAMES = 12;

/** An entity without the counts that `index.entity` works out. */
export const entityOf = (index: GraphIndex, id: string): Entity | undefined => {
  const { catalogue } = index;
  const actor = catalogue instanceof FactsCatalogue ? catalogue.actor(id) : undefined;
  return actor === undefined ? undefined : (catalogue as FactsCatalogue).entities[actor];
};

/** Whomever somebody acts for in an office; null when nobody knows. */
export const servedIn = ({ catalogue }: GraphIndex, id: string, role: EntityRole): string | null =>
  catalogue instanceof FactsCatalogue ? catalogue.served(id, role) : role.represents;

/** All entities of an index; none when it was loaded without facts. */
export const entitiesOf = (index: GraphIndex): readonly Entity[] =>
  index.catalogue instanceof FactsCatalogue ? index.catalogue.entities : [];

/** All relations of an index; none when it was loaded without facts. */
export const relationsOf = (index: GraphIndex): readonly Relation[] =>
  index.catalogue instanceof FactsCatalogue ? index.catalogue.facts.relations : [];

/** @param subject it stands by itself: behind a colon, or as the subject. */
export const nameOf = (index: GraphIndex, words: ProseWords, id: string, subject = false): string => {
  const entity = entityOf(index, id);
  return entity ? displayName(words, entity, subject) : isolated(words, id);
};

/**
 * The names of entities as a list, the rest of a long one as a number; unknown ids stand as they are.
 * @param subject as for `nameOf`
 */
export const namesInWords = (
  index: GraphIndex,
  words: ProseWords,
  ids: readonly string[],
  { subject = false, most = MOST_NAMES }: { subject?: boolean; most?: number } = {},
): string => {
  const shown = ids.slice(0, ids.length > most + 1 ? most : ids.length);
  const names = shown.map((id) => nameOf(index, words, id, subject));
  const rest = ids.length - shown.length;
  return words.join(rest > 0 ? [...names, phrase(words, "others", { n: String(rest) })] : names);
};
