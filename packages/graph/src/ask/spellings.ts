import type { Entity } from "../facts.ts";
import { searchWords } from "../query/find.ts";
import type { GraphIndex } from "../query/graphIndex.ts";
import { isNear } from "./likeness.ts";

/** All names of an entity in the facts. */
export const spellingsOf = (entity: Entity): string[] => [
  entity.name,
  ...[entity.names.ar, entity.names.en].filter((name) => name !== null),
  ...entity.aliases,
];

/** Those, and what the vocabulary of the index knows: the adjectives of a country. */
export const namesOf = (index: GraphIndex, entity: Entity): string[] => [
  ...spellingsOf(entity),
  ...(index.vocabulary.names?.(entity.id) ?? []),
];

/** Spellings whose words are the entity's own: not «الرئيس السوري», which articles call somebody as well. */
export const ownSpellings = (entity: Entity): string[] => {
  if (entity.kind !== "person") return spellingsOf(entity);
  const names = [entity.name, entity.names.ar, entity.names.en].flatMap((name) => searchWords(name ?? ""));
  return spellingsOf(entity).filter((spelling) =>
    searchWords(spelling).some((word) => names.some((name) => isNear(word, name))),
  );
};

const INITIALS = /^\p{Lu}{2,8}$/u;
const SMALL_WORDS = /^(?:of|the|and|on|for|in|to|at|a|an)$/u;

export const isInitials = (written: string): boolean => INITIALS.test(written);

/** "UN Security Council" is UNSC; empty for names of one word or in other scripts. */
export const initialsOf = (name: string): string => {
  const words = name.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== "" && !SMALL_WORDS.test(word));
  if (words.length < 2 || !words.every((word) => /^\p{Lu}/u.test(word))) return "";
  return words.map((word) => (isInitials(word) ? word : word.charAt(0))).join("");
};
